import '@console/form';
import { ConsoleElement, Load, html, host, icon, nothing, repeat, ui, type Page, type TemplateResult } from '@console/core';
import { contactStyles } from '../contact-styles.js';
import { WRITTEN, calmly, concerns, draftOf, etagOf, marked, overdue, sourceHref, typeIcon } from '../crm.js';
import type { Activity, Change, Interaction, InteractionDraft, InteractionType } from '../crm.js';
import { editInteraction, planInteraction } from '../interaction-form.js';
import { activityStyles } from './activity-styles.js';
import { chooseReply, openCalendarLink } from './calendar-link.js';
import { nextWeek, tomorrow } from './when.js';

type Tab = 'today' | 'overdue' | 'upcoming' | 'done';

interface Counts {
  overdue: number;
  today: number;
  upcoming: number;
}

const TABS: readonly Tab[] = ['today', 'overdue', 'upcoming', 'done'];
const STEP = 40;

/** What is to be done with all contacts, by me or by anybody, and what was done. */
export default class Activities extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, tab: { state: true }, mine: { state: true }, type: { state: true }, wanted: { state: true } };
  static override styles = [ui, contactStyles, activityStyles];
  private declare tab: Tab;
  private declare mine: boolean;
  private declare type: string;
  private declare wanted: number;
  private text = '';
  private chosen = false;
  /** What was done a moment ago and is not shown until the server says so. */
  private readonly gone = new Set<string>();

  private readonly counts = new Load<Counts>(this, async () => {
    await this.choose();
    return this.ctx.api.get<Counts>('interactions/counts', this.filter);
  });
  private readonly list = new Load<Page<Activity>>(this, async () => {
    await this.choose();
    return this.read();
  });

  constructor() {
    super();
    this.tab = 'today';
    this.mine = true;
    this.type = '';
    this.wanted = STEP;
  }

  private get mayWrite(): boolean {
    return this.ctx.may('crm.interaction.write');
  }

  private get filter(): Record<string, string | undefined> {
    return { assignee: this.mine ? 'me' : undefined, type: this.type || undefined, text: this.text || undefined };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const asked = this.ctx.query.get('tab') as Tab | null;
    if (asked && TABS.includes(asked)) this.tab = asked;
  }

  override firstUpdated(): void {
    const reload = calmly(() => void this.reload());
    this.ctx.on<Change>('change', (change) => concerns(change) && reload());
    const type = this.ctx.query.get('new');
    if (type && this.mayWrite) {
      this.ctx.setQuery({ new: undefined, tab: this.tab === 'today' ? undefined : this.tab });
      void this.add(type as InteractionType);
    }
  }

  /** Whose were looked at the last time. */
  private async choose(): Promise<void> {
    if (this.chosen) return;
    const mine = await this.ctx.preference('crm.activities.mine', true);
    if (this.chosen) return;
    this.mine = mine;
    this.chosen = true;
  }

  private async read(): Promise<Page<Activity>> {
    const items: Activity[] = [];
    let next: string | null = null;
    const query = { ...this.filter, ...(this.tab === 'done' ? { done: true } : { due: this.tab, sort: 'at' }) };
    do {
      const page: Page<Activity> = await this.ctx.api.list<Activity>('interactions', { ...query, limit: Math.min(200, this.wanted - items.length), cursor: next });
      items.push(...page.items);
      next = page.next;
    } while (next && items.length < this.wanted);
    this.gone.clear();
    return { items, next };
  }

  private async reload(): Promise<void> {
    await Promise.all([this.counts.reload(), this.list.reload()]);
  }

  private show(tab: Tab): void {
    this.tab = tab;
    this.wanted = STEP;
    this.ctx.setQuery({ tab: tab === 'today' ? undefined : tab });
    void this.list.reload();
  }

  private async setMine(mine: boolean): Promise<void> {
    this.mine = mine;
    this.chosen = true;
    await this.reload();
    await this.ctx.setPreference('crm.activities.mine', mine);
  }

  private readonly search = calmly(() => void this.reload());

  /** Does something, says what was done and how to take it back; draws what came of it. */
  private async deed(work: () => Promise<unknown>, done: string, undo?: () => void): Promise<void> {
    try {
      await work();
      this.ctx.toast(done, 'ok', undo && { label: this.t('activity.undo'), run: undo });
    } catch (e) {
      this.ctx.problem(e);
    }
    await this.reload();
  }

  /** Writes a draft over it; taken back, it is as it was. */
  private async put(i: Interaction, draft: InteractionDraft, done: string): Promise<void> {
    let saved: Interaction | undefined;
    const back = () => void this.deed(() => this.ctx.api.put(`interactions/${i.id}`, draftOf(i), { etag: etagOf(saved ?? i) }), this.t('activity.undone'));
    await this.deed(async () => (saved = await this.ctx.api.put<Interaction>(`interactions/${i.id}`, draft, { etag: etagOf(i) })), done, back);
  }

  private async mark(i: Interaction): Promise<void> {
    this.focusAfter(i);
    this.gone.add(i.id);
    this.requestUpdate();
    await this.put(i, marked(i, !i.done), this.t(i.done ? 'interaction.reopened' : 'activity.done', { title: i.title }));
  }

  /** The focus goes to the next one: one key after the other empties the list. */
  private focusAfter(i: Interaction): void {
    const ticks = this.ticks();
    const at = ticks.findIndex((tick) => tick.dataset['id'] === i.id);
    if (at >= 0 && ticks[at]?.matches(':focus')) (ticks[at + 1] ?? ticks[at - 1])?.focus();
  }

  private ticks(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.items .tick')];
  }

  private move(i: Interaction, at: string): Promise<void> {
    return this.put(i, { ...draftOf(i), at }, this.t('activity.moved', { date: this.ctx.dateTime(at) }));
  }

  private async pickDay(i: Interaction): Promise<void> {
    const { t } = this.ctx;
    const schema = { type: 'object' as const, required: ['at'], properties: { at: { title: t('interaction.due'), type: 'string' as const, format: 'date-time', 'x-span': 2 as const } } };
    const at = await this.ctx.dialog<string>({
      heading: t('activity.move'),
      size: 's',
      body: (close) => html`<c-form .schema=${schema} .value=${{ at: i.at }} submit-label=${t('activity.move')} cancel-label=${t('contact.cancel')} @save=${(e: CustomEvent<{ value: { at: string } }>) => close(e.detail.value.at)} @cancel=${() => close()}></c-form>`,
    });
    if (at) await this.move(i, at);
  }

  private snooze(i: Interaction): Promise<void> {
    const until = new Date(Date.now() + 3_600_000);
    return this.deed(() => this.ctx.api.post(`interactions/${i.id}/snooze`, { until: until.toISOString() }, { etag: etagOf(i) }), this.t('activity.snoozed', { time: this.ctx.time(until) }));
  }

  private async edit(i: Interaction): Promise<void> {
    if (!(await editInteraction(this, i))) return;
    this.ctx.toast(this.t('interaction.saved'));
    await this.reload();
  }

  private async erase(i: Interaction): Promise<void> {
    const { t } = this.ctx;
    if (!(await this.ctx.confirm({ heading: t('interaction.delete.ask'), text: i.title, confirm: t('interaction.delete'), danger: true }))) return;
    const invited = (i.type === 'MEETING' || i.type === 'CALL') && i.people.length > 0;
    await this.deed(() => this.ctx.api.delete(`interactions/${i.id}`), t('interaction.deleted'));
    if (invited) this.ctx.toast(t('invitation.cancel'), 'info', { label: t('invitation.download'), run: () => void this.invite(i) });
  }

  private async invite(i: Interaction): Promise<void> {
    try {
      await this.ctx.api.download(`interactions/${i.id}/invitation.ics`, `${i.title}.ics`);
    } catch (e) {
      this.ctx.problem(e);
    }
  }

  private async add(type?: InteractionType): Promise<void> {
    if (!(await planInteraction(this.ctx, host.user?.id, type))) return;
    this.ctx.toast(this.t('activity.added'));
    await this.reload();
  }

  /** Arrows and j, k go through the list; x does the one that has the focus, r opens when it could be instead. */
  private key(e: KeyboardEvent, i: Interaction): void {
    // a menu that is open has its own keys
    if (e.ctrlKey || e.metaKey || e.altKey || (e.target as HTMLElement).closest('c-menu')) return;
    const row = e.currentTarget as HTMLElement;
    const ticks = this.ticks();
    const at = ticks.findIndex((tick) => row.contains(tick));
    if (e.key === 'ArrowDown' || e.key === 'j') ticks[at + 1]?.focus();
    else if (e.key === 'ArrowUp' || e.key === 'k') ticks[at - 1]?.focus();
    else if (e.key === 'x' && this.mayWrite && !i.source) void this.mark(i);
    else if (e.key === 'r') row.querySelector<HTMLElement>('.when')?.shadowRoot?.querySelector<HTMLElement>('button')?.click();
    else return;
    e.preventDefault();
  }

  private row({ interaction: i, contactName }: Activity): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    const writable = this.mayWrite && !i.source;
    const label = t(i.done ? 'activity.reopen' : 'interaction.markDone', { title: i.title });
    return html`<li class=${i.done ? 'is-done' : ''} @keydown=${(e: KeyboardEvent) => this.key(e, i)}>
      ${writable
        ? html`<button class="tick" data-id=${i.id} aria-label=${label} title=${label} @click=${() => void this.mark(i)}>${icon('check', 15)}</button>`
        : html`<span class="muted">${icon(typeIcon[i.type], 20)}</span>`}
      <div class="grow">
        <a class="title" href=${sourceHref(ctx, i) ?? ctx.href(`contacts/${i.contactId}`)}>${i.title}</a>
        <div class="meta small muted">
          <span class=${overdue(i) ? 'late' : ''}>${icon(typeIcon[i.type], 14)}${this.time(i)}</span>
          <span>${contactName}</span>
          ${this.mine || !(i.assignee ?? i.author) ? nothing : html`<span>${icon('user', 14)}${(i.assignee ?? i.author)?.name}</span>`}
          ${i.remindAt ? html`<span title=${t('activity.reminder', { date: ctx.dateTime(i.remindAt) })}>${icon('bell', 14)}${ctx.time(i.remindAt)}</span>` : nothing}
          ${i.outcome ? html`<span>${i.outcome}</span>` : nothing}
        </div>
      </div>
      ${writable ? this.deeds(i) : nothing}
    </li>`;
  }

  private time(i: Interaction): string {
    return this.tab === 'today' || this.tab === 'upcoming' ? this.ctx.time(i.at) : this.ctx.dateTime(i.at);
  }

  private deeds(i: Interaction): TemplateResult {
    const { t, timeZone } = this.ctx;
    const invites = i.type === 'MEETING' || i.type === 'CALL';
    return html`${i.done
        ? nothing
        : html`<c-menu
            class="when"
            icon="calendar-clock"
            label=${t('activity.move.of', { title: i.title })}
            .items=${[
              { label: t('activity.tomorrow'), icon: 'arrow-right', run: () => void this.move(i, tomorrow(i.at, timeZone)) },
              { label: t('activity.nextWeek'), icon: 'calendar-days', run: () => void this.move(i, nextWeek(i.at, timeZone)) },
              { label: t('activity.pickDay'), icon: 'calendar', run: () => void this.pickDay(i) },
              { label: t('activity.snooze'), icon: 'bell-ring', run: () => void this.snooze(i) },
            ]}
          ></c-menu>`}<c-menu
        label=${t('interaction.deeds', { title: i.title })}
        .items=${[
          { label: t('interaction.change'), icon: 'pencil', run: () => void this.edit(i) },
          ...(invites ? [{ label: t('invitation.get'), icon: 'mail', run: () => void this.invite(i) }] : []),
          { label: t('interaction.delete'), icon: 'trash-2', danger: true, run: () => void this.erase(i) },
        ]}
      ></c-menu>`;
  }

  /** The rows; what lies ahead under its days. */
  private rows(items: readonly Activity[]): TemplateResult {
    const shown = items.filter((a) => !this.gone.has(a.interaction.id));
    if (this.tab !== 'upcoming') return html`<ul class="plain items">${this.each(shown)}</ul>`;
    const days = new Map<string, Activity[]>();
    for (const a of shown) {
      const day = this.ctx.date(a.interaction.at, { weekday: 'long', day: 'numeric', month: 'long' });
      days.set(day, [...(days.get(day) ?? []), a]);
    }
    return html`${[...days].map(([day, of]) => html`<h3 class="day">${day}</h3><ul class="plain items">${this.each(of)}</ul>`)}`;
  }

  /** By their ids: what has the focus keeps it when one before it goes. */
  private each(items: readonly Activity[]): unknown {
    return repeat(
      items,
      (a) => a.interaction.id,
      (a) => this.row(a),
    );
  }

  private bar(): TemplateResult {
    const { t } = this.ctx;
    const types = [...WRITTEN, 'SALE', 'PAYMENT'] as const;
    return html`<div class="bar">
      <c-segmented
        label=${t('activity.whose')}
        .choices=${[
          { id: 'mine', label: t('activity.mine') },
          { id: 'all', label: t('activity.all') },
        ]}
        .value=${this.mine ? 'mine' : 'all'}
        @change=${(e: CustomEvent<{ value: string }>) => void this.setMine(e.detail.value === 'mine')}
      ></c-segmented>
      <div class="field">
        <label class="visually-hidden" for="find">${t('activity.search')}</label>
        <input id="find" type="search" placeholder=${t('activity.search')} autocomplete="off" .value=${this.text} @input=${(e: Event) => this.look((e.target as HTMLInputElement).value)} />
      </div>
      <c-select
        class="kind"
        label=${t('interaction.type')}
        .value=${this.type}
        .options=${[{ value: '', label: t('activity.anyType') }, ...types.map((type) => ({ value: type, label: t(`type.${type}`) }))]}
        @change=${(e: CustomEvent<{ value: string }>) => ((this.type = e.detail.value), void this.reload())}
      ></c-select>
    </div>`;
  }

  private look(text: string): void {
    if (text === this.text) return;
    this.text = text;
    this.search();
  }

  private empty(): TemplateResult {
    const { t } = this.ctx;
    return html`<c-state kind="empty" icon=${this.tab === 'done' ? 'history' : 'list-checks'} heading=${t(`activity.empty.${this.tab}`)} text=${t(`activity.empty.${this.tab}.text`)}></c-state>`;
  }

  override render(): TemplateResult {
    const { t } = this.ctx;
    const counts = this.counts.value;
    return html`<c-page heading=${t('activity.title')}>
      <c-menu
        slot="actions"
        text=${t('calendar.menu')}
        icon="calendar"
        label=${t('calendar.menu')}
        .items=${[
          { label: t('calendar.title'), icon: 'link', run: () => void openCalendarLink(this.ctx) },
          ...(this.mayWrite ? [{ label: t('invitation.reply'), icon: 'mail', run: () => chooseReply(this.ctx, () => void this.reload()) }] : []),
        ]}
      ></c-menu>
      ${this.mayWrite ? html`<button slot="actions" class="btn primary" @click=${() => void this.add()}>${icon('plus', 18)}${t('activity.new')}</button>` : nothing}
      <div class="stack">
        <c-tabs
          label=${t('activity.title')}
          .choices=${TABS.map((id) => ({ id, label: t(id === 'done' ? 'activity.done.tab' : `activity.${id}`), ...(counts && id !== 'done' ? { count: counts[id] } : {}) }))}
          .value=${this.tab}
          @change=${(e: CustomEvent<{ value: string }>) => this.show(e.detail.value as Tab)}
        ></c-tabs>
        ${this.bar()}
        <c-card>
          ${this.list.render(
            (page) => html`${this.rows(page.items)}
              ${page.next ? html`<button class="btn wide" ?disabled=${this.list.loading} @click=${() => ((this.wanted += STEP), void this.list.reload())}>${t('history.more')}</button>` : nothing}
              ${this.mayWrite && this.tab !== 'done' ? html`<p class="keys small muted"><kbd>J</kbd> <kbd>K</kbd> ${t('activity.keys.move')} · <kbd>X</kbd> ${t('activity.keys.done')} · <kbd>R</kbd> ${t('activity.keys.when')}</p>` : nothing}`,
            { empty: (page) => page.items.every((a) => this.gone.has(a.interaction.id)), emptyState: this.empty(), lines: 8 },
          )}
        </c-card>
      </div>
    </c-page>`;
  }
}
