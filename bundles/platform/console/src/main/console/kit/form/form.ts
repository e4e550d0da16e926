import { html, nothing, type PropertyValues, type TemplateResult } from '../lit.js';
import { ui } from '../core.js';
import { KitElement } from '../element.js';
import { Drafts } from './draft.js';
import type { Field } from './field.js';
import { formStyles } from './form-styles.js';
import { fieldsOf, type FormView, type Lookup } from './render.js';
import { defaults, pathOf, read, shown, steps, typeOf, widgetOf, written, type Schema, type Values } from './schema.js';
import { validate } from './validate.js';

export interface FieldError {
  readonly field?: string;
  readonly message: string;
}

/**
 * `<c-form>`: a form made from a schema. Either listen to `save` (`detail.value`) and set `errors`, or give `submit`: then
 * the form is busy until it ends, puts the errors of a refused request at their fields, and tells `saved`
 * (`detail.result`). What was typed stays whatever happens.
 */
export class SchemaForm extends KitElement implements FormView {
  static override properties = {
    schema: { attribute: false },
    value: { attribute: false },
    errors: { attribute: false },
    submit: { attribute: false },
    lookups: { attribute: false },
    t: { attribute: false },
    submitLabel: { attribute: 'submit-label' },
    cancelLabel: { attribute: 'cancel-label' },
    draftKey: { attribute: 'draft-key' },
    columns: { reflect: true },
    busy: { type: Boolean },
    readonly: { type: Boolean },
    values: { state: true },
    wrong: { state: true },
    general: { state: true },
    offered: { state: true },
    sending: { state: true },
  };
  static override styles = [ui, formStyles];

  declare schema: Schema;
  /** The record to edit; another one replaces what was typed. */
  declare value: object | null | undefined;
  /** What the server refused; each at its field (`lines[2].quantity`), the others above the form. */
  declare errors: readonly FieldError[] | undefined;
  declare submit: ((value: Values) => Promise<unknown>) | undefined;
  /** How fields of the kind `lookup` find their records, by their path. */
  declare lookups: Readonly<Record<string, Lookup>>;
  /** Translates titles that are keys (`.t` of the view); texts stay as they are. */
  declare t: (text: string) => string;
  /** No label, no button: whoever embeds the form calls `requestSubmit()`. */
  declare submitLabel: string | undefined;
  declare cancelLabel: string | undefined;
  declare draftKey: string;
  declare columns: string;
  declare busy: boolean;
  declare readonly: boolean;
  private declare values: Values;
  private declare wrong: ReadonlyMap<string, string>;
  private declare general: readonly string[];
  private declare offered: Values | undefined;
  private declare sending: boolean;
  private start = '{}';
  private given = '';
  private shape = '';
  private told = false;
  private drafts: Drafts | undefined;

  constructor() {
    super();
    this.schema = {};
    this.lookups = {};
    this.t = (text) => text;
    this.draftKey = this.columns = '';
    this.busy = this.readonly = this.sending = false;
    this.values = {};
    this.wrong = new Map();
    this.general = [];
  }

  label(text: string): string {
    return this.t(text);
  }

  override say(key: string, params?: Record<string, unknown>): string {
    return super.say(key, params);
  }

  get locked(): boolean {
    return this.busy || this.sending || this.readonly;
  }

  get dirty(): boolean {
    return JSON.stringify(this.values) !== this.start;
  }

