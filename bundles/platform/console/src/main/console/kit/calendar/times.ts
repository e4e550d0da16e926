import { html, css, nothing, type TemplateResult } from '../lit.js';
import { ui } from '../core.js';
import { KitElement } from '../element.js';
import { addDays, printDate, today, wallClock } from '../form/dates.js';
import { placed } from '../place.js';
import { eventStyles } from './styles.js';
import { TimesDrag, type Slot } from './times-drag.js';
import { clock, endOf, isDay, lanes, moment, type CalendarEvent, type CalendarResource, type Span } from './types.js';

const HOUR = 52;
const STEP = 30;

interface Lane {
  readonly day: string;
  readonly resource: string | undefined;
  readonly label: string;
}

/**
 * Days or resources side by side over the hours. A click or a drag picks a time; events are dragged to another one, or
 * moved with Shift and the arrows. The arrows move a cursor over the hours, Enter picks there.
 */
export class CalendarTimes extends KitElement {
  static override properties = {
    days: { attribute: false },
    resources: { attribute: false },
    spans: { attribute: false },
    first: { type: Number },
    last: { type: Number },
    readonly: { type: Boolean },
    cursor: { state: true },
    picked: { state: true },
    carried: { state: true },
    now: { state: true },
  };
  static override styles = [
    ui,
    eventStyles,
    css`
      .scroll { overflow: auto; max-block-size: var(--c-calendar-height, max(420px, calc(100dvh - 260px))); position: relative; }
      .heads, .whole, .hours { display: grid; grid-template-columns: 56px repeat(var(--lanes), minmax(112px, 1fr)); min-inline-size: fit-content; }
      .heads { position: sticky; inset-block-start: 0; z-index: 3; background: var(--c-surface); border-block-end: 1px solid var(--c-line); }
      .heads > div, .whole > div { padding: 8px 10px; font-size: 13px; font-weight: 600; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .heads .today { color: var(--c-accent-text); } .heads div::first-letter { text-transform: uppercase; }
      .whole { border-block-end: 1px solid var(--c-line); } .whole > div { padding: 4px; display: grid; gap: 3px; align-content: start; font-weight: 400; }
      .whole > .name { color: var(--c-text-2); font-size: 11px; line-height: 1.2; padding: 6px; white-space: normal; }
      .hours { position: relative; }
      .scale { position: sticky; inset-inline-start: 0; z-index: 2; background: var(--c-surface); color: var(--c-text-2); font-size: 12px; font-variant-numeric: tabular-nums; text-align: end; }
      .scale span { display: block; block-size: 52px; padding-inline-end: 8px; transform: translateY(-8px); } .scale span:first-child { visibility: hidden; }
      .lane { position: relative; border-inline-start: 1px solid var(--c-line); background: repeating-linear-gradient(to bottom, var(--c-line) 0 1px, transparent 1px 52px); cursor: cell; }
      .lane .event { position: absolute; display: flex; flex-direction: column; justify-content: flex-start; min-block-size: 20px; border: 1px solid var(--c-surface); border-inline-start: 3px solid; padding-block: 3px; inline-size: auto; touch-action: pan-y; }
      .event.carried { opacity: .85; z-index: 4; box-shadow: var(--c-shadow-2); cursor: grabbing; }
      .cursor { position: absolute; inset-inline: 2px; block-size: 26px; border-radius: 6px; pointer-events: none; outline: 0; z-index: 1; } .cursor:focus-visible { box-shadow: 0 0 0 2px var(--c-focus); background: var(--c-accent-bg); }
      .picked { position: absolute; inset-inline: 2px; border-radius: 6px; background: var(--c-accent-bg); border: 1.5px solid var(--c-focus); color: var(--c-accent-text); font: 600 12px/1.4 var(--c-font); padding: 2px 6px; pointer-events: none; z-index: 2; }
      .line { position: absolute; inset-inline: 0; block-size: 0; border-block-start: 2px solid var(--c-bad); pointer-events: none; z-index: 2; } .line::before { content: ''; position: absolute; inset-inline-start: -4px; inset-block-start: -5px; inline-size: 8px; block-size: 8px; border-radius: 50%; background: var(--c-bad); }
      @media (max-width: 720px) { .heads, .whole, .hours { grid-template-columns: 46px repeat(var(--lanes), minmax(132px, 1fr)); } }
    `,
  ];
  declare days: readonly string[];
  declare resources: readonly CalendarResource[];
  declare spans: readonly Span[];
  /** The hours drawn, e.g. 8 to 21. */
  declare first: number;
  declare last: number;
  declare readonly: boolean;
  private declare cursor: { readonly lane: number; readonly at: number };
  private declare picked: { readonly lane: number; readonly from: number; readonly to: number } | undefined;
  private declare carried: { readonly id: string; readonly slot: Slot } | undefined;
  private declare now: number;
  private timer = 0;
  private readonly drag = new TimesDrag({
    lanes: () => [...this.renderRoot.querySelectorAll<HTMLElement>('.lane')],
    minute: (y) => this.first * 60 + (y / HOUR) * 60,
    pick: (lane, from, to) => (this.picked = { lane, from, to }),
    picked: (lane, from, to) => ((this.picked = undefined), this.select(lane, from, to)),
    carry: (id, slot) => (this.carried = { id, slot }),
    carried: (id, slot) => this.carriedTo(id, slot),
    give: () => (this.picked = this.carried = undefined),
  });

