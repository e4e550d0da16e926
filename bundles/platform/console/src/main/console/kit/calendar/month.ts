import { html, css, nothing, type TemplateResult } from '../lit.js';
import { ui } from '../core.js';
import { KitElement } from '../element.js';
import { addDays, addMonths, monthDays, printDate, today, weekday } from '../form/dates.js';
import { eventStyles } from './styles.js';
import { byTime, clock, type Span } from './types.js';

/** A month, day by day. Arrows go from day to day, Enter picks one, Tab goes through its events. */
export class CalendarMonth extends KitElement {
  static override properties = { date: {}, spans: { attribute: false }, at: { state: true } };
  static override styles = [
    ui,
    eventStyles,
    css`
      table { inline-size: 100%; border-collapse: collapse; table-layout: fixed; }
      th { padding: 8px 10px; font-size: 12px; font-weight: 600; color: var(--c-text-2); text-align: start; }
      th::first-letter { text-transform: uppercase; }
      td { block-size: 112px; padding: 4px; border: 1px solid var(--c-line); vertical-align: top; cursor: pointer; }
      tr > :first-child { border-inline-start: 0; } tr > :last-child { border-inline-end: 0; } tbody tr:last-child td { border-block-end: 0; }
      td:hover { background: var(--c-hover); }
      td:focus-visible { outline: 2px solid var(--c-focus); outline-offset: -2px; }
      .number { display: inline-grid; place-items: center; min-inline-size: 26px; block-size: 26px; border-radius: 99px; font: 600 13px/1 var(--c-font); font-variant-numeric: tabular-nums; }
      .out .number { color: var(--c-text-2); font-weight: 400; }
      .now .number { background: var(--c-accent); color: var(--c-on-accent); }
      .list { display: grid; gap: 3px; margin-block-start: 2px; }
      .more { appearance: none; border: 0; background: none; padding: 2px 6px; text-align: start; color: var(--c-text-2); font: 600 12px/1.35 var(--c-font); cursor: pointer; border-radius: 6px; } .more:hover { color: var(--c-text); }
      .dots { display: none; }
      @media (max-width: 720px) {
        th { padding: 6px 0; text-align: center; } td { block-size: 56px; text-align: center; padding: 4px 0; } .list { display: none; }
        .dots { display: flex; justify-content: center; gap: 3px; margin-block-start: 3px; } .dots i { inline-size: 6px; block-size: 6px; border-radius: 50%; background: var(--c-accent); }
        .dots .ok { background: var(--c-ok); } .dots .warn { background: var(--c-warn); } .dots .bad { background: var(--c-bad); } .dots .info { background: var(--c-info); } .dots .muted { background: var(--c-text-2); }
      }
    `,
  ];
  declare date: string;
  declare spans: readonly Span[];
  private declare at: string;

  constructor() {
    super();
    this.date = this.at = '';
    this.spans = [];
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('date') && this.at.slice(0, 7) !== this.date.slice(0, 7)) this.at = this.date;
  }

  override render(): TemplateResult {
    const days = monthDays(this.date);
    const weeks = Array.from({ length: 6 }, (_, i) => days.slice(i * 7, i * 7 + 7)).filter((week) => week.some((d) => d.slice(0, 7) === this.date.slice(0, 7)));
    const narrow = matchMedia('(max-width: 720px)').matches;
    return html`<table role="grid" aria-label=${printDate(this.date, this.locale, { month: 'long', year: 'numeric' })} @keydown=${this.key}>
      <thead>
        <tr>${days.slice(0, 7).map((d) => html`<th scope="col" abbr=${printDate(d, this.locale, { weekday: 'long' })}>${printDate(d, this.locale, { weekday: narrow ? 'narrow' : 'short' })}</th>`)}</tr>
      </thead>
      <tbody>${weeks.map((week) => html`<tr>${week.map((d) => this.day(d))}</tr>`)}</tbody>
    </table>`;
  }

  private day(d: string): TemplateResult {
    const own = this.spans.filter((s) => s.day === d).sort(byTime);
    const shown = own.slice(0, own.length > 3 ? 2 : 3);
    const focus = d === this.at ? 0 : -1;
    return html`<td
      role="gridcell"
      tabindex=${focus}
      data-day=${d}
      class="${d.slice(0, 7) === this.date.slice(0, 7) ? '' : 'out'} ${d === today(this.host.timeZone) ? 'now' : ''}"
      aria-label="${printDate(d, this.locale, { dateStyle: 'full' })}, ${this.say('calendar.count', { count: own.length })}"
      @click=${() => this.pick(d)}
    >
      <span class="number" aria-hidden="true">${Number(d.slice(8))}</span>
      <div class="list">
        ${shown.map((s) => this.event(s, focus))}
        ${own.length > shown.length ? html`<button class="more" type="button" tabindex=${focus} @click=${(e: Event) => (e.stopPropagation(), this.emit('day', { day: d }))}>${this.say('calendar.more', { count: own.length - shown.length })}</button>` : nothing}
      </div>
      ${own.length ? html`<div class="dots" aria-hidden="true">${own.slice(0, 4).map((s) => html`<i class=${s.event.tone ?? ''}></i>`)}</div>` : nothing}
    </td>`;
  }

  private event(s: Span, focus: number): TemplateResult {
    return html`<button class="event ${s.event.tone ?? ''}" type="button" tabindex=${focus} @click=${(e: Event) => (e.stopPropagation(), this.emit('event', { event: s.event }))}>
      <span>${s.allDay ? nothing : html`<span class="time">${clock(s.from)}</span> `}${s.event.title}</span>
    </button>`;
  }

  /** On a phone a day opens; elsewhere it is picked for something new. */
  private pick(d: string): void {
    this.at = d;
    if (matchMedia('(max-width: 720px)').matches) this.emit('day', { day: d });
    else this.emit('select', { start: d, end: d, allDay: true });
  }

  private key(e: KeyboardEvent): void {
    if ((e.target as HTMLElement).localName !== 'td') return;
    const to = {
      ArrowLeft: () => addDays(this.at, -1),
      ArrowRight: () => addDays(this.at, 1),
      ArrowUp: () => addDays(this.at, -7),
      ArrowDown: () => addDays(this.at, 7),
      PageUp: () => addMonths(this.at, -1),
      PageDown: () => addMonths(this.at, 1),
      Home: () => addDays(this.at, -weekday(this.at)),
      End: () => addDays(this.at, 6 - weekday(this.at)),
    }[e.key];
    if (to) {
      e.preventDefault();
      this.at = to();
      if (!this.renderRoot.querySelector(`[data-day="${this.at}"]`)) this.emit('go', { date: this.at });
      void this.updateComplete.then(() => setTimeout(() => this.renderRoot.querySelector<HTMLElement>(`[data-day="${this.at}"]`)?.focus()));
    } else if (e.key === 'Enter' || e.key === ' ') {
      e.preventDefault();
      this.pick(this.at);
    }
  }
}

customElements.define('c-calendar-month', CalendarMonth);
