import { html, live, nothing, type TemplateResult } from '../lit.js';
import { dec } from '../core/decimal.js';
import { Field } from './field.js';
import { calculate, printNumber } from './numbers.js';

/**
 * A decimal number as a string ("1234.50"). Shows 1.234,50 or 1,234.50 as the language does, accepts both and sums such
 * as 12*3+4, and says what is wrong instead of changing what was typed.
 */
export abstract class DecimalField extends Field {
  static override properties: Record<string, object> = {
    ...Field.properties,
    min: {},
    max: {},
    decimals: { type: Number },
    typed: { state: true },
  };
  /** The least and the greatest value allowed. */
  declare min: string | number | undefined;
  declare max: string | number | undefined;
  /** The most decimals; more are an error, never cut off. */
  declare decimals: number | undefined;
  /** What is in the box while it is being edited or makes no sense. */
  private declare typed: string | undefined;

  protected abstract most(): number;
  protected least(): number {
    return 0;
  }
  protected leading(): string {
    return '';
  }
  protected trailing(): string {
    return '';
  }

  override check(): string {
    if (this.typed !== undefined && this.typed.trim() && !calculate(this.typed, this.locale)) return this.say('form.number');
    if (!this.value) return super.check();
    const value = dec(this.value);
    if (value.trim().scale > this.most()) return this.say(this.most() ? 'form.decimals' : 'form.integer', { max: this.most() });
    if (has(this.min) && value.compare(this.min) < 0) return this.say('form.min', { min: printNumber(this.min, this.locale) });
    if (has(this.max) && value.compare(this.max) > 0) return this.say('form.max', { max: printNumber(this.max, this.locale) });
    return '';
  }

  override render(): TemplateResult {
    const [before, after] = [this.leading(), this.trailing()];
    return this.frame(html`${before ? html`<span class="affix start" aria-hidden="true">${before}</span>` : nothing}
      <input
        id="input"
        part="input"
        class="num"
        .value=${live(this.typed ?? this.print(true))}
        name=${this.name || nothing}
        placeholder=${this.placeholder || nothing}
        inputmode=${this.most() ? 'decimal' : 'numeric'}
        autocomplete="off"
        ?required=${this.required}
        ?disabled=${this.disabled}
        ?readonly=${this.readonly}
        aria-invalid=${this.message ? 'true' : nothing}
        aria-describedby=${this.describedBy()}
        @focus=${(e: Event) => this.enter(e.target as HTMLInputElement)}
        @input=${(e: Event) => this.input((e.target as HTMLInputElement).value)}
        @change=${(e: Event) => e.stopPropagation()}
        @keydown=${(e: KeyboardEvent) => e.key === 'Enter' && this.settle()}
        @blur=${() => this.leave()}
      />
      ${after ? html`<span class="affix end" aria-hidden="true">${after}</span>` : nothing}`);
  }

  private print(grouping: boolean): string {
    return this.value ? printNumber(this.value, this.locale, this.least(), Math.max(this.most(), 12), grouping) : '';
  }

  private enter(input: HTMLInputElement): void {
    if (this.disabled || this.readonly) return;
    this.typed ??= this.print(false);
    void this.updateComplete.then(() => input.select());
  }

  private input(typed: string): void {
    this.typed = typed;
    const read = calculate(typed, this.locale);
    this.change(read ? this.normal(read.toString()) : '');
    if (this.found) this.validate();
  }

  /** A worked out sum is rounded to the decimals of the field; a plain number is kept as it was typed. */
  private normal(value: string): string {
    const sum = /[*/x×÷:+()]|\d-/.test(this.typed ?? '');
    const read = dec(value);
    return (sum && read.scale > this.most() ? read.round(this.most()) : read.trim()).trim(this.least()).toString();
  }

  private settle(): void {
    if (this.typed === undefined || (this.typed.trim() && !calculate(this.typed, this.locale))) return;
    this.typed = this.print(false);
  }

  private leave(): void {
    const sense = !this.typed?.trim() || calculate(this.typed, this.locale);
    this.validate();
    if (!this.typed?.trim() && !this.error) this.found = '';
    if (sense) this.typed = undefined;
  }
}

const has = (limit: string | number | undefined): limit is string | number => limit !== undefined && limit !== '';

/** `<c-money currency="EUR">`: an amount with the decimals of its currency (the organisation's if none is named). */
export class MoneyField extends DecimalField {
  static override properties = { ...DecimalField.properties, currency: {} };
  declare currency: string;

  constructor() {
    super();
    this.currency = '';
  }

  protected override most(): number {
    return this.decimals ?? this.minor();
  }
  protected override least(): number {
    return this.minor();
  }
  private format(): Intl.NumberFormat {
    return new Intl.NumberFormat(this.locale, { style: 'currency', currency: this.currency || this.host.currency, currencyDisplay: 'narrowSymbol' });
  }
  private minor(): number {
    return this.format().resolvedOptions().maximumFractionDigits ?? 2;
  }
  private symbol(first: boolean): string {
    const parts = this.format().formatToParts(1);
    const at = parts.findIndex((p) => p.type === 'currency');
    return (at === 0) === first ? (parts[at]?.value ?? '') : '';
  }
  protected override leading(): string {
    return this.symbol(true);
  }
  protected override trailing(): string {
    return this.symbol(false);
  }
}

/** `<c-quantity unit="kg" decimals="3">`: how much of something; at most 3 decimals unless said otherwise. */
export class QuantityField extends DecimalField {
  static override properties = { ...DecimalField.properties, unit: {} };
  declare unit: string;

  constructor() {
    super();
    this.unit = '';
  }

  protected override most(): number {
    return this.decimals ?? 3;
  }
  protected override trailing(): string {
    return this.unit;
  }
}

/** `<c-percent>`: percent as it is said: "21" is 21 %. */
export class PercentField extends DecimalField {
  protected override most(): number {
    return this.decimals ?? 2;
  }
  protected override trailing(): string {
    return '%';
  }
}

/** `<c-number>`: any number; whole ones unless `decimals` says more. */
export class NumberField extends DecimalField {
  static override properties = { ...DecimalField.properties, unit: {} };
  declare unit: string;

  protected override most(): number {
    return this.decimals ?? 0;
  }
  protected override trailing(): string {
    return this.unit ?? '';
  }
}

customElements.define('c-money', MoneyField);
customElements.define('c-quantity', QuantityField);
customElements.define('c-percent', PercentField);
customElements.define('c-number', NumberField);
