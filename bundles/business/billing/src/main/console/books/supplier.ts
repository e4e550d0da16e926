import { html, icon, nothing, type ViewContext } from '@console/core';
import type { Schema, Values } from '@console/form';
import '@console/form';
import type { SupplierInvoice } from './types.js';

const OPERATIONS = ['INTERIOR', 'INTRA_EU', 'IMPORT', 'REVERSE_CHARGE'];

/** Asks what a supplier's invoice says and records it. */
export class SupplierDialog {
  constructor(
    private readonly ctx: ViewContext,
    private readonly invoice?: SupplierInvoice,
  ) {}

  /** True if something changed. */
  async open(): Promise<boolean> {
    const { ctx, invoice } = this;
    const { t } = ctx;
    const value = invoice ?? { issuedOn: ctx.today(), receivedOn: ctx.today(), operation: 'INTERIOR', supplierCountry: ctx.country, taxes: [{ rate: '21', deductiblePercent: '100' }] };
    const done = await ctx.dialog<boolean>({
      heading: t(invoice ? 'books.supplier.edit' : 'books.supplier.new'),
      size: 'l',
      body: (close) =>
        html`<c-form
          .schema=${this.schema()}
          .value=${value}
          .submit=${(values: Values) => this.save(values)}
          draft-key="billing.supplier.${invoice?.id ?? 'new'}"
          submit-label=${t('item.save')}
          cancel-label=${t('item.cancel')}
          @cancel=${() => close()}
          @saved=${() => close(true)}
        >
          ${invoice ? html`<button slot="start" class="btn danger" type="button" @click=${() => void this.drop(invoice).then((gone) => gone && close(true))}>${icon('trash-2', 17)}${t('item.delete')}</button>` : nothing}
        </c-form>`,
    });
    return done === true;
  }

  private save(values: Values): Promise<SupplierInvoice> {
    const { ctx, invoice } = this;
    const on = (key: string) => values[key] === true || values[key] === 'true';
    const body = { ...values, services: on('services'), investment: on('investment'), corrective: on('corrective') };
    return invoice ? ctx.api.put<SupplierInvoice>(`supplier-invoices/${invoice.id}`, body, { etag: `"${invoice.version}"` }) : ctx.api.post<SupplierInvoice>('supplier-invoices', body);
  }

  private async drop(invoice: SupplierInvoice): Promise<boolean> {
    const { ctx } = this;
    if (!(await ctx.confirm({ heading: ctx.t('books.supplier.delete', { number: invoice.number }), confirm: ctx.t('item.delete'), danger: true }))) return false;
    try {
      await ctx.api.delete(`supplier-invoices/${invoice.id}`, { etag: `"${invoice.version}"` });
      return true;
    } catch (e) {
      ctx.problem(e);
      return false;
    }
  }

  private schema(): Schema {
    const { t } = this.ctx;
    const flag = (title: string): Schema => ({ type: 'boolean', title, 'x-widget': 'switch' });
    return {
      type: 'object',
      required: ['supplierName', 'supplierTaxId', 'number', 'issuedOn', 'operation', 'taxes'],
      properties: {
        supplierName: { type: 'string', title: t('books.supplier'), maxLength: 200 },
        supplierTaxId: { type: 'string', title: t('customer.taxId'), maxLength: 40 },
        supplierCountry: { type: 'string', title: t('books.country'), maxLength: 2, description: t('books.country.help') },
        number: { type: 'string', title: t('invoice.number'), maxLength: 60 },
        issuedOn: { type: 'string', format: 'date', title: t('invoice.date') },
        receivedOn: { type: 'string', format: 'date', title: t('books.receivedOn'), description: t('books.receivedOn.help') },
        operation: { type: 'string', title: t('books.operation'), enum: OPERATIONS, 'x-labels': Object.fromEntries(OPERATIONS.map((o) => [o, t(`books.operation.${o}`)])), 'x-span': 2 },
        taxes: {
          type: 'array',
          title: t('books.taxes'),
          description: t('books.taxes.help'),
          minItems: 1,
          maxItems: 20,
          'x-add': t('books.tax.add'),
          items: {
            type: 'object',
            required: ['rate', 'base'],
            properties: {
              base: { type: 'string', title: t('invoice.base'), 'x-widget': 'money' },
              rate: { type: 'string', title: t('books.rate'), 'x-widget': 'percent', minimum: '0', maximum: '100' },
              tax: { type: 'string', title: t('books.tax'), 'x-widget': 'money' },
              deductiblePercent: { type: 'string', title: t('books.deductible'), 'x-widget': 'percent', minimum: '0', maximum: '100', default: '100' },
            },
          },
        },
        services: flag(t('books.services')),
        investment: flag(t('books.investment')),
        corrective: flag(t('books.corrective')),
        withheld: { type: 'string', title: t('books.withheld'), 'x-widget': 'money' },
        dueOn: { type: 'string', format: 'date', title: t('invoice.dueDate') },
        paidOn: { type: 'string', format: 'date', title: t('books.paidOn') },
        remark: { type: 'string', title: t('rcv.remark'), maxLength: 240, 'x-span': 2 },
      },
    };
  }
}
