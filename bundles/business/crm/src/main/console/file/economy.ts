import '@console/chart';
import { html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import { day, frequency, type CustomerFile, type Health } from './model.js';

const month = (ctx: ViewContext, name: string): string => new Intl.DateTimeFormat(ctx.locale, { month: 'short', timeZone: 'UTC' }).format(new Date(`${name}-01T00:00:00Z`));

/** What the customer has brought and owes, and what is to come. */
export function economyCard(ctx: ViewContext, file: CustomerFile, health: Health): TemplateResult {
  const { t, money, number } = ctx;
  const invoicing = ctx.may('billing.invoice.create');
  const others = file.otherCurrencies ?? [];
  if (health.invoices === 0 && others.length === 0) {
    return html`<c-card heading=${t('file.money.title')}>
      <c-state kind="empty" icon="receipt-text" heading=${t('file.money.empty')} text=${t(invoicing ? 'file.money.empty.text' : 'file.money.empty.read')}>
        ${invoicing && !file.contact.archivedAt ? html`<a class="btn" href="${ctx.href('/billing/invoices/new')}?contact=${file.contact.id}">${icon('file-plus', 17)}${t('file.invoice.first')}</a>` : nothing}
      </c-state>
    </c-card>`;
  }
  const cash = (amount: string | null) => money(amount, health.currency);
  const rows: [string, unknown][] = [
    [t('file.money.total'), html`<b class="num">${cash(health.lifetimeValue)}</b>`],
    [t('file.money.invoices'), html`<span class="num">${number(health.invoices)}</span>`],
    [t('file.money.mean'), html`<span class="num">${cash(health.meanInvoice)}</span>`],
    [t('file.money.frequency'), health.frequencyDays === null ? null : frequency(ctx, health.frequencyDays)],
    [t('file.money.next'), health.nextInvoice && (health.nextInvoice < ctx.today() ? html`<c-badge tone="warn">${day(ctx, health.nextInvoice)}</c-badge>` : day(ctx, health.nextInvoice))],
    [t('file.money.lastPayment'), health.lastPayment && day(ctx, health.lastPayment)],
    [t('file.money.balance'), html`<span class="num">${cash(health.balance)}</span>${health.unpaidInvoices ? html` <span class="muted small">${t('file.money.unpaid', { count: health.unpaidInvoices })}</span>` : nothing}`],
    [t('file.money.overdue'), Number(health.overdue) > 0 && html`<c-badge tone="bad" pictured>${cash(health.overdue)}</c-badge> <span class="muted small">${t('file.money.overdueDays', { count: health.overdueDays })}</span>`],
    ...others.map((a): [string, unknown] => [
      t('file.money.other', { currency: a.currency }),
      html`<span class="num">${t('file.money.otherSums', { invoiced: money(a.invoiced, a.currency), balance: money(a.balance, a.currency) })}</span>`,
    ]),
  ];
  const months = file.months ?? [];
  return html`<c-card heading=${t('file.money.title')}>
    <c-facts .rows=${rows.filter(([, value]) => value)}></c-facts>
    ${months.some((m) => Number(m.invoiced) !== 0)
      ? html`<div class="more">
          <h3>${t('file.money.months')}</h3>
          <c-chart
            type="bar"
            size="s"
            plain
            label=${t('file.money.months')}
            .labels=${months.map((m) => month(ctx, m.month))}
            .series=${[{ name: t('file.money.invoiced'), values: months.map((m) => Number(m.invoiced)) }]}
            .format=${(value: number) => number(value, { style: 'currency', currency: health.currency, currencyDisplay: 'narrowSymbol', maximumFractionDigits: 0 })}
          ></c-chart>
        </div>`
      : nothing}
  </c-card>`;
}
