import { ConsoleElement, Load, html, icon, nothing, ui, type Page, type TemplateResult } from '@console/core';
import { calmly, kindIcon, type Change } from './crm.js';
import { likely, likelyTone, type Group, type Match, type Member, type MergeEntry } from './duplicates-model.js';
import { duplicateStyles } from './duplicates-styles.js';
import { undoMerge } from './merge-undo.js';

const STEP = 20;

/** Contacts that may be one and the same, and the merges that were made. */
export default class Duplicates extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, tab: { state: true }, wanted: { state: true } };
  static override styles = [ui, duplicateStyles];
  private declare tab: string;
  private declare wanted: number;

  private readonly groups = new Load<Page<Group>>(this, (signal) => this.ctx.api.list<Group>('duplicates', { limit: this.wanted }, signal));
  private readonly merges = new Load<Page<MergeEntry>>(this, (signal) => this.ctx.api.list<MergeEntry>('merges', { limit: 50 }, signal));

  constructor() {
    super();
    this.tab = 'open';
    this.wanted = STEP;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.ctx.query.get('tab') === 'done') this.tab = 'done';
  }

  override firstUpdated(): void {
    const reload = calmly(() => void this.reload());
    this.ctx.on<Change>('change', (change) => ['crm.contact', 'crm.duplicate'].includes(change.type) && reload());
  }

  private async reload(): Promise<void> {
    await Promise.all([this.groups.reload(), this.merges.reload()]);
  }

  private look(tab: string): void {
    this.tab = tab;
    this.ctx.setQuery({ tab: tab === 'done' ? tab : undefined });
  }

  private async dismiss(pair: Match, names: string): Promise<void> {
    const { ctx } = this;
    const sure = await ctx.confirm({ heading: ctx.t('dup.dismiss.ask'), text: ctx.t('dup.dismiss.text', { names }), confirm: ctx.t('dup.dismiss') });
    if (!sure) return;
    try {
      await ctx.api.post(`duplicates/${pair.one}/${pair.other}/dismiss`);
      ctx.toast(ctx.t('dup.dismissed'));
    } catch (e) {
      ctx.problem(e);
    }
    await this.groups.reload();
  }

  private async undo(entry: MergeEntry): Promise<void> {
    if (await undoMerge(this.ctx, entry)) await this.reload();
  }

  private member(m: Member): TemplateResult {
    const { ctx } = this;
    const c = m.contact;
    const known = [c.taxId, c.email, c.phone, c.city].filter(Boolean).join(' · ');
    return html`<div class="member">
      <span class="tile-icon">${icon(kindIcon(c.kind), 20)}</span>
      <div class="grow">
        <a href=${ctx.href(`contacts/${c.id}`)}>${c.name}</a>
        <div class="muted small break">${known || ctx.t('dup.nothing')}</div>
        <div class="small">${ctx.t('dup.counts', { interactions: m.interactions, invoices: m.invoices })}</div>
      </div>
    </div>`;
  }

  private pair(group: Group, pair: Match): TemplateResult {
    const { ctx } = this;
    const of = (id: string) => group.members.find((m) => m.contact.id === id)?.contact.name ?? '';
    const names = `${of(pair.one)} · ${of(pair.other)}`;
    const level = likely(pair.score);
    return html`<li class="pair">
      <div class="why">
        <c-badge tone=${likelyTone[level]}>${ctx.t(`dup.${level}`)} · ${ctx.percent(pair.score, 0)}</c-badge>
        ${pair.reasons.map((reason) => html`<span class="pill">${ctx.t(`dup.reason.${reason}`)}</span>`)}
        ${group.members.length > 2 ? html`<span class="small muted break">${names}</span>` : nothing}
      </div>
      <div class="deeds">
        ${ctx.may('crm.contact.write') ? html`<button class="btn" aria-label=${`${ctx.t('dup.dismiss')}: ${names}`} @click=${() => void this.dismiss(pair, names)}>${ctx.t('dup.dismiss')}</button>` : nothing}
        ${ctx.may('crm.contact.merge')
          ? html`<a class="btn primary" aria-label=${`${ctx.t('dup.compare')}: ${names}`} href=${ctx.href(`contacts/${pair.one}/merge/${pair.other}`)}>${icon('users-round', 17)}${ctx.t('dup.compare')}</a>`
          : nothing}
      </div>
    </li>`;
  }

  private group(group: Group): TemplateResult {
    return html`<c-card heading=${this.t('dup.group', { name: group.members[0]?.contact.name ?? '', count: group.members.length })}>
      <div class="group">
        <div class="members">${group.members.map((m) => this.member(m))}</div>
        <ul class="plain pairs">${group.pairs.map((pair) => this.pair(group, pair))}</ul>
      </div>
    </c-card>`;
  }

  private open(): unknown {
    const { t } = this.ctx;
    return this.groups.render(
      (page) => html`<div class="stack">
        ${page.items.map((group) => this.group(group))}
        ${page.next
          ? html`<button
              class="btn"
              @click=${() => {
                this.wanted = Math.min(200, this.wanted + STEP);
                void this.groups.reload();
              }}
            >
              ${t('dup.more')}
            </button>`
          : nothing}
      </div>`,
      { empty: (page) => page.items.length === 0, emptyState: html`<c-card><c-state kind="empty" icon="badge-check" heading=${t('dup.none')} text=${t('dup.none.text')}></c-state></c-card>` },
    );
  }

  private done(): unknown {
    const { ctx } = this;
    const { t } = ctx;
    return this.merges.render(
      (page) => html`<c-card>
        <ul class="plain list">
          ${page.items.map(
            (entry) => html`<li class="row wrap">
              <div class="grow">
                <div><a href=${ctx.href(`contacts/${entry.winner.id}`)}>${entry.winner.name}</a> <span class="muted">${t('merge.took')}</span> <b>${entry.loser.name}</b></div>
                <div class="muted small break">${ctx.dateTime(entry.at)} · ${entry.by}${entry.undoneAt ? ` · ${t('merge.undone.at', { date: ctx.dateTime(entry.undoneAt), by: entry.undoneBy ?? '' })}` : ''}</div>
              </div>
              ${entry.undoneAt
                ? html`<c-badge tone="plain">${t('merge.undone')}</c-badge>`
                : ctx.may('crm.contact.merge')
                  ? html`<button class="btn" aria-label=${`${t('merge.undo')}: ${entry.loser.name}`} @click=${() => void this.undo(entry)}>${icon('undo-2', 17)}${t('merge.undo')}</button>`
                  : nothing}
            </li>`,
          )}
        </ul>
      </c-card>`,
      { empty: (page) => page.items.length === 0, emptyState: html`<c-card><c-state kind="empty" icon="history" heading=${t('merge.none')} text=${t('merge.none.text')}></c-state></c-card>` },
    );
  }

  override render(): TemplateResult {
    const { t } = this.ctx;
    const choices = [
      { id: 'open', label: t('dup.open') },
      { id: 'done', label: t('dup.done') },
    ];
    return html`<c-page heading=${t('dup.title')} sub=${t('dup.sub')} back-href=${this.ctx.href('contacts')}>
      <c-segmented label=${t('dup.title')} .choices=${choices} value=${this.tab} @change=${(e: CustomEvent<{ value: string }>) => this.look(e.detail.value)}></c-segmented>
      ${this.tab === 'done' ? this.done() : this.open()}
    </c-page>`;
  }
}
