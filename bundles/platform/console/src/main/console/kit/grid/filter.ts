import { html, css, nothing, type TemplateResult } from '../lit.js';
import { icon, ui } from '../core.js';
import { KitElement } from '../element.js';
import { printDate, today } from '../form/dates.js';
import '../form/date.js';
import '../form/text.js';
import { open } from '../popup.js';
import { popupStyles } from '../popup-styles.js';
import { periods } from './periods.js';
import type { Filter } from './types.js';

type Set = Readonly<Record<string, string>>;

/** One filter as a chip: dashed while it does nothing, else with its value and a cross; a popup changes it. */
export class GridFilter extends KitElement {
  static override properties = { filter: { attribute: false }, values: { attribute: false }, opened: { state: true } };
  static override styles = [
    ui,
    popupStyles,
    css`
      :host { display: inline-flex; }
      .chip { display: inline-flex; align-items: stretch; border: 1px dashed var(--c-line-2); border-radius: 99px; color: var(--c-text-2); min-block-size: 34px; max-inline-size: 100%; background: var(--c-surface); }
      .chip.on { border-style: solid; border-color: transparent; background: var(--c-accent-bg); color: var(--c-accent-text); }
      .chip:hover { border-color: var(--c-text-2); } .chip.on:hover { border-color: var(--c-accent-text); }
      .chip button { appearance: none; display: inline-flex; align-items: center; gap: 6px; min-inline-size: 0; padding: 0 12px; border: 0; border-radius: 99px; background: none; color: inherit; font: 560 13px/1 var(--c-font); cursor: pointer; }
      .chip button span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; line-height: 1.4; }
      .chip .name { font-weight: 500; }
      .chip .off { padding: 0 9px 0 2px; }
      .chip.on .set { padding-inline-end: 4px; }
      button:focus-visible { outline: 2px solid var(--c-focus); outline-offset: 1px; }
      [popover] { min-inline-size: 220px; }
      .option { inline-size: 100%; appearance: none; border: 0; background: none; color: inherit; font: inherit; text-align: start; }
      .option:focus-visible { outline: 2px solid var(--c-focus); outline-offset: -2px; }
      .own { display: grid; gap: 10px; padding: 10px; border-block-start: 1px solid var(--c-line); margin-block-start: 4px; } .own.alone { border: 0; margin: 0; }
      .pair { display: grid; grid-template-columns: 150px 150px; gap: 8px; }
      @media (max-width: 720px) { .chip { min-block-size: 44px; } .pair { grid-template-columns: 1fr 1fr; } }
    `,
  ];
  declare filter: Filter;
  declare values: Set;
  private declare opened: boolean;
  private shut: (() => void) | undefined;

  constructor() {
    super();
    this.values = {};
    this.opened = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close();
  }

  private get from(): string {
    return this.filter.from ?? 'from';
  }
  private get to(): string {
    return this.filter.to ?? 'to';
  }
  private get value(): string {
    return this.values[this.filter.key] ?? '';
  }

  /** The value in words; '' if the filter does nothing. */
  private words(): string {
    const { type, options } = this.filter;
    if (type === 'period') {
      const [from, to] = [this.values[this.from] ?? '', this.values[this.to] ?? ''];
      const named = periods(today(this.host.timeZone)).find((p) => p.from === from && p.to === to);
      if (named) return this.say(`grid.period.${named.id}`);
      const print = (d: string) => printDate(d, this.locale, { day: 'numeric', month: 'short', year: 'numeric' });
      return from && to ? `${print(from)} – ${print(to)}` : from ? this.say('grid.since', { date: print(from) }) : to ? this.say('grid.until', { date: print(to) }) : '';
    }
    if (!this.value) return '';
    if (type === 'boolean') return this.say(this.value === 'true' ? 'grid.yes' : 'grid.no');
    if (type === 'date') return printDate(this.value, this.locale);
    return options?.find((o) => o.value === this.value)?.label ?? this.value;
  }

