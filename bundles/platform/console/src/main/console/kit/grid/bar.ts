import { html, css, live, nothing, type TemplateResult } from '../lit.js';
import { icon, ui } from '../core.js';
import { KitElement } from '../element.js';
import { open } from '../popup.js';
import { popupStyles } from '../popup-styles.js';
import './filter.js';
import { asked, sameLook, type Column, type Filter, type Look, type View } from './types.js';

/** What stands above the rows: search, filters, views, and the choice of columns and file. */
export class GridBar extends KitElement {
  static override properties = {
    look: { attribute: false },
    filters: { attribute: false },
    views: { attribute: false },
    own: { attribute: false },
    columns: { attribute: false },
    visible: { attribute: false },
    search: { type: Boolean },
    placeholder: {},
    count: {},
    opened: { state: true },
    naming: { state: true },
  };
  static override styles = [
    ui,
    popupStyles,
    css`
      :host { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 12px 14px; }
      .search { display: flex; align-items: center; flex: 1 1 220px; max-inline-size: 320px; min-block-size: 36px; border: 1px solid var(--c-field-line); border-radius: 10px; background: var(--c-surface); color: var(--c-text-2); padding-inline-start: 10px; }
      .search:focus-within { border-color: var(--c-focus); box-shadow: 0 0 0 1px var(--c-focus); }
      .search input { appearance: none; flex: 1; min-inline-size: 0; border: 0; outline: 0; background: none; color: var(--c-text); font: inherit; padding: 6px 8px; }
      .search input::placeholder { color: var(--c-text-2); opacity: 1; } .search input::-webkit-search-cancel-button { display: none; }
      .filters { display: flex; flex-wrap: wrap; gap: 8px; } .filters:empty { display: none; }
      .side { flex: none; display: flex; align-items: center; gap: 8px; margin-inline-start: auto; }
      .tool { appearance: none; flex: none; display: inline-flex; align-items: center; gap: 6px; min-block-size: 34px; padding: 0 10px; border: 0; border-radius: 9px; background: none; color: var(--c-text-2); font: 560 13px/1 var(--c-font); cursor: pointer; }
      .tool:hover { background: var(--c-hover); color: var(--c-text); }
      .clear { color: var(--c-accent-text); }
      .count { min-inline-size: 96px; text-align: end; font-size: 13px; color: var(--c-text-2); font-variant-numeric: tabular-nums; white-space: nowrap; }
      button:focus-visible, .option:focus-within { outline: 2px solid var(--c-focus); outline-offset: 1px; }
      .option { inline-size: 100%; appearance: none; border: 0; background: none; color: inherit; font: inherit; text-align: start; }
      .option input { inline-size: 18px; block-size: 18px; margin: 0; accent-color: var(--c-accent); flex: none; outline: 0; }
      .both { display: flex; align-items: center; } .both .tool { min-inline-size: 36px; justify-content: center; }
      .part { padding: 8px 10px 2px; font-size: 12px; font-weight: 600; color: var(--c-text-2); }
      .name { display: flex; gap: 6px; padding: 8px; border-block-start: 1px solid var(--c-line); margin-block-start: 4px; }
      .name input { min-inline-size: 0; inline-size: 170px; flex: 1; border: 1px solid var(--c-field-line); border-radius: 9px; background: var(--c-surface); color: var(--c-text); font: inherit; padding: 6px 10px; } .name input:focus-visible { outline: 2px solid var(--c-focus); outline-offset: 0; }
      .name .btn { min-height: 36px; padding-inline: 12px; }
      [popover] { min-inline-size: 220px; }
      @media (max-width: 720px) {
        :host { padding: 12px; }
        .search { max-inline-size: none; flex-basis: 60%; min-block-size: 44px; } .search input { font-size: 16px; } .tool { min-block-size: 44px; min-inline-size: 44px; justify-content: center; } .tool .word { display: none; } .tool.clear .word { display: inline; }
        .filters { flex-wrap: nowrap; inline-size: 100%; overflow-x: auto; scrollbar-width: none; padding: 2px; margin: -2px; } .filters:empty { display: none; }
        .side { display: contents; } .count { flex: 1; text-align: start; }
      }
    `,
  ];
  declare look: Look;
  declare filters: readonly Filter[];
  /** Views of the screen, and those this person saved. */
  declare views: readonly View[];
  declare own: readonly View[];
  declare columns: readonly Column<never>[];
  declare visible: ReadonlySet<string>;
  declare search: boolean;
  declare placeholder: string;
  declare count: string;
  private declare opened: 'views' | 'columns' | undefined;
  private declare naming: string;
  private shut: (() => void) | undefined;
  private timer = 0;

