import { html, css, nothing, type PropertyValues, type TemplateResult } from '../lit.js';
import { icon, ui } from '../core.js';
import { KitElement } from '../element.js';
import { addDays, addMonths, monthDays, printDate, today, weekday } from '../form/dates.js';
import './month.js';
import './times.js';
import { eventStyles } from './styles.js';
import { byTime, clock, spans, type CalendarEvent, type CalendarMove, type CalendarResource, type CalendarView, type Span } from './types.js';

/**
 * `<c-calendar>`: events by month, week, day (with `resources` side by side) or as a list, in the time zone of the
 * organisation. `range` tells which days are shown (and is told first), `select` the time picked for something new,
 * `event` the event opened, `move` the event put to another time, with `revert()`.
 */
export class Calendar extends KitElement {
  static override properties = {
    events: { attribute: false },
    resources: { attribute: false },
    view: {},
    views: { attribute: false },
    date: {},
    label: {},
    first: { type: Number },
    last: { type: Number },
    readonly: { type: Boolean },
    shown: { state: true },
    news: { state: true },
  };
  static override styles = [
    ui,
    eventStyles,
    css`
      :host { display: block; position: relative; min-inline-size: 0; }
      .frame { background: var(--c-surface); border: 1px solid var(--c-line); border-radius: 14px; box-shadow: var(--c-shadow); overflow: hidden; }
      header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 12px 14px; border-block-end: 1px solid var(--c-line); }
      h2 { flex: 1; min-inline-size: 160px; font-size: 16px; } h2::first-letter { text-transform: uppercase; }
      .btn { min-block-size: 36px; padding-inline: 12px; } .icon-btn { inline-size: 36px; block-size: 36px; }
      .list { padding: 6px 16px 16px; } .list h3 { padding: 16px 0 6px; font-size: 13px; color: var(--c-text-2); } .list h3::first-letter { text-transform: uppercase; }
      .list ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 6px; } .list li { display: grid; grid-template-columns: 108px 1fr; align-items: center; gap: 10px; font-variant-numeric: tabular-nums; font-size: 13px; } .list .event { padding: 8px 12px; font-size: 13.5px; }
      @media (max-width: 720px) { .list li { grid-template-columns: 88px 1fr; } .icon-btn, .btn { min-block-size: 44px; } .icon-btn { inline-size: 44px; } header c-segmented { inline-size: 100%; } .list .event { min-block-size: 44px; } }
    `,
  ];
  declare events: readonly CalendarEvent[];
  declare resources: readonly CalendarResource[];
  declare view: CalendarView;
  /** The views to choose from. */
  declare views: readonly CalendarView[];
  /** A day of what is shown. */
  declare date: string;
  declare label: string;
  declare first: number;
  declare last: number;
  declare readonly: boolean;
  private declare shown: readonly CalendarEvent[];
  private declare news: string;
  private told = '';

