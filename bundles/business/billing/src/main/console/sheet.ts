import { dec, host as workplace, html, nothing, type TemplateResult, type ViewContext } from '@console/core';
import { referenceLink } from './reference-card.js';
import { taxLabel, taxName, taxWord } from './tax-words.js';
import type { Correction, Customer, Invoice, Line, ListedTax, TaxGroup } from './types.js';

/** An invoice as its customer reads it, with what the law wants on it. `taxes`: those in force on its date. */
export function sheet(ctx: ViewContext, invoice: Invoice, taxes: readonly ListedTax[], qr: string | undefined): TemplateResult {
  const { t } = ctx;
  const { terms } = invoice;
  return html`${invoice.status === 'CANCELLED' ? html`<div class="stamp" aria-hidden="true">${t('paper.cancelled')}</div>` : nothing}
    ${heads(ctx, t(`paper.kind.${invoice.kind}`), invoice.customer, [
      [t('invoice.number'), invoice.number ?? t('invoice.unnumbered')],
      [t('invoice.issueDate'), ctx.date(invoice.issueDate)],
      ...(terms.operationDate ? [[t('terms.operationDate'), ctx.date(terms.operationDate)] as const] : []),
      ...(invoice.dueDate ? [[t('invoice.dueDate'), ctx.date(invoice.dueDate)] as const] : []),
    ])}
    ${refers(ctx, invoice)} ${goods(ctx, invoice)}
    <div class="bottom">
      <div class="legal">
        ${qr && invoice.fiscal?.qrUrl
          ? html`<figure class="qr">
              <figcaption>${t('paper.qr.above')}</figcaption>
              <img src=${qr} alt=${t('paper.qr.alt')} width="140" height="140" />
              ${invoice.fiscal.legend ? html`<figcaption><b>VERI*FACTU</b></figcaption>` : nothing}
            </figure>`
          : nothing}
        <div class="notes">
          ${invoice.notes ? html`<h3>${t('invoice.notes')}</h3><p>${invoice.notes}</p>` : nothing}
          ${legalTexts(invoice, taxes).map((text) => html`<p class="law">${text}</p>`)}
        </div>
      </div>
      ${sums(ctx, invoice, taxes)}
    </div>`;
}

/** Who writes to whom, and what it is: its number and its days. */
export function heads(ctx: ViewContext, kind: string, customer: Customer, facts: readonly (readonly [string, string])[]): TemplateResult {
  const { t } = ctx;
  const issuer = workplace.organization;
  return html`<header class="top-line">
      <div class="issuer break">
        <strong>${issuer?.legalName ?? issuer?.name}</strong>
        ${issuer?.taxId ? html`<div>${t('customer.taxId')} ${issuer.taxId}</div>` : nothing} ${issuer?.address ? html`<div>${issuer.address}</div>` : nothing}
      </div>
      <div class="ident">
        <h2>${kind}</h2>
        <dl>
          ${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}
        </dl>
      </div>
    </header>
    <section class="to break" aria-label=${t('invoice.customer')}>
      <h3>${t('invoice.customer')}</h3>
      <strong>${customer.name}</strong>
      ${customer.taxId ? html`<div>${t('customer.taxId')} ${customer.taxId}</div>` : nothing} ${customer.address ? html`<div>${customer.address}</div>` : nothing}
      ${customer.email ? html`<div>${customer.email}</div>` : nothing}
    </section>`;
}

/** What the body of a sheet needs to know, of an invoice or of a document before it. */
type Bill = Pick<Invoice, 'terms' | 'lines' | 'taxes' | 'currency' | 'total' | 'withheld' | 'payable'>;

/** What it corrects, and why; or what it takes the place of. */
function refers(ctx: ViewContext, invoice: Invoice): TemplateResult | typeof nothing {
  const { t } = ctx;
  const { correction } = invoice;
  const references = correction?.invoices ?? invoice.replaces;
  if (references.length === 0) return nothing;
  return html`<section class="refers">
    <p>
      ${t(correction ? `correction.of.${correction.method}` : 'replaces.of')}
      ${references.map((reference, i) => html`${i > 0 ? ', ' : nothing}${referenceLink(ctx, reference)}${reference.issueDate ? html` ${t('reference.of', { date: ctx.date(reference.issueDate) })}` : nothing}`)}.
    </p>
    ${correction ? html`<p>${t('paper.reason', { reason: t(`reason.${correction.reason}`) })}${replaced(ctx, correction, invoice.currency)}</p>` : nothing}
  </section>`;
}

