import { html, css, live, nothing, type TemplateResult } from '../lit.js';
import { icon } from '../core.js';
import { Field } from './field.js';
import { instant, isIso, parseDate, parseTime, printDate, today, wallClock } from './dates.js';
import { open } from '../popup.js';
import { popupStyles } from '../popup-styles.js';
import './month.js';
import type { MonthPicker } from './month.js';

/**
 * `<c-date>`: a day as "2026-11-20", typed in the way of the language (also 20/11, 2011, +7, hoy) or picked. With `time`
 * an instant as "2026-11-20T09:30:00Z", shown in the time zone of the organisation.
 */
export class DateField extends Field {
  static override properties = { ...Field.properties, min: {}, max: {}, time: { type: Boolean }, typed: { state: true }, clock: { state: true } };
  static override styles = [
    ...Field.styles,
    popupStyles,
    css`
      .two { display: grid; grid-template-columns: 1fr 92px; gap: 8px; }
    `,
  ];
  declare min: string;
  declare max: string;
  declare time: boolean;
  private declare typed: string | undefined;
  /** The time typed before there is a date. */
  private declare clock: string;
  private shut: (() => void) | undefined;

  constructor() {
    super();
    this.min = this.max = this.clock = '';
    this.time = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close();
  }

  override check(): string {
    if (this.typed?.trim() && !this.read(this.typed)) return this.say('form.date', { example: this.print('2026-11-20') });
    const wrong = super.check();
    if (wrong || !this.value) return wrong;
    const date = this.day;
    if (this.min && date < this.min) return this.say('form.dateMin', { min: this.print(this.min) });
    if (this.max && date > this.max) return this.say('form.dateMax', { max: this.print(this.max) });
    return '';
  }

  private get day(): string {
    return !this.value ? '' : this.time ? wallClock(new Date(this.value), this.host.timeZone).date : this.value.slice(0, 10);
  }

  private get hour(): string {
    return this.value ? wallClock(new Date(this.value), this.host.timeZone).time : this.clock;
  }

  override render(): TemplateResult {
    const box = html`<div class="box" part="box">
      <input
        id="input"
        part="input"
        .value=${live(this.typed ?? this.print(this.day))}
        name=${this.name || nothing}
        placeholder=${this.placeholder || this.pattern()}
        autocomplete="off"
        ?required=${this.required}
        ?disabled=${this.disabled}
        ?readonly=${this.readonly}
        aria-invalid=${this.message ? 'true' : nothing}
        aria-describedby=${this.describedBy()}
        @input=${(e: Event) => this.input((e.target as HTMLInputElement).value)}
        @change=${(e: Event) => e.stopPropagation()}
        @keydown=${this.key}
        @blur=${() => this.leave()}
      />
      ${this.disabled || this.readonly
        ? nothing
        : html`<button class="inner" type="button" aria-label=${this.say('form.openCalendar', { label: this.label })} aria-expanded=${this.shut ? 'true' : 'false'} @click=${() => (this.shut ? this.close() : this.open())}>
            ${icon('calendar', 18)}
          </button>`}
    </div>`;
    const clock = html`<div class="box">
      <input class="num" inputmode="numeric" placeholder="hh:mm" maxlength="5" autocomplete="off" aria-label=${this.say('form.timeOf', { label: this.label })} .value=${live(this.hour)} ?disabled=${this.disabled} ?readonly=${this.readonly} @change=${(e: Event) => this.setTime(e)} />
    </div>`;
    return html`${this.frame(this.time ? html`<div class="two">${box}${clock}</div>` : box, false)}
      <div popover="manual" role="dialog" aria-label=${this.label} @keydown=${(e: KeyboardEvent) => e.key === 'Escape' && (e.stopPropagation(), e.preventDefault(), this.close(true))} @focusout=${this.away}>
        <c-month .value=${this.day} .min=${this.min} .max=${this.max} @pick=${(e: CustomEvent<{ value: string }>) => (e.stopPropagation(), this.set(e.detail.value), this.close(true))}></c-month>
      </div>`;
  }

  private open(): void {
    if (this.typed !== undefined) this.leave();
    const popup = this.renderRoot.querySelector<HTMLElement>('[popover]')!;
    this.shut = open(popup, this.renderRoot.querySelector('.box')!, { end: false });
    popup.querySelector<MonthPicker>('c-month')!.show();
    this.requestUpdate();
  }

  private close(focus = false): void {
    this.shut?.();
    this.shut = undefined;
    if (focus) this.renderRoot.querySelector<HTMLElement>('#input')?.focus();
    this.requestUpdate();
  }

  private readonly away = (e: FocusEvent): void => {
    const to = e.relatedTarget as Node | null;
    if (this.shut && !(to && (e.currentTarget as Element).contains(to))) this.close();
  };

  private key(e: KeyboardEvent): void {
    if (e.key === 'ArrowDown' && (e.altKey || !this.typed)) {
      e.preventDefault();
      this.open();
    } else if (e.key === 'Enter') this.leave();
  }

  private input(typed: string): void {
    this.typed = typed;
    if (!typed.trim()) this.change('');
  }

  private leave(): void {
    if (this.typed !== undefined) {
      const read = this.typed.trim() ? this.read(this.typed) : '';
      if (read !== undefined) {
        this.typed = undefined;
        if (read !== this.day) this.set(read);
      } else {
        this.change('');
        this.validate();
        return;
      }
    }
    if (this.value || this.found) this.validate();
  }

  private set(day: string): void {
    this.typed = undefined;
    this.change(day && this.time ? instant(day, this.hour || '09:00', this.host.timeZone) : day);
    if (this.value) this.validate();
  }

  private setTime(e: Event): void {
    e.stopPropagation();
    const input = e.target as HTMLInputElement;
    const read = parseTime(input.value);
    if (!read) {
      input.value = this.hour;
      return;
    }
    this.clock = read;
    if (this.day) this.change(instant(this.day, read, this.host.timeZone));
    this.requestUpdate();
  }

  private read(text: string): string | undefined {
    return parseDate(text, this.locale, today(this.host.timeZone));
  }

  private print(iso: string): string {
    return isIso(iso) ? printDate(iso, this.locale) : iso;
  }

  private pattern(): string {
    return this.say('form.datePattern');
  }
}

customElements.define('c-date', DateField);
