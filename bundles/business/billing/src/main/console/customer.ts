import { Problem, html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import type { Found } from '@console/form';
import { COUNTRIES } from './countries.js';
import { nobody, type CustomerText } from './draft.js';

interface Contact {
  id: string;
  name: string;
  taxId: string | null;
  email: string | null;
  address: string | null;
  postalCode: string | null;
  city: string | null;
  country: string | null;
}

interface Host {
  readonly ctx: ViewContext;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
}

type Text = 'name' | 'taxId' | 'email' | 'address' | 'country';

const CONTACTS = '/api/v1/crm/contacts';

/** Whom an invoice is for: somebody of the contacts, or somebody new whose data are written out. */
export class CustomerPart {
  private contacts: readonly Contact[] = [];
  /** Without the contacts' module, or the right to see them, customers are written out. */
  private absent = false;
  private editing = false;

  constructor(
    private readonly host: Host,
    private readonly now: () => CustomerText,
    private readonly set: (customer: CustomerText) => void,
    private readonly error: (path: string) => string,
  ) {}

  begin(): void {
    this.editing = false;
    this.absent = !this.host.ctx.may('crm.contact.read');
  }

  /** Shows the fields, because something is wrong in one of them. */
  open(): void {
    this.editing = true;
  }

  /** Puts the cursor into the field of a path; false if there is none. */
  focus(path: string): boolean {
    const box = this.host.renderRoot.querySelector<HTMLElement>(`[data-path="${path}"]`) ?? this.host.renderRoot.querySelector<HTMLElement>('c-lookup');
    box?.focus();
    return !!box;
  }

  async takeContact(id: string): Promise<void> {
    try {
      this.take(await this.host.ctx.api.get<Contact>(`${CONTACTS}/${id}`));
    } catch (e) {
      this.host.ctx.problem(e);
    }
  }

  private take(contact: Contact): void {
    this.editing = false;
    const town = [contact.postalCode, contact.city].filter(Boolean).join(' ');
    this.set({
      mode: 'contact',
      contactId: contact.id,
      name: contact.name,
      taxId: contact.taxId ?? '',
      email: contact.email ?? '',
      address: [contact.address, town].filter(Boolean).join(', '),
      country: contact.country ?? '',
    });
  }

  private readonly find = async (text: string, signal: AbortSignal): Promise<Found[]> => {
    try {
      const page = await this.host.ctx.api.list<Contact>(CONTACTS, { q: text, limit: 8 }, signal);
      this.contacts = page.items;
      return page.items.map((contact) => ({ id: contact.id, label: contact.name, sub: [contact.taxId, contact.email].filter(Boolean).join(' · ') }));
    } catch (e) {
      if (!(e instanceof Problem) || ![403, 404, 503].includes(e.status)) throw e;
      this.absent = true;
      this.host.requestUpdate();
      return [];
    }
  };

  private picked(id: string): void {
    const contact = this.contacts.find((c) => c.id === id);
    if (contact) this.take(contact);
  }

  private typed(name: string): void {
    this.set({ ...nobody, mode: 'typed', name });
    void this.host.updateComplete.then(() => this.focus(name ? 'customer.taxId' : 'customer.name'));
  }

  /** Somebody who buys and goes: what they get is a ticket. */
  private nameless(): void {
    this.set({ ...nobody, mode: 'contact', name: this.host.ctx.t('customer.nameless.name') });
    void this.host.updateComplete.then(() => this.host.renderRoot.querySelector<HTMLElement>('[data-cell="description"]')?.focus());
  }

  private again(): void {
    this.editing = false;
    this.set(nobody);
    void this.host.updateComplete.then(() => this.host.renderRoot.querySelector<HTMLElement>('c-lookup')?.focus());
  }

  render(): TemplateResult {
    const customer = this.now();
    if (customer.mode === 'contact' && !this.editing) return this.card(customer);
    if (customer.mode === 'pick' && !this.absent) return this.lookup();
    return this.fields(customer);
  }

  private lookup(): TemplateResult {
    const t = this.host.ctx.t;
    return html`<div class="stack">
      <c-lookup
        data-path="customer.name"
        label=${t('customer.find')}
        helper=${t('customer.find.help')}
        allow-new
        .find=${this.find}
        .error=${this.error('customer.name') || this.error('customer.contactId')}
        @change=${(e: CustomEvent<{ value: string }>) => this.picked(e.detail.value)}
        @new=${(e: CustomEvent<{ text: string }>) => this.typed(e.detail.text)}
      ></c-lookup>
      <div class="row wrap"><button class="btn" type="button" @click=${() => this.typed('')}>${icon('pencil', 17)}${t('customer.write')}</button> <button class="btn" type="button" @click=${() => this.nameless()}>${icon('receipt', 17)}${t('customer.nameless')}</button></div>
    </div>`;
  }

  private card(customer: CustomerText): TemplateResult {
    const t = this.host.ctx.t;
    return html`<div class="row top">
      <span class="tile-icon">${icon('user', 20)}</span>
      <div class="grow break">
        <div class="strong">${customer.name}</div>
        <div class="muted">${customer.taxId || t('customer.no-tax-id')}</div>
        ${customer.email ? html`<div class="muted">${customer.email}</div>` : nothing}
        ${customer.address ? html`<div class="muted">${customer.address}</div>` : nothing}
        <div class="row wrap quick">
          <button class="chip" type="button" @click=${() => this.again()}>${t('customer.other')}</button>
          <button class="chip" type="button" @click=${() => ((this.editing = true), this.host.requestUpdate())}>${t('customer.edit')}</button>
        </div>
      </div>
    </div>`;
  }

  private fields(customer: CustomerText): TemplateResult {
    const { ctx } = this.host;
    const { t } = ctx;
    const text = (key: Text, extra: { wide?: boolean; required?: boolean; type?: string; max: number }) =>
      html`<c-text
        class=${extra.wide ? 'wide' : ''}
        data-path="customer.${key}"
        label=${t(`customer.${key}`)}
        type=${extra.type ?? 'text'}
        maxlength=${extra.max}
        ?required=${extra.required}
        .value=${customer[key]}
        .error=${this.error(`customer.${key}`)}
        @change=${(e: CustomEvent<{ value: string }>) => this.set({ ...this.now(), mode: customer.mode === 'pick' ? 'typed' : customer.mode, [key]: e.detail.value })}
      ></c-text>`;
    const names = new Intl.DisplayNames(ctx.locale, { type: 'region' });
    const countries = COUNTRIES.map((code) => ({ value: code, label: names.of(code) ?? code })).sort((a, b) => a.label.localeCompare(b.label, ctx.locale));
    return html`<div class="fields">
      ${text('name', { required: true, max: 200 })} ${text('taxId', { max: 40 })} ${text('email', { type: 'email', max: 254 })}
      <c-select
        data-path="customer.country"
        label=${t('customer.country')}
        placeholder=${names.of(ctx.country) ?? ctx.country}
        .options=${countries}
        .value=${customer.country}
        .error=${this.error('customer.country')}
        @change=${(e: CustomEvent<{ value: string }>) => this.set({ ...this.now(), country: e.detail.value })}
      ></c-select>
      ${text('address', { wide: true, max: 300 })}
      ${this.absent && !customer.contactId
        ? nothing
        : html`<div class="wide"><button class="chip" type="button" @click=${() => this.again()}>${t('customer.other')}</button></div>`}
    </div>`;
  }
}
