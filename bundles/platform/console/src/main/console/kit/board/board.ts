import { html, nothing, classMap, repeat, type PropertyValues, type TemplateResult } from '../lit.js';
import { ui } from '../core.js';
import { KitElement } from '../element.js';
import { Drag } from './drag.js';
import { boardStyles } from './styles.js';
import { arranged, moved, placeOf, type Arrangement, type BoardCard, type BoardColumn, type DrawCard, type Place } from './types.js';

/**
 * `<c-board>`: cards in columns, moved by mouse, finger or keyboard (space lifts, arrows carry, space puts down, escape
 * gives up). A move is shown at once and told by `move`; `detail.revert()` takes it back. Enter or a click tells `open`.
 */
export class Board<C extends BoardCard> extends KitElement {
  static override properties = {
    columns: { attribute: false },
    cards: { attribute: false },
    card: { attribute: false },
    name: { attribute: false },
    label: {},
    readonly: { type: Boolean, reflect: true },
    places: { state: true },
    current: { state: true },
    carried: { state: true },
    gap: { state: true },
    news: { state: true },
  };
  static override styles = [ui, boardStyles];
  declare columns: readonly BoardColumn[];
  declare cards: readonly C[];
  /** Draws what is inside of a card. */
  declare card: DrawCard<C>;
  /** What a card is called in announcements; its `title`, `name` or `label` if absent. */
  declare name: (card: C) => string;
  declare label: string;
  declare readonly: boolean;
  private declare places: Arrangement;
  /** The card the keyboard is at. */
  private declare current: string;
  /** The card lifted by the keyboard, and the arrangement to go back to. */
  private declare carried: { readonly id: string; readonly before: Arrangement } | undefined;
  private declare gap: (Place & { readonly id: string; readonly height: number }) | undefined;
  private declare news: string;
  private drag: Drag | undefined;
  private grabbed = { id: '', height: 0 };

  constructor() {
    super();
    this.columns = [];
    this.cards = [];
    this.card = (card) => this.name(card);
    this.name = (card) => {
      const named = card as unknown as Record<string, unknown>;
      return String(named['title'] ?? named['name'] ?? named['label'] ?? card.id);
    };
    this.label = this.current = this.news = '';
    this.readonly = false;
    this.places = new Map();
  }

