import '@console/form';
import { html, icon, nothing, type Page, type TemplateResult, type ViewContext } from '@console/core';
import { WRITTEN, etagOf, interactionTone, marked, overdue, sourceHref, typeIcon, type Interaction, type InteractionType } from '../crm.js';
import { editInteraction, interactionSchema, newDraft, newInteraction } from '../interaction-form.js';
import type { ConsoleElement } from '@console/core';

const STEP = 25;
const PAGE = 100;
const MOST_PAGES = 20;

/** What the history may be narrowed to. */
const KINDS: Record<string, readonly InteractionType[] | undefined> = {
  all: undefined,
  talks: ['CALL', 'EMAIL', 'WHATSAPP', 'MEETING'],
  notes: ['NOTE', 'TASK'],
  money: ['SALE', 'PAYMENT'],
};

type Owner = ConsoleElement & { reload(): Promise<unknown> };

/** What happened and is to be done with a contact: writing it down, the list of what is open, the history. */
export class ActivityPart {
  /** The type of interaction that is being written down. */
  private writing: InteractionType | undefined;
  private started: { type: InteractionType; value: Record<string, unknown> } | undefined;
  private shown = 'all';
  private quick = '';
  private busy = false;
  /** What was read beyond the file; absent as long as the file's own is enough. */
  private more: { items: Interaction[]; next: string | null } | undefined;
  private wanted = STEP;

  constructor(
    private readonly owner: Owner,
    private readonly contactId: () => string,
  ) {}

  private get ctx(): ViewContext {
    return this.owner.ctx;
  }

  private get mayWrite(): boolean {
    return this.ctx.may('crm.interaction.write');
  }

  /** The file was read again: what was read beyond it is, too. */
  async refresh(): Promise<void> {
    if (this.more) this.more = await this.read();
  }

  /** Reads until as much as is wanted is there, or there is no more. */
  private async read(): Promise<{ items: Interaction[]; next: string | null }> {
    const kinds = KINDS[this.shown];
    const items: Interaction[] = [];
    let next: string | null = null;
    let pages = 0;
    do {
      const page: Page<Interaction> = await this.ctx.api.list<Interaction>(`contacts/${this.contactId()}/interactions`, { limit: kinds ? PAGE : Math.min(200, this.wanted - items.length), cursor: next });
      items.push(...page.items.filter((i) => !kinds || kinds.includes(i.type)));
      next = page.next;
    } while (next && items.length < this.wanted && ++pages < MOST_PAGES);
    return { items, next };
  }

  private async load(): Promise<void> {
    this.busy = true;
    this.owner.requestUpdate();
    try {
      this.more = await this.read();
    } catch (e) {
      this.ctx.problem(e);
    } finally {
      this.busy = false;
      this.owner.requestUpdate();
    }
  }

  private show(kind: string): void {
    this.shown = kind;
    this.wanted = STEP;
    void this.load();
  }

  private older(): void {
    this.wanted += 2 * STEP;
    void this.load();
  }

  /** Does something and draws what came of it; says what went wrong. */
  private async deed(work: () => Promise<unknown>, done: string): Promise<boolean> {
    let well = true;
    try {
      await work();
      this.ctx.toast(done);
    } catch (e) {
      well = false;
      this.ctx.problem(e);
    }
    await this.owner.reload();
    return well;
  }

  private mark(i: Interaction, done: boolean): Promise<boolean> {
    return this.deed(() => this.ctx.api.put(`interactions/${i.id}`, marked(i, done), { etag: etagOf(i) }), this.ctx.t(done ? 'interaction.marked' : 'interaction.reopened'));
  }

  private async erase(i: Interaction): Promise<void> {
    const { t } = this.ctx;
    const sure = await this.ctx.confirm({ heading: t('interaction.delete.ask'), text: i.title, confirm: t('interaction.delete'), danger: true });
    if (sure) await this.deed(() => this.ctx.api.delete(`interactions/${i.id}`), t('interaction.deleted'));
  }

  private async edit(i: Interaction): Promise<void> {
    if (await editInteraction(this.owner, i)) {
      this.ctx.toast(this.ctx.t('interaction.saved'));
      await this.owner.reload();
    }
  }

  private post(draft: Record<string, unknown>): Promise<Interaction> {
    return this.ctx.api.post<Interaction>(`contacts/${this.contactId()}/interactions`, draft);
  }

  /** Opens the form for a type, as the button above the page does. */
  write(type: InteractionType): void {
    this.writing = type;
    this.owner.requestUpdate();
    void this.owner.updateComplete.then(() => this.owner.renderRoot.querySelector<HTMLElement>('.composer')?.scrollIntoView({ block: 'center', behavior: 'smooth' }));
  }

