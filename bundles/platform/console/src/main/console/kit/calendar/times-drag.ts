import type { Span } from './types.js';

export interface Slot {
  readonly lane: number;
  readonly from: number;
  readonly to: number;
}

export interface TimesView {
  lanes(): readonly HTMLElement[];
  /** The minute of the day at a height in a lane. */
  minute(y: number): number;
  pick(lane: number, from: number, to: number): void;
  picked(lane: number, from: number, to: number): void;
  carry(id: string, slot: Slot): void;
  carried(id: string, slot: Slot): void;
  /** Given up. */
  give(): void;
}

const STEP = 15;
const HOLD = 260;

/** Dragging over the hours: over free time to pick some, on an event to carry it, at its lower edge to stretch it. */
export class TimesDrag {
  /** Whether the click that comes now only ends a drag. */
  justDragged = false;
  private stopNow: (() => void) | undefined;

  constructor(private readonly view: TimesView) {}

  stop(): void {
    this.stopNow?.();
  }

  pressLane(e: PointerEvent, lane: number): void {
    if (e.button !== 0 || !e.isPrimary) return;
    const start = this.snap(this.at(e, lane), 30);
    let to = start + 60;
    let far = false;
    this.follow(
      e,
      (move) => {
        const now = this.at(move, lane);
        far ||= Math.abs(move.clientY - e.clientY) > 8;
        if (!far) return;
        to = Math.max(start + STEP, Math.ceil(now / STEP) * STEP);
        this.view.pick(lane, start, to);
      },
      () => this.view.picked(lane, start, to),
    );
  }

  pressEvent(e: PointerEvent, s: Span, lane: number): void {
    if (e.button !== 0 || !e.isPrimary) return;
    const box = (e.currentTarget as HTMLElement).getBoundingClientRect();
    const stretch = box.bottom - e.clientY < 8 && box.height > 28;
    const grip = this.at(e, lane) - s.from;
    let slot: Slot = { lane, from: s.from, to: s.to };
    let far = false;
    this.follow(
      e,
      (move) => {
        far ||= Math.hypot(move.clientX - e.clientX, move.clientY - e.clientY) > 5;
        if (!far) return;
        if (stretch) slot = { lane, from: s.from, to: Math.max(s.from + STEP, this.snap(this.at(move, lane), STEP)) };
        else {
          const over = this.laneAt(move.clientX);
          const from = Math.max(0, this.snap(this.at(move, over) - grip, STEP));
          slot = { lane: over, from, to: from + s.to - s.from };
        }
        this.view.carry(s.event.id, slot);
      },
      () => {
        if (!far) return;
        this.justDragged = true;
        setTimeout(() => (this.justDragged = false));
        this.view.carried(s.event.id, slot);
      },
    );
  }

  /** Follows a pointer until it is up; a finger has to hold first, else it scrolls. */
  private follow(e: PointerEvent, moved: (e: PointerEvent) => void, done: () => void): void {
    this.stop();
    const touch = e.pointerType === 'touch';
    let held = !touch;
    const target = e.currentTarget as HTMLElement;
    const noScroll = (t: Event) => held && t.preventDefault();
    const hold = touch ? window.setTimeout(() => (held = true), HOLD) : 0;
    const move = (m: PointerEvent) => {
      if (m.pointerId !== e.pointerId) return;
      if (held) moved(m);
      else if (Math.hypot(m.clientX - e.clientX, m.clientY - e.clientY) > 8) give();
    };
    const clean = () => {
      clearTimeout(hold);
      target.removeEventListener('touchmove', noScroll);
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', up);
      removeEventListener('pointercancel', give);
      removeEventListener('keydown', key, true);
      this.stopNow = undefined;
    };
    const up = (u: PointerEvent) => {
      if (u.pointerId !== e.pointerId) return;
      clean();
      done();
    };
    const give = () => {
      clean();
      this.view.give();
    };
    const key = (k: KeyboardEvent) => {
      if (k.key !== 'Escape') return;
      k.stopPropagation();
      give();
    };
    this.stopNow = give;
    target.addEventListener('touchmove', noScroll, { passive: false });
    addEventListener('pointermove', move);
    addEventListener('pointerup', up);
    addEventListener('pointercancel', give);
    addEventListener('keydown', key, true);
  }

  private at(e: PointerEvent, lane: number): number {
    const box = this.view.lanes()[lane]?.getBoundingClientRect();
    return this.view.minute(e.clientY - (box?.top ?? 0));
  }

  private laneAt(x: number): number {
    const boxes = this.view.lanes().map((l) => l.getBoundingClientRect());
    const inside = boxes.findIndex((b) => x >= b.left && x < b.right);
    return inside >= 0 ? inside : x < (boxes[0]?.left ?? 0) ? 0 : boxes.length - 1;
  }

  private snap(minute: number, step: number): number {
    return Math.floor((minute + (step === STEP ? STEP / 2 : 0)) / step) * step;
  }
}
