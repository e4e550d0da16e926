import { html, nothing, repeat, type TemplateResult } from '../lit.js';
import { icon } from '../core.js';
import type { Found } from './lookup.js';
import { defaults, shown, typeOf, widgetOf, type Schema, type Values, type Widget } from './schema.js';
import { isNumber } from './validate.js';

export interface Lookup {
  find(text: string, signal: AbortSignal): Promise<readonly Found[]>;
  /** The name of a record whose id is known. */
  get?(id: string): Promise<Found>;
  allowNew?: boolean;
}

/** What the drawing of fields needs of its form. */
export interface FormView {
  readonly locked: boolean;
  readonly lookups: Readonly<Record<string, Lookup>>;
  label(text: string): string;
  say(key: string, params?: Record<string, unknown>): string;
  error(path: string): string;
  set(path: string, value: unknown, item?: unknown): void;
}

const wide: readonly Widget[] = ['textarea', 'rows', 'fieldset', 'tags'];

/** The fields of an object, one below the other or two side by side. */
export function fieldsOf(form: FormView, schema: Schema, values: Values, at = ''): TemplateResult {
  const parts = Object.entries(schema.properties ?? {}).filter(([, s]) => shown(s, values) && s['x-widget'] !== 'hidden');
  // beside fields with a label above them a box stands lower; among its like it does not
  const labelled = parts.some(([, s]) => !['checkbox', 'switch'].includes(widgetOf(s)));
  return html`${repeat(
    parts,
    ([key]) => key,
    ([key, s]) => {
      const span = s['x-span'] ?? (wide.includes(widgetOf(s)) ? 2 : 1);
      const low = labelled && ['checkbox', 'switch'].includes(widgetOf(s)) && span === 1;
      return html`<div class="cell ${span === 2 ? 'all' : ''} ${low ? 'low' : ''}">${field(form, s, key, values[key], at ? `${at}.${key}` : key, !!schema.required?.includes(key))}</div>`;
    },
  )}`;
}

function field(form: FormView, s: Schema, key: string, value: unknown, path: string, required: boolean): TemplateResult {
  const widget = widgetOf(s);
  if (widget === 'fieldset') {
    return html`<fieldset>
      <legend>${form.label(s.title ?? key)}</legend>
      ${s.description ? html`<p class="muted small">${form.label(s.description)}</p>` : nothing}
      <div class="fields">${fieldsOf(form, s, (value ?? {}) as Values, path)}</div>
    </fieldset>`;
  }
  if (widget === 'rows') return rows(form, s, key, (value ?? []) as Values[], path);
  const label = form.label(s.title ?? key);
  const helper = s.description ? form.label(s.description) : '';
  const placeholder = s['x-placeholder'] ? form.label(s['x-placeholder']) : '';
  const text = value === undefined || value === null ? '' : String(value);
  const error = form.error(path);
  const off = form.locked;
  const set = (e: CustomEvent<{ value: unknown; item?: unknown }>) => {
    e.stopPropagation();
    form.set(path, e.detail.value, e.detail.item);
  };
  switch (widget) {
    case 'textarea':
      return html`<c-textarea data-path=${path} name=${path} .label=${label} .helper=${helper} .error=${error} .placeholder=${placeholder} .value=${text} .rows=${s['x-rows'] ?? 3} .maxLength=${s.maxLength} ?required=${required} ?readonly=${!!s.readOnly} ?disabled=${off} @change=${set}></c-textarea>`;
    case 'select':
      return html`<c-select data-path=${path} name=${path} .label=${label} .helper=${helper} .error=${error} .placeholder=${placeholder} .value=${text} .options=${(s.enum ?? []).filter((e) => e !== null).map((e) => ({ value: String(e), label: form.label(s['x-labels']?.[String(e)] ?? String(e)) }))} ?required=${required} ?readonly=${!!s.readOnly} ?disabled=${off} @change=${set}></c-select>`;
    case 'date':
    case 'datetime':
      return html`<c-date data-path=${path} name=${path} .label=${label} .helper=${helper} .error=${error} .placeholder=${placeholder} .value=${text} ?time=${widget === 'datetime'} .min=${typeof s.minimum === 'string' ? s.minimum : ''} .max=${typeof s.maximum === 'string' ? s.maximum : ''} ?required=${required} ?readonly=${!!s.readOnly} ?disabled=${off} @change=${set}></c-date>`;
    case 'money':
      return html`<c-money data-path=${path} name=${path} .label=${label} .helper=${helper} .error=${error} .placeholder=${placeholder} .value=${text} .currency=${s['x-currency'] ?? ''} .decimals=${s['x-decimals']} .min=${s.minimum} .max=${s.maximum} ?required=${required} ?readonly=${!!s.readOnly} ?disabled=${off} @change=${set}></c-money>`;
    case 'quantity':
      return html`<c-quantity data-path=${path} name=${path} .label=${label} .helper=${helper} .error=${error} .placeholder=${placeholder} .value=${text} .unit=${s['x-unit'] ? form.label(s['x-unit']) : ''} .decimals=${s['x-decimals']} .min=${s.minimum} .max=${s.maximum} ?required=${required} ?readonly=${!!s.readOnly} ?disabled=${off} @change=${set}></c-quantity>`;
    case 'percent':
      return html`<c-percent data-path=${path} name=${path} .label=${label} .helper=${helper} .error=${error} .placeholder=${placeholder} .value=${text} .decimals=${s['x-decimals']} .min=${s.minimum} .max=${s.maximum} ?required=${required} ?readonly=${!!s.readOnly} ?disabled=${off} @change=${set}></c-percent>`;
    case 'number':
      return html`<c-number data-path=${path} name=${path} .label=${label} .helper=${helper} .error=${error} .placeholder=${placeholder} .value=${text} .unit=${s['x-unit'] ? form.label(s['x-unit']) : ''} .decimals=${s['x-decimals'] ?? (typeOf(s) === 'integer' ? 0 : 6)} .min=${s.minimum} .max=${s.maximum} ?required=${required} ?readonly=${!!s.readOnly} ?disabled=${off} @change=${set}></c-number>`;
    case 'checkbox':
    case 'switch':
      return html`<c-checkbox data-path=${path} name=${path} .label=${label} .helper=${helper} .error=${error} ?switch=${widget === 'switch'} .checked=${value === true || value === 'true'} ?required=${required && s.const === true} ?readonly=${!!s.readOnly} ?disabled=${off} @change=${(e: CustomEvent<{ checked: boolean }>) => (e.stopPropagation(), form.set(path, e.detail.checked))}></c-checkbox>`;
    case 'tags':
      return html`<c-tags data-path=${path} name=${path} .label=${label} .helper=${helper} .error=${error} .placeholder=${placeholder} .values=${Array.isArray(value) ? value.map(String) : []} .known=${s['x-known'] ?? []} .max=${s.maxItems ?? 50} ?required=${required} ?readonly=${!!s.readOnly} ?disabled=${off} @change=${set}></c-tags>`;
    case 'colour':
      return html`<c-colour data-path=${path} name=${path} .label=${label} .helper=${helper} .error=${error} .value=${text} ?required=${required} ?readonly=${!!s.readOnly} ?disabled=${off} @change=${set}></c-colour>`;
    case 'lookup': {
      const lookup = form.lookups[path.replace(/\[\d+\]/g, '')];
      return html`<c-lookup data-path=${path} name=${path} .label=${label} .helper=${helper} .error=${error} .placeholder=${placeholder} .value=${text} .find=${lookup?.find} .get=${lookup?.get} ?allow-new=${!!lookup?.allowNew} ?required=${required} ?readonly=${!!s.readOnly} ?disabled=${off} @change=${set}></c-lookup>`;
    }
    default:
      return html`<c-text data-path=${path} name=${path} .label=${label} .helper=${helper} .error=${error} .placeholder=${placeholder} .type=${inputType(s)} .autocomplete=${s['x-autocomplete'] ?? ''} .value=${text} .pattern=${s.pattern ?? ''} .patternText=${s['x-pattern-text'] ? form.label(s['x-pattern-text']) : ''} .minLength=${s.minLength} .maxLength=${s.maxLength} .known=${s['x-known'] ?? []} ?required=${required} ?readonly=${!!s.readOnly} ?disabled=${off} @change=${set}></c-text>`;
  }
}

