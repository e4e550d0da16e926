import { html, css, type TemplateResult } from '../lit.js';
import { icon, ui } from '../core.js';
import { KitElement } from '../element.js';
import { addDays, addMonths, monthDays, printDate, today, weekday } from './dates.js';

/** `<c-month>`: a month to pick a day of (inside of date fields). Arrows move by day and week, page keys by month. */
export class MonthPicker extends KitElement {
  static override properties = { value: {}, min: {}, max: {}, at: { state: true } };
  static override styles = [
    ui,
    css`
      :host { inline-size: 288px; padding: 6px; }
      .bar { display: flex; align-items: center; gap: 4px; padding-block-end: 6px; }
      .bar strong { flex: 1; font-size: 14px; font-weight: 620; padding-inline-start: 8px; }
      .bar strong::first-letter { text-transform: uppercase; }
      .bar button, .today { appearance: none; border: 0; background: none; color: var(--c-text-2); border-radius: 8px; cursor: pointer; display: inline-grid; place-items: center; min-inline-size: 34px; min-block-size: 34px; font: 560 13px/1 var(--c-font); }
      .bar button:hover, .today:hover { background: var(--c-hover); color: var(--c-text); }
      table { inline-size: 100%; border-collapse: collapse; }
      th { font-size: 11px; font-weight: 600; color: var(--c-text-2); padding-block: 4px; text-transform: uppercase; }
      td { padding: 0; text-align: center; }
      td button { appearance: none; inline-size: 100%; block-size: 36px; border: 0; background: none; border-radius: 9px; color: var(--c-text); font: 500 13.5px/1 var(--c-font); font-variant-numeric: tabular-nums; cursor: pointer; }
      td button:hover { background: var(--c-hover); }
      td button.out { color: var(--c-text-2); }
      td button.now { box-shadow: inset 0 0 0 1px var(--c-accent); color: var(--c-accent-text); }
      td button[aria-pressed='true'] { background: var(--c-accent); color: var(--c-on-accent); }
      td button:disabled { opacity: .35; cursor: not-allowed; }
      button:focus-visible { outline: 2px solid var(--c-focus); outline-offset: 1px; }
      .today { inline-size: 100%; margin-block-start: 4px; color: var(--c-accent-text); }
      @media (max-width: 720px) { :host { inline-size: 328px; } td button { block-size: 44px; } .bar button, .today { min-inline-size: 44px; min-block-size: 44px; } }
    `,
  ];
  declare value: string;
  declare min: string;
  declare max: string;
  /** The day the keyboard is at. */
  private declare at: string;

  constructor() {
    super();
    this.value = this.min = this.max = this.at = '';
  }

  /** Shows the month of the value, or this month, with the focus on the day. */
  show(focus = true): void {
    this.at = this.value || today(this.host.timeZone);
    if (focus) void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('td button[tabindex="0"]')?.focus());
  }

  override render(): TemplateResult {
    const at = this.at || this.value || today(this.host.timeZone);
    const days = monthDays(at);
    const now = today(this.host.timeZone);
    const weeks = Array.from({ length: 6 }, (_, i) => days.slice(i * 7, i * 7 + 7));
    return html`<div class="bar">
        <strong aria-live="polite">${printDate(at, this.locale, { month: 'long', year: 'numeric' })}</strong>
        <button type="button" aria-label=${this.say('form.previousMonth')} @click=${() => (this.at = addMonths(at, -1))}>${icon('chevron-left', 18)}</button>
        <button type="button" aria-label=${this.say('form.nextMonth')} @click=${() => (this.at = addMonths(at, 1))}>${icon('chevron-right', 18)}</button>
      </div>
      <table role="grid" aria-label=${this.say('form.calendar')} @keydown=${this.key}>
        <thead><tr>${days.slice(0, 7).map((d) => html`<th scope="col" abbr=${printDate(d, this.locale, { weekday: 'long' })}>${printDate(d, this.locale, { weekday: 'narrow' })}</th>`)}</tr></thead>
        <tbody>${weeks.map((week) => html`<tr>${week.map((d) => this.day(d, at, now))}</tr>`)}</tbody>
      </table>
      <button class="today" type="button" ?disabled=${this.shut(now)} @click=${() => this.pick(now)}>${this.say('form.today')}</button>`;
  }

  private day(d: string, at: string, now: string): TemplateResult {
    const out = d.slice(0, 7) !== at.slice(0, 7);
    return html`<td>
      <button
        type="button"
        class="${out ? 'out' : ''} ${d === now ? 'now' : ''}"
        tabindex=${d === at ? 0 : -1}
        data-day=${d}
        ?disabled=${this.shut(d)}
        aria-pressed=${d === this.value}
        aria-label=${printDate(d, this.locale, { dateStyle: 'full' })}
        @click=${() => this.pick(d)}
      >
        ${Number(d.slice(8))}
      </button>
    </td>`;
  }

  private shut(d: string): boolean {
    return (!!this.min && d < this.min) || (!!this.max && d > this.max);
  }

  private pick(d: string): void {
    this.emit('pick', { value: d });
  }

  private key(e: KeyboardEvent): void {
    const at = this.at || this.value || today(this.host.timeZone);
    const to = {
      ArrowLeft: () => addDays(at, -1),
      ArrowRight: () => addDays(at, 1),
      ArrowUp: () => addDays(at, -7),
      ArrowDown: () => addDays(at, 7),
      PageUp: () => addMonths(at, e.shiftKey ? -12 : -1),
      PageDown: () => addMonths(at, e.shiftKey ? 12 : 1),
      Home: () => addDays(at, -weekday(at)),
      End: () => addDays(at, 6 - weekday(at)),
    }[e.key];
    if (!to) return;
    e.preventDefault();
    this.at = to();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`[data-day="${this.at}"]`)?.focus());
  }
}

customElements.define('c-month', MonthPicker);