  constructor() {
    super();
    this.filters = this.views = this.own = this.columns = [];
    this.visible = new Set();
    this.search = false;
    this.placeholder = this.count = this.naming = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.close();
  }

  override render(): TemplateResult {
    return html`${this.search ? this.searchBox() : nothing}
      <div class="filters">
      ${this.filters.map((f) => html`<c-grid-filter .filter=${f} .values=${this.look.filters} @filter=${this.filtered}></c-grid-filter>`)}
      ${asked(this.look) && this.filters.length ? html`<button class="tool clear" type="button" @click=${() => this.tell({ search: '', filters: {} })}><span class="word">${this.say('grid.clear')}</span></button>` : nothing}
      </div>
      <div class="side">
      <span class="count" role="status">${this.count}</span>
      <button class="tool" type="button" data-menu="views" aria-haspopup="dialog" aria-expanded=${this.opened === 'views'} aria-label=${this.say('grid.views')} @click=${this.toggle}>${icon('star', 17)}<span class="word">${this.viewName()}</span></button>
      <button class="tool" type="button" data-menu="columns" aria-haspopup="dialog" aria-expanded=${this.opened === 'columns'} aria-label=${this.say('grid.columns')} title=${this.say('grid.columns')} @click=${this.toggle}>${icon('columns-3', 17)}</button>
      <button class="tool" type="button" aria-label=${this.say('grid.export')} title=${this.say('grid.export')} @click=${() => this.emit('export')}>${icon('download', 17)}</button>
      </div>
      <div popover="manual" role="dialog" aria-label=${this.say(this.opened === 'columns' ? 'grid.columns' : 'grid.views')} @keydown=${this.key} @focusout=${this.away}>
        ${this.opened === 'views' ? this.viewList() : this.opened === 'columns' ? this.columnList() : nothing}
      </div>`;
  }

  private searchBox(): TemplateResult {
    return html`<div class="search">
      ${icon('search', 16)}
      <input type="search" aria-label=${this.placeholder || this.say('grid.search')} placeholder=${this.placeholder || this.say('grid.search')} autocomplete="off" spellcheck="false" .value=${live(this.look.search)} @input=${this.typed} @keydown=${this.entered} />
      ${this.look.search ? html`<button class="tool" type="button" aria-label=${this.say('grid.clearSearch')} @click=${() => this.tell({ search: '' })}>${icon('x', 15)}</button>` : nothing}
    </div>`;
  }

  private viewName(): string {
    return [...this.views, ...this.own].find((v) => sameLook(this.look, v))?.name ?? this.say('grid.views');
  }

  private viewList(): TemplateResult {
    const all: View = { name: this.say('grid.all') };
    const pick = (v: View) => () => (this.tell({ search: v.search ?? '', sort: v.sort ?? '', filters: v.filters ?? {} }), this.close(true));
    const line = (v: View) => html`<button class="option" type="button" aria-pressed=${sameLook(this.look, v)} @click=${pick(v)}><span>${v.name}</span>${sameLook(this.look, v) ? html`<span class="end">${icon('check', 16)}</span>` : nothing}</button>`;
    const free = ![all, ...this.views, ...this.own].some((v) => sameLook(this.look, v));
    return html`${[all, ...this.views].map(line)}
      ${this.own.length ? html`<div class="part">${this.say('grid.myViews')}</div>` : nothing}
      ${this.own.map((v) => html`<div class="both">${line(v)}<button class="tool" type="button" aria-label=${this.say('grid.deleteView', { view: v.name })} @click=${() => this.emit('views', { views: this.own.filter((o) => o !== v) })}>${icon('trash-2', 16)}</button></div>`)}
      ${free
        ? html`<form class="name" @submit=${this.keep}>
            <input aria-label=${this.say('grid.viewName')} placeholder=${this.say('grid.viewName')} maxlength="40" required .value=${live(this.naming)} @input=${(e: Event) => (this.naming = (e.target as HTMLInputElement).value)} />
            <button class="btn primary" type="submit">${this.say('grid.saveView')}</button>
          </form>`
        : html`<p class="hint">${this.say('grid.viewHint')}</p>`}`;
  }

