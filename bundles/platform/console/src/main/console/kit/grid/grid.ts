import { html, css, nothing, type PropertyValues, type TemplateResult } from '../lit.js';
import { icon, save, tellProblem, ui } from '../core.js';
import { preferences } from '../core/preferences.js';
import { KitElement } from '../element.js';
import { printNumber } from '../form/numbers.js';
import { readLook, writeLook } from './address.js';
import './bar.js';
import './cards.js';
import { Csv } from './csv.js';
import { Rows } from './rows.js';
import './table.js';
import type { GridTable } from './table.js';
import { asked, nothingAsked, plain, type Choices, type Column, type Filter, type Look, type Source, type View } from './types.js';

/**
 * `<c-grid>`: a list of records as long as it likes. Search, filters and order are asked of the server and live in the
 * address of the page; pages are fetched while one scrolls. A table on wide screens, cards on phones. Its `id` (unique in
 * the console, e.g. `billing.invoices`) names the views and columns that a person keeps.
 *
 * Slots: `empty` (instead of the words for an empty list), `selection` (buttons for the selected rows), `tools`.
 */
export class Grid<R> extends KitElement {
  static override properties = {
    label: {},
    columns: { attribute: false },
    source: { attribute: false },
    filters: { attribute: false },
    views: { attribute: false },
    rowHref: { attribute: false },
    key: { attribute: false },
    search: { type: Boolean },
    searchLabel: { attribute: 'search-label' },
    selectable: { type: Boolean },
    clickable: { type: Boolean },
    local: { type: Boolean },
    bare: { type: Boolean },
    order: {},
    look: { state: true },
    choices: { state: true },
    selected: { state: true },
    phone: { state: true },
    exporting: { state: true },
  };
  static override styles = [
    ui,
    css`
      :host { display: block; min-inline-size: 0; }
      .frame { background: var(--c-surface); border: 1px solid var(--c-line); border-radius: 14px; box-shadow: var(--c-shadow); min-inline-size: 0; }
      :host([bare]) .frame { border: 0; border-radius: 0; box-shadow: none; background: none; }
      c-grid-bar { border-block-end: 1px solid var(--c-line); }
      .body { border-end-start-radius: 13px; border-end-end-radius: 13px; overflow: hidden; }
      .state { display: grid; place-items: center; min-block-size: 260px; padding: 24px; }
      .strip { display: flex; flex-wrap: wrap; align-items: center; gap: 10px; padding: 8px 14px; background: var(--c-accent-bg); color: var(--c-accent-text); font-size: 13.5px; font-weight: 560; border-block-end: 1px solid var(--c-line); }
      .strip .btn { min-height: 34px; } .strip .grow { flex: 1; }
      .fail { background: var(--c-bad-bg); color: var(--c-bad); }
      .quiet { appearance: none; border: 0; background: none; color: inherit; font: 560 13px/1 var(--c-font); min-block-size: 34px; padding: 0 8px; border-radius: 8px; cursor: pointer; text-decoration: underline; text-underline-offset: 3px; }
      .quiet:focus-visible { outline: 2px solid var(--c-focus); }
    `,
  ];
  declare label: string;
  declare columns: readonly Column<R>[];
  declare source: Source<R> | undefined;
  declare filters: readonly Filter[];
  declare views: readonly View[];
  declare rowHref: ((row: R) => string | undefined) | undefined;
  /** What tells rows apart; their `id` if absent. */
  declare key: (row: R) => string;
  declare search: boolean;
  declare searchLabel: string;
  declare selectable: boolean;
  /** A click on a row does something (`row`) although it leads nowhere. */
  declare clickable: boolean;
  /** Keeps search and filters out of the address, e.g. for a second grid of a page. */
  declare local: boolean;
  /** Without a frame of its own, inside of a card. */
  declare bare: boolean;
  /** The order to begin with, as the server's `sort`. */
  declare order: string;
  private declare look: Look;
  private declare choices: Choices;
  private declare selected: ReadonlyMap<string, R>;
  private declare phone: boolean;
  private declare exporting: { readonly count: number; readonly stop: AbortController; readonly failed?: boolean } | undefined;
  private readonly rows = new Rows<R>(
    () => this.source,
    () => ({ ...this.look, sort: this.look.sort || this.order }),
    () => this.requestUpdate(),
  );
  private readonly narrow = matchMedia('(max-width: 720px)');
  private readonly turned = () => (this.phone = this.narrow.matches);
  private page = location.pathname;
  private readonly moved = () => !this.local && location.pathname === this.page && this.see(readLook(location.search));

