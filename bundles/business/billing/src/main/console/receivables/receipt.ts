import { dec, html, nothing, type TemplateResult, type ViewContext } from '@console/core';
import type { Found as Choice, Schema, Values } from '@console/form';
import '@console/form';
import { METHODS } from '../types.js';
import type { Debtor, Found, OpenItem, Receipt } from './types.js';

const SPREADS = ['OLDEST', 'BY_HAND', 'NONE'];

/** Notes what a customer paid and what it was for, or spreads what is left of an earlier receipt. */
export class ReceiptDialog {
  private items: readonly OpenItem[] = [];
  private readonly parts = new Map<string, string>();
  private spread = 'OLDEST';

  constructor(
    private readonly ctx: ViewContext,
    private customer: Pick<Debtor, 'customer' | 'name'> | undefined,
    private readonly receipt?: Receipt,
  ) {}

  /** True once it is noted. */
  async open(): Promise<boolean> {
    const { ctx, receipt } = this;
    if (this.customer) await this.load(this.customer.customer);
    const schema = receipt ? this.spreading() : this.whole();
    const value = receipt ? { spread: 'OLDEST' } : { customer: this.customer?.customer, date: ctx.today(), method: 'TRANSFER', spread: 'OLDEST' };
    const done = await ctx.dialog<boolean>({
      heading: receipt ? ctx.t('rcv.allocate.heading', { amount: ctx.money(receipt.unallocated, receipt.currency) }) : ctx.t('rcv.receipt.new'),
      body: (close, redraw) =>
        html`<c-form
          .schema=${schema}
          .value=${value}
          .lookups=${{ customer: { find: (text: string, signal: AbortSignal) => this.find(text, signal), get: () => Promise.resolve({ id: this.customer?.customer ?? '', label: this.customer?.name ?? '' }) } }}
          .submit=${(values: Values) => this.save(values)}
          submit-label=${ctx.t('rcv.receipt.save')}
          cancel-label=${ctx.t('payment.cancel')}
          @input-change=${(e: CustomEvent<{ path: string; value: unknown; item?: Choice }>) => void this.typed(e.detail, redraw)}
          @cancel=${() => close()}
          @saved=${() => close(true)}
          >${this.spread === 'BY_HAND' ? this.byHand(redraw) : nothing}</c-form
        >`,
    });
    return done === true;
  }

  private async find(text: string, signal: AbortSignal): Promise<Choice[]> {
    const found = await this.ctx.api.get<Found[]>('receivables/customers', { q: text }, signal);
    return found.map((each) => ({ id: each.key, label: each.name, sub: each.taxId ?? each.email ?? '' }));
  }

  private async load(customer: string): Promise<void> {
    this.items = (await this.ctx.api.get<OpenItem[]>('receivables/open', { customer })).filter((item) => Number(item.open) > 0);
    this.parts.clear();
  }

  private async typed(change: { path: string; value: unknown; item?: Choice }, redraw: () => void): Promise<void> {
    if (change.path === 'spread') this.spread = String(change.value ?? 'OLDEST');
    if (change.path === 'customer') {
      const key = change.value ? String(change.value) : '';
      this.customer = key ? { customer: key, name: change.item?.label ?? '' } : undefined;
      this.items = [];
      if (key) await this.load(key);
    }
    redraw();
  }

  /** The open invoices, each with what is to be paid of it. */
  private invoices(): { id: string; number: string; due: string; open: string; currency: string }[] {
    const invoices = new Map<string, { id: string; number: string; due: string; open: string; currency: string }>();
    for (const item of this.items) {
      const known = invoices.get(item.invoiceId);
      if (known) known.open = dec(known.open).plus(item.open).toString();
      else invoices.set(item.invoiceId, { id: item.invoiceId, number: item.number, due: item.dueDate, open: item.open, currency: item.currency });
    }
    return [...invoices.values()];
  }

  private byHand(redraw: () => void): TemplateResult {
    const { ctx } = this;
    const invoices = this.invoices();
    if (!invoices.length) return html`<p class="muted">${ctx.t(this.customer ? 'rcv.receipt.nothing-open' : 'rcv.receipt.customer-first')}</p>`;
    const sum = [...this.parts.values()].filter(Boolean).reduce((all, part) => all.plus(part), dec('0'));
    return html`<div class="stack tight">
      <ul class="plain list">
        ${invoices.map(
          (invoice) => html`<li class="row spread wrap">
            <div class="grow"><span class="strong">${invoice.number}</span><div class="muted small">${ctx.t('rcv.due', { date: ctx.date(invoice.due) })} · ${ctx.money(invoice.open, invoice.currency)}</div></div>
            <c-money
              label=${ctx.t('rcv.receipt.of', { number: invoice.number })}
              .value=${this.parts.get(invoice.id) ?? ''}
              .max=${invoice.open}
              .currency=${invoice.currency}
              @change=${(e: CustomEvent<{ value: string }>) => {
                e.stopPropagation();
                this.parts.set(invoice.id, e.detail.value ?? '');
                redraw();
              }}
            ></c-money>
          </li>`,
        )}
      </ul>
      <p class="end strong num">${ctx.t('rcv.receipt.sum', { amount: ctx.money(sum.toString()) })}</p>
    </div>`;
  }

  private async save(values: Values): Promise<Receipt> {
    const { ctx, receipt } = this;
    const parts = [...this.parts].filter(([, amount]) => Number(amount) > 0).map(([invoiceId, amount]) => ({ invoiceId, amount }));
    const asked = { ...values, parts: this.spread === 'BY_HAND' ? parts : [] };
    const saved = receipt ? await ctx.api.post<Receipt>(`receipts/${receipt.id}/allocations`, asked) : await ctx.api.post<Receipt>('receipts', asked);
    const left = Number(saved.unallocated) > 0;
    ctx.toast(ctx.t(left ? 'rcv.receipt.left' : 'rcv.receipt.saved', left ? { amount: ctx.money(saved.unallocated, saved.currency) } : undefined));
    return saved;
  }

  private spreading(): Schema {
    return { type: 'object', required: ['spread'], properties: { spread: this.spreadField() } };
  }

  private spreadField(): Schema {
    const { t } = this.ctx;
    const choices = this.receipt ? SPREADS.slice(0, 2) : SPREADS;
    return { type: 'string', title: t('rcv.spread'), enum: choices, 'x-labels': Object.fromEntries(choices.map((s) => [s, t(`rcv.spread.${s}`)])), 'x-span': 2 };
  }

  private whole(): Schema {
    const { t } = this.ctx;
    return {
      type: 'object',
      required: ['customer', 'amount', 'date', 'method', 'spread'],
      properties: {
        customer: { type: 'string', title: t('invoice.customer'), 'x-widget': 'lookup', description: t('rcv.receipt.customer.help'), 'x-span': 2 },
        amount: { type: 'string', title: t('payment.amount'), 'x-widget': 'money', minimum: '0.01' },
        date: { type: 'string', format: 'date', title: t('payment.date') },
        method: { type: 'string', title: t('payment.method'), enum: METHODS.map((m) => m.toUpperCase()), 'x-labels': Object.fromEntries(METHODS.map((m) => [m.toUpperCase(), t(`method.${m}`)])) },
        remark: { type: 'string', title: t('rcv.remark'), maxLength: 200 },
        spread: this.spreadField(),
      },
    };
  }
}
