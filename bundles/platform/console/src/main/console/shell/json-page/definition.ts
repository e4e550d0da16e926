import { formats, html, pick, type TemplateResult, type Texts } from '../../kit/core.js';
import { printNumber } from '../../kit/form/numbers.js';
import type { Schema } from '../../kit/form.js';

/** A text by language, or one for all. */
export type Words = Texts | string;

export interface FieldView {
  readonly key: string;
  readonly label: Words;
  readonly format?: 'text' | 'money' | 'number' | 'date' | 'dateTime' | 'boolean' | 'badge' | 'percent' | 'quantity';
  /** What each value is called, and its tone. */
  readonly badge?: Readonly<Record<string, { readonly tone?: string; readonly label?: Words }>>;
  /** The key of the record's currency or unit. */
  readonly currency?: string;
  readonly unit?: string;
}

export interface ColumnView extends FieldView {
  /** True: the server sorts by the key; else by this field. */
  readonly sort?: boolean | string;
  readonly width?: number;
  readonly hidden?: boolean;
  readonly phone?: 'title' | 'sub' | 'end' | 'hide';
}

export interface Action {
  readonly label: Words;
  readonly icon?: string;
  readonly method?: 'POST' | 'PUT' | 'DELETE';
  /** Relative to the resource; `{id}` and other keys of the record are filled in. */
  readonly path: string;
  readonly confirm?: Words;
  readonly permission?: string;
  readonly tone?: string;
}

/** A page without a script: what `pages/*.json` of a module says. */
export interface PageDefinition {
  readonly title?: Words;
  readonly sub?: Words;
  readonly list?: {
    readonly resource: string;
    readonly columns: readonly ColumnView[];
    /** The name of the parameter that searches; true is `q`. */
    readonly search?: boolean | string;
    readonly order?: string;
    readonly filters?: readonly { readonly key: string; readonly label: Words; readonly type: 'select' | 'boolean' | 'text' | 'date' | 'period'; readonly from?: string; readonly to?: string; readonly options?: readonly { readonly value: string; readonly label: Words }[] }[];
    readonly empty?: Words;
    /** The type of the records in the topic `change`: the list follows what others do. */
    readonly type?: string;
  };
  readonly form?: {
    readonly schema: Schema | string;
    /** The record of a page without a list, e.g. settings. */
    readonly resource?: string;
    /** Permissions. */
    readonly create?: string;
    readonly update?: string;
    /** How a changed record is sent. */
    readonly method?: 'POST' | 'PUT';
    readonly new?: Words;
  };
  readonly detail?: {
    readonly title?: string;
    readonly sections?: readonly { readonly label?: Words; readonly fields: readonly FieldView[] }[];
    readonly actions?: readonly Action[];
  };
  readonly delete?: { readonly permission: string; readonly confirm?: Words };
}

export type Row = Readonly<Record<string, unknown>>;

export const words = (text: Words | undefined, otherwise = ''): string => (text === undefined ? otherwise : typeof text === 'string' ? text : pick(text));

export const valueOf = (row: Row, key: string): unknown => key.split('.').reduce<unknown>((at, k) => (at as Row | null | undefined)?.[k], row);

/** `{id}/restore` with the values of the record. */
export const filled = (path: string, row: Row): string => path.replace(/\{([\w.]+)\}/g, (_, key: string) => encodeURIComponent(String(valueOf(row, key) ?? '')));

/** A value in words. */
export function text(field: FieldView, row: Row, t: (key: string) => string): string {
  const value = valueOf(row, field.key);
  if (value === undefined || value === null || value === '') return '';
  const plain = String(value);
  switch (field.format) {
    case 'money':
      return formats.money(plain, field.currency ? String(valueOf(row, field.currency) ?? field.currency) : undefined);
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(plain) ? printNumber(plain, document.documentElement.lang || 'es-ES') : plain;
    case 'quantity':
      return formats.quantity(plain, field.unit ? String(valueOf(row, field.unit) ?? field.unit) : '');
    case 'percent':
      return formats.percent(plain);
    case 'date':
      return formats.date(plain);
    case 'dateTime':
      return formats.dateTime(plain);
    case 'boolean':
      return t(value === true || plain === 'true' ? 'page.yes' : 'page.no');
    case 'badge':
      return words(field.badge?.[plain]?.label, plain);
    default:
      return Array.isArray(value) ? value.map(String).join(', ') : typeof value === 'object' ? JSON.stringify(value) : plain;
  }
}

export function shownAs(field: FieldView, row: Row, t: (key: string) => string): TemplateResult | string {
  const written = text(field, row, t);
  if (field.format !== 'badge' || !written) return written;
  return html`<c-badge tone=${field.badge?.[String(valueOf(row, field.key))]?.tone ?? 'plain'}>${written}</c-badge>`;
}

export const isFigure = (field: FieldView): boolean => ['money', 'number', 'percent', 'quantity'].includes(field.format ?? '');

/** The schema with its texts in the language of the person. */
export function spoken(schema: Schema): Schema {
  const say = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(say);
    if (value === null || typeof value !== 'object') return value;
    const out: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(value)) {
      if (TEXTS.includes(key) && isTexts(inner)) out[key] = pick(inner);
      else if (key === 'x-labels' && inner && typeof inner === 'object') out[key] = Object.fromEntries(Object.entries(inner).map(([k, v]) => [k, words(v as Words)]));
      else out[key] = say(inner);
    }
    return out;
  };
  return say(schema) as Schema;
}

const TEXTS = ['title', 'description', 'x-placeholder', 'x-add', 'x-unit', 'x-pattern-text'];

/** A property may be called `title` too: only an object of texts by language is one. */
const isTexts = (value: unknown): value is Texts => !!value && typeof value === 'object' && typeof (value as Texts)['es'] === 'string';
