import { html, css, nothing, classMap, repeat, styleMap, type TemplateResult } from '../lit.js';
import { icon, ui } from '../core.js';
import { KitElement } from '../element.js';
import { placed } from '../place.js';
import { plain, type Column } from './types.js';

const HEIGHT = 52;
const AROUND = 8;

/**
 * The rows on a wide screen: a table of which only the rows in sight are drawn. The focus is on the table, the arrows move
 * over its rows, Enter opens one, space selects it.
 */
export class GridTable<R> extends KitElement {
  static override properties = {
    label: {},
    columns: { attribute: false },
    items: { attribute: false },
    more: { type: Boolean },
    busy: { type: Boolean },
    sort: {},
    rowHref: { attribute: false },
    clickable: { type: Boolean },
    selectable: { type: Boolean },
    selected: { attribute: false },
    key: { attribute: false },
    first: { state: true },
    last: { state: true },
    active: { state: true },
  };
  static override styles = [
    ui,
    css`
      :host { display: block; min-block-size: 0; }
      .scroll { position: relative; overflow: auto; max-block-size: var(--c-grid-height, max(380px, calc(100dvh - 290px))); border-radius: inherit; overscroll-behavior: contain; scroll-padding-block-start: 44px; }
      table { border-collapse: separate; border-spacing: 0; table-layout: fixed; inline-size: 100%; outline: 0; }
      th { position: sticky; inset-block-start: 0; z-index: 1; block-size: 44px; padding: 0 14px; background: var(--c-surface); border-block-end: 1px solid var(--c-line); text-align: start; font-size: 12px; font-weight: 600; color: var(--c-text-2); white-space: nowrap; }
      th button { appearance: none; display: inline-flex; align-items: center; gap: 4px; max-inline-size: 100%; min-block-size: 32px; margin-inline: -8px; padding: 0 8px; border: 0; border-radius: 8px; background: none; color: inherit; font: inherit; cursor: pointer; }
      th.end button { flex-direction: row-reverse; }
      th button span { overflow: hidden; text-overflow: ellipsis; }
      th button:hover { background: var(--c-hover); color: var(--c-text); }
      th button:focus-visible, input:focus-visible { outline: 2px solid var(--c-focus); outline-offset: 0; }
      th svg { flex: none; opacity: 0; } th button:hover svg, th button:focus-visible svg { opacity: .5; } th[aria-sort] svg { opacity: 1; color: var(--c-accent-text); }
      th[aria-sort] { color: var(--c-text); }
      td { block-size: 52px; padding: 0 14px; border-block-end: 1px solid var(--c-line); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; line-height: 1.35; }
      tr:last-child td { border-block-end-color: transparent; }
      .end { text-align: end; font-variant-numeric: tabular-nums; } .center { text-align: center; }
      tr.item { transition: background .1s; } tr.item:hover td { background: var(--c-hover); } tr.go { cursor: pointer; }
      tr[aria-selected='true'] td { background: var(--c-accent-bg); }
      table:focus-visible tr.active td { box-shadow: inset 0 2px var(--c-focus), inset 0 -2px var(--c-focus); }
      table:focus-visible tr.active td:first-child { box-shadow: inset 2px 2px var(--c-focus), inset 0 -2px var(--c-focus); }
      table:focus-visible tr.active td:last-child { box-shadow: inset -2px 2px var(--c-focus), inset 0 -2px var(--c-focus); }
      a.open { color: inherit; text-decoration: none; font-weight: 560; display: block; overflow: hidden; text-overflow: ellipsis; }
      a.open:hover { text-decoration: underline; text-underline-offset: 3px; }
      td.pick, th.pick { padding: 0; text-align: center; overflow: visible; text-overflow: clip; }
      .pick label { display: inline-grid; place-items: center; inline-size: 44px; block-size: 44px; cursor: pointer; }
      .pick input { inline-size: 18px; block-size: 18px; margin: 0; accent-color: var(--c-accent); cursor: pointer; }
      .pad td { padding: 0; border: 0; }
      .bone { display: block; block-size: 10px; border-radius: 6px; background: var(--c-line); animation: pulse 1.4s ease-in-out infinite alternate; }
      tr:nth-child(3n) .bone { inline-size: 55%; } tr:nth-child(3n + 1) .bone { inline-size: 75%; } tr:nth-child(3n + 2) .bone { inline-size: 65%; } .end .bone { margin-inline-start: auto; }
      @keyframes pulse { to { opacity: .45; } }
      .busy tbody { opacity: .6; transition: opacity .15s .15s; }
      @media (prefers-reduced-motion: reduce) { .bone { animation: none; } tr.item, .busy tbody { transition: none; } }
    `,
  ];
  declare label: string;
  declare columns: readonly Column<R>[];
  declare items: readonly R[];
  /** Whether there are rows after the loaded ones. */
  declare more: boolean;
  declare busy: boolean;
  declare sort: string;
  declare rowHref: ((row: R) => string | undefined) | undefined;
  declare clickable: boolean;
  declare selectable: boolean;
  declare selected: ReadonlyMap<string, R>;
  declare key: (row: R) => string;
  private declare first: number;
  private declare last: number;
  private declare active: number;
  private anchor = 0;
  private readonly sized = new ResizeObserver(() => this.scrolled());