  private columnList(): TemplateResult {
    return html`${this.columns.map(
        (c, i) => html`<label class="option"><input type="checkbox" .checked=${live(this.visible.has(c.key))} ?disabled=${i === 0} @change=${(e: Event) => this.emit('column', { key: c.key, shown: (e.target as HTMLInputElement).checked })} /><span>${c.label}</span></label>`,
      )}
      <button class="option new" type="button" @click=${() => this.emit('column', {})}>${icon('rotate-ccw', 15)}<span>${this.say('grid.resetColumns')}</span></button>`;
  }

  private keep(e: Event): void {
    e.preventDefault();
    const name = this.naming.trim();
    if (!name) return;
    this.naming = '';
    this.emit('views', { views: [...this.own.filter((v) => v.name !== name), { name, ...this.look }] });
    this.close(true);
  }

  private typed(e: Event): void {
    const search = (e.target as HTMLInputElement).value;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.tell({ search: search.trim() }), 250);
  }

  private entered(e: KeyboardEvent): void {
    const input = e.target as HTMLInputElement;
    if (e.key === 'Escape' && input.value) {
      e.preventDefault();
      input.value = '';
    } else if (e.key !== 'Enter') return;
    clearTimeout(this.timer);
    this.tell({ search: input.value.trim() });
  }

  private readonly filtered = (e: CustomEvent<{ values: Record<string, string> }>): void => {
    e.stopPropagation();
    const filters = Object.fromEntries(Object.entries({ ...this.look.filters, ...e.detail.values }).filter(([, v]) => v));
    this.tell({ filters });
  };

  private tell(look: Partial<Look>): void {
    this.emit('look', { look: { ...this.look, ...look } });
  }

  private readonly toggle = (e: Event): void => {
    const button = e.currentTarget as HTMLElement;
    const wanted = button.dataset['menu'] as 'views' | 'columns';
    const was = this.opened;
    this.close();
    if (was === wanted) return;
    this.opened = wanted;
    void this.updateComplete.then(() => {
      const popup = this.renderRoot.querySelector<HTMLElement>('[popover]')!;
      this.shut = open(popup, button, { end: true });
      popup.querySelector<HTMLElement>('button, input:enabled')?.focus();
    });
  };

  private close(focus = false): void {
    const was = this.opened;
    this.shut?.();
    this.shut = undefined;
    this.opened = undefined;
    if (focus) this.renderRoot.querySelector<HTMLElement>(`[data-menu="${was}"]`)?.focus();
  }

  private readonly away = (e: FocusEvent): void => {
    const to = e.relatedTarget as HTMLElement | null;
    if (!this.opened || to?.dataset['menu'] || (to && this.renderRoot.querySelector('[popover]')!.contains(to))) return;
    if (to) this.close();
    else setTimeout(() => this.opened && !this.renderRoot.querySelector('[popover]')!.matches(':focus-within') && !this.matches(':focus-within') && this.close());
  };

  private readonly key = (e: KeyboardEvent): void => {
    if (e.key === 'Escape') {
      e.stopPropagation();
      e.preventDefault();
      this.close(true);
      return;
    }
    const lines = [...this.renderRoot.querySelectorAll<HTMLElement>('[popover] button.option, [popover] label.option input:enabled')];
    const at = lines.indexOf(e.composedPath()[0] as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[e.key];
    if (at < 0 || to === undefined) return;
    e.preventDefault();
    lines[(to + lines.length) % lines.length]?.focus();
  };
}

customElements.define('c-grid-bar', GridBar);
