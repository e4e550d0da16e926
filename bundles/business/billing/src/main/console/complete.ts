import { html, type ViewContext } from '@console/core';
import type { Schema, Values } from '@console/form';
import '@console/form';
import type { DraftText } from './draft.js';
import { complete } from './handover.js';
import type { Invoice } from './types.js';

/** Asks for whom the complete invoice is that takes the place of a ticket, and begins it. */
export class CompleteDialog {
  constructor(
    private readonly ctx: ViewContext,
    private readonly ticket: Invoice,
    private readonly begin: (how: string, draft: DraftText) => void,
  ) {}

  async open(): Promise<void> {
    const { ctx, ticket } = this;
    const text = (key: string, maxLength: number): Schema => ({ type: 'string', title: ctx.t(`customer.${key}`), maxLength, 'x-span': 2 });
    const schema: Schema = {
      type: 'object',
      required: ['name', 'taxId', 'address'],
      properties: { taxId: text('taxId', 40), name: text('name', 200), address: text('address', 300), email: { ...text('email', 254), format: 'email' } },
    };
    // without a tax id there is no saying whose name stood on the ticket
    const value = ticket.customer.contactId ? { name: ticket.customer.name, address: ticket.customer.address ?? '', email: ticket.customer.email ?? '' } : {};
    const given = await ctx.dialog<Values>({
      heading: ctx.t('complete.heading', { number: ticket.number ?? '' }),
      body: (close) => html`<div class="stack">
        <p class="muted">${ctx.t('complete.text')}</p>
        <c-form columns="1" .schema=${schema} .value=${value} submit-label=${ctx.t('complete.go')} cancel-label=${ctx.t('payment.cancel')} @cancel=${() => close()} @save=${(e: CustomEvent<{ value: Values }>) => close(e.detail.value)}></c-form>
      </div>`,
    });
    if (!given) return;
    const said = (key: string): string => String(given[key] ?? '');
    const customer = { mode: 'typed', contactId: '', name: said('name'), taxId: said('taxId'), email: said('email'), address: said('address'), country: ticket.customer.country ?? '' } as const;
    this.begin('complete', complete(ticket, customer));
  }
}
