import { ConsoleElement, Load, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import type { Schema, Values } from '@console/form';
import { calmly, concerns, etagOf, type Change } from './crm.js';
import { editPart } from './part-dialog.js';
import { partStyles } from './part-styles.js';

type Channel = 'EMAIL' | 'PHONE' | 'WHATSAPP' | 'SMS';
type Purpose = 'MARKETING' | 'TRANSACTIONAL';
type State = 'GRANTED' | 'WITHDRAWN' | 'UNKNOWN';

const CHANNELS: readonly Channel[] = ['EMAIL', 'PHONE', 'WHATSAPP', 'SMS'];
const PURPOSES: readonly Purpose[] = ['MARKETING', 'TRANSACTIONAL'];
const STATES: readonly State[] = ['GRANTED', 'WITHDRAWN', 'UNKNOWN'];
const METHODS = ['WEB_FORM', 'PAPER', 'PHONE', 'EMAIL', 'IN_PERSON', 'OTHER'] as const;
const ADDRESSES = ['BILLING', 'DELIVERY', 'OTHER'] as const;

const channelIcon: Record<Channel, string> = { EMAIL: 'mail', PHONE: 'phone', WHATSAPP: 'message-circle', SMS: 'smartphone' };
const stateIcon: Record<State, string> = { GRANTED: 'check', WITHDRAWN: 'x', UNKNOWN: 'minus' };

interface Address {
  id: string;
  kind: (typeof ADDRESSES)[number];
  label: string | null;
  address: string;
  postalCode: string | null;
  city: string | null;
  country: string | null;
  notes: string | null;
  main: boolean;
  version: number;
}

interface OtherChannel {
  id: string;
  channel: Channel;
  value: string;
  label: string | null;
  version: number;
}

interface Consent {
  channel: Channel;
  purpose: Purpose;
  state: State;
  at: string | null;
  method: string | null;
}

interface Statement extends Consent {
  id: string;
  at: string;
  value: string | null;
  note: string | null;
  recordedBy: string;
}

interface Reachable {
  addresses: Address[];
  channels: OtherChannel[];
  consents: { current: Consent[]; history: Statement[] };
}

/** A part of a contact's page: where else it is found, and whether it may be written to and called. */
export default class Reach extends ConsoleElement {
  static override styles = [ui, partStyles];

  private readonly all = new Load<Reachable>(this, async () => {
    const { api } = this.ctx;
    const [addresses, channels, consents] = await Promise.all([
      api.get<Address[]>(`${this.base}/addresses`),
      api.get<OtherChannel[]>(`${this.base}/channels`),
      api.get<Reachable['consents']>(`${this.base}/consents`),
    ]);
    return { addresses, channels, consents };
  });

  private get base(): string {
    return `contacts/${this.ctx.params['id']}`;
  }

  private get mayWrite(): boolean {
    return this.ctx.may('crm.contact.write');
  }

  override firstUpdated(): void {
    const reload = calmly(() => void this.all.reload());
    this.ctx.on<Change>('change', (change) => concerns(change, this.ctx.params['id']) && reload());
  }

  private labels(values: readonly string[], of: string): Record<string, string> {
    return Object.fromEntries(values.map((value) => [value, this.t(`${of}.${value}`)]));
  }

  private async editAddress(record?: Address): Promise<void> {
    const { t } = this.ctx;
    const schema: Schema = {
      type: 'object',
      required: ['kind', 'address'],
      properties: {
        kind: { title: t('addr.kind'), type: 'string', enum: ADDRESSES, 'x-labels': this.labels(ADDRESSES, 'addr.kind') },
        label: { title: t('addr.label'), type: 'string', maxLength: 100, 'x-placeholder': t('addr.label.example') },
        address: { title: t('contact.address'), type: 'string', maxLength: 300, 'x-span': 2, 'x-widget': 'text' },
        postalCode: { title: t('contact.postalCode'), type: 'string', maxLength: 20 },
        city: { title: t('contact.city'), type: 'string', maxLength: 100 },
        country: { title: t('contact.country'), type: 'string', maxLength: 2, description: t('addr.country.help') },
        notes: { title: t('contact.notes'), type: 'string', maxLength: 500, 'x-span': 2, 'x-widget': 'textarea', 'x-rows': 2, 'x-placeholder': t('addr.notes.example') },
        ...(record?.main ? {} : { main: { title: t('addr.main'), type: 'boolean', 'x-span': 2 } as Schema }),
      },
    };
    const start: Values = { kind: 'DELIVERY', country: this.ctx.country };
    if (await editPart(this, `${this.base}/addresses`, t(record ? 'addr.edit' : 'addr.new'), schema, { record, start })) await this.saved();
  }

  private async editChannel(record?: OtherChannel): Promise<void> {
    const { t } = this.ctx;
    const schema: Schema = {
      type: 'object',
      required: ['channel', 'value'],
      properties: {
        channel: { title: t('chan.channel'), type: 'string', enum: CHANNELS, 'x-labels': this.labels(CHANNELS, 'chan') },
        value: { title: t('chan.value'), type: 'string', maxLength: 254 },
        label: { title: t('chan.label'), type: 'string', maxLength: 100, 'x-span': 2, 'x-placeholder': t('chan.label.example') },
      },
    };
    if (await editPart(this, `${this.base}/channels`, t(record ? 'chan.edit' : 'chan.new'), schema, { record, start: { channel: 'PHONE' } })) await this.saved();
  }

  /** Writes down what was said; what was said before stays in the history. */
  private async editConsent(consent: Consent): Promise<void> {
    const { t } = this.ctx;
    const schema: Schema = {
      type: 'object',
      required: ['state', 'method'],
      properties: {
        state: { title: t('consent.state'), type: 'string', enum: STATES, 'x-labels': this.labels(STATES, 'consent.state') },
        method: { title: t('consent.method'), type: 'string', enum: METHODS, 'x-labels': this.labels(METHODS, 'consent.method') },
        at: { title: t('consent.at'), type: 'string', format: 'date-time', description: t('consent.at.help') },
        note: { title: t('consent.note'), type: 'string', maxLength: 500, 'x-span': 2, 'x-widget': 'text', 'x-placeholder': t('consent.note.example') },
      },
    };
    const { channel, purpose } = consent;
    const heading = `${t(`chan.${channel}`)} · ${t(`consent.purpose.${purpose}`)}`;
    const done = await this.ctx.dialog<boolean>({
      heading,
      body: (close) =>
        html`<c-form
          .schema=${schema}
          .value=${{ state: consent.state === 'GRANTED' ? 'WITHDRAWN' : 'GRANTED' }}
          .submit=${(values: Values) => this.ctx.api.post(`${this.base}/consents`, { ...values, channel, purpose })}
          submit-label=${t('consent.record')}
          cancel-label=${t('contact.cancel')}
          @saved=${() => close(true)}
          @cancel=${() => close()}
        ></c-form>`,
    });
    if (done) await this.saved();
  }

  private async saved(): Promise<void> {
    this.ctx.toast(this.t('interaction.saved'));
    await this.all.reload();
  }

  private async drop(list: string, record: { id: string; version: number }, name: string): Promise<void> {
    const { t } = this.ctx;
    if (!(await this.ctx.confirm({ heading: t('part.remove.ask', { name }), confirm: t('person.remove'), danger: true }))) return;
    try {
      await this.ctx.api.delete(`${this.base}/${list}/${record.id}`, { etag: etagOf(record) });
      this.ctx.toast(t('part.removed'));
    } catch (e) {
      this.ctx.problem(e);
    }
    await this.all.reload();
  }

  private menu(name: string, edit: () => void, remove: () => void): TemplateResult | typeof nothing {
    const { t } = this.ctx;
    if (!this.mayWrite) return nothing;
    return html`<c-menu
      label=${t('person.deeds', { name })}
      .items=${[
        { label: t('contact.edit'), icon: 'pencil', run: edit },
        { label: t('person.remove'), icon: 'trash-2', danger: true, run: remove },
      ]}
    ></c-menu>`;
  }

  private address(a: Address): TemplateResult {
    const { t } = this.ctx;
    const place = [a.address, [a.postalCode, a.city].filter(Boolean).join(' '), a.country].filter(Boolean).join(', ');
    return html`<li class="row top">
      <span class="muted">${icon(a.kind === 'DELIVERY' ? 'truck' : a.kind === 'BILLING' ? 'receipt' : 'map-pin', 18)}</span>
      <div class="grow">
        <div class="row tight wrap"><span class="strong">${a.label ?? t(`addr.kind.${a.kind}`)}</span>${a.main ? html`<c-badge tone="info">${t('addr.isMain')}</c-badge>` : nothing}</div>
        <div class="small break">${place}</div>
        <div class="muted small break">${[a.label ? t(`addr.kind.${a.kind}`) : '', a.notes].filter(Boolean).join(' · ')}</div>
      </div>
      ${this.menu(a.label ?? a.address, () => void this.editAddress(a), () => void this.drop('addresses', a, a.label ?? a.address))}
    </li>`;
  }

  private channel(c: OtherChannel): TemplateResult {
    const { t } = this.ctx;
    return html`<li class="row top">
      <span class="muted">${icon(channelIcon[c.channel], 18)}</span>
      <div class="grow">
        <div class="break">${c.channel === 'EMAIL' ? html`<a href="mailto:${c.value}">${c.value}</a>` : html`<a href="tel:${c.value.replace(/(?!^\+)[^\d]/g, '')}">${c.value}</a>`}</div>
        <div class="muted small">${[t(`chan.${c.channel}`), c.label].filter(Boolean).join(' · ')}</div>
      </div>
      ${this.menu(c.value, () => void this.editChannel(c), () => void this.drop('channels', c, c.value))}
    </li>`;
  }

  private cell(consent: Consent): TemplateResult {
    const { t, date } = this.ctx;
    const state = t(`consent.state.${consent.state}`);
    const when = consent.at ? `${date(consent.at)} · ${t(`consent.method.${consent.method}`)}` : t('consent.never');
    const label = t('consent.of', { channel: t(`chan.${consent.channel}`), purpose: t(`consent.purpose.${consent.purpose}`), state });
    return html`<td>
      <button class="state ${consent.state}" title=${when} aria-label=${label} ?disabled=${!this.mayWrite} @click=${() => void this.editConsent(consent)}>${icon(stateIcon[consent.state], 15)}${state}</button>
    </td>`;
  }

  private consents({ current, history }: Reachable['consents']): TemplateResult {
    const { t, dateTime } = this.ctx;
    return html`<table class="consents">
        <thead>
          <tr><th scope="col"><span class="visually-hidden">${t('chan.channel')}</span></th>${PURPOSES.map((p) => html`<th scope="col">${t(`consent.purpose.${p}`)}</th>`)}</tr>
        </thead>
        <tbody>
          ${CHANNELS.map((c) => html`<tr><th scope="row">${t(`chan.${c}`)}</th>${current.filter((one) => one.channel === c).map((one) => this.cell(one))}</tr>`)}
        </tbody>
      </table>
      ${history.length
        ? html`<details>
            <summary>${t('consent.history', { count: history.length })}</summary>
            <ul class="plain list">
              ${history.map(
                (h) => html`<li class="small">
                  <div class="strong">${t(`chan.${h.channel}`)} · ${t(`consent.purpose.${h.purpose}`)}: ${t(`consent.state.${h.state}`)}</div>
                  <div class="muted break">${[dateTime(h.at), t(`consent.method.${h.method}`), h.value, h.note, t('consent.by', { name: h.recordedBy })].filter(Boolean).join(' · ')}</div>
                </li>`,
              )}
            </ul>
          </details>`
        : nothing}`;
  }

  override render(): TemplateResult {
    const { t } = this.ctx;
    const add = [
      { label: t('addr.new'), icon: 'map-pin', run: () => void this.editAddress() },
      { label: t('chan.new'), icon: 'phone', run: () => void this.editChannel() },
    ];
    return html`<c-card heading=${t('reach.title')}>
      ${this.mayWrite ? html`<c-menu slot="actions" label=${t('reach.add')} text=${t('reach.add')} icon="plus" .items=${add}></c-menu>` : nothing}
      ${this.all.render(
        ({ addresses, channels, consents }) => html`<div>
          ${addresses.length ? html`<div class="part"><h3>${t('addr.title')}</h3><ul class="plain list">${addresses.map((a) => this.address(a))}</ul></div>` : nothing}
          ${channels.length ? html`<div class="part"><h3>${t('chan.title')}</h3><ul class="plain list">${channels.map((c) => this.channel(c))}</ul></div>` : nothing}
          <div class="part"><h3>${t('consent.title')}</h3>${this.consents(consents)}</div>
        </div>`,
        { lines: 5 },
      )}
    </c-card>`;
  }
}
