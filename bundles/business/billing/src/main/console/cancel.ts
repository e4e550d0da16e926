import { html, icon, type ViewContext } from '@console/core';
import type { Schema, Values } from '@console/form';
import '@console/form';
import type { Invoice } from './types.js';

/** Asks why an invoice was issued by mistake and cancels it. */
export class CancelDialog {
  constructor(
    private readonly ctx: ViewContext,
    private readonly invoice: Invoice,
  ) {}

  /** True once it is cancelled. */
  async open(): Promise<boolean> {
    const { ctx, invoice } = this;
    const schema: Schema = {
      type: 'object',
      required: ['reason'],
      properties: { reason: { type: 'string', title: ctx.t('cancel.reason'), description: ctx.t('cancel.reason.help'), maxLength: 200, 'x-widget': 'textarea', 'x-rows': 2, 'x-span': 2 } },
    };
    const cancelled = await ctx.dialog<boolean>({
      heading: ctx.t('cancel.heading', { number: invoice.number ?? '' }),
      body: (close) => html`<div class="stack">
        <div class="note warn">${icon('triangle-alert', 18)}<span>${ctx.t('cancel.text')}</span></div>
        <c-form
          columns="1"
          .schema=${schema}
          .submit=${(values: Values) => ctx.api.post<Invoice>(`invoices/${invoice.id}/cancel`, values, { etag: `"${invoice.version}"` })}
          submit-label=${ctx.t('cancel.go')}
          cancel-label=${ctx.t('cancel.leave')}
          @cancel=${() => close()}
          @saved=${() => close(true)}
        ></c-form>
      </div>`,
    });
    if (cancelled) ctx.toast(ctx.t('cancel.done', { number: invoice.number ?? '' }));
    return cancelled === true;
  }
}