  constructor() {
    super();
    this.events = this.shown = [];
    this.resources = [];
    this.view = 'month';
    this.views = ['month', 'week', 'day', 'list'];
    this.date = today(this.host.timeZone);
    this.label = this.news = '';
    this.first = 8;
    this.last = 21;
    this.readonly = false;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('events')) this.shown = this.events;
  }

  override updated(): void {
    const { from, to } = this.range;
    const key = `${this.view} ${from} ${to}`;
    if (key === this.told) return;
    this.told = key;
    this.emit('range', { from, to, view: this.view, date: this.date });
  }

  /** The days drawn, the first and the last. */
  private get range(): { from: string; to: string } {
    const { date } = this;
    if (this.view === 'day') return { from: date, to: date };
    const monday = addDays(date, -weekday(date));
    if (this.view === 'week') return { from: monday, to: addDays(monday, 6) };
    if (this.view === 'list') return { from: date, to: addDays(date, 29) };
    const days = monthDays(date);
    return { from: days[0]!, to: days.at(-1)! };
  }

  private get heading(): string {
    const { from, to } = this.range;
    if (this.view === 'month') return printDate(this.date, this.locale, { month: 'long', year: 'numeric' });
    if (this.view === 'day') return printDate(this.date, this.locale, { dateStyle: 'full' });
    const format = new Intl.DateTimeFormat(this.locale, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
    return format.formatRange(new Date(`${from}T12:00Z`), new Date(`${to}T12:00Z`));
  }

  override render(): TemplateResult {
    const all = spans(this.shown, this.host.timeZone);
    return html`<div class="frame" role="group" aria-label=${this.label || this.say('calendar.title')}>
      <header>
        <button class="btn" type="button" @click=${() => (this.date = today(this.host.timeZone))}>${this.say('calendar.today')}</button>
        <button class="icon-btn" type="button" aria-label=${this.say(`calendar.previous.${this.view}`)} @click=${() => this.turn(-1)}>${icon('chevron-left', 18)}</button>
        <button class="icon-btn" type="button" aria-label=${this.say(`calendar.next.${this.view}`)} @click=${() => this.turn(1)}>${icon('chevron-right', 18)}</button>
        <h2 aria-live="polite">${this.heading}</h2>
        <slot name="actions"></slot>
        ${this.views.length > 1
          ? html`<c-segmented .label=${this.say('calendar.view')} .choices=${this.views.map((id) => ({ id, label: this.say(`calendar.${id}`) }))} .value=${this.view} @change=${this.viewed}></c-segmented>`
          : nothing}
      </header>
      ${this.body(all)}
      <div class="visually-hidden" role="status">${this.news}</div>
    </div>`;
  }

  private body(all: readonly Span[]): TemplateResult {
    if (this.view === 'list') return this.agenda(all);
    if (this.view === 'month') return html`<c-calendar-month .date=${this.date} .spans=${all} @day=${this.opened} @go=${this.gone} @select=${this.maySelect}></c-calendar-month>`;
    const { from } = this.range;
    const days = this.view === 'week' ? Array.from({ length: 7 }, (_, i) => addDays(from, i)) : [this.date];
    return html`<c-calendar-times .days=${days} .resources=${this.view === 'day' ? this.resources : []} .spans=${all} .first=${this.first} .last=${this.last} ?readonly=${this.readonly} @go=${this.gone} @shift=${this.shifted}></c-calendar-times>`;
  }

  private agenda(all: readonly Span[]): TemplateResult {
    const { from, to } = this.range;
    const days = [...new Set(all.map((s) => s.day))].filter((d) => d >= from && d <= to).sort();
    if (!days.length) return html`<c-state kind="empty" icon="calendar" heading=${this.say('calendar.none')} text=${this.say('calendar.noneText')}></c-state>`;
    return html`<div class="list">
      ${days.map(
        (d) => html`<h3>${printDate(d, this.locale, { weekday: 'long', day: 'numeric', month: 'long' })}</h3>
          <ul>
            ${all
              .filter((s) => s.day === d)
              .sort(byTime)
              .map(
                (s) => html`<li>
                  <span class="muted">${s.allDay ? this.say('calendar.allDay') : `${clock(s.from)} – ${clock(s.to % 1440)}`}</span>
                  <button class="event ${s.event.tone ?? ''}" type="button" @click=${() => this.emit('event', { event: s.event })}><span>${s.event.title}</span>${s.event.sub ? html`<span class="sub">${s.event.sub}</span>` : nothing}</button>
                </li>`,
              )}
          </ul>`,
      )}
    </div>`;
  }

  private turn(by: number): void {
    this.date = this.view === 'month' ? addMonths(`${this.date.slice(0, 7)}-01`, by) : addDays(this.date, by * { day: 1, week: 7, list: 30 }[this.view]);
  }

  private readonly viewed = (e: CustomEvent<{ value: CalendarView }>): void => {
    e.stopPropagation();
    this.view = e.detail.value;
  };

  private readonly opened = (e: CustomEvent<{ day: string }>): void => {
    e.stopPropagation();
    this.date = e.detail.day;
    this.view = this.views.includes('day') ? 'day' : this.view;
  };

  private readonly gone = (e: CustomEvent<{ date: string }>): void => {
    e.stopPropagation();
    this.date = e.detail.date;
  };

  private readonly maySelect = (e: Event): void => {
    if (this.readonly) e.stopPropagation();
  };

  /** Shows the event at its new time at once; whoever listens may take it back. */
  private readonly shifted = (e: CustomEvent<Omit<CalendarMove, 'revert'>>): void => {
    e.stopPropagation();
    const before = this.shown;
    const { event, start, end, resource } = e.detail;
    this.shown = before.map((other) => (other.id === event.id ? { ...other, start, end, ...(resource ? { resource } : {}) } : other));
    this.news = this.say('calendar.moved', { title: event.title, time: new Intl.DateTimeFormat(this.locale, { timeZone: this.host.timeZone, dateStyle: 'full', timeStyle: 'short' }).format(new Date(start)) });
    const revert = () => {
      this.shown = before;
      this.news = this.say('calendar.reverted', { title: event.title });
    };
    this.emit('move', { ...e.detail, revert });
  };
}

customElements.define('c-calendar', Calendar);
