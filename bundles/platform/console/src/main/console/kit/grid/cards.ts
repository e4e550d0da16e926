import { html, css, nothing, repeat, type TemplateResult } from '../lit.js';
import { icon, ui } from '../core.js';
import { KitElement } from '../element.js';
import { plain, type Column } from './types.js';

/** The rows on a phone: a list of cards; the next page comes when its end is near. */
export class GridCards<R> extends KitElement {
  static override properties = {
    label: {},
    columns: { attribute: false },
    items: { attribute: false },
    more: { type: Boolean },
    busy: { type: Boolean },
    rowHref: { attribute: false },
    clickable: { type: Boolean },
    selectable: { type: Boolean },
    selected: { attribute: false },
    key: { attribute: false },
  };
  static override styles = [
    ui,
    css`
      ul { list-style: none; margin: 0; padding: 0; }
      li { position: relative; display: flex; align-items: center; gap: 10px; min-block-size: 64px; padding: 10px 14px; border-block-end: 1px solid var(--c-line); content-visibility: auto; contain-intrinsic-size: auto 64px; }
      li:last-child { border-block-end: 0; }
      .text { flex: 1; min-inline-size: 0; display: grid; gap: 2px; }
      .title { font-weight: 560; overflow: hidden; text-overflow: ellipsis; }
      .title a, .title button { appearance: none; border: 0; background: none; padding: 0; font: inherit; text-align: start; color: inherit; text-decoration: none; cursor: pointer; }
      .title a::after, .title button::after { content: ''; position: absolute; inset: 0; }
      .title a:focus-visible, .title button:focus-visible { outline: 0; } .title a:focus-visible::after, .title button:focus-visible::after { outline: 2px solid var(--c-focus); outline-offset: -3px; border-radius: 12px; }
      .sub { font-size: 13px; color: var(--c-text-2); overflow: hidden; text-overflow: ellipsis; display: flex; flex-wrap: wrap; column-gap: 8px; }
      .end { display: grid; justify-items: end; gap: 4px; text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; flex: none; max-inline-size: 48%; }
      .go { color: var(--c-text-2); flex: none; display: grid; }
      label { position: relative; z-index: 1; display: grid; place-items: center; inline-size: 44px; block-size: 44px; margin-inline-start: -12px; flex: none; }
      input { inline-size: 20px; block-size: 20px; margin: 0; accent-color: var(--c-accent); }
      .bone { display: block; block-size: 11px; inline-size: 60%; border-radius: 6px; background: var(--c-line); animation: pulse 1.4s ease-in-out infinite alternate; } .bone.short { inline-size: 35%; }
      @keyframes pulse { to { opacity: .45; } }
      @media (prefers-reduced-motion: reduce) { .bone { animation: none; } }
    `,
  ];
  declare label: string;
  declare columns: readonly Column<R>[];
  declare items: readonly R[];
  declare more: boolean;
  declare busy: boolean;
  declare rowHref: ((row: R) => string | undefined) | undefined;
  declare clickable: boolean;
  declare selectable: boolean;
  declare selected: ReadonlyMap<string, R>;
  declare key: (row: R) => string;
  private readonly near = new IntersectionObserver((seen) => seen.some((s) => s.isIntersecting) && this.emit('wanted'), { rootMargin: '600px' });

  constructor() {
    super();
    this.label = '';
    this.columns = [];
    this.items = [];
    this.more = this.busy = this.clickable = this.selectable = false;
    this.selected = new Map();
    this.key = (row) => plain(row, 'id');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.near.disconnect();
  }

  override updated(): void {
    this.near.disconnect();
    const end = this.renderRoot.querySelector('.wait');
    if (end && this.more) this.near.observe(end);
  }

  override render(): TemplateResult {
    const empty = !this.items.length && this.busy;
    const roles = this.roles();
    return html`<ul aria-label=${this.label} aria-busy=${this.busy}>
      ${repeat(
        this.items,
        (row) => this.key(row),
        (row) => this.card(row, roles),
      )}
      ${empty || this.more ? Array.from({ length: empty ? 6 : 1 }, () => html`<li class="wait" aria-hidden="true"><div class="text"><span class="bone"></span><span class="bone short"></span></div></li>`) : nothing}
    </ul>`;
  }

  private card(row: R, roles: Roles<R>): TemplateResult {
    const href = this.rowHref?.(row);
    const show = (c: Column<R>) => (c.render ? c.render(row) : plain(row, c.key));
    const title = roles.title.map(show);
    return html`<li>
      ${this.selectable ? html`<label><input type="checkbox" .checked=${this.selected.has(this.key(row))} aria-label=${this.say('grid.select')} @change=${() => this.pick(row)} /></label>` : nothing}
      <div class="text">
        <div class="title">
          ${href ? html`<a href=${href} @click=${(e: Event) => this.emit('row', { row }, true) || e.preventDefault()}>${title}</a>` : this.clickable ? html`<button type="button" @click=${() => this.emit('row', { row }, true)}>${title}</button>` : title}
        </div>
        <div class="sub">${roles.sub.map((c) => html`<span>${show(c)}</span>`)}</div>
      </div>
      ${roles.end.length ? html`<div class="end">${roles.end.map((c) => html`<span>${show(c)}</span>`)}</div>` : nothing}
      ${href || this.clickable ? html`<span class="go" aria-hidden="true">${icon('chevron-right', 18)}</span>` : nothing}
    </li>`;
  }

  /** Columns that say nothing about phones: the first is the title, the second stands below, the last at the end. */
  private roles(): Roles<R> {
    const of = (role: string) => this.columns.filter((c) => c.phone === role);
    if (this.columns.some((c) => c.phone && c.phone !== 'hide')) return { title: of('title'), sub: of('sub'), end: of('end') };
    const [title, sub, ...rest] = this.columns;
    return { title: title ? [title] : [], sub: sub ? [sub] : [], end: rest.slice(-1) };
  }

  private pick(row: R): void {
    const selected = new Map(this.selected);
    if (!selected.delete(this.key(row))) selected.set(this.key(row), row);
    this.emit('pick', { selected });
  }
}

interface Roles<R> {
  readonly title: readonly Column<R>[];
  readonly sub: readonly Column<R>[];
  readonly end: readonly Column<R>[];
}

customElements.define('c-grid-cards', GridCards);
