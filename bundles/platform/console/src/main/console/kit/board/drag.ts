import type { Place } from './types.js';

export interface DragView {
  readonly root: ParentNode;
  /** The part of the page that scrolls sideways. */
  readonly scroller: HTMLElement;
  start(id: string, height: number): void;
  over(place: Place): void;
  /** Put down there, or given up. */
  end(place: Place | undefined): void;
}

const STILL = 6;
const HOLD = 220;
const EDGE = 56;

/**
 * Drags a card by mouse or, after a short hold, by finger. The card itself follows the pointer, taken out of the flow; the
 * board draws a gap where it would land.
 */
export class Drag {
  private item: HTMLElement | undefined;
  private id = '';
  private pointer = -1;
  private from = { x: 0, y: 0 };
  private at = { x: 0, y: 0 };
  private grip = { x: 0, y: 0 };
  private origin = { x: 0, y: 0 };
  private lifted = false;
  private hold = 0;
  private frame = 0;
  private place: Place | undefined;

  constructor(private readonly view: DragView) {}

  /** A pointer went down on a card. */
  press(e: PointerEvent, item: HTMLElement, id: string): void {
    if (e.button !== 0 || !e.isPrimary || this.item) return;
    const inner = e.composedPath().slice(0, e.composedPath().indexOf(item));
    if (inner.some((n) => n instanceof Element && n.matches('button, input, select, textarea, c-menu'))) return;
    this.item = item;
    this.id = id;
    this.pointer = e.pointerId;
    this.from = this.at = { x: e.clientX, y: e.clientY };
    this.place = undefined;
    addEventListener('pointermove', this.move);
    addEventListener('pointerup', this.up);
    addEventListener('pointercancel', this.cancel);
    addEventListener('keydown', this.key, true);
    if (e.pointerType === 'touch') {
      this.hold = window.setTimeout(() => this.lift(), HOLD);
      item.addEventListener('touchmove', this.noScroll, { passive: false });
      item.addEventListener('contextmenu', this.noMenu);
    }
  }

  stop(): void {
    if (this.item) this.finish(undefined);
  }

  private readonly noScroll = (e: Event): void => {
    if (this.lifted) e.preventDefault();
  };

  private readonly noMenu = (e: Event): void => e.preventDefault();

  private readonly move = (e: PointerEvent): void => {
    if (e.pointerId !== this.pointer) return;
    this.at = { x: e.clientX, y: e.clientY };
    if (!this.lifted) {
      const far = Math.hypot(this.at.x - this.from.x, this.at.y - this.from.y) > STILL;
      // a finger that moves before the hold is over scrolls
      if (far && e.pointerType === 'touch') this.finish(undefined);
      else if (far) this.lift();
    } else {
      this.follow();
      this.aim();
    }
  };

  private lift(): void {
    const item = this.item;
    if (!item) return;
    this.lifted = true;
    const box = item.getBoundingClientRect();
    this.grip = { x: this.from.x - box.left, y: this.from.y - box.top };
    getSelection()?.removeAllRanges();
    this.view.start(this.id, box.height);
    item.classList.add('dragged');
    item.style.inlineSize = `${box.width}px`;
    item.style.left = item.style.top = '0';
    const zero = item.getBoundingClientRect();
    this.origin = { x: zero.left, y: zero.top };
    this.follow();
    this.aim();
    this.frame = requestAnimationFrame(this.roll);
  }

  private follow(): void {
    if (!this.item) return;
    this.item.style.left = `${this.at.x - this.grip.x - this.origin.x}px`;
    this.item.style.top = `${this.at.y - this.grip.y - this.origin.y}px`;
  }

  /** Finds the column nearest to the pointer and the place between its cards. */
  private aim(): void {
    const distance = (c: HTMLElement) => {
      const box = c.getBoundingClientRect();
      return Math.max(box.left - this.at.x, this.at.x - box.right, 0);
    };
    const [column] = [...this.view.root.querySelectorAll<HTMLElement>('[data-column]')].sort((a, b) => distance(a) - distance(b));
    if (!column) return;
    const above = [...column.querySelectorAll<HTMLElement>('[data-card]')].filter((card) => {
      const box = card.getBoundingClientRect();
      return card !== this.item && this.at.y > box.top + box.height / 2;
    });
    const place = { column: column.dataset['column'] ?? '', index: above.length };
    if (place.column === this.place?.column && place.index === this.place.index) return;
    this.place = place;
    this.view.over(place);
  }

  /** Scrolls what is below the pointer while it is near an edge. */
  private readonly roll = (): void => {
    const speed = (before: number, after: number) => (before < EDGE ? (before - EDGE) / 5 : after < EDGE ? (EDGE - after) / 5 : 0);
    const side = this.view.scroller.getBoundingClientRect();
    this.view.scroller.scrollLeft += speed(this.at.x - side.left, side.right - this.at.x);
    const list = this.view.root.querySelector<HTMLElement>(`[data-column="${CSS.escape(this.place?.column ?? '')}"] ul`);
    if (list) {
      const box = list.getBoundingClientRect();
      list.scrollTop += speed(this.at.y - box.top, box.bottom - this.at.y);
    }
    this.aim();
    this.frame = requestAnimationFrame(this.roll);
  };

  private readonly up = (e: PointerEvent): void => {
    if (e.pointerId !== this.pointer) return;
    if (this.lifted) {
      // the click that follows a drag opens nothing
      addEventListener('click', swallow, { capture: true });
      setTimeout(() => removeEventListener('click', swallow, { capture: true }));
    }
    this.finish(this.lifted ? this.place : undefined);
  };

  private readonly cancel = (): void => this.finish(undefined);

  private readonly key = (e: KeyboardEvent): void => {
    if (e.key !== 'Escape' || !this.lifted) return;
    e.preventDefault();
    e.stopPropagation();
    this.finish(undefined);
  };

  private finish(place: Place | undefined): void {
    clearTimeout(this.hold);
    cancelAnimationFrame(this.frame);
    removeEventListener('pointermove', this.move);
    removeEventListener('pointerup', this.up);
    removeEventListener('pointercancel', this.cancel);
    removeEventListener('keydown', this.key, true);
    const { item, lifted } = this;
    this.item = undefined;
    this.lifted = false;
    if (item) {
      item.removeEventListener('touchmove', this.noScroll);
      item.removeEventListener('contextmenu', this.noMenu);
      item.classList.remove('dragged');
      item.style.inlineSize = item.style.left = item.style.top = '';
    }
    if (lifted) this.view.end(place);
  }
}

const swallow = (e: Event): void => {
  e.preventDefault();
  e.stopPropagation();
};
