import { html, css, live, nothing, type TemplateResult } from '../lit.js';
import { icon } from '../core.js';
import { Field } from './field.js';

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** `<c-select .options=${[{value, label}]}>`: one of a few. */
export class SelectField extends Field {
  static override properties = { ...Field.properties, options: { attribute: false } };
  static override styles = [
    ...Field.styles,
    css`
      .box { position: relative; }
      select { padding-inline-end: 36px; cursor: pointer; text-overflow: ellipsis; }
      select:has(option[value='']:checked) { color: var(--c-text-2); }
      option { color: var(--c-text); background: var(--c-surface); }
      .arrow { position: absolute; inset-inline-end: 11px; inset-block: 0; display: grid; place-items: center; color: var(--c-text-2); pointer-events: none; }
    `,
  ];
  declare options: readonly Option[];

  constructor() {
    super();
    this.options = [];
  }

  override render(): TemplateResult {
    const known = this.options.some((o) => o.value === this.value);
    const empty = !this.required || !known;
    return this.frame(html`<select
        id="input"
        part="input"
        name=${this.name || nothing}
        ?required=${this.required}
        ?disabled=${this.disabled || this.readonly}
        aria-invalid=${this.message ? 'true' : nothing}
        aria-describedby=${this.describedBy()}
        @change=${(e: Event) => {
          e.stopPropagation();
          this.change((e.target as HTMLSelectElement).value);
        }}
        @blur=${() => this.found && this.validate()}
      >
        ${empty && !this.options.some((o) => !o.value)
          ? html`<option value="" ?selected=${!known}>${this.placeholder || (this.required ? this.say('form.choose') : this.say('form.none'))}</option>`
          : nothing}
        ${this.options.map((o) => html`<option value=${o.value} .selected=${live(o.value === this.value)}>${o.label}</option>`)}</select
      ><span class="arrow">${icon('chevron-down', 16)}</span>`);
  }
}

/** `<c-checkbox>`: yes or no; `value` is the string 'true' or 'false', `checked` the boolean. `switch` draws a switch. */
export class CheckboxField extends Field {
  static override properties = { ...Field.properties, checked: { type: Boolean, reflect: true }, switch: { type: Boolean } };
  static override styles = [
    ...Field.styles,
    css`
      .line { display: inline-flex; align-items: flex-start; gap: 10px; min-block-size: 40px; padding-block: 9px; cursor: pointer; }
      .line span.text { font-weight: 500; font-size: 14px; line-height: 22px; }
      input { appearance: none; flex: none; inline-size: 20px; block-size: 20px; margin: 1px 0 0; padding: 0; border: 1.5px solid var(--c-text-2); border-radius: 6px; background: var(--c-surface); display: grid; place-items: center; cursor: pointer; transition: background .12s, border-color .12s; }
      input::after { content: ''; inline-size: 10px; block-size: 5px; border: solid var(--c-on-accent); border-width: 0 0 2px 2px; transform: translateY(-1px) rotate(-45deg); opacity: 0; }
      input:checked { background: var(--c-accent); border-color: var(--c-accent); }
      input:checked::after { opacity: 1; }
      input:focus-visible { outline: 2px solid var(--c-focus); outline-offset: 2px; }
      .switch input { inline-size: 36px; border-radius: 99px; justify-items: start; padding-inline: 3px; }
      .switch input::after { inline-size: 12px; block-size: 12px; border: 0; border-radius: 50%; background: var(--c-text-2); opacity: 1; transform: none; transition: transform .15s; }
      .switch input:checked::after { background: var(--c-on-accent); transform: translateX(15px); }
      :host(:dir(rtl)) .switch input:checked::after { transform: translateX(-15px); }
      .bad input { border-color: var(--c-bad); }
      .off .line { cursor: not-allowed; color: var(--c-text-2); }
      .unit { gap: 0; } .help, .err { padding-inline-start: 30px; } .switch .help, .switch .err { padding-inline-start: 46px; }
      @media (max-width: 720px) { .line { min-block-size: 44px; padding-block: 11px; } }
      @media (prefers-reduced-motion: reduce) { input, input::after { transition: none !important; } }
    `,
  ];
  declare checked: boolean;
  declare switch: boolean;

  constructor() {
    super();
    this.checked = this.switch = false;
  }

  override check(): string {
    return this.required && !this.checked ? this.say('form.mustAccept') : '';
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('checked')) this.value = String(this.checked);
    else if (changed.has('value')) this.checked = this.value === 'true';
  }

  override render(): TemplateResult {
    return html`<div class="unit ${this.message ? 'bad' : ''} ${this.switch ? 'switch' : ''} ${this.disabled ? 'off' : ''}">
      <label class="line"
        ><input
          id="input"
          type="checkbox"
          role=${this.switch ? 'switch' : nothing}
          name=${this.name || nothing}
          .checked=${live(this.checked)}
          ?disabled=${this.disabled || this.readonly}
          ?required=${this.required}
          aria-invalid=${this.message ? 'true' : nothing}
          aria-describedby=${this.describedBy()}
          @change=${(e: Event) => this.toggle(e)}
        /><span class="text ${this.hideLabel ? 'hide-label' : ''}"
          >${this.label}${this.required ? html`<span class="req" aria-hidden="true">*</span>` : nothing}</span
        ></label
      >
      ${this.notes()}
    </div>`;
  }

  private toggle(e: Event): void {
    e.stopPropagation();
    this.checked = (e.target as HTMLInputElement).checked;
    this.change(String(this.checked), { checked: this.checked });
  }
}

customElements.define('c-select', SelectField);
customElements.define('c-checkbox', CheckboxField);
