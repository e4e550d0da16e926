import { ConsoleElement, Load, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import type { Schema } from '@console/form';
import { calmly, concerns, etagOf, type Change, type Contact } from './crm.js';
import { editPart } from './part-dialog.js';
import { partStyles } from './part-styles.js';

interface Person {
  id: string;
  name: string;
  jobTitle: string | null;
  duty: string | null;
  email: string | null;
  phone: string | null;
  main: boolean;
  authorisesPayments: boolean;
  notes: string | null;
  linkedContactId: string | null;
  version: number;
}

/** A part of a contact's page: the people one deals with there, whom to turn to first on top. */
export default class People extends ConsoleElement {
  static override styles = [ui, partStyles];

  private readonly people = new Load<Person[]>(this, () => this.ctx.api.get<Person[]>(this.base));

  private get base(): string {
    return `contacts/${this.ctx.params['id']}/people`;
  }

  override firstUpdated(): void {
    const reload = calmly(() => void this.people.reload());
    this.ctx.on<Change>('change', (change) => concerns(change, this.ctx.params['id']) && reload());
  }

  private schema(person?: Person): Schema {
    const { t } = this.ctx;
    const text = (key: string, maxLength: number, more: Schema = {}): Schema => ({ title: t(`person.${key}`), type: 'string', maxLength, ...more });
    return {
      type: 'object',
      required: ['name'],
      properties: {
        name: text('name', 200),
        jobTitle: text('jobTitle', 100, { 'x-placeholder': t('person.jobTitle.example') }),
        email: text('email', 254, { format: 'email' }),
        phone: text('phone', 40, { 'x-autocomplete': 'off' }),
        duty: text('duty', 200, { 'x-span': 2, 'x-placeholder': t('person.duty.example') }),
        authorisesPayments: { title: t('person.authorisesPayments'), type: 'boolean', 'x-span': 2 },
        ...(person?.main ? {} : { main: { title: t('person.main'), type: 'boolean', description: t('person.main.help'), 'x-span': 2 } as Schema }),
        linkedContactId: { title: t('person.linked'), type: 'string', 'x-widget': 'lookup', description: t('person.linked.help'), 'x-span': 2 },
        notes: text('notes', 2000, { 'x-widget': 'textarea', 'x-rows': 2 }),
      },
    };
  }

  private readonly lookups = {
    linkedContactId: {
      find: async (q: string, signal: AbortSignal) => {
        const page = await this.ctx.api.list<Contact>('contacts', { q, kind: 'PERSON', limit: 8 }, signal);
        return page.items.filter((c) => c.id !== this.ctx.params['id']).map((c) => ({ id: c.id, label: c.name, sub: c.email ?? c.phone ?? '' }));
      },
      get: async (id: string) => {
        const contact = await this.ctx.api.get<Contact>(`contacts/${id}`);
        return { id, label: contact.name };
      },
    },
  };

  /** Adds somebody, or changes somebody in a dialog. */
  private async edit(person?: Person): Promise<void> {
    const { ctx } = this;
    const saved = await editPart(this, this.base, ctx.t(person ? 'person.edit' : 'person.new'), this.schema(person), { record: person, lookups: this.lookups });
    if (!saved) return;
    ctx.toast(ctx.t('person.saved'));
    await this.people.reload();
  }

  private async makeMain(person: Person): Promise<void> {
    const { name, jobTitle, duty, email, phone, authorisesPayments, notes, linkedContactId } = person;
    const draft = { name, jobTitle, duty, email, phone, authorisesPayments, notes, linkedContactId, main: true };
    await this.deed(() => this.ctx.api.put(`${this.base}/${person.id}`, draft, { etag: etagOf(person) }), this.t('person.main.done', { name: person.name }));
  }

  private async drop(person: Person): Promise<void> {
    const { t } = this.ctx;
    const sure = await this.ctx.confirm({ heading: t('person.remove.ask', { name: person.name }), text: t('person.remove.text'), confirm: t('person.remove'), danger: true });
    if (sure) await this.deed(() => this.ctx.api.delete(`${this.base}/${person.id}`, { etag: etagOf(person) }), t('person.removed'));
  }

  private async deed(work: () => Promise<unknown>, done: string): Promise<void> {
    try {
      await work();
      this.ctx.toast(done);
    } catch (e) {
      this.ctx.problem(e);
    }
    await this.people.reload();
  }

  private row(p: Person): TemplateResult {
    const { t, href, may } = this.ctx;
    const about = [p.jobTitle, p.duty, p.authorisesPayments ? t('person.authorises') : ''].filter(Boolean).join(' · ');
    return html`<li class="row top">
      <span class="avatar" aria-hidden="true">${initials(p.name)}</span>
      <div class="grow">
        <div class="row tight wrap">
          ${p.linkedContactId ? html`<a class="strong break" href=${href(`contacts/${p.linkedContactId}`)}>${p.name}</a>` : html`<span class="strong break">${p.name}</span>`}
          ${p.main ? html`<c-badge tone="info">${t('person.isMain')}</c-badge>` : nothing}
        </div>
        ${about ? html`<div class="muted small break">${about}</div>` : nothing}
        <div class="small links">
          ${p.email ? html`<a href="mailto:${p.email}">${p.email}</a>` : nothing}
          ${p.phone ? html`<a href="tel:${p.phone.replace(/(?!^\+)[^\d]/g, '')}">${p.phone}</a>` : nothing}
        </div>
        ${p.notes ? html`<div class="muted small lines">${p.notes}</div>` : nothing}
      </div>
      ${may('crm.contact.write')
        ? html`<c-menu
            label=${t('person.deeds', { name: p.name })}
            .items=${[
              { label: t('contact.edit'), icon: 'pencil', run: () => void this.edit(p) },
              ...(p.main ? [] : [{ label: t('person.main.make'), icon: 'star', run: () => void this.makeMain(p) }]),
              { label: t('person.remove'), icon: 'trash-2', danger: true, run: () => void this.drop(p) },
            ]}
          ></c-menu>`
        : nothing}
    </li>`;
  }

  override render(): TemplateResult {
    const { t, may } = this.ctx;
    return html`<c-card heading=${t('person.title')}>
      ${may('crm.contact.write') ? html`<button slot="actions" class="btn" aria-label=${t('person.new')} @click=${() => void this.edit()}>${icon('user-plus', 17)}${t('person.add')}</button>` : nothing}
      ${this.people.render(
        (people) =>
          html`<ul class="plain list">
            ${people.map((person) => this.row(person))}
          </ul>`,
        { empty: (people) => people.length === 0, emptyState: html`<p class="muted small">${t('person.none')}</p>`, lines: 3 },
      )}
    </c-card>`;
  }
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();
