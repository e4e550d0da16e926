import { css, host as workplace, html, icon, nothing, type ReactiveControllerHost, type TemplateResult, type ViewContext } from '@console/core';
import { PaymentDialog } from './payment.js';
import { stateBadge } from './state.js';
import type { Invoice, Payment } from './types.js';

interface Host extends ReactiveControllerHost {
  readonly ctx: ViewContext;
}

interface Attached {
  readonly payments: readonly Payment[];
  readonly qr: string | undefined;
}

/** An invoice as its customer sees it, what was paid of it, and the mark of the authority. */
export class Paper {
  private attached: Attached = { payments: [], qr: undefined };

  constructor(
    private readonly host: Host,
    private readonly changed: () => void,
  ) {}

  private get ctx(): ViewContext {
    return this.host.ctx;
  }

  async take(invoice: Invoice): Promise<void> {
    const { api, signal } = this.ctx;
    const [payments, qr] = await Promise.all([
      invoice.status === 'ISSUED' ? api.get<Payment[]>(`invoices/${invoice.id}/payments`) : [],
      invoice.fiscal?.qrUrl ? (this.attached.qr ?? this.picture(`invoices/${invoice.id}/qr`, signal)) : undefined,
    ]);
    this.attached = { payments, qr };
  }

  private async picture(path: string, signal: AbortSignal): Promise<string> {
    const url = URL.createObjectURL(await this.ctx.api.blob(path));
    signal.addEventListener('abort', () => URL.revokeObjectURL(url), { once: true });
    return url;
  }

  private async pay(invoice: Invoice): Promise<void> {
    if (await new PaymentDialog(this.ctx, invoice).open()) this.changed();
  }

  render(invoice: Invoice): TemplateResult {
    const { ctx } = this;
    const t = ctx.t;
    const open = invoice.status === 'ISSUED' && invoice.payment !== 'PAID';
    return html`<c-page heading=${invoice.number ?? t('invoice.draft')} sub=${t('paper.sub', { customer: invoice.customer.name, total: ctx.money(invoice.total, invoice.currency) })} back-href=${ctx.href('invoices')} back-label=${t('invoices.title')}>
      <span slot="badge">${stateBadge(ctx, invoice)}</span>
      <div slot="actions" class="row wrap screen">
        <button class="btn" @click=${() => window.print()}>${icon('printer', 18)}${t('paper.print')}</button>
        ${open && ctx.may('billing.payment.register')
          ? html`<button class="btn primary" @click=${() => void this.pay(invoice)}>${icon('hand-coins', 18)}${t('payment.register')}</button>`
          : nothing}
      </div>
      <div class="issued">
        <article class="sheet" aria-label=${t('paper.label', { number: invoice.number ?? '' })}>${this.sheet(invoice)}</article>
        <div class="side screen">${this.balance(invoice)} ${this.payments(invoice)} ${invoice.fiscal ? this.mark(invoice) : nothing}</div>
      </div>
    </c-page>`;
  }

