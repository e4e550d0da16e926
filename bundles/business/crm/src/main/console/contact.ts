import '@console/form';
import { ConsoleElement, Load, html, icon, nothing, ui, type Answer, type Page, type TemplateResult } from '@console/core';
import { contactStyles } from './contact-styles.js';
import { WRITTEN, calmly, concerns, etagOf, interactionTone, kindIcon, marked, overdue, sourceHref, statusTone, taxIdLabel, typeIcon } from './crm.js';
import { ROLES, type Activity, type Change, type Contact as ContactData, type Interaction, type InteractionType, type Summary } from './crm.js';
import { editInteraction, interactionSchema, newDraft, newInteraction } from './interaction-form.js';

const STEP = 25;

/** Everything about one contact: who it is, what it owes, what happened and what is to be done. */
export default class Contact extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, writing: { state: true }, wanted: { state: true } };
  static override styles = [ui, contactStyles];
  /** The type of interaction that is being written down. */
  private declare writing: InteractionType | undefined;
  /** How much of the history is shown. */
  private declare wanted: number;

  private readonly contact = new Load<Answer<ContactData>>(this, () => this.ctx.api.fetch<ContactData>(`contacts/${this.contactId}`));
  private readonly summary = new Load<Summary | null>(this, async () => (this.mayRead ? this.ctx.api.get<Summary>(`contacts/${this.contactId}/summary`) : null));
  private readonly history = new Load<Page<Interaction>>(this, () => this.read());
  private readonly open = new Load<Page<Activity>>(this, async () =>
    this.mayRead ? this.ctx.api.list<Activity>('interactions', { contact: this.contactId, done: false, sort: 'at', limit: 20 }) : { items: [], next: null },
  );

  constructor() {
    super();
    this.wanted = STEP;
  }

  private get contactId(): string {
    return this.ctx.params['id'] as string;
  }

  private get mayRead(): boolean {
    return this.ctx.may('crm.interaction.read');
  }

  private get mayWrite(): boolean {
    return this.ctx.may('crm.interaction.write');
  }

  override firstUpdated(): void {
    const reload = calmly(() => void this.reload());
    this.ctx.on<Change>('change', (change) => concerns(change, this.contactId) && reload());
  }

  override willUpdate(): void {
    const contact = this.contact.value?.data;
    if (contact) this.ctx.setTitle(contact.name);
  }

  private async reload(): Promise<void> {
    await Promise.all([this.contact.reload(), this.summary.reload(), this.history.reload(), this.open.reload()]);
  }

  /** As much of the history as is wanted, in pages. */
  private async read(): Promise<Page<Interaction>> {
    const items: Interaction[] = [];
    let next: string | null = null;
    if (!this.mayRead) return { items, next };
    do {
      const page: Page<Interaction> = await this.ctx.api.list<Interaction>(`contacts/${this.contactId}/interactions`, { limit: Math.min(200, this.wanted - items.length), cursor: next });
      items.push(...page.items);
      next = page.next;
    } while (next && items.length < this.wanted);
    return { items, next };
  }

  private more(): void {
    this.wanted += 2 * STEP;
    void this.history.reload();
  }

  /** Does something and draws what came of it; says what went wrong. */
  private async deed(work: () => Promise<unknown>, done: string): Promise<void> {
    try {
      await work();
      this.ctx.toast(done);
    } catch (e) {
      this.ctx.problem(e);
    }
    await this.reload();
  }

  private async archive(c: ContactData): Promise<void> {
    const { t } = this.ctx;
    const sure = await this.ctx.confirm({ heading: t('contact.archive.ask', { name: c.name }), text: t('contact.archive.text'), confirm: t('contact.archive'), danger: true });
    if (sure) await this.deed(() => this.ctx.api.delete(`contacts/${c.id}`), t('contact.archive.done'));
  }

  private restore(c: ContactData): Promise<void> {
    return this.deed(() => this.ctx.api.post(`contacts/${c.id}/restore`), this.t('contact.restore.done'));
  }

  private mark(i: Interaction, done: boolean): Promise<void> {
    return this.deed(() => this.ctx.api.put(`interactions/${i.id}`, marked(i, done), { etag: etagOf(i) }), this.t(done ? 'interaction.marked' : 'interaction.reopened'));
  }

  private async erase(i: Interaction): Promise<void> {
    const { t } = this.ctx;
    const sure = await this.ctx.confirm({ heading: t('interaction.delete.ask'), text: i.title, confirm: t('interaction.delete'), danger: true });
    if (sure) await this.deed(() => this.ctx.api.delete(`interactions/${i.id}`), t('interaction.deleted'));
  }

  private async edit(i: Interaction): Promise<void> {
    if (await editInteraction(this, i)) {
      this.ctx.toast(this.t('interaction.saved'));
      await this.reload();
    }
  }

  private head(c: ContactData): TemplateResult {
    const { t, href, may } = this.ctx;
    return html`<span slot="badge" class="row wrap tight">
        <c-badge tone=${statusTone[c.status]}>${t(`status.${c.status}`)}</c-badge>
        ${c.archivedAt ? html`<c-badge tone="warn">${t('contact.isArchived')}</c-badge>` : nothing}
      </span>
      ${may('crm.opportunity.write') && !c.archivedAt ? html`<a slot="actions" class="btn" href="${href('opportunities')}?contact=${c.id}">${icon('target', 17)}${t('deal.new')}</a>` : nothing}
      ${may('crm.contact.write') && !c.erasedAt ? html`<a slot="actions" class="btn" href=${href(`contacts/${c.id}/edit`)}>${icon('pencil', 17)}${t('contact.edit')}</a>` : nothing}
      ${may('crm.contact.delete') && !c.archivedAt ? html`<button slot="actions" class="btn" @click=${() => void this.archive(c)}>${icon('archive', 17)}${t('contact.archive')}</button>` : nothing}`;
  }

  private reach(c: ContactData): TemplateResult | typeof nothing {
    const { t } = this.ctx;
    const international = /^\s*\+/.test(c.phone ?? '');
    if (!c.phone && !c.email) return nothing;
    return html`<nav class="reach" aria-label=${t('contact.reach')}>
      ${c.phone ? html`<a class="btn" href="tel:${dialled(c.phone)}">${icon('phone', 17)}${t('contact.call')}</a>` : nothing}
      ${c.email ? html`<a class="btn" href="mailto:${c.email}">${icon('mail', 17)}${t('contact.write')}</a>` : nothing}
      ${international ? html`<a class="btn" href="https://wa.me/${dialled(c.phone ?? '').slice(1)}" target="_blank" rel="noopener">${icon('message-circle', 17)}WhatsApp</a>` : nothing}
    </nav>`;
  }

  private archived(c: ContactData): TemplateResult | typeof nothing {
    if (!c.archivedAt) return nothing;
    const { t, date, may } = this.ctx;
    return html`<div class="note warn archived">
      ${icon('archive', 18)}<span class="grow">${t('contact.archived.since', { date: date(c.archivedAt) })}</span>
      ${may('crm.contact.delete') && !c.erasedAt ? html`<button class="btn" @click=${() => void this.restore(c)}>${icon('archive-restore', 17)}${t('contact.restore')}</button>` : nothing}
    </div>`;
  }

  private figures(s: Summary): TemplateResult {
    const { t, money, relative, dateTime } = this.ctx;
    const [own, ...others] = s.accounts;
    const and = (of: 'invoiced' | 'paid' | 'balance') => others.map((a) => `+ ${money(a[of], a.currency)}`).join(' ');
    const owes = s.accounts.some((a) => Number(a.balance) > 0);
    return html`<div class="tiles">
      <c-stat label=${t('figure.invoiced')} .value=${money(own?.invoiced, own?.currency)} .note=${and('invoiced')} icon="receipt"></c-stat>
      <c-stat label=${t('figure.paid')} .value=${money(own?.paid, own?.currency)} .note=${and('paid')} icon="banknote"></c-stat>
      <c-stat label=${t('figure.balance')} .value=${money(own?.balance, own?.currency)} .note=${and('balance') || t(owes ? 'figure.owes' : 'figure.settled')} tone=${owes ? 'warn' : 'ok'} icon="hand-coins"></c-stat>
      <c-stat
        label=${t('figure.last')}
        .value=${s.lastInteraction ? relative(s.lastInteraction.at) : t('figure.never')}
        .note=${s.lastInteraction ? `${t(`type.${s.lastInteraction.type}`)} · ${dateTime(s.lastInteraction.at)}` : ''}
        icon="history"
      ></c-stat>
    </div>`;
  }

  private facts(c: ContactData): TemplateResult {
    const { ctx } = this;
    const place = [c.address, [c.postalCode, c.city].filter(Boolean).join(' '), c.country ? new Intl.DisplayNames(ctx.locale, { type: 'region' }).of(c.country) : '']
      .filter(Boolean)
      .join(', ');
    const roles = ROLES.filter((role) => c.roles.includes(role)).map((role) => ctx.t(`role.${role}`));
    const rows: [string, unknown][] = [
      [ctx.t('contact.kind'), html`<span class="row tight">${icon(kindIcon(c.kind), 16)}${ctx.t(`kind.${c.kind}`)}</span>`],
      [taxIdLabel(ctx, c.country), c.taxId],
      [ctx.t('contact.email'), c.email && html`<a href="mailto:${c.email}">${c.email}</a>`],
      [ctx.t('contact.phone'), c.phone && html`<a href="tel:${dialled(c.phone)}">${c.phone}</a>`],
      [ctx.t('contact.address'), !c.address && !c.city ? place : html`<a href="https://www.openstreetmap.org/search?query=${encodeURIComponent(place)}" target="_blank" rel="noopener">${place}</a>`],
      [ctx.t('contact.sector'), c.sector],
      [ctx.t('contact.roles'), roles.join(', ')],
      [ctx.t('contact.createdAt'), ctx.date(c.createdAt)],
    ];
    return html`<c-card heading=${ctx.t('contact.facts')}><c-facts .rows=${rows}></c-facts>
      ${c.tags.length ? html`<div class="more"><h3>${ctx.t('contact.tags')}</h3><div class="tags">${[...c.tags].sort().map((tag) => html`<a class="tag" href="${ctx.href('contacts')}?f.tag=${encodeURIComponent(tag)}">${tag}</a>`)}</div></div>` : nothing}
      ${c.notes ? html`<div class="more"><h3>${ctx.t('contact.notes')}</h3><p class="lines">${c.notes}</p></div>` : nothing}
    </c-card>`;
  }

  private todo(): TemplateResult | typeof nothing {
    const items = this.open.value?.items ?? [];
    if (items.length === 0) return nothing;
    const { t, dateTime } = this.ctx;
    return html`<c-card heading=${t('todo.title')}>
      <ul class="plain list">
        ${items.map(
          ({ interaction: i }) =>
            html`<li class="row top">
              ${this.mayWrite && !i.source
                ? html`<button class="tick" aria-label=${t('interaction.markDone', { title: i.title })} title=${t('interaction.done.do')} @click=${() => void this.mark(i, true)}>${icon('check', 15)}</button>`
                : html`<span class="muted">${icon(typeIcon[i.type], 18)}</span>`}
              <div class="grow">
                <div class="strong break">${i.title}</div>
                <div class="small ${overdue(i) ? 'late' : 'muted'}">${t(`type.${i.type}`)} · ${overdue(i) ? t('todo.overdue', { date: dateTime(i.at) }) : dateTime(i.at)}</div>
              </div>
            </li>`,
        )}
      </ul>
    </c-card>`;
  }

  private composer(): TemplateResult | typeof nothing {
    if (!this.mayWrite) return nothing;
    const { t, api } = this.ctx;
    const type = this.writing;
    return html`<c-card heading=${t('write.title')}>
      <div class="kinds" role="group" aria-label=${t('write.title')}>
        ${WRITTEN.map(
          (kind) =>
            html`<button class="btn ${kind === type ? 'on' : ''}" aria-pressed=${kind === type} @click=${() => (this.writing = kind === type ? undefined : kind)}>${icon(typeIcon[kind], 17)}${t(`type.${kind}`)}</button>`,
        )}
      </div>
      ${type
        ? html`<c-form
            class="writing"
            .schema=${interactionSchema(this.ctx, type)}
            .value=${this.start(type)}
            .submit=${(values: Record<string, unknown>) => api.post<Interaction>(`contacts/${this.contactId}/interactions`, newDraft(type, values))}
            draft-key="crm.interaction.${this.contactId}.${type}"
            submit-label=${t(`write.${type}`)}
            cancel-label=${t('contact.cancel')}
            @dirty=${(e: CustomEvent<{ value: boolean }>) => this.ctx.setDirty(e.detail.value)}
            @cancel=${() => this.stopWriting()}
            @saved=${() => (this.stopWriting(), this.ctx.toast(t('interaction.added')), void this.reload())}
          ></c-form>`
        : nothing}
    </c-card>`;
  }

  private started: { type: InteractionType; value: Record<string, unknown> } | undefined;

  /** The same beginning as long as it is written: drawn again, nothing typed is lost. */
  private start(type: InteractionType): Record<string, unknown> {
    if (this.started?.type !== type) this.started = { type, value: newInteraction(type) };
    return this.started.value;
  }

  private stopWriting(): void {
    this.ctx.setDirty(false);
    this.writing = undefined;
    this.started = undefined;
  }

  private timeline(): TemplateResult {
    const { t } = this.ctx;
    return html`<c-card heading=${t('history.title')}>
      ${this.history.render(
        (page) => html`<c-timeline .items=${page.items.map((i) => this.item(i))}></c-timeline>
          ${page.next ? html`<button class="btn wide" ?disabled=${this.history.loading} @click=${() => this.more()}>${t('history.more')}</button>` : nothing}`,
        { empty: (page) => page.items.length === 0, emptyState: html`<c-state kind="empty" icon="history" heading=${t('history.empty')} text=${t('history.empty.text')}></c-state>`, lines: 6 },
      )}
    </c-card>`;
  }

  private item(i: Interaction) {
    const { t, money, dateTime } = this.ctx;
    const about = [
      t(`type.${i.type}`),
      i.amount ? money(i.amount, i.currency ?? undefined) : '',
      i.minutes ? t('interaction.lasted', { minutes: i.minutes }) : '',
      i.participants ?? '',
      i.done ? '' : t(overdue(i) ? 'todo.overdue' : 'todo.due', { date: dateTime(i.at) }),
    ].filter(Boolean);
    const text = [about.join(' · '), i.source ? '' : (i.description ?? '')].filter(Boolean).join('\n');
    const item = { id: i.id, icon: typeIcon[i.type], tone: interactionTone(i), title: i.title, text, at: i.at, href: sourceHref(this.ctx, i) };
    return this.mayWrite && !i.source ? { ...item, actions: this.deeds(i) } : item;
  }

  private deeds(i: Interaction): TemplateResult {
    const { t } = this.ctx;
    return html`<c-menu
      label=${t('interaction.deeds', { title: i.title })}
      .items=${[
        { label: t(i.done ? 'interaction.reopen' : 'interaction.done.do'), icon: i.done ? 'rotate-ccw' : 'check', run: () => void this.mark(i, !i.done) },
        { label: t('interaction.change'), icon: 'pencil', run: () => void this.edit(i) },
        { label: t('interaction.delete'), icon: 'trash-2', danger: true, run: () => void this.erase(i) },
      ]}
    ></c-menu>`;
  }

  override render(): TemplateResult {
    const { t, href } = this.ctx;
    const contact = this.contact.value?.data;
    return html`<c-page heading=${contact?.name ?? t('contact.title')} back-href=${href('contacts')} back-label=${t('contacts.title')}>
      ${contact ? this.head(contact) : nothing}
      ${this.contact.render(
        ({ data: c }) => html`<div class="stack all">
          ${this.archived(c)} ${this.reach(c)} ${this.mayRead ? this.summary.render((s) => (s ? this.figures(s) : nothing), { lines: 3 }) : nothing}
          <div class="main-side">
            <div class="stack side">${this.todo()}${this.facts(c)}<c-sections at="crm.contact" record=${c.id}></c-sections></div>
            <div class="stack main">${this.mayRead ? html`${this.composer()}${this.timeline()}` : html`<c-state kind="denied"></c-state>`}</div>
          </div>
        </div>`,
        { lines: 10 },
      )}
    </c-page>`;
  }
}

/** A phone number as a link dials it. */
const dialled = (phone: string): string => phone.replace(/(?!^\+)[^\d]/g, '');