  private async note(e: Event): Promise<void> {
    e.preventDefault();
    const title = this.quick.trim();
    if (!title) return;
    if (await this.deed(() => this.post(newDraft('NOTE', { ...newInteraction('NOTE'), title })), this.ctx.t('interaction.added'))) this.quick = '';
    this.owner.requestUpdate();
  }

  /** What is to be done, the soonest first. */
  todo(planned: Interaction[]): TemplateResult | typeof nothing {
    if (planned.length === 0) return nothing;
    const { t, dateTime } = this.ctx;
    return html`<c-card heading=${t('todo.title')}>
      <ul class="plain list">
        ${planned.map(
          (i) =>
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

  /** Writing down what was talked about. */
  composer(): TemplateResult | typeof nothing {
    if (!this.mayWrite) return nothing;
    const { t } = this.ctx;
    const type = this.writing;
    return html`<c-card class="composer" heading=${t('write.title')}>
      <div class="kinds" role="group" aria-label=${t('write.title')}>
        ${WRITTEN.map(
          (kind) =>
            html`<button class="btn ${kind === type ? 'on' : ''}" aria-pressed=${kind === type} @click=${() => ((this.writing = kind === type ? undefined : kind), this.owner.requestUpdate())}>${icon(typeIcon[kind], 17)}${t(`type.${kind}`)}</button>`,
        )}
      </div>
      ${type
        ? html`<c-form
            class="writing"
            .schema=${interactionSchema(this.ctx, type)}
            .value=${this.start(type)}
            .submit=${(values: Record<string, unknown>) => this.post(newDraft(type, values))}
            draft-key="crm.interaction.${this.contactId()}.${type}"
            submit-label=${t(`write.${type}`)}
            cancel-label=${t('contact.cancel')}
            @dirty=${(e: CustomEvent<{ value: boolean }>) => this.ctx.setDirty(e.detail.value)}
            @cancel=${() => this.stopWriting()}
            @saved=${() => (this.stopWriting(), this.ctx.toast(t('interaction.added')), void this.owner.reload())}
          ></c-form>`
        : html`<form class="quick" @submit=${(e: Event) => void this.note(e)}>
            <input
              .value=${this.quick}
              maxlength="200"
              aria-label=${t('write.quick')}
              placeholder=${t('write.quick')}
              @input=${(e: Event) => ((this.quick = (e.target as HTMLInputElement).value), this.owner.requestUpdate())}
            />
            <button class="btn" ?disabled=${!this.quick.trim()}>${icon('corner-down-left', 17)}${t('write.quick.do')}</button>
          </form>`}
    </c-card>`;
  }

  /** The same beginning as long as it is written: drawn again, nothing typed is lost. */
  private start(type: InteractionType): Record<string, unknown> {
    if (this.started?.type !== type) this.started = { type, value: newInteraction(type) };
    return this.started.value;
  }

  private stopWriting(): void {
    this.ctx.setDirty(false);
    this.writing = undefined;
    this.started = undefined;
    this.owner.requestUpdate();
  }

  /** The history, as far as it was asked for. */
  timeline(first: { items: Interaction[]; next: string | null }): TemplateResult {
    const { t } = this.ctx;
    const { items, next } = this.more ?? first;
    const narrowed = this.shown !== 'all';
    const choices = Object.keys(KINDS).map((id) => ({ id, label: t(`history.${id}`) }));
    return html`<c-card heading=${t('history.title')}>
      ${first.items.length || narrowed
        ? html`<c-segmented class="narrow" label=${t('history.narrow')} .choices=${choices} value=${this.shown} @change=${(e: CustomEvent<{ value: string }>) => this.show(e.detail.value)}></c-segmented>`
        : nothing}
      ${items.length
        ? html`<c-timeline .items=${items.map((i) => this.item(i))}></c-timeline>`
        : this.busy
          ? html`<c-skeleton lines="6"></c-skeleton>`
          : narrowed
            ? html`<p class="muted">${t('history.none')}</p>`
            : html`<c-state kind="empty" icon="history" heading=${t('history.empty')} text=${t('history.empty.text')}></c-state>`}
      ${next ? html`<button class="btn wide" ?disabled=${this.busy} @click=${() => this.older()}>${t('history.more')}</button>` : nothing}
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
    const who = [i.author?.name, ...i.people.map((p) => p.name)].filter(Boolean).join(' · ');
    const text = [about.join(' · '), i.outcome ?? '', i.source ? '' : (i.description ?? '')].filter(Boolean).join('\n');
    const item = { id: i.id, icon: typeIcon[i.type], tone: interactionTone(i), title: i.title, text, at: i.at, author: i.source ? undefined : who, href: sourceHref(this.ctx, i) };
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
}