function inputType(s: Schema): string {
  if (s['x-widget'] === 'password' || s.format === 'password') return 'password';
  return { email: 'email', uri: 'url', phone: 'tel' }[s.format ?? ''] ?? 'text';
}

/** A list of objects: a table where there is room, a card per row where there is not. */
function rows(form: FormView, s: Schema, key: string, list: readonly Values[], path: string): TemplateResult {
  const item = s.items!;
  const columns = Object.keys(item.properties ?? {});
  const label = form.label(s.title ?? key);
  const error = form.error(path);
  const remove = (at: number) => form.set(path, list.filter((_, i) => i !== at));
  const full = s.maxItems !== undefined && list.length >= s.maxItems;
  return html`<div class="rows n${Math.min(columns.length, 7)}" role="group" aria-label=${label} data-rows=${path}>
    <div class="rows-label">${label}</div>
    ${s.description ? html`<p class="muted small">${form.label(s.description)}</p>` : nothing}
    ${list.length
      ? html`<div class="line head" aria-hidden="true">
          ${columns.map((c) => html`<span class=${isNumber(item.properties![c]!) ? 'right' : ''}>${form.label(item.properties![c]!.title ?? c)}</span>`)}<span></span>
        </div>`
      : html`<p class="muted small none">${form.say('form.noRows')}</p>`}
    ${list.map(
      (row, i) => html`<div class="line" role="group" aria-label=${form.say('form.row', { label, number: i + 1 })}>
        ${columns.map((c) => html`<div>${shown(item.properties![c]!, row) ? field(form, item.properties![c]!, c, row[c], `${path}[${i}].${c}`, !!item.required?.includes(c)) : nothing}</div>`)}
        <button class="icon-btn" type="button" aria-label=${form.say('form.removeRow', { label, number: i + 1 })} ?disabled=${form.locked} @click=${() => remove(i)}>${icon('trash-2', 18)}</button>
      </div>`,
    )}
    ${error ? html`<p class="err" tabindex="-1">${icon('circle-alert', 14)}<span>${error}</span></p>` : nothing}
    ${full
      ? nothing
      : html`<button class="btn add" type="button" ?disabled=${form.locked} @click=${() => form.set(path, [...list, defaults(item)])}>
          ${icon('plus', 16)} ${s['x-add'] ? form.label(s['x-add']) : form.say('form.addRow')}
        </button>`}
  </div>`;
}
