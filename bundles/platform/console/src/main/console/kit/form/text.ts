import { html, css, live, nothing, type TemplateResult } from '../lit.js';
import { icon } from '../core.js';
import { Field } from './field.js';

type TextType = 'text' | 'email' | 'password' | 'tel' | 'url' | 'search';

/** `<c-text>`: one line of text, also for e-mail, telephone, address of a page and passwords. */
export class TextField extends Field {
  static override properties = {
    ...Field.properties,
    type: {},
    autocomplete: {},
    pattern: {},
    patternText: { attribute: 'pattern-text' },
    minLength: { type: Number, attribute: 'minlength' },
    maxLength: { type: Number, attribute: 'maxlength' },
    lead: {},
    unit: {},
    known: { attribute: false },
    shown: { state: true },
  };
  declare type: TextType;
  declare autocomplete: string;
  declare pattern: string;
  /** What to say if the pattern does not fit. */
  declare patternText: string;
  declare minLength: number | undefined;
  declare maxLength: number | undefined;
  /** What stands before and behind the text in the box, e.g. "https://" or "días". */
  declare lead: string;
  declare unit: string;
  /** Words to choose from; others may be typed. */
  declare known: readonly string[];
  private declare shown: boolean;

  constructor() {
    super();
    this.type = 'text';
    this.autocomplete = this.pattern = this.patternText = this.lead = this.unit = '';
    this.known = [];
    this.shown = false;
  }

  override check(): string {
    return super.check() || checkText(this, this.value, (key, params) => this.say(key, params));
  }

  override render(): TemplateResult {
    const secret = this.type === 'password';
    return this.frame(html`${this.lead ? html`<span class="affix start" aria-hidden="true">${this.lead}</span>` : nothing}
      <input
        id="input"
        part="input"
        .type=${secret && this.shown ? 'text' : this.type}
        .value=${live(this.value ?? '')}
        name=${this.name || nothing}
        placeholder=${this.placeholder || nothing}
        autocomplete=${this.autocomplete || 'off'}
        maxlength=${this.maxLength || nothing}
        list=${this.known.length ? 'known' : nothing}
        ?required=${this.required}
        ?disabled=${this.disabled}
        ?readonly=${this.readonly}
        spellcheck=${this.type === 'text' ? nothing : 'false'}
        aria-invalid=${this.message ? 'true' : nothing}
        aria-describedby=${this.describedBy()}
        @input=${(e: Event) => this.change((e.target as HTMLInputElement).value)}
        @change=${(e: Event) => e.stopPropagation()}
        @blur=${() => this.leave()}
      />
      ${this.known.length ? html`<datalist id="known">${this.known.map((word) => html`<option value=${word}></option>`)}</datalist>` : nothing}
      ${this.unit ? html`<span class="affix end" aria-hidden="true">${this.unit}</span>` : nothing}
      ${secret
        ? html`<button class="inner" type="button" aria-pressed=${this.shown} aria-label=${this.say('form.showPassword')} @click=${() => (this.shown = !this.shown)}>
            ${icon(this.shown ? 'eye-off' : 'eye', 18)}
          </button>`
        : nothing}`);
  }

  private leave(): void {
    if (this.type !== 'password') this.change(this.value.trim());
    if (this.value || this.found) this.validate();
  }
}

/** `<c-textarea>`: several lines; grows with what is written. */
export class TextareaField extends Field {
  static override properties = {
    ...Field.properties,
    rows: { type: Number },
    maxLength: { type: Number, attribute: 'maxlength' },
  };
  static override styles = [
    ...Field.styles,
    css`
      textarea { resize: vertical; field-sizing: content; min-block-size: calc(var(--rows, 3) * 1.5em + 18px); max-block-size: 24em; line-height: 1.5; }
      .r1 { --rows: 1; } .r2 { --rows: 2; } .r4 { --rows: 4; } .r6 { --rows: 6; } .r10 { --rows: 10; }
      .count { justify-self: end; font-size: 12px; color: var(--c-text-2); font-variant-numeric: tabular-nums; }
    `,
  ];
  declare rows: number;
  declare maxLength: number | undefined;

  constructor() {
    super();
    this.rows = 3;
  }

  override check(): string {
    return super.check() || checkText(this, this.value, (key, params) => this.say(key, params));
  }

  override render(): TemplateResult {
    const near = this.maxLength && this.value.length > this.maxLength * 0.8;
    return html`${this.frame(html`<textarea
      id="input"
      part="input"
      class="r${this.rows}"
      .value=${live(this.value ?? '')}
      rows=${this.rows}
      name=${this.name || nothing}
      placeholder=${this.placeholder || nothing}
      maxlength=${this.maxLength || nothing}
      ?required=${this.required}
      ?disabled=${this.disabled}
      ?readonly=${this.readonly}
      aria-invalid=${this.message ? 'true' : nothing}
      aria-describedby=${this.describedBy()}
      @input=${(e: Event) => this.change((e.target as HTMLTextAreaElement).value)}
      @change=${(e: Event) => e.stopPropagation()}
      @blur=${() => (this.value || this.found) && this.validate()}
    ></textarea>`)}
    ${near ? html`<div class="unit"><span class="count">${this.value.length} / ${this.maxLength}</span></div>` : nothing}`;
  }
}

interface TextRules {
  type?: string;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  pattern?: string;
  patternText?: string;
}

/** What is wrong with a text by its rules; '' if nothing is or there is no text. */
export function checkText(rules: TextRules, value: string, t: (key: string, params?: Record<string, unknown>) => string): string {
  if (!value) return '';
  if (rules.minLength && value.length < rules.minLength) return t('form.minLength', { min: rules.minLength });
  if (rules.maxLength && value.length > rules.maxLength) return t('form.maxLength', { max: rules.maxLength });
  if (rules.type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(value)) return t('form.email');
  if (rules.type === 'tel' && !/^\+?[\d\s().-]{6,24}$/.test(value)) return t('form.phone');
  if (rules.type === 'url' && !/^https?:\/\/\S+\.\S+$/i.test(value)) return t('form.url');
  if (rules.pattern && !new RegExp(`^(?:${rules.pattern})$`, 'u').test(value)) return rules.patternText || t('form.pattern');
  return '';
}

customElements.define('c-text', TextField);
customElements.define('c-textarea', TextareaField);