  override render(): TemplateResult {
    const words = this.words();
    return html`<div class="chip ${words ? 'on' : ''}">
        <button class="set" type="button" aria-haspopup="dialog" aria-expanded=${this.opened} @click=${() => (this.opened ? this.close(true) : void this.open())}>
          ${words ? nothing : icon('plus', 14)}<span><span class=${words ? 'name' : ''}>${this.filter.label}${words ? ': ' : ''}</span>${words}</span>
        </button>
        ${words ? html`<button class="off" type="button" aria-label=${this.say('grid.removeFilter', { filter: this.filter.label })} @click=${() => this.clear()}>${icon('x', 14)}</button>` : nothing}
      </div>
      <div popover="manual" role="dialog" aria-label=${this.filter.label} @keydown=${this.key} @focusout=${this.away}>${this.opened ? this.choices() : nothing}</div>`;
  }

  private choices(): TemplateResult {
    const { type, label, options } = this.filter;
    if (type === 'text') return html`<div class="own alone"><c-text .label=${label} .value=${this.value} @change=${this.typed} @keydown=${(e: KeyboardEvent) => e.key === 'Enter' && this.close(true)}></c-text></div>`;
    if (type === 'date') return html`<div class="own alone"><c-date .label=${label} .value=${this.value} @change=${this.typed}></c-date></div>`;
    if (type === 'period') {
      const now = periods(today(this.host.timeZone));
      const at = (key: string) => (e: CustomEvent<{ value: string }>) => (e.stopPropagation(), this.set({ [key]: e.detail.value }));
      return html`${now.map((p) => this.option(this.say(`grid.period.${p.id}`), this.values[this.from] === p.from && this.values[this.to] === p.to, { [this.from]: p.from, [this.to]: p.to }))}
        <div class="own">
          <div class="pair">
            <c-date .label=${this.say('grid.from')} .value=${this.values[this.from] ?? ''} @change=${at(this.from)}></c-date>
            <c-date .label=${this.say('grid.to')} .value=${this.values[this.to] ?? ''} @change=${at(this.to)}></c-date>
          </div>
        </div>`;
    }
    const list = type === 'boolean' ? [{ value: 'true', label: this.say('grid.yes') }, { value: 'false', label: this.say('grid.no') }] : (options ?? []);
    return html`${list.map((o) => this.option(o.label, o.value === this.value, { [this.filter.key]: o.value }))}`;
  }

  private option(label: string, on: boolean, values: Set): TemplateResult {
    return html`<button class="option" type="button" aria-pressed=${on} @click=${() => (this.set(values), this.close(true))}>
      <span>${label}</span>${on ? html`<span class="end">${icon('check', 16)}</span>` : nothing}
    </button>`;
  }

  private readonly typed = (e: CustomEvent<{ value: string }>): void => {
    e.stopPropagation();
    this.set({ [this.filter.key]: e.detail.value });
  };

  private clear(): void {
    this.close();
    this.set(this.filter.type === 'period' ? { [this.from]: '', [this.to]: '' } : { [this.filter.key]: '' });
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.set')?.focus());
  }

  private set(values: Set): void {
    this.emit('filter', { values });
  }

  private async open(): Promise<void> {
    this.opened = true;
    await this.updateComplete;
    const popup = this.renderRoot.querySelector<HTMLElement>('[popover]')!;
    this.shut = open(popup, this.renderRoot.querySelector('.chip')!);
    (popup.querySelector<HTMLElement>('[aria-pressed="true"]') ?? popup.querySelector<HTMLElement>('button, c-text, c-date'))?.focus();
  }

  private close(focus = false): void {
    this.shut?.();
    this.shut = undefined;
    this.opened = false;
    if (focus) this.renderRoot.querySelector<HTMLElement>('.set')?.focus();
  }

  private readonly away = (e: FocusEvent): void => {
    const to = e.relatedTarget as Node | null;
    if (this.opened && to && !this.renderRoot.querySelector('[popover]')!.contains(to)) this.close();
    if (this.opened && !to) setTimeout(() => this.opened && !this.matches(':focus-within') && this.close());
  };

  private readonly key = (e: KeyboardEvent): void => {
    if (e.key === 'Escape') {
      e.stopPropagation();
      e.preventDefault();
      this.close(true);
    }
    const options = [...this.renderRoot.querySelectorAll<HTMLElement>('.option')];
    const at = options.indexOf(e.composedPath()[0] as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 }[e.key];
    if (at < 0 || to === undefined) return;
    e.preventDefault();
    options[(to + options.length) % options.length]?.focus();
  };
}

customElements.define('c-grid-filter', GridFilter);
