import { ConsoleElement, Load, html, icon, nothing, ui, type Page, type TemplateResult } from '@console/core';
import { contactStyles } from './contact-styles.js';
import { calmly, concerns, type Change, type Contact as ContactData } from './crm.js';
import { ActivityPart } from './file/activity.js';
import { dealsCard, newDeal } from './file/deals.js';
import { economyCard } from './file/economy.js';
import { factsCard, headParts, reach, subline } from './file/header.js';
import { HealthPart } from './file/health.js';
import { invoicesCard, type CustomerInvoice } from './file/invoices.js';
import type { CustomerFile, Recommendation } from './file/model.js';
import { recommendationStyles } from './file/recommendation-styles.js';
import { RecommendationDeeds } from './file/recommendations.js';
import { fileStyles } from './file/styles.js';

/** How many recommendations are shown before the rest is asked for; on a phone the weightiest alone. */
const first = (): number => (matchMedia('(max-width: 720px)').matches ? 1 : 3);

/** How many invoices are shown. */
const LATEST = 5;

/** Everything about one customer on one page: who it is, how it is doing, what happened and what is to be done. */
export default class Contact extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, tab: { state: true }, all: { state: true } };
  static override styles = [ui, contactStyles, fileStyles, recommendationStyles];
  /** The part a phone shows; a wide screen shows them all. */
  private declare tab: string;
  /** Whether all recommendations are shown. */
  private declare all: boolean;

  private readonly file = new Load<CustomerFile>(this, (signal) => this.ctx.api.get<CustomerFile>(`contacts/${this.contactId}/file`, undefined, signal));
  private readonly invoices = new Load<Page<CustomerInvoice> | undefined>(this, async () =>
    this.ctx.may('crm.interaction.read') ? this.ctx.api.list<CustomerInvoice>(`contacts/${this.contactId}/invoices`, { limit: LATEST }) : undefined,
  );
  private readonly activity = new ActivityPart(this, () => this.contactId);
  private readonly health = new HealthPart(this, () => this.contactId);
  private readonly advice = new RecommendationDeeds(this, () => this.reload());

  constructor() {
    super();
    this.tab = 'activity';
    this.all = false;
  }

  private get contactId(): string {
    return this.ctx.params['id'] as string;
  }

  override firstUpdated(): void {
    const reload = calmly(() => void this.reload());
    this.ctx.on<Change>('change', (change) => this.concerned(change) && reload());
  }

  private concerned(change: Change): boolean {
    const about = change.contact ?? change.id;
    return concerns(change, this.contactId) || (about === this.contactId && /^crm\.(opportunity|person|people|health|recommendation)$/.test(change.type));
  }

  override willUpdate(): void {
    const contact = this.file.value?.contact;
    if (contact) this.ctx.setTitle(contact.name);
  }

  async reload(): Promise<void> {
    this.health.forget();
    await Promise.all([this.file.reload(), this.invoices.reload(), this.activity.refresh()]);
    this.requestUpdate();
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

  private archived(c: ContactData): TemplateResult | typeof nothing {
    if (!c.archivedAt) return nothing;
    const { t, date, may, href } = this.ctx;
    if (c.mergedInto) {
      return html`<div class="note warn archived">${icon('link', 18)}<span class="grow">${t('file.merged')}</span><a class="btn" href=${href(`contacts/${c.mergedInto}`)}>${t('file.merged.go')}</a></div>`;
    }
    return html`<div class="note warn archived">
      ${icon('archive', 18)}<span class="grow">${t('contact.archived.since', { date: date(c.archivedAt) })}</span>
      ${may('crm.contact.delete') && !c.erasedAt ? html`<button class="btn" @click=${() => void this.restore(c)}>${icon('archive-restore', 17)}${t('contact.restore')}</button>` : nothing}
    </div>`;
  }

  private recommendations(advices: Recommendation[]): TemplateResult | typeof nothing {
    if (advices.length === 0) return nothing;
    const { t } = this.ctx;
    const shown = this.all ? advices : advices.slice(0, first());
    return html`<section aria-label=${t('recommendations.title')}>
      <ul class="plain advices">${shown.map((r) => this.advice.item(r))}</ul>
      ${advices.length > shown.length ? html`<button class="btn ghost" @click=${() => (this.all = true)}>${icon('chevron-down', 17)}${t('recommendations.rest', { count: advices.length - shown.length })}</button>` : nothing}
    </section>`;
  }

  /** On a phone the parts are shown one at a time. */
  private tabs(file: CustomerFile): TemplateResult {
    const { t } = this.ctx;
    const choices = [
      { id: 'activity', label: t('file.tab.activity') },
      { id: 'health', label: t('file.tab.health') },
      ...(file.opportunities ? [{ id: 'deals', label: t('file.tab.deals'), count: file.opportunities.length }] : []),
      { id: 'facts', label: t('file.tab.facts') },
    ];
    return html`<c-tabs class="phone" label=${t('file.tabs')} .choices=${choices} value=${this.tab} @change=${(e: CustomEvent<{ value: string }>) => (this.tab = e.detail.value)}></c-tabs>`;
  }

  private body(file: CustomerFile): TemplateResult {
    const { ctx } = this;
    const { contact: c, health } = file;
    // with something in it, beside what is to be done; empty, at the end
    const deals = file.opportunities ? html`<div class="part deal">${dealsCard(ctx, file.opportunities, c.archivedAt ? nothing : newDeal(ctx, c.id))}</div>` : nothing;
    return html`<div class="stack all">
      ${this.archived(c)} ${reach(ctx, c, () => this.write())} ${this.recommendations(file.recommendations ?? [])} ${this.tabs(file)}
      <div class="parts" data-tab=${this.tab}>
        <div class="stack">
          ${file.planned?.length ? html`<div class="part activity">${this.activity.todo(file.planned)}</div>` : nothing}
          ${file.opportunities?.length ? deals : nothing}
          <div class="part activity stack">
            ${file.timeline ? html`${this.activity.composer()}${this.activity.timeline(file.timeline)}` : html`<c-state kind="denied"></c-state>`}
          </div>
        </div>
        <div class="stack">
          ${health ? html`<div class="part health stack">${this.health.card(health, file.lastInteraction)}${economyCard(ctx, file, health)}${health.invoices ? invoicesCard(ctx, this.invoices.value) : nothing}</div>` : nothing}
          ${file.opportunities?.length ? nothing : deals}
          <div class="part facts">${factsCard(ctx, c)}</div>
          <c-sections class="part facts" at="crm.contact" record=${c.id}></c-sections>
        </div>
      </div>
    </div>`;
  }

  private write(): void {
    this.tab = 'activity';
    this.activity.write('TASK');
  }

  /** The outline of the page while it is read, so that nothing moves when it comes. */
  private outline(): TemplateResult {
    const { t } = this.ctx;
    const card = (heading: string, lines: number) => html`<c-card heading=${heading}><c-skeleton lines=${lines}></c-skeleton></c-card>`;
    return html`<div class="stack all">
      <div class="reach waiting"></div>
      <div class="parts" data-tab="activity">
        <div class="stack"><div class="part activity stack">${card(t('write.title'), 3)}${card(t('history.title'), 10)}</div></div>
        <div class="stack"><div class="part health stack">${card(t('file.health.title'), 8)}${card(t('file.money.title'), 8)}</div></div>
      </div>
    </div>`;
  }

  override render(): TemplateResult {
    const { ctx } = this;
    const { t, href } = ctx;
    const file = this.file.value;
    const c = file?.contact;
    return html`<c-page heading=${c?.name ?? t('contact.title')} sub=${c ? subline(ctx, c, file?.health ?? null) : '\u00a0'} back-href=${href('contacts')} back-label=${t('contacts.title')}>
      ${c ? headParts(ctx, c, file?.health ?? null, { archive: () => void this.archive(c) }) : nothing}
      ${file || this.file.error ? this.file.render((f) => this.body(f)) : this.outline()}
    </c-page>`;
  }
}