/** With a substitution the law wants the amounts that are replaced. */
function replaced(ctx: ViewContext, correction: Correction, currency: string): string {
  if (!correction.base || !correction.tax) return '';
  return ` ${ctx.t('paper.replaced', { base: ctx.money(correction.base, currency), tax: ctx.money(correction.tax, currency) })}`;
}

/** The lines as a table. */
export function goods(ctx: ViewContext, invoice: Bill): TemplateResult {
  const { t } = ctx;
  const discounts = invoice.lines.some((line) => Number(line.discountPercent) > 0);
  const row = (line: Line) => html`<tr>
    <td class="what">${line.description}</td>
    <td class="n">${ctx.quantity(line.quantity, '', 6)}</td>
    <td class="n">${ctx.number(line.unitPrice, { minimumFractionDigits: 2, maximumFractionDigits: 6 })}</td>
    ${discounts ? html`<td class="n">${Number(line.discountPercent) > 0 ? ctx.percent(line.discountPercent) : ''}</td>` : nothing}
    <td class="n">${taxWord(ctx, line.tax)}</td>
    <td class="n">${ctx.money(line.amount, invoice.currency)}</td>
  </tr>`;
  return html`<div class="scroll-x" tabindex="0" role="region" aria-label=${t('lines.title')}>
    <table class="goods">
      <thead>
        <tr>
          <th scope="col">${t('line.description')}</th>
          <th scope="col" class="n">${t('line.quantity')}</th>
          <th scope="col" class="n">${t(invoice.terms.pricesIncludeTax ? 'line.unitPrice.with-tax' : 'line.unitPrice')}</th>
          ${discounts ? html`<th scope="col" class="n">${t('line.discountPercent')}</th>` : nothing}
          <th scope="col" class="n">${t('line.taxRate')}</th>
          <th scope="col" class="n">${t('line.amount')}</th>
        </tr>
      </thead>
      <tbody>
        ${invoice.lines.map(row)}
      </tbody>
    </table>
  </div>`;
}

/** Bases, taxes and totals. */
export function sums(ctx: ViewContext, invoice: Bill, taxes: readonly ListedTax[]): TemplateResult {
  const { t } = ctx;
  const { terms } = invoice;
  const money = (amount: string) => ctx.money(amount, invoice.currency);
  const group = (each: TaxGroup) => {
    const label = { tax: taxLabel(ctx, each.kind), rate: ctx.percent(each.rate) };
    if (each.kind.treatment !== 'TAXED') {
      const listed = taxes.find((tax) => tax.code === each.kind.code);
      return html`<dt>${listed ? taxName(ctx, listed) : t(`tax.treatment.${each.kind.treatment}`)}</dt><dd class="num">${money(each.base)}</dd>`;
    }
    return html`<dt>${t('paper.base', label)}</dt>
      <dd class="num">${money(each.base)}</dd>
      <dt>${t('paper.tax', label)}</dt>
      <dd class="num">${money(each.tax)}</dd>
      ${Number(each.surcharge) === 0 ? nothing : html`<dt>${t('paper.surcharge', { rate: ctx.percent(each.kind.surchargeRate) })}</dt><dd class="num">${money(each.surcharge)}</dd>`}`;
  };
  return html`<dl class="totals">
    ${Number(terms.discountPercent) > 0 ? html`<dt>${t('paper.discount')}</dt><dd class="num">${ctx.percent(terms.discountPercent)}</dd>` : nothing} ${invoice.taxes.map(group)}
    <dt class="all">${t('invoice.total')}</dt>
    <dd class="num all">${money(invoice.total)}</dd>
    ${Number(invoice.withheld) === 0
      ? nothing
      : html`<dt>${t('invoice.withheld', { rate: ctx.percent(terms.withholdingRate) })}</dt>
          <dd class="num">${money(dec(invoice.withheld).negate().toString())}</dd>
          <dt class="all">${t('invoice.payable')}</dt>
          <dd class="num all">${money(invoice.payable)}</dd>`}
  </dl>`;
}

/** What the law wants said of the taxes that were applied, each once. */
export const legalTexts = (invoice: Bill, taxes: readonly ListedTax[]): string[] => [
  ...new Set(invoice.taxes.flatMap((group) => taxes.find((tax) => tax.code === group.kind.code)?.legalText ?? [])),
];
