import { html, nothing, type Page, type TemplateResult, type ViewContext } from '@console/core';
import { day } from './model.js';

/** An invoice as `contacts/{id}/invoices` has it. */
export interface CustomerInvoice {
  id: string;
  number: string;
  issueDate: string;
  dueDate: string;
  currency: string;
  total: string;
  balance: string;
  state: 'OPEN' | 'PAID' | 'CANCELLED' | 'REPLACED';
  overdueDays: number;
  /** When it will probably be paid; null if nobody knows or it is paid. */
  expected: string | null;
}

function state(ctx: ViewContext, i: CustomerInvoice): TemplateResult {
  const { t } = ctx;
  if (i.state === 'CANCELLED' || i.state === 'REPLACED') return html`<c-badge>${t(`file.invoices.${i.state}`)}</c-badge>`;
  if (Number(i.balance) <= 0) return html`<c-badge tone="ok">${t('file.invoices.paid')}</c-badge>`;
  return i.overdueDays > 0 ? html`<c-badge tone="bad">${t('file.invoices.overdue', { count: i.overdueDays })}</c-badge>` : html`<c-badge tone="info">${t('file.invoices.due', { date: day(ctx, i.dueDate) })}</c-badge>`;
}

function row(ctx: ViewContext, i: CustomerInvoice): TemplateResult {
  const { t, money } = ctx;
  const number = ctx.may('billing.invoice.read') ? html`<a class="strong" href=${ctx.href(`/billing/invoices/${i.id}`)}>${i.number}</a>` : html`<span class="strong">${i.number}</span>`;
  const open = Number(i.balance) > 0;
  return html`<li>
    <div class="row spread top"><span class="grow break">${number}</span><span class="num strong">${money(i.total, i.currency)}</span></div>
    <div class="row spread wrap small muted">
      <span class="row tight wrap">${day(ctx, i.issueDate)} ${state(ctx, i)}</span>
      ${open && i.expected ? html`<span>${t('file.invoices.expected', { date: day(ctx, i.expected) })}</span>` : nothing}
    </div>
  </li>`;
}

/** The latest invoices of a customer. */
export function invoicesCard(ctx: ViewContext, page: Page<CustomerInvoice> | undefined): TemplateResult {
  const { t } = ctx;
  return html`<c-card heading=${t('file.invoices.title')}>
    ${page ? html`<ul class="plain list deals">${page.items.map((i) => row(ctx, i))}</ul>` : html`<c-skeleton lines="6"></c-skeleton>`}
  </c-card>`;
}
