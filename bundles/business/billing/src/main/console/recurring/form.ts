import { html, type ViewContext } from '@console/core';
import type { Found, Schema, Values } from '@console/form';
import '@console/form';
import type { Term } from '../receivables/types.js';
import { taxName } from '../tax-words.js';
import type { ListedTax, Series } from '../types.js';
import type { Template } from './types.js';

const CONTACTS = '/api/v1/crm/contacts';
const UNITS = ['WEEK', 'MONTH', 'QUARTER', 'YEAR'];

interface Contact {
  id: string;
  name: string;
  taxId: string | null;
  email: string | null;
}

const found = (contact: Contact): Found => ({ id: contact.id, label: contact.name, sub: contact.taxId ?? contact.email ?? '' });

/** How often it recurs, in words. */
export function rhythm(ctx: ViewContext, { unit, every }: Template['schedule']): string {
  return every === 1 ? ctx.t(`rec.each.${unit}`) : ctx.t(`rec.every.${unit}`, { count: every });
}

/** Asks what recurs and when. */
export class TemplateDialog {
  constructor(
    private readonly ctx: ViewContext,
    private readonly template?: Template,
  ) {}

  /** The template as saved; undefined if nothing was. */
  async open(): Promise<Template | undefined> {
    const { ctx, template } = this;
    const [taxes, terms, series] = await Promise.all([ctx.api.get<ListedTax[]>('taxes'), ctx.api.get<Term[]>('payment-terms'), ctx.api.get<Series[]>('series')]);
    const schema = this.schema(taxes, terms, series);
    let saved: Template | undefined;
    await ctx.dialog<boolean>({
      heading: ctx.t(template ? 'rec.edit' : 'rec.new'),
      size: 'l',
      body: (close) =>
        html`<c-form
          .schema=${schema}
          .value=${template ? this.value(template) : this.fresh(taxes)}
          .lookups=${{ 'customer.contactId': this.contacts() }}
          .submit=${async (values: Values) => (saved = await this.save(values))}
          draft-key="billing.recurring.${template?.id ?? 'new'}"
          submit-label=${ctx.t('item.save')}
          cancel-label=${ctx.t('item.cancel')}
          @cancel=${() => close()}
          @saved=${() => close(true)}
          ><p class="muted small">${ctx.t('rec.words', { words: '{mes} {mes anterior} {año} {trimestre} {fecha} {numero}' })}</p></c-form
        >`,
    });
    return saved;
  }

  private contacts() {
    const { api } = this.ctx;
    return {
      find: async (text: string, signal: AbortSignal) => (await api.list<Contact>(CONTACTS, { q: text, limit: 20 }, signal)).items.map(found),
      get: async (id: string) => found(await api.get<Contact>(`${CONTACTS}/${id}`)),
    };
  }

  private save(values: Values): Promise<Template> {
    const { ctx, template } = this;
    const customer = { ...(template?.content.customer.country ? { country: template.content.customer.country } : {}), ...(values['customer'] as Values) };
    const body = { ...values, customer, surcharge: values['surcharge'] === true || values['surcharge'] === 'true' };
    return template ? ctx.api.put<Template>(`recurring/${template.id}`, body, { etag: `"${template.version}"` }) : ctx.api.post<Template>('recurring', body);
  }

  private fresh(taxes: readonly ListedTax[]): Values {
    return { deed: 'DRAFT', unit: 'MONTH', every: 1, startsOn: this.ctx.today(), customer: {}, lines: [{ quantity: '1', taxCode: taxes[0]?.code }] };
  }

  private value({ name, content, schedule }: Template): Values {
    const { lines, customer, ...rest } = content;
    return {
      ...rest,
      ...schedule,
      name,
      customer: { ...customer },
      lines: lines.map((line) => ({ ...line, taxCode: line.taxCode ?? '' })),
    };
  }