  override firstUpdated(): void {
    this.drag = new Drag({
      root: this.renderRoot,
      scroller: this.renderRoot.querySelector<HTMLElement>('.board')!,
      start: (id, height) => (this.grabbed = { id, height }),
      over: (place) => (this.gap = { ...place, ...this.grabbed }),
      end: (place) => {
        this.gap = undefined;
        if (place) this.put(this.grabbed.id, place, this.places);
      },
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.drag?.stop();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('cards') || changed.has('columns')) {
      this.places = arranged(this.columns, this.cards);
      this.carried = undefined;
    }
    if (!placeOf(this.places, this.current)) this.current = [...this.places.values()].flat()[0] ?? '';
  }

  override render(): TemplateResult {
    const cards = new Map(this.cards.map((c) => [c.id, c]));
    return html`<div class="board ${this.gap ? 'dragging' : ''}" role="group" aria-label=${this.label || nothing}>${this.columns.map((c) => this.column(c, cards))}</div>
      <p id="how" hidden>${this.say(this.readonly ? 'board.howRead' : 'board.how')}</p>
      <div class="visually-hidden" role="status" aria-live="assertive">${this.news}</div>`;
  }

  private column(c: BoardColumn, cards: ReadonlyMap<string, C>): TemplateResult {
    const ids = (this.places.get(c.id) ?? []).filter((id) => cards.has(id));
    const gap = this.gap?.column === c.id ? this.gap : undefined;
    const count = Math.max(ids.length, c.count ?? 0);
    const before = gap ? ids.filter((id) => id !== gap.id)[gap.index] : undefined;
    return html`<section data-column=${c.id} class=${gap ? 'over' : ''} aria-labelledby="h-${c.id}">
      <header>
        <span class="dot ${c.tone ?? ''}"></span>
        <h3 id="h-${c.id}">${c.label}</h3>
        <span class="count"><span aria-hidden="true">${count}</span><span class="visually-hidden">${this.say('board.count', { count })}</span></span>
        ${c.total ? html`<span class="total">${c.total}</span>` : nothing}
      </header>
      <ul aria-labelledby="h-${c.id}">
        ${repeat(
          ids,
          (id) => id,
          (id) => html`${gap && before === id ? this.gapItem(gap.height) : nothing}${this.item(cards.get(id)!)}`,
        )}
        ${gap && !before ? this.gapItem(gap.height) : nothing} ${ids.length || gap ? nothing : html`<li class="none">${this.say('board.empty')}</li>`}
      </ul>
      ${c.foot ? html`<footer>${c.foot}</footer>` : nothing}
    </section>`;
  }

  /** As high as the card that would land here; an attribute, as the policy of the page allows no inline styles. */
  private gapItem(height: number): TemplateResult {
    return html`<li class="gap" aria-hidden="true"><svg width="1" height=${Math.max(20, height - 3)}></svg></li>`;
  }

  private item(card: C): TemplateResult {
    return html`<li
      class=${classMap({ card: true, carried: this.carried?.id === card.id })}
      data-card=${card.id}
      tabindex=${card.id === this.current ? 0 : -1}
      aria-describedby="how"
      @pointerdown=${(e: PointerEvent) => this.readonly || this.drag?.press(e, e.currentTarget as HTMLElement, card.id)}
      @keydown=${(e: KeyboardEvent) => this.key(e, card)}
      @focus=${() => (this.current = card.id)}
      @dragstart=${(e: Event) => e.preventDefault()}
      @click=${(e: Event) => this.clicked(e, card)}
    >
      ${this.card(card)}
    </li>`;
  }

  private clicked(e: Event, card: C): void {
    this.current = card.id;
    const own = e.composedPath().some((n) => n instanceof Element && n.matches('a, button, input, select, c-menu'));
    if (!own) this.emit('open', { card });
  }

  private key(e: KeyboardEvent, card: C): void {
    if (e.target !== e.currentTarget) return;
    if (e.key === ' ' && !this.readonly) {
      if (this.carried) this.drop();
      else this.lift(card);
    } else if (e.key === 'Escape' && this.carried) {
      e.stopPropagation();
      this.giveUp();
    } else if (e.key === 'Enter' && !this.carried) {
      const link = (e.currentTarget as HTMLElement).querySelector<HTMLElement>('a');
      if (link) link.click();
      else this.emit('open', { card });
    } else if (['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(e.key)) {
      if (this.carried) this.carry(e.key);
      else this.step(card.id, e.key);
    } else return;
    e.preventDefault();
  }

  /** The place beside a card in the direction of a key; `filled` skips columns without cards. */
  private beside(id: string, key: string, filled: boolean): Place | undefined {
    const place = placeOf(this.places, id);
    if (!place) return undefined;
    const { column, index } = place;
    const last = (this.places.get(column)?.length ?? 0) - 1;
    if (key === 'Home') return { column, index: 0 };
    if (key === 'End') return { column, index: last };
    if (key === 'ArrowUp') return index ? { column, index: index - 1 } : undefined;
    if (key === 'ArrowDown') return index < last ? { column, index: index + 1 } : undefined;
    const step = (key === 'ArrowRight') === (getComputedStyle(this).direction !== 'rtl') ? 1 : -1;
    for (let i = this.columns.findIndex((c) => c.id === column) + step; this.columns[i]; i += step) {
      const other = this.columns[i]!.id;
      const count = this.places.get(other)?.length ?? 0;
      if (count || !filled) return { column: other, index: Math.min(index, filled ? count - 1 : count) };
    }
    return undefined;
  }

  private step(id: string, key: string): void {
    const to = this.beside(id, key, true);
    const next = to && this.places.get(to.column)?.[to.index];
    if (next) this.focusCard(next);
  }

  private lift(card: C): void {
    this.carried = { id: card.id, before: this.places };
    this.announce('board.lifted', card.id);
  }

  private carry(key: string): void {
    const { id } = this.carried!;
    const to = this.beside(id, key, false);
    if (!to) return;
    this.places = moved(this.places, id, to);
    this.focusCard(id);
    this.announce('board.moved', id);
  }

  private drop(): void {
    const { id, before } = this.carried!;
    this.carried = undefined;
    this.announce('board.dropped', id);
    this.put(id, placeOf(this.places, id)!, before);
    this.focusCard(id);
  }

  private giveUp(): void {
    const { id, before } = this.carried!;
    this.carried = undefined;
    this.places = before;
    this.announce('board.givenUp', id);
    this.focusCard(id);
  }

  /** Puts a card somewhere and tells it. */
  private put(id: string, to: Place, before: Arrangement): void {
    const from = placeOf(before, id);
    if (!from) return;
    this.places = moved(before, id, to);
    this.current = id;
    if (from.column === to.column && from.index === to.index) return;
    const revert = () => {
      this.places = before;
      this.announce('board.reverted', id);
    };
    this.emit('move', { id, from: from.column, to: to.column, index: to.index, revert });
  }

  private focusCard(id: string): void {
    this.current = id;
    void this.updateComplete.then(() => {
      const item = this.renderRoot.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`);
      item?.focus();
      item?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
  }

  private announce(key: string, id: string): void {
    const place = placeOf(this.places, id);
    const card = this.cards.find((c) => c.id === id);
    if (!place || !card) return;
    this.news = this.say(key, {
      card: this.name(card),
      column: this.columns.find((c) => c.id === place.column)?.label ?? '',
      place: place.index + 1,
      of: this.places.get(place.column)?.length ?? 0,
    });
  }
}

customElements.define('c-board', Board);
