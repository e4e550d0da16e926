import { html, css, nothing, repeat, type TemplateResult } from '../lit.js';
import { icon } from '../core.js';
import { Field } from './field.js';

/** `<c-tags .values=${['a', 'b']} .known=${[…]}>`: words; Enter or a comma adds one, backspace takes the last away. */
export class TagsField extends Field {
  static override properties = { ...Field.properties, values: { attribute: false }, known: { attribute: false }, max: { type: Number } };
  static override styles = [
    ...Field.styles,
    css`
      .box { flex-wrap: wrap; gap: 5px; padding: 5px 6px; align-items: center; }
      .tag { display: inline-flex; align-items: center; gap: 2px; max-inline-size: 100%; padding-inline-start: 10px; min-block-size: 28px; border-radius: 8px; background: var(--c-accent-bg); color: var(--c-accent-text); font-size: 13px; font-weight: 560; }
      .tag span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .tag button { appearance: none; border: 0; background: none; color: inherit; cursor: pointer; inline-size: 28px; block-size: 28px; display: grid; place-items: center; border-radius: 8px; padding: 0; }
      .tag button:hover { background: var(--c-hover); }
      .tag button:focus-visible { outline: 2px solid var(--c-focus); outline-offset: -2px; }
      input { inline-size: 8em; flex: 1 1 8em; padding: 3px 6px; }
      @media (max-width: 720px) { .tag, .tag button { min-block-size: 34px; } .tag button { inline-size: 36px; } }
    `,
  ];
  declare values: readonly string[];
  declare known: readonly string[];
  declare max: number;

  constructor() {
    super();
    this.values = this.known = [];
    this.max = 20;
  }

  override check(): string {
    if (this.required && !this.values.length) return this.say('form.required');
    return this.values.length > this.max ? this.say('form.maxItems', { max: this.max }) : '';
  }

  override render(): TemplateResult {
    const fixed = this.disabled || this.readonly;
    return html`<div class="unit ${this.message ? 'bad' : ''} ${fixed ? 'off' : ''}">
      <label for="input">${this.label}${this.required ? html`<span class="req" aria-hidden="true">*</span>` : nothing}</label>
      <div class="box">
        ${repeat(
          this.values,
          (v) => v,
          (v) => html`<span class="tag"
            ><span>${v}</span>${fixed
              ? nothing
              : html`<button type="button" aria-label=${this.say('form.removeTag', { tag: v })} @click=${() => this.set(this.values.filter((x) => x !== v))}>${icon('x', 14)}</button>`}</span
          >`,
        )}
        <input
          id="input"
          list="known"
          autocomplete="off"
          placeholder=${this.values.length ? nothing : this.placeholder || this.say('form.addTag')}
          ?disabled=${this.disabled}
          ?readonly=${this.readonly}
          aria-invalid=${this.message ? 'true' : nothing}
          aria-describedby=${this.describedBy()}
          @keydown=${this.key}
          @change=${(e: Event) => e.stopPropagation()}
          @blur=${(e: Event) => this.add(e.target as HTMLInputElement)}
        />
        <datalist id="known">${this.known.filter((k) => !this.values.includes(k)).map((k) => html`<option value=${k}></option>`)}</datalist>
      </div>
      ${this.notes()}
    </div>`;
  }

  private key(e: KeyboardEvent): void {
    const input = e.target as HTMLInputElement;
    if ((e.key === 'Enter' && input.value.trim()) || e.key === ',') {
      e.preventDefault();
      this.add(input);
    } else if (e.key === 'Backspace' && !input.value) this.set(this.values.slice(0, -1));
  }

  private add(input: HTMLInputElement): void {
    const words = input.value.split(',').map((w) => w.trim()).filter(Boolean);
    input.value = '';
    if (words.length) this.set([...new Set([...this.values, ...words])]);
  }

  private set(values: readonly string[]): void {
    if (values.length === this.values.length && values.every((v, i) => v === this.values[i])) return;
    this.values = values;
    this.error = '';
    this.validate();
    this.emit('change', { value: values, name: this.name });
  }
}

/** `<c-colour>`: a colour as "#rrggbb", typed or picked. */
export class ColourField extends Field {
  static override styles = [
    ...Field.styles,
    css`
      input[type='color'] { flex: none; inline-size: 40px; padding: 6px; cursor: pointer; block-size: 100%; min-block-size: 38px; }
      input[type='color']::-webkit-color-swatch-wrapper { padding: 0; }
      input[type='color']::-webkit-color-swatch { border: 1px solid var(--c-line-2); border-radius: 6px; }
      input[type='color']:focus-visible { outline: 2px solid var(--c-focus); outline-offset: -3px; }
      #input { padding-inline-start: 2px; text-transform: lowercase; font-variant-numeric: tabular-nums; }
    `,
  ];

  override check(): string {
    return super.check() || (this.value && !/^#[0-9a-f]{6}$/i.test(this.value) ? this.say('form.colour') : '');
  }

  override render(): TemplateResult {
    return this.frame(html`<input
        type="color"
        tabindex="-1"
        aria-label=${this.label}
        .value=${/^#[0-9a-f]{6}$/i.test(this.value) ? this.value : '#808080'}
        ?disabled=${this.disabled || this.readonly}
        @input=${(e: Event) => this.change((e.target as HTMLInputElement).value)}
        @change=${(e: Event) => e.stopPropagation()}
      />
      <input
        id="input"
        .value=${this.value}
        name=${this.name || nothing}
        placeholder="#rrggbb"
        maxlength="7"
        autocomplete="off"
        spellcheck="false"
        ?required=${this.required}
        ?disabled=${this.disabled}
        ?readonly=${this.readonly}
        aria-invalid=${this.message ? 'true' : nothing}
        aria-describedby=${this.describedBy()}
        @input=${(e: Event) => this.change((e.target as HTMLInputElement).value.trim())}
        @change=${(e: Event) => e.stopPropagation()}
        @blur=${() => (this.value || this.found) && this.validate()}
      />`);
  }
}

customElements.define('c-tags', TagsField);
customElements.define('c-colour', ColourField);