  private schema(taxes: readonly ListedTax[], terms: readonly Term[], series: readonly Series[]): Schema {
    const { ctx } = this;
    const { t } = ctx;
    const deeds = ctx.may('billing.invoice.issue') ? ['DRAFT', 'ISSUE'] : ['DRAFT'];
    const labels = (values: readonly string[], key: string) => Object.fromEntries(values.map((value) => [value, t(`${key}.${value}`)]));
    return {
      type: 'object',
      required: ['name', 'deed', 'unit', 'every', 'startsOn', 'lines'],
      properties: {
        name: { type: 'string', title: t('rec.name'), maxLength: 120, 'x-placeholder': t('rec.name.example') },
        deed: { type: 'string', title: t('rec.deed'), enum: deeds, 'x-labels': labels(deeds, 'rec.deed') },
        customer: {
          type: 'object',
          title: t('invoice.customer'),
          description: ctx.may('crm.contact.read') ? t('rec.customer.help') : '',
          properties: {
            ...(ctx.may('crm.contact.read') ? { contactId: { type: 'string', title: t('rec.customer.contact'), 'x-widget': 'lookup', 'x-span': 2 } satisfies Schema } : {}),
            name: { type: 'string', title: t('rec.customer.name'), maxLength: 120 },
            taxId: { type: 'string', title: t('customer.taxId'), maxLength: 40 },
            email: { type: 'string', format: 'email', title: t('rec.customer.email'), maxLength: 254 },
            address: { type: 'string', title: t('rec.customer.address'), maxLength: 240 },
          },
        },
        lines: {
          type: 'array',
          title: t('lines.title'),
          minItems: 1,
          maxItems: 200,
          'x-add': t('lines.add'),
          items: {
            type: 'object',
            required: ['description', 'quantity', 'unitPrice', 'taxCode'],
            properties: {
              description: { type: 'string', title: t('rec.line.description'), maxLength: 240 },
              quantity: { type: 'string', title: t('rec.line.quantity'), 'x-widget': 'quantity', minimum: '0' },
              unitPrice: { type: 'string', title: t('rec.line.price'), 'x-widget': 'money', 'x-decimals': 6, minimum: '0' },
              discountPercent: { type: 'string', title: t('rec.line.discount'), 'x-widget': 'percent', minimum: '0', maximum: '100' },
              taxCode: { type: 'string', title: t('rec.line.tax'), enum: taxes.map((tax) => tax.code), 'x-labels': Object.fromEntries(taxes.map((tax) => [tax.code, taxName(ctx, tax)])), ...(taxes[0] ? { default: taxes[0].code } : {}) },
            },
          },
        },
        unit: { type: 'string', title: t('rec.unit'), enum: UNITS, 'x-labels': labels(UNITS, 'rec.unit') },
        every: { type: 'integer', title: t('rec.every'), minimum: 1, maximum: 100, description: t('rec.every.help') },
        startsOn: { type: 'string', format: 'date', title: t('rec.startsOn') },
        monthDay: { type: 'integer', title: t('rec.monthDay'), description: t('rec.monthDay.help'), minimum: 1, maximum: 31, 'x-when': { unit: ['MONTH', 'QUARTER', 'YEAR'] } },
        endsOn: { type: 'string', format: 'date', title: t('rec.endsOn'), description: t('rec.endsOn.help') },
        count: { type: 'integer', title: t('rec.count'), minimum: 1, maximum: 10000 },
        ...(terms.length ? { termId: { type: 'string', title: t('coll.term.name'), enum: terms.map((term) => term.id), 'x-labels': Object.fromEntries(terms.map((term) => [term.id, term.name])) } } : {}),
        dueDays: { type: 'integer', title: t('rec.dueDays'), minimum: 0, maximum: 3650 },
        ...(series.length ? { series: { type: 'string', title: t('invoice.series'), enum: series.filter((each) => each.kind === 'INVOICE').map((each) => each.code) } } : {}),
        withholdingRate: { type: 'string', title: t('rec.withholding'), 'x-widget': 'percent', minimum: '0', maximum: '50' },
        surcharge: { type: 'boolean', title: t('rec.surcharge'), 'x-widget': 'switch' },
        notes: { type: 'string', title: t('invoice.notes'), 'x-widget': 'textarea', maxLength: 1000, 'x-rows': 2, 'x-span': 2 },
      },
    };
  }
}