  private sheet(invoice: Invoice): TemplateResult {
    const { ctx } = this;
    const t = ctx.t;
    const issuer = workplace.organization;
    const { customer, fiscal } = invoice;
    const discounts = invoice.lines.some((line) => Number(line.discountPercent) > 0);
    const money = (amount: string) => ctx.money(amount, invoice.currency);
    const simplified = fiscal?.kind === 'F2';
    return html`<header class="top-line">
        <div class="issuer break">
          <strong>${issuer?.legalName ?? issuer?.name}</strong>
          ${issuer?.taxId ? html`<div>${t('customer.taxId')} ${issuer.taxId}</div>` : nothing} ${issuer?.address ? html`<div>${issuer.address}</div>` : nothing}
        </div>
        <div class="ident">
          <h2>${t(simplified ? 'paper.simplified' : 'paper.invoice')}</h2>
          <dl>
            <dt>${t('invoice.number')}</dt>
            <dd>${invoice.number ?? t('invoice.unnumbered')}</dd>
            <dt>${t('invoice.issueDate')}</dt>
            <dd>${ctx.date(invoice.issueDate)}</dd>
            ${invoice.dueDate ? html`<dt>${t('invoice.dueDate')}</dt><dd>${ctx.date(invoice.dueDate)}</dd>` : nothing}
          </dl>
        </div>
      </header>
      <section class="to break" aria-label=${t('invoice.customer')}>
        <h3>${t('invoice.customer')}</h3>
        <strong>${customer.name}</strong>
        ${customer.taxId ? html`<div>${t('customer.taxId')} ${customer.taxId}</div>` : nothing} ${customer.address ? html`<div>${customer.address}</div>` : nothing}
        ${customer.email ? html`<div>${customer.email}</div>` : nothing}
      </section>
      <div class="scroll-x" tabindex="0" role="region" aria-label=${t('lines.title')}>
        <table class="goods">
          <thead>
            <tr>
              <th scope="col">${t('line.description')}</th>
              <th scope="col" class="n">${t('line.quantity')}</th>
              <th scope="col" class="n">${t('line.unitPrice')}</th>
              ${discounts ? html`<th scope="col" class="n">${t('line.discountPercent')}</th>` : nothing}
              <th scope="col" class="n">${t('line.taxRate')}</th>
              <th scope="col" class="n">${t('line.amount')}</th>
            </tr>
          </thead>
          <tbody>
            ${invoice.lines.map(
              (line) => html`<tr>
                <td class="what">${line.description}</td>
                <td class="n">${ctx.quantity(line.quantity, '', 6)}</td>
                <td class="n">${ctx.number(line.unitPrice, { minimumFractionDigits: 2, maximumFractionDigits: 6 })}</td>
                ${discounts ? html`<td class="n">${Number(line.discountPercent) > 0 ? ctx.percent(line.discountPercent) : ''}</td>` : nothing}
                <td class="n">${ctx.percent(line.taxRate)}</td>
                <td class="n">${money(line.amount)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <div class="bottom">
        <div class="legal">
          ${this.attached.qr && fiscal?.qrUrl
            ? html`<figure class="qr">
                <figcaption>${t('paper.qr.above')}</figcaption>
                <img src=${this.attached.qr} alt=${t('paper.qr.alt')} width="140" height="140" />
                <figcaption><b>VERI*FACTU</b></figcaption>
              </figure>`
            : nothing}
          ${invoice.notes ? html`<div class="notes"><h3>${t('invoice.notes')}</h3><p>${invoice.notes}</p></div>` : nothing}
        </div>
        <dl class="totals">
          ${invoice.taxes.map(
            (group) =>
              html`<dt>${t('paper.base', { rate: ctx.percent(group.rate) })}</dt><dd class="num">${money(group.base)}</dd><dt>${t('paper.tax', { rate: ctx.percent(group.rate) })}</dt><dd class="num">${money(group.tax)}</dd>`,
          )}
          <dt class="all">${t('invoice.total')}</dt>
          <dd class="num all">${money(invoice.total)}</dd>
        </dl>
      </div>`;
  }

  private balance(invoice: Invoice): TemplateResult {
    const { ctx } = this;
    const money = (amount: string) => ctx.money(amount, invoice.currency);
    return html`<c-card heading=${ctx.t('paper.balance')}>
      <div class="due-now"><span class="big num">${money(invoice.balance)}</span><span class="muted">${ctx.t('paper.of', { total: money(invoice.total) })}</span></div>
      <c-progress value=${Number(invoice.paid)} max=${Number(invoice.total)} label=${ctx.t('paper.paid', { paid: money(invoice.paid) })}></c-progress>
    </c-card>`;
  }

  private payments(invoice: Invoice): TemplateResult {
    const { ctx } = this;
    const { payments } = this.attached;
    return html`<c-card heading=${ctx.t('payments.title')}>
      ${payments.length === 0
        ? html`<p class="muted">${ctx.t('payments.none')}</p>`
        : html`<ul class="plain list">
            ${payments.map(
              (payment) => html`<li class="row spread">
                <div><div class="strong">${ctx.t(`method.${payment.method.toLowerCase()}`)}</div><div class="muted small">${ctx.date(payment.date)}</div></div>
                <span class="num strong">${ctx.money(payment.amount, invoice.currency)}</span>
              </li>`,
            )}
          </ul>`}
    </c-card>`;
  }

  private mark(invoice: Invoice): TemplateResult {
    const { ctx } = this;
    const seal = invoice.fiscal!;
    const chained = seal.regime === 'verifactu' && ctx.may('fiscal-verifactu.record.read');
    return html`<c-card heading=${ctx.t('mark.title')}>
      <c-badge slot="actions" tone="ok">${ctx.t('mark.sealed')}</c-badge>
      <div class="stack tight">
        <c-facts
          .rows=${[
            [ctx.t('mark.position'), seal.chainPosition === null ? '' : ctx.number(seal.chainPosition)],
            [ctx.t('mark.kind'), seal.kind],
            [ctx.t('mark.at'), ctx.dateTime(seal.generatedAt)],
          ]}
        ></c-facts>
        ${seal.hash
          ? html`<div class="row spread">
              <div class="grow"><div class="muted small">${ctx.t('mark.hash')}</div><code title=${seal.hash}>${seal.hash.slice(0, 16)}…</code></div>
              <button class="icon-btn" aria-label=${ctx.t('mark.copy')} title=${ctx.t('mark.copy')} @click=${() => void this.copy(seal.hash!)}>${icon('copy', 18)}</button>
            </div>`
          : nothing}
        <div class="row wrap">
          ${chained ? html`<a class="btn" href=${ctx.href(`/fiscal-verifactu/records`)}>${icon('link', 17)}${ctx.t('mark.chain')}</a>` : nothing}
          ${seal.qrUrl ? html`<a class="btn" href=${seal.qrUrl} target="_blank" rel="noreferrer">${icon('external-link', 17)}${ctx.t('mark.check')}</a>` : nothing}
        </div>
      </div>
    </c-card>`;
  }

  private async copy(text: string): Promise<void> {
    await navigator.clipboard.writeText(text);
    this.ctx.toast(this.ctx.t('mark.copied'));
  }

  static readonly styles = css`
    .issued {
      display: grid;
      grid-template-columns: minmax(0, 1fr) 340px;
      gap: 20px;
      align-items: start;
    }
    .side {
      display: grid;
      gap: 20px;
      min-inline-size: 0;
    }
    .sheet {
      background: var(--c-surface);
      border: 1px solid var(--c-line);
      border-radius: 14px;
      box-shadow: var(--c-shadow);
      padding: clamp(20px, 4vw, 48px);
      display: grid;
      gap: 28px;
      min-inline-size: 0;
    }
    .sheet strong {
      font-size: 16px;
      font-weight: 600;
    }
    .top-line {
      display: flex;
      flex-wrap: wrap;
      gap: 24px;
      justify-content: space-between;
      align-items: flex-start;
    }
    .issuer {
      max-inline-size: 340px;
      color: var(--c-text-2);
    }
    .issuer strong {
      color: var(--c-text);
      display: block;
    }
    .ident h2 {
      font-size: 22px;
      letter-spacing: -0.02em;
      margin-block-end: 8px;
    }
    .ident dl {
      display: grid;
      grid-template-columns: auto auto;
      gap: 4px 20px;
      margin: 0;
    }
    .ident dt {
      color: var(--c-text-2);
    }
    .ident dd {
      margin: 0;
      font-weight: 600;
      font-variant-numeric: tabular-nums;
      text-align: end;
    }
    .sheet h3 {
      font: 600 12px/1.4 var(--c-font);
      color: var(--c-text-2);
      margin-block-end: 4px;
    }
    .to {
      color: var(--c-text-2);
    }
    .to strong {
      color: var(--c-text);
      display: block;
    }
    .goods {
      inline-size: 100%;
      border-collapse: collapse;
    }
    .goods th {
      font: 600 12px/1.4 var(--c-font);
      color: var(--c-text-2);
      text-align: start;
      padding: 8px 10px;
      border-block-end: 1px solid var(--c-line-2);
      white-space: nowrap;
    }
    .goods td {
      padding: 10px;
      border-block-end: 1px solid var(--c-line);
      vertical-align: top;
    }
    .goods :is(th, td):first-child {
      padding-inline-start: 0;
    }
    .goods :is(th, td):last-child {
      padding-inline-end: 0;
    }
    .goods .n {
      text-align: end;
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    .goods .what {
      white-space: pre-line;
      overflow-wrap: anywhere;
      min-inline-size: 120px;
    }
    .bottom {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(240px, 320px);
      gap: 28px;
      align-items: start;
    }
    .legal {
      display: flex;
      flex-wrap: wrap;
      gap: 24px;
    }
    .qr {
      margin: 0;
      display: grid;
      justify-items: center;
      gap: 4px;
      inline-size: 156px;
      text-align: center;
    }
    .qr img {
      inline-size: 140px;
      block-size: 140px;
      border-radius: 8px;
      background: #fff;
    }
    .qr figcaption {
      font-size: 12px;
      color: var(--c-text-2);
    }
    .notes {
      flex: 1;
      min-inline-size: 160px;
    }
    .notes p {
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
    .due-now {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 10px;
      align-items: baseline;
      margin-block-end: 12px;
    }
    .big {
      font: 600 26px/1.2 var(--c-font);
      letter-spacing: -0.02em;
    }
    @media (max-width: 1180px) {
      .issued {
        grid-template-columns: minmax(0, 1fr);
      }
    }
    @media (max-width: 720px) {
      .issued,
      .side {
        gap: 12px;
      }
      .bottom {
        grid-template-columns: minmax(0, 1fr);
      }
      .bottom .totals {
        order: -1;
      }
    }
    @media print {
      .screen {
        display: none !important;
      }
      .issued {
        display: block;
      }
      .sheet {
        border: 0;
        box-shadow: none;
        padding: 0;
        background: none;
      }
      .qr {
        inline-size: 40mm;
      }
      .qr img {
        inline-size: 35mm;
        block-size: 35mm;
        border-radius: 0;
      }
      .goods tr,
      .bottom {
        break-inside: avoid;
      }
    }
  `;
}