  constructor() {
    super();
    this.label = this.searchLabel = this.order = '';
    this.columns = [];
    this.filters = [];
    this.views = [];
    this.key = (row) => plain(row, 'id');
    this.search = this.selectable = this.clickable = this.local = this.bare = false;
    this.look = nothingAsked;
    this.choices = {};
    this.selected = new Map();
    this.phone = this.narrow.matches;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.narrow.addEventListener('change', this.turned);
    this.page = location.pathname;
    addEventListener('popstate', this.moved);
    if (!this.local && !this.hasAttribute('local')) this.look = readLook(location.search);
    if (this.hasUpdated) void this.rows.restart();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.narrow.removeEventListener('change', this.turned);
    removeEventListener('popstate', this.moved);
    this.rows.stop();
    this.exporting?.stop.abort();
  }

  override firstUpdated(): void {
    void this.recall();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('source') && this.source && (!this.hasUpdated || !changed.get('source'))) void this.rows.restart();
  }

  /** Asks for the loaded rows again; the place in the list stays. */
  async reload(): Promise<void> {
    await this.rows.reload();
  }

  /** The rows picked by the person. */
  get selection(): readonly R[] {
    return [...this.selected.values()];
  }

  clearSelection(): void {
    this.pick(new Map());
  }

  private get visible(): readonly Column<R>[] {
    return this.columns.filter((c) => this.choices.shown?.[c.key] ?? !c.hidden);
  }

  override render(): TemplateResult {
    const { items, next, error } = this.rows;
    const started = next !== undefined || !!error;
    const empty = started && !items.length && !this.rows.loading;
    return html`<div class="frame">
      <c-grid-bar
        .look=${this.look}
        .filters=${this.filters}
        .views=${this.views}
        .own=${this.choices.views ?? []}
        .columns=${this.columns}
        .visible=${new Set(this.visible.map((c) => c.key))}
        ?search=${this.search}
        .placeholder=${this.searchLabel}
        .count=${this.counted()}
        @look=${(e: CustomEvent<{ look: Look }>) => (e.stopPropagation(), this.see(e.detail.look))}
        @views=${(e: CustomEvent<{ views: View[] }>) => (e.stopPropagation(), this.choose({ ...this.choices, views: e.detail.views }))}
        @column=${this.columned}
        @export=${(e: Event) => (e.stopPropagation(), void this.download())}
      ></c-grid-bar>
      ${this.exporting ? this.exportStrip(this.exporting) : nothing} ${this.selected.size ? this.selectionStrip() : nothing}
      ${error && items.length ? html`<div class="strip fail" role="alert"><span class="grow">${this.say('grid.failedMore')}</span><button class="btn" type="button" @click=${() => void this.rows.reload()}>${this.say('grid.retry')}</button></div>` : nothing}
      <div class="body">${empty ? this.nothingThere(error) : this.list()}</div>
    </div>`;
  }

  private list(): TemplateResult {
    const { items, loading, complete, next } = this.rows;
    const more = !complete && !!next;
    return this.phone
      ? html`<c-grid-cards .label=${this.label} .columns=${this.visible} .items=${items} ?more=${more} ?busy=${loading} .rowHref=${this.rowHref} ?clickable=${this.clickable} ?selectable=${this.selectable} .selected=${this.selected} .key=${this.key} @wanted=${this.wanted} @pick=${this.picked}></c-grid-cards>`
      : html`<c-grid-table .label=${this.label} .columns=${this.visible} .items=${items} ?more=${more} ?busy=${loading || next === undefined} .sort=${this.look.sort || this.order} .rowHref=${this.rowHref} ?clickable=${this.clickable} ?selectable=${this.selectable} .selected=${this.selected} .key=${this.key} @wanted=${this.wanted} @pick=${this.picked} @order=${this.ordered}></c-grid-table>`;
  }

  private nothingThere(error: unknown): TemplateResult {
    if (error) {
      const problem = error as { status?: number; detail?: string };
      if (problem.status === 403) return html`<div class="state"><c-state kind="denied" heading=${this.say('grid.denied')} text=${problem.detail ?? ''}></c-state></div>`;
      return html`<div class="state"><c-state kind="error" heading=${this.say('grid.failed')} text=${problem.detail ?? ''}><button class="btn" type="button" @click=${() => void this.rows.restart()}>${icon('rotate-ccw', 16)} ${this.say('grid.retry')}</button></c-state></div>`;
    }
    if (asked(this.look)) {
      return html`<div class="state"><c-state kind="empty" icon="search" heading=${this.say('grid.noMatch')} text=${this.say('grid.noMatchText')}><button class="btn" type="button" @click=${() => this.see({ ...nothingAsked, sort: this.look.sort })}>${this.say('grid.clear')}</button></c-state></div>`;
    }
    return html`<div class="state"><slot name="empty"><c-state kind="empty" heading=${this.say('grid.empty')}></c-state></slot></div>`;
  }

  private counted(): string {
    const { items, complete, next } = this.rows;
    if (next === undefined) return '';
    const count = printNumber(items.length, this.locale);
    return complete ? this.say('grid.count', { count: items.length, shown: count }) : this.say('grid.countMore', { shown: count });
  }

  private selectionStrip(): TemplateResult {
    return html`<div class="strip" role="region" aria-label=${this.say('grid.selected', { count: this.selected.size })}>
      <span role="status">${this.say('grid.selected', { count: this.selected.size })}</span>
      <button class="quiet" type="button" @click=${() => this.clearSelection()}>${this.say('grid.unselect')}</button>
      <span class="grow"></span><slot name="selection"></slot>
    </div>`;
  }

  private exportStrip(now: NonNullable<typeof this.exporting>): TemplateResult {
    return html`<div class="strip ${now.failed ? 'fail' : ''}" role="status">
      <span class="grow">${this.say(now.failed ? 'grid.exportFailed' : 'grid.exporting', { count: now.count })}</span>
      <button class="btn" type="button" @click=${() => (now.stop.abort(), (this.exporting = undefined))}>${this.say(now.failed ? 'grid.close' : 'grid.cancel')}</button>
    </div>`;
  }

  /** A file with all rows of the look, not only those on the screen. */
  private async download(): Promise<void> {
    this.exporting?.stop.abort();
    const stop = new AbortController();
    const csv = new Csv<R>(this.visible.filter((c) => c.label), this.locale);
    let count = 0;
    this.exporting = { count, stop };
    try {
      for await (const items of this.rows.all(stop.signal)) {
        if (stop.signal.aborted) return;
        csv.add(items);
        count += items.length;
        this.exporting = { count, stop };
      }
    } catch {
      if (!stop.signal.aborted) this.exporting = { count, stop, failed: true };
      return;
    }
    if (stop.signal.aborted) return;
    this.exporting = undefined;
    save(csv.blob(), `${this.label || 'rubro'} ${new Date().toLocaleDateString('sv')}.csv`);
  }

  private see(look: Look): void {
    if (JSON.stringify(look) === JSON.stringify(this.look)) return;
    this.look = look;
    if (!this.local) writeLook(look);
    this.pick(new Map());
    const table = this.renderRoot.querySelector<GridTable<R>>('c-grid-table');
    if (table) table.top = 0;
    void this.rows.restart();
  }

  private readonly wanted = (e: Event): void => {
    e.stopPropagation();
    void this.rows.more();
  };

  private readonly ordered = (e: CustomEvent<{ sort: string }>): void => {
    e.stopPropagation();
    this.see({ ...this.look, sort: e.detail.sort });
  };

  private readonly picked = (e: CustomEvent<{ selected: ReadonlyMap<string, R> }>): void => {
    e.stopPropagation();
    this.pick(e.detail.selected);
  };

  private pick(selected: ReadonlyMap<string, R>): void {
    if (!selected.size && !this.selected.size) return;
    this.selected = selected;
    this.emit('selection', { rows: this.selection, ids: [...selected.keys()] });
  }

  private readonly columned = (e: CustomEvent<{ key?: string; shown?: boolean }>): void => {
    e.stopPropagation();
    const { key, shown } = e.detail;
    this.choose({ ...this.choices, shown: key ? { ...this.choices.shown, [key]: !!shown } : {} });
  };

  private async recall(): Promise<void> {
    if (this.id) this.choices = await preferences.get<Choices>(`grid.${this.id}`, {});
  }

  private choose(choices: Choices): void {
    this.choices = choices;
    if (this.id) void preferences.set(`grid.${this.id}`, choices).catch(tellProblem);
  }
}

customElements.define('c-grid', Grid);
