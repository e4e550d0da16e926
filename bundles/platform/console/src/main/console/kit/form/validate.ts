import { dec, Decimal } from '../core/decimal.js';
import { checkText } from './text.js';
import { shown, typeOf, widgetOf, type Schema, type Values } from './schema.js';
import { printNumber } from './numbers.js';

export type Translate = (key: string, params?: Record<string, unknown>) => string;

/** What is wrong with values by their schema: where ('lines[2].quantity') → what, in words. */
export function validate(schema: Schema, values: Values, t: Translate, locale: string, at = ''): Map<string, string> {
  const wrong = new Map<string, string>();
  for (const [key, part] of Object.entries(schema.properties ?? {})) {
    if (part.readOnly || !shown(part, values)) continue;
    const path = at ? `${at}.${key}` : key;
    const value = values[key];
    const widget = widgetOf(part);
    if (widget === 'fieldset') {
      if (value !== undefined || schema.required?.includes(key)) {
        for (const [p, w] of validate(part, (value ?? {}) as Values, t, locale, path)) wrong.set(p, w);
      }
      continue;
    }
    const found = one(part, value, !!schema.required?.includes(key), t, locale);
    if (found) wrong.set(path, found);
    if (widget === 'rows' && Array.isArray(value)) {
      value.forEach((row: Values, i) => {
        for (const [p, w] of validate(part.items!, row, t, locale, `${path}[${i}]`)) wrong.set(p, w);
      });
    }
  }
  return wrong;
}

function one(s: Schema, value: unknown, required: boolean, t: Translate, locale: string): string {
  const type = typeOf(s);
  if (type === 'boolean') return required && s.const === true && value !== true ? t('form.mustAccept') : '';
  if (type === 'array') {
    const count = Array.isArray(value) ? value.length : 0;
    const least = Math.max(s.minItems ?? 0, required ? 1 : 0);
    if (count < least) return t('form.minItems', { count: least });
    return s.maxItems !== undefined && count > s.maxItems ? t('form.maxItems', { max: s.maxItems }) : '';
  }
  const text = value === undefined || value === null ? '' : String(value);
  if (!text.trim()) return required ? t('form.required') : '';
  if (s.enum && !s.enum.some((e) => String(e) === text)) return t('form.choose');
  if (isNumber(s)) return checkNumber(s, text, t, locale);
  return checkText(
    { type: s.format === 'uri' ? 'url' : s.format === 'phone' ? 'tel' : (s.format ?? ''), minLength: s.minLength, maxLength: s.maxLength, pattern: s.pattern ?? '', patternText: s['x-pattern-text'] ?? '' },
    text,
    t,
  );
}

export const isNumber = (s: Schema): boolean =>
  ['number', 'integer'].includes(typeOf(s)) || ['money', 'quantity', 'percent'].includes(s['x-widget'] ?? '');

function checkNumber(s: Schema, text: string, t: Translate, locale: string): string {
  const value = Decimal.parse(text);
  if (!value) return t('form.number');
  const print = (v: number | string) => printNumber(v, locale);
  if (typeOf(s) === 'integer' && value.trim().scale) return t('form.integer');
  if (s.minimum !== undefined && value.compare(s.minimum) < 0) return t('form.min', { min: print(s.minimum) });
  if (s.exclusiveMinimum !== undefined && value.compare(s.exclusiveMinimum) <= 0) return t('form.above', { min: print(s.exclusiveMinimum) });
  if (s.maximum !== undefined && value.compare(s.maximum) > 0) return t('form.max', { max: print(s.maximum) });
  if (s.multipleOf && value.trim().scale > dec(s.multipleOf).trim().scale) return t('form.decimals', { max: dec(s.multipleOf).trim().scale });
  return '';
}
