import { html, nothing, type TemplateResult } from '../lit.js';
import { icon, ui } from '../core.js';
import { KitElement } from '../element.js';
import { fieldStyles } from './styles.js';

/**
 * What all fields share: label, helper, error, and the check on leaving them. The value is a string and is told by
 * `change` (`detail.value`) whenever it is another one.
 */
export abstract class Field extends KitElement {
  static override properties: Record<string, object> = {
    label: {},
    name: {},
    value: {},
    helper: {},
    error: {},
    placeholder: {},
    required: { type: Boolean, reflect: true },
    disabled: { type: Boolean, reflect: true },
    readonly: { type: Boolean, reflect: true },
    hideLabel: { type: Boolean, attribute: 'hide-label' },
    found: { state: true },
  };
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override styles = [ui, fieldStyles];

  declare label: string;
  declare name: string;
  declare value: string;
  /** A line that helps, below the field. */
  declare helper: string;
  /** What is wrong with the value, e.g. as the server said; shown until it changes. */
  declare error: string;
  declare placeholder: string;
  declare required: boolean;
  declare disabled: boolean;
  declare readonly: boolean;
  /** Keeps the label for screen readers only, e.g. in the rows of a table. */
  declare hideLabel: boolean;
  /** What the check on leaving found. */
  protected declare found: string;

  constructor() {
    super();
    this.label = this.name = this.value = this.helper = this.error = this.placeholder = this.found = '';
    this.required = this.disabled = this.readonly = this.hideLabel = false;
  }

  /** What is wrong with the value, in words; '' if nothing is. */
  check(): string {
    return this.required && !this.value ? this.say('form.required') : '';
  }

  /** Checks and shows what is wrong; true if nothing is. */
  validate(): boolean {
    this.found = this.disabled || this.readonly ? '' : this.check();
    return !this.found;
  }

  /** Takes away what a former check found. */
  clear(): void {
    this.found = this.error = '';
  }

  /** Whether something is said to be wrong with it. */
  get invalid(): boolean {
    return !!this.message;
  }

  protected get message(): string {
    return this.error || this.found;
  }

  /** Sets the value and tells it, if it is another one. */
  protected change(value: string, extra: object = {}): void {
    if (value === this.value) return;
    this.value = value;
    this.error = '';
    if (this.found) this.validate();
    this.emit('change', { value, name: this.name, ...extra });
  }

  protected describedBy(): string | typeof nothing {
    return [this.message ? 'error' : '', this.helper ? 'help' : ''].filter(Boolean).join(' ') || nothing;
  }

  protected frame(control: TemplateResult, boxed = true): TemplateResult {
    return html`<div class="unit ${this.message ? 'bad' : ''} ${this.disabled || this.readonly ? 'off' : ''}">
      <label for="input" class=${this.hideLabel ? 'hide-label' : ''}
        >${this.label}${this.required ? html`<span class="req" aria-hidden="true">*</span>` : nothing}</label
      >
      ${boxed ? html`<div class="box" part="box">${control}</div>` : control} ${this.notes()}
    </div>`;
  }

  protected notes(): TemplateResult {
    return html`${this.message
      ? html`<p class="err" id="error">${icon('circle-alert', 14)}<span>${this.message}</span></p>`
      : nothing}
    ${this.helper ? html`<p class="help" id="help">${this.helper}</p>` : nothing}`;
  }
}
