import { html, type ViewContext } from '@console/core';
import type { Schema, Values } from '@console/form';
import '@console/form';
import { METHODS, type Invoice, type Payment } from './types.js';

/** Asks what was paid of an invoice and notes it. */
export class PaymentDialog {
  constructor(
    private readonly ctx: ViewContext,
    private readonly invoice: Invoice,
  ) {}

  /** True once a payment was noted. */
  async open(): Promise<boolean> {
    const { ctx, invoice } = this;
    const schema = this.schema();
    const value = { amount: invoice.balance, date: ctx.today(), method: 'transfer' };
    const done = await ctx.dialog<boolean>({
      heading: ctx.t('payment.register'),
      size: 's',
      body: (close) =>
        html`<c-form
          columns="1"
          .schema=${schema}
          .value=${value}
          .submit=${(values: Values) => this.save(values)}
          submit-label=${ctx.t('payment.save')}
          cancel-label=${ctx.t('payment.cancel')}
          @cancel=${() => close()}
          @saved=${() => close(true)}
        ></c-form>`,
    });
    return done === true;
  }

  private async save(values: Values): Promise<Payment> {
    const payment = await this.ctx.api.post<Payment>(`invoices/${this.invoice.id}/payments`, values);
    this.ctx.toast(this.ctx.t('payment.saved', { amount: this.ctx.money(payment.amount, this.invoice.currency) }));
    return payment;
  }

  private schema(): Schema {
    const { ctx, invoice } = this;
    return {
      type: 'object',
      required: ['amount', 'date', 'method'],
      properties: {
        amount: { type: 'string', title: ctx.t('payment.amount'), 'x-widget': 'money', 'x-currency': invoice.currency, minimum: '0.01', description: ctx.t('payment.pending', { amount: ctx.money(invoice.balance, invoice.currency) }), 'x-span': 2 },
        date: { type: 'string', format: 'date', title: ctx.t('payment.date'), 'x-span': 2 },
        method: { type: 'string', title: ctx.t('payment.method'), enum: METHODS, 'x-labels': Object.fromEntries(METHODS.map((m) => [m, ctx.t(`method.${m}`)])), 'x-span': 2 },
      },
    };
  }
}