  constructor() {
    super();
    this.label = this.sort = '';
    this.columns = [];
    this.items = [];
    this.more = this.busy = this.clickable = this.selectable = false;
    this.selected = new Map();
    this.key = (row) => plain(row, 'id');
    this.first = 0;
    this.last = 30;
    this.active = 0;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sized.disconnect();
  }

  override firstUpdated(): void {
    this.sized.observe(this.scroller);
  }

  override updated(): void {
    if (this.more && this.last >= this.items.length - 15) this.emit('wanted');
  }

  /** Where the list is scrolled to, in pixels. */
  get top(): number {
    return this.scroller?.scrollTop ?? 0;
  }
  set top(to: number) {
    if (this.scroller) this.scroller.scrollTop = to;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('table')?.focus();
  }

  private get scroller(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('.scroll')!;
  }

  /** Pixels: what shares the rest keeps enough to be read, and the table moves sideways instead. */
  private least(): number {
    return this.columns.reduce((sum, column) => sum + (column.width ?? 140), this.selectable ? 48 : 0);
  }

  override render(): TemplateResult {
    const loaded = this.items.length;
    const first = Math.max(0, Math.min(this.first, loaded - 1));
    const last = Math.min(this.last, loaded);
    const empty = !loaded && this.busy;
    const spare = empty ? 8 : this.more ? 3 : 0;
    return html`<div class="scroll" @scroll=${this.scrolled}>
      <table
        role="grid"
        tabindex="0"
        class=${this.busy && loaded ? 'busy' : ''}
        style=${styleMap({ minInlineSize: `${this.least()}px` })}
        aria-label=${this.label}
        aria-rowcount=${this.more ? -1 : loaded + 1}
        aria-multiselectable=${this.selectable ? 'true' : nothing}
        aria-busy=${this.busy}
        aria-activedescendant=${loaded && this.active >= first && this.active < last ? `r${this.active}` : nothing}
        @keydown=${this.keyed}
      >
        <colgroup>
          ${this.selectable ? html`<col width="48" />` : nothing}
          ${this.columns.map((c) => html`<col width=${c.width ?? nothing} />`)}
        </colgroup>
        <thead>
          <tr aria-rowindex="1">
            ${this.selectable ? html`<th class="pick">${this.pickAll()}</th>` : nothing} ${this.columns.map((c) => this.head(c))}
          </tr>
        </thead>
        <tbody>
          ${first ? this.pad(first) : nothing}
          ${repeat(
            this.items.slice(first, last),
            (row) => this.key(row),
            (row, i) => this.row(row, first + i),
          )}
          ${last < loaded ? this.pad(loaded - last) : nothing}
          ${spare && last >= loaded ? Array.from({ length: spare }, () => this.bones()) : nothing}
        </tbody>
      </table>
    </div>`;
  }

  private head(c: Column<R>): TemplateResult {
    const order = !c.sort ? '' : this.sort === c.sort ? 'ascending' : this.sort === `-${c.sort}` ? 'descending' : '';
    const align = c.align ?? 'start';
    return html`<th scope="col" class=${align} aria-sort=${order || nothing}>
      ${c.sort
        ? html`<button type="button" @click=${() => this.emit('order', { sort: order === '' ? c.sort : order === 'ascending' ? `-${c.sort}` : '' })}>
            <span>${c.label}</span>${icon(order === 'descending' ? 'arrow-down' : 'arrow-up', 14)}
          </button>`
        : c.label}
    </th>`;
  }

