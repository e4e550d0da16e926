import { dec, html, nothing, type TemplateResult, type ViewContext } from '@console/core';
import { taxLabel } from './tax-words.js';
import type { Agreed, Totals } from './totals.js';
import type { Tax } from './types.js';

/** What an invoice that is being written comes to. */
export function sums(ctx: ViewContext, totals: Totals<Tax>, terms: Agreed, currency: string): TemplateResult {
  const money = (amount: string) => ctx.money(amount, currency);
  const charged = totals.taxes.filter((group) => group.kind.treatment === 'TAXED');
  return html`<dl class="totals" aria-live="polite">
    <dt>${ctx.t('invoice.base')}</dt>
    <dd class="num" data-base=${totals.base}>${money(totals.base)}</dd>
    ${charged.map(
      (group) => html`<dt>${ctx.t('invoice.tax.of', { tax: taxLabel(ctx, group.kind), rate: ctx.percent(group.rate), base: money(group.base) })}</dt><dd class="num" data-tax=${group.tax}>${money(group.tax)}</dd>`,
    )}
    ${Number(totals.surcharge) === 0 ? nothing : html`<dt>${ctx.t('invoice.surcharge')}</dt><dd class="num" data-surcharge=${totals.surcharge}>${money(totals.surcharge)}</dd>`}
    <dt class="all">${ctx.t('invoice.total')}</dt>
    <dd class="num all" data-total=${totals.total}>${money(totals.total)}</dd>
    ${Number(totals.withheld) === 0
      ? nothing
      : html`<dt>${ctx.t('invoice.withheld', { rate: ctx.percent(terms.withholdingRate) })}</dt>
          <dd class="num" data-withheld=${totals.withheld}>${money(dec(totals.withheld).negate().toString())}</dd>
          <dt class="all">${ctx.t('invoice.payable')}</dt>
          <dd class="num all" data-payable=${totals.payable}>${money(totals.payable)}</dd>`}
  </dl>`;
}