  /** What is in the form now, as it would be saved. */
  get current(): Values {
    return outgoing(this.schema, this.values);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.dirty) this.drafts?.now(this.withoutSecrets());
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('draftKey')) this.drafts = this.draftKey ? new Drafts(this.draftKey) : undefined;
    if (changed.has('schema') || changed.has('value')) {
      const shape = JSON.stringify(this.schema);
      this.take(shape !== this.shape);
      this.shape = shape;
    }
    if (changed.has('errors') && this.errors) this.place(this.errors);
  }

  /** A record given anew replaces what was typed; the same one drawn again does not. */
  private take(again: boolean): void {
    const given = JSON.stringify(this.value ?? {});
    if (!again && given === this.given) return;
    const first = !this.given;
    if (again && !first && given === this.given && this.dirty) return;
    this.given = given;
    this.values = { ...defaults(this.schema), ...(JSON.parse(given) as Values) };
    this.start = JSON.stringify(this.values);
    this.wrong = new Map();
    this.general = [];
    this.tell();
    const draft = this.drafts?.read();
    if (draft && JSON.stringify(draft.values) !== this.start) this.offered = draft.values;
  }

  error(path: string): string {
    return this.wrong.get(path) ?? '';
  }

  /** Sets a value, as if it had been typed; `item` is the record a lookup found. Told by `input-change`. */
  set(path: string, value: unknown, item?: unknown): void {
    this.values = written(this.values, path, value === '' ? undefined : value);
    if (this.wrong.size) this.wrong = new Map([...this.wrong].filter(([p]) => p !== path && !(Array.isArray(value) && p.startsWith(`${path}[`))));
    this.offered = undefined;
    this.drafts?.keep(() => this.withoutSecrets());
    this.emit('input-change', { path, value, values: this.values, item });
    this.tell();
  }

  /** What is in the form is saved: it is clean, and its draft is gone. */
  saved(): void {
    this.start = JSON.stringify(this.values);
    this.drafts?.drop();
    this.offered = undefined;
    this.tell();
  }

  /** Back to the record as it was given. */
  reset(): void {
    this.values = JSON.parse(this.start) as Values;
    this.wrong = new Map();
    this.general = [];
    this.drafts?.drop();
    for (const f of this.fields()) f.clear();
    this.tell();
  }

  /** Puts what the server refused at its fields, and the focus on the first. */
  place(errors: readonly FieldError[]): void {
    const placed = new Map<string, string>();
    const general: string[] = [];
    for (const { field, message } of errors) {
      const path = field ? this.known(pathOf(steps(field))) : undefined;
      if (path) placed.set(path, message);
      else general.push(field ? `${field}: ${message}` : message);
    }
    this.wrong = placed;
    this.general = general;
    if (placed.size) void this.updateComplete.then(() => this.focusFirst());
  }

  /** The path of the field that shows an error at a path: itself, or the nearest around it. */
  private known(path: string): string | undefined {
    const parts = steps(path);
    for (let n = parts.length; n; n--) {
      const inner = pathOf(parts.slice(0, n));
      let s: Schema | undefined = this.schema;
      for (const p of parts.slice(0, n)) s = typeof p === 'number' ? s?.items : s?.properties?.[p];
      if (s && widgetOf(s) !== 'fieldset' && !(typeof parts[n - 1] === 'number')) return inner;
    }
    return undefined;
  }

  /** Checks everything and saves, as the button does. */
  requestSubmit(): void {
    void this.send();
  }

  private async send(): Promise<void> {
    if (this.locked) return;
    for (const f of this.fields()) f.clear();
    const nonsense = this.fields().filter((f) => !f.validate());
    this.wrong = validate(this.schema, this.values, (k, p) => this.say(k, p), this.locale);
    this.general = [];
    if (this.wrong.size || nonsense.length) {
      await this.updateComplete;
      this.focusFirst();
      return;
    }
    const value = this.current;
    this.emit('save', { value });
    if (!this.submit) return;
    this.sending = true;
    try {
      const result = await this.submit(value);
      this.sending = false;
      this.saved();
      this.emit('saved', { value, result });
    } catch (e) {
      this.sending = false;
      await this.updateComplete;
      this.refused(e as { errors?: readonly FieldError[]; detail?: string; title?: string; message?: string });
    }
  }

  private refused(e: { errors?: readonly FieldError[]; detail?: string; title?: string; message?: string }): void {
    if (e.errors?.length) this.place(e.errors);
    else this.general = [e.detail || e.title || e.message || this.say('form.notSaved')];
  }

  override render(): TemplateResult {
    return html`<form novalidate @submit=${(e: Event) => (e.preventDefault(), this.requestSubmit())} @keydown=${this.key}>
      ${this.offered ? this.draftOffer() : nothing}
      <div class="summary" role="alert">${this.summary()}</div>
      <div class="fields">${fieldsOf(this, this.schema, this.values)}</div>
      <slot></slot>
      ${this.readonly || (!this.submitLabel && !this.cancelLabel) ? nothing : this.buttons()}
    </form>`;
  }

  private buttons(): TemplateResult {
    const busy = this.busy || this.sending;
    return html`<div class="actions">
      <slot name="start"></slot>
      ${this.cancelLabel ? html`<button class="btn" type="button" ?disabled=${busy} @click=${() => this.emit('cancel')}>${this.cancelLabel}</button>` : nothing}
      ${this.submitLabel
        ? html`<button class="btn primary" type="submit" aria-disabled=${busy} aria-busy=${busy}>${busy ? html`<span class="spin" aria-hidden="true"></span>` : nothing}${this.submitLabel}</button>`
        : nothing}
    </div>`;
  }

  private summary(): TemplateResult | typeof nothing {
    if (!this.wrong.size && !this.general.length) return nothing;
    const listed = this.wrong.size > 1;
    return html`<strong>${this.wrong.size ? this.say('form.toCorrect', { count: this.wrong.size }) : this.say('form.notSaved')}</strong>
      ${this.general.map((g) => html`<p>${g}</p>`)}
      ${listed
        ? html`<ul>
            ${[...this.wrong].map(([path, message]) => html`<li><a href="#" @click=${(e: Event) => (e.preventDefault(), this.focusAt(path))}>${this.naming(path)}</a>: ${message}</li>`)}
          </ul>`
        : nothing}`;
  }

  /** The name of a field as people see it, with the number of its row. */
  private naming(path: string): string {
    let s: Schema | undefined = this.schema;
    const names: string[] = [];
    for (const p of steps(path)) {
      if (typeof p === 'number') names.push(String(p + 1));
      else {
        s = s?.properties?.[p];
        names.push(this.label(s?.title ?? p));
      }
      if (typeof p === 'number') s = s?.items;
    }
    return names.join(' › ');
  }

  private draftOffer(): TemplateResult {
    return html`<div class="draft" role="status">
      <span>${this.say('form.draft')}</span>
      <button class="btn" type="button" @click=${() => ((this.offered = undefined), this.drafts?.drop())}>${this.say('form.discard')}</button>
      <button class="btn primary" type="button" @click=${this.recover}>${this.say('form.recover')}</button>
    </div>`;
  }

  private recover(): void {
    if (this.offered) this.values = { ...this.values, ...this.offered };
    this.offered = undefined;
    this.tell();
  }

  private fields(): Field[] {
    return [...this.renderRoot.querySelectorAll<Field>('[data-path]')];
  }

  private focusFirst(): void {
    const bad = this.fields().find((f) => f.invalid);
    const row = this.renderRoot.querySelector<HTMLElement>('.rows > .err');
    (bad ?? row)?.focus();
    (bad ?? row)?.scrollIntoView({ block: 'center' });
  }

  private focusAt(path: string): void {
    const at = this.fields().find((f) => f.dataset['path'] === path) ?? this.renderRoot.querySelector<HTMLElement>(`[data-rows="${path}"] > .err`);
    at?.focus();
    at?.scrollIntoView({ block: 'center' });
  }

  /** Enter in a field saves, as in a form of the browser's own. */
  private key(e: KeyboardEvent): void {
    const from = e.composedPath()[0] as HTMLElement;
    if (e.key !== 'Enter' || e.defaultPrevented || from.localName !== 'input' || ['checkbox', 'color'].includes((from as HTMLInputElement).type)) {
      if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) this.requestSubmit();
      return;
    }
    e.preventDefault();
    from.blur();
    from.focus();
    this.requestSubmit();
  }

  private tell(): void {
    const dirty = this.dirty;
    if (dirty === this.told) return;
    this.told = dirty;
    this.emit('dirty', { value: dirty });
    if (!dirty) this.drafts?.drop();
  }

  private withoutSecrets(): Values {
    return Object.fromEntries(
      Object.entries(this.values).filter(([key]) => {
        const s = this.schema.properties?.[key];
        return s?.format !== 'password' && s?.['x-widget'] !== 'password';
      }),
    );
  }
}

/** Values as they are saved: only what the schema names and a person may change; no empty ones; numbers as numbers, amounts as strings. */
export function outgoing(schema: Schema, values: Values): Values {
  const out: Values = {};
  for (const [key, s] of Object.entries(schema.properties ?? {})) {
    const value = values[key];
    const widget = widgetOf(s);
    const empty = value === undefined || value === null || value === '';
    if (s.readOnly || !shown(s, values)) continue;
    if (empty) {
      if (['checkbox', 'switch'].includes(widget) && schema.required?.includes(key)) out[key] = false;
    } else if (widget === 'fieldset') out[key] = outgoing(s, value as Values);
    else if (widget === 'rows') out[key] = (value as Values[]).map((row) => outgoing(s.items!, row));
    else if (widget === 'number' || (widget === 'select' && ['integer', 'number'].includes(typeOf(s)))) out[key] = Number(value);
    else out[key] = typeof value === 'string' && widget === 'text' && s.format !== 'password' ? value.trim() : value;
  }
  return out;
}

export { read as valueAt };

customElements.define('c-form', SchemaForm);