  constructor() {
    super();
    this.days = [];
    this.resources = [];
    this.spans = [];
    this.first = 8;
    this.last = 21;
    this.readonly = false;
    this.cursor = { lane: 0, at: 9 * 60 };
    this.now = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = window.setInterval(() => this.now++, 60_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
    this.drag.stop();
  }

  private get lanes(): Lane[] {
    if (this.resources.length) return this.days.flatMap((day) => this.resources.map((r) => ({ day, resource: r.id, label: r.label })));
    return this.days.map((day) => ({ day, resource: undefined, label: printDate(day, this.locale, this.days.length > 1 ? { weekday: 'short', day: 'numeric' } : { weekday: 'long', day: 'numeric', month: 'long' }) }));
  }

  private of(lane: Lane): Span[] {
    return this.spans.filter((s) => s.day === lane.day && (lane.resource === undefined || s.event.resource === lane.resource));
  }

  override render(): TemplateResult {
    const list = this.lanes;
    const height = (this.last - this.first) * HOUR;
    const whole = list.map((l) => this.of(l).filter((s) => s.allDay));
    const count = { '--lanes': String(list.length) };
    return html`<div class="scroll" tabindex="-1">
      <div class="heads" ${placed(count)}><div></div>${list.map((l) => html`<div class=${l.day === today(this.host.timeZone) && !l.resource ? 'today' : ''}>${l.label}</div>`)}</div>
      ${whole.some((w) => w.length) ? html`<div class="whole" ${placed(count)}><div class="name">${this.say('calendar.allDay')}</div>${whole.map((w) => html`<div>${w.map((s) => this.eventButton(s))}</div>`)}</div>` : nothing}
      <div class="hours" ${placed({ ...count, 'block-size': `${height}px` })}>
        <div class="scale" aria-hidden="true">${Array.from({ length: this.last - this.first }, (_, i) => html`<span>${clock((this.first + i) * 60)}</span>`)}</div>
        ${list.map((l, i) => this.lane(l, i))}
      </div>
    </div>`;
  }

  private lane(lane: Lane, i: number): TemplateResult {
    const own = lanes(this.of(lane).filter((s) => !s.allDay && s.event.id !== this.carried?.id));
    const wall = wallClock(new Date(), this.host.timeZone);
    const minute = Number(wall.time.slice(0, 2)) * 60 + Number(wall.time.slice(3));
    const carried = this.carried?.slot.lane === i ? this.carriedSpan() : undefined;
    return html`<div class="lane" role="group" aria-label="${lane.label}" @pointerdown=${(e: PointerEvent) => this.readonly || this.drag.pressLane(e, i)}>
      ${own.map(({ span, lane: at, of }) => this.eventButton(span, this.box(span.from, span.to, at, of)))}
      ${carried ? this.eventButton(carried, this.box(carried.from, carried.to, 0, 1), true) : nothing}
      ${wall.date === lane.day && minute >= this.first * 60 && minute < this.last * 60 ? html`<div class="line" ${placed({ top: this.y(minute) })}></div>` : nothing}
      ${this.picked?.lane === i ? html`<div class="picked" ${placed({ top: this.y(this.picked.from), 'block-size': this.length(this.picked.from, this.picked.to) })}>${clock(this.picked.from)} – ${clock(this.picked.to)}</div>` : nothing}
      ${this.cursor.lane === i && !this.readonly
        ? html`<div class="cursor" role="button" tabindex="0" aria-label=${this.say('calendar.pickAt', { time: clock(this.cursor.at), day: printDate(lane.day, this.locale, { dateStyle: 'full' }), who: lane.resource ? lane.label : '' })} ${placed({ top: this.y(this.cursor.at) })} @keydown=${this.key}></div>`
        : nothing}
    </div>`;
  }

  private eventButton(s: Span, box: Readonly<Record<string, string>> = {}, carried = false): TemplateResult {
    const { event } = s;
    const times = `${clock(s.from)} – ${clock(s.to % 1440)}`;
    return html`<button
      class="event ${event.tone ?? ''} ${carried ? 'carried' : ''}"
      type="button"
      data-event=${event.id}
      ${placed(box)}
      @pointerdown=${(e: PointerEvent) => (e.stopPropagation(), this.fixed(event) || this.drag.pressEvent(e, s, this.laneOf(s)))}
      @click=${(e: Event) => (e.stopPropagation(), this.drag.justDragged || this.emit('event', { event }))}
      @keydown=${(e: KeyboardEvent) => this.eventKey(e, s)}
    >
      <span>${event.title}</span>${s.allDay ? nothing : html`<span class="time">${times}${event.sub ? ` · ${event.sub}` : ''}</span>`}
    </button>`;
  }

  private fixed(event: CalendarEvent): boolean {
    return this.readonly || !!event.fixed || isDay(event.start);
  }

  private laneOf(s: Span): number {
    return this.lanes.findIndex((l) => l.day === s.day && (l.resource === undefined || l.resource === s.event.resource));
  }

  private carriedSpan(): Span | undefined {
    const span = this.spans.find((s) => s.event.id === this.carried?.id);
    const { from = 0, to = 0 } = this.carried?.slot ?? {};
    return span ? { ...span, from, to } : undefined;
  }

  private y(minute: number): string {
    return `${(Math.max(minute / 60, this.first) - this.first) * HOUR}px`;
  }

  private length(from: number, to: number): string {
    return `${((Math.min(to, this.last * 60) - Math.max(from, this.first * 60)) / 60) * HOUR}px`;
  }

  private box(from: number, to: number, lane: number, of: number): Record<string, string> {
    return { top: this.y(from), 'block-size': `max(20px, ${this.length(from, to)})`, 'inset-inline-start': `calc(${(lane / of) * 100}% + 2px)`, 'inline-size': `calc(${100 / of}% - 6px)` };
  }

  private select(lane: number, from: number, to: number): void {
    const l = this.lanes[lane];
    if (!l) return;
    const zone = this.host.timeZone;
    this.emit('select', { start: moment(l.day, from, zone), end: moment(l.day, to, zone), allDay: false, ...(l.resource ? { resource: l.resource } : {}) });
  }

  private carriedTo(id: string, slot: Slot): void {
    const span = this.spans.find((s) => s.event.id === id);
    const lane = this.lanes[slot.lane];
    this.carried = undefined;
    if (!span || !lane || (slot.lane === this.laneOf(span) && slot.from === span.from && slot.to === span.to)) return;
    this.shift(span.event, lane, slot.from, slot.to);
  }

  private shift(event: CalendarEvent, lane: Lane, from: number, to: number): void {
    const start = moment(lane.day, from, this.host.timeZone);
    const end = moment(lane.day, to, this.host.timeZone);
    this.emit('shift', { event, start, end, ...(lane.resource ? { resource: lane.resource } : {}) });
  }

  private eventKey(e: KeyboardEvent, s: Span): void {
    if (!e.shiftKey || this.fixed(s.event) || !e.key.startsWith('Arrow')) return;
    e.preventDefault();
    const at = this.laneOf(s);
    const lane = this.lanes[at + ({ ArrowLeft: -1, ArrowRight: 1 }[e.key] ?? 0)];
    const by = { ArrowUp: -STEP, ArrowDown: STEP }[e.key] ?? 0;
    const length = Math.round((Date.parse(endOf(s.event)) - Date.parse(s.event.start)) / 60_000);
    if (!lane || s.from + by < 0 || s.from + by >= 1440) return;
    this.shift(s.event, lane, s.from + by, s.from + by + length);
    void this.updateComplete.then(() => setTimeout(() => this.renderRoot.querySelector<HTMLElement>(`[data-event="${CSS.escape(s.event.id)}"]`)?.focus()));
  }

  private readonly key = (e: KeyboardEvent): void => {
    const { lane, at } = this.cursor;
    const to = {
      ArrowUp: { lane, at: at - STEP },
      ArrowDown: { lane, at: at + STEP },
      ArrowLeft: { lane: lane - 1, at },
      ArrowRight: { lane: lane + 1, at },
      Home: { lane, at: this.first * 60 },
      End: { lane, at: this.last * 60 - STEP },
    }[e.key];
    if (to) {
      e.preventDefault();
      if (to.lane < 0 || to.lane >= this.lanes.length) {
        const day = (to.lane < 0 ? this.days[0] : this.days.at(-1)) ?? '';
        this.emit('go', { date: addDays(day, to.lane < 0 ? -1 : 1) });
        this.cursor = { lane: to.lane < 0 ? this.lanes.length - 1 : 0, at };
      } else this.cursor = { lane: to.lane, at: Math.max(this.first * 60, Math.min(to.at, this.last * 60 - STEP)) };
      void this.updateComplete.then(() => {
        const cursor = this.renderRoot.querySelector<HTMLElement>('.cursor');
        cursor?.focus();
        cursor?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      });
    } else if (e.key === 'Enter' || e.key === ' ') {
      e.preventDefault();
      this.select(lane, at, at + 60);
    }
  };
}

customElements.define('c-calendar-times', CalendarTimes);