  private row(row: R, i: number): TemplateResult {
    const href = this.rowHref?.(row);
    const id = this.key(row);
    const picked = this.selected.has(id);
    return html`<tr
      id="r${i}"
      class=${classMap({ item: true, go: !!href || this.clickable, active: i === this.active })}
      aria-rowindex=${i + 2}
      aria-selected=${this.selectable ? picked : nothing}
      @click=${(e: MouseEvent) => this.clicked(e, row, i)}
      @auxclick=${(e: MouseEvent) => e.button === 1 && href && !inside(e) && window.open(href, '_blank', 'noopener')}
    >
      ${this.selectable
        ? html`<td class="pick">
            <label><input type="checkbox" tabindex="-1" .checked=${picked} aria-label=${this.say('grid.selectRow', { row: String(i + 1) })} @click=${(e: MouseEvent) => this.pick(e, row, i)} /></label>
          </td>`
        : nothing}
      ${this.columns.map((c, n) => {
        const shown = c.render ? c.render(row) : plain(row, c.key);
        return html`<td class=${c.align ?? 'start'}>${n === 0 && href ? html`<a class="open" href=${href} tabindex="-1">${shown}</a>` : shown}</td>`;
      })}
    </tr>`;
  }

  private pad(rows: number): TemplateResult {
    return html`<tr class="pad" aria-hidden="true"><td colspan=${this.columns.length + (this.selectable ? 1 : 0)} ${placed({ 'block-size': `${rows * HEIGHT}px` })}></td></tr>`;
  }

  private bones(): TemplateResult {
    return html`<tr aria-hidden="true">
      ${this.selectable ? html`<td></td>` : nothing}${this.columns.map((c) => html`<td class=${c.align ?? 'start'}><span class="bone"></span></td>`)}
    </tr>`;
  }

  private pickAll(): TemplateResult {
    const all = this.items.length > 0 && this.items.every((r) => this.selected.has(this.key(r)));
    return html`<label><input type="checkbox" .checked=${all} .indeterminate=${!all && this.selected.size > 0} aria-label=${this.say('grid.selectAll')} @change=${() => this.select(all ? new Map() : new Map(this.items.map((r) => [this.key(r), r])))} /></label>`;
  }

  private readonly scrolled = (): void => {
    const { scrollTop, clientHeight } = this.scroller;
    this.first = Math.max(0, Math.floor(scrollTop / HEIGHT) - AROUND);
    this.last = Math.ceil((scrollTop + clientHeight) / HEIGHT) + AROUND;
  };

  private clicked(e: MouseEvent, row: R, i: number): void {
    this.active = i;
    if (inside(e) || getSelection()?.toString()) return;
    const href = this.rowHref?.(row);
    if (href && (e.ctrlKey || e.metaKey)) window.open(href, '_blank', 'noopener');
    else this.openRow(row, i);
  }

  private openRow(row: R, i: number): void {
    if (!this.emit('row', { row }, true)) return;
    this.renderRoot.querySelector<HTMLElement>(`#r${i} a.open`)?.click();
  }

  private pick(e: MouseEvent, row: R, i: number): void {
    const selected = new Map(this.selected);
    const on = !selected.has(this.key(row));
    const [from, to] = e.shiftKey ? [Math.min(this.anchor, i), Math.max(this.anchor, i)] : [i, i];
    for (const r of this.items.slice(from, to + 1)) on ? selected.set(this.key(r), r) : selected.delete(this.key(r));
    this.anchor = this.active = i;
    this.select(selected);
  }

  private select(selected: ReadonlyMap<string, R>): void {
    this.emit('pick', { selected });
  }

  private keyed(e: KeyboardEvent): void {
    if (e.target !== e.currentTarget || !this.items.length) return;
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / HEIGHT) - 2);
    const to = { ArrowDown: this.active + 1, ArrowUp: this.active - 1, PageDown: this.active + page, PageUp: this.active - page, Home: 0, End: this.items.length - 1 }[e.key];
    const row = this.items[this.active];
    if (to !== undefined) {
      e.preventDefault();
      this.active = Math.max(0, Math.min(to, this.items.length - 1));
      this.anchor = e.shiftKey ? this.anchor : this.active;
      this.reveal();
    } else if (e.key === 'Enter' && row) this.openRow(row, this.active);
    else if (e.key === ' ' && row) {
      e.preventDefault();
      if (this.selectable) this.pick(e as unknown as MouseEvent, row, this.active);
    }
  }

  /** Scrolls just as far as the active row needs. */
  private reveal(): void {
    const { scrollTop, clientHeight } = this.scroller;
    const at = this.active * HEIGHT;
    if (at < scrollTop) this.top = at;
    else if (at + HEIGHT > scrollTop + clientHeight - 44) this.top = at + HEIGHT + 44 - clientHeight;
  }
}

/** Whether a click was meant for something inside of the row. */
const inside = (e: Event): boolean => {
  const path = e.composedPath();
  return path.slice(0, path.indexOf(e.currentTarget!)).some((n) => n instanceof Element && n.matches('a, button, input, select, label, [role="button"]'));
};

customElements.define('c-grid-table', GridTable);
