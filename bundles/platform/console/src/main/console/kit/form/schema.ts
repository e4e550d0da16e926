/** The part of JSON Schema 2020-12 that forms are made of, with hints (`x-…`) of how to show it. */
export interface Schema {
  type?: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | readonly string[];
  title?: string;
  description?: string;
  default?: unknown;
  const?: unknown;
  enum?: readonly unknown[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number | string;
  maximum?: number | string;
  exclusiveMinimum?: number | string;
  multipleOf?: number;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  items?: Schema;
  readOnly?: boolean;
  writeOnly?: boolean;
  /** textarea | money | quantity | percent | lookup | tags | colour | color | switch | password */
  'x-widget'?: string;
  /** Texts of the values of an enum. */
  'x-labels'?: Record<string, string>;
  /** 2 takes the whole width. */
  'x-span'?: 1 | 2;
  /** Shown only if the fields beside it have these values (one of them, if a list). */
  'x-when'?: Record<string, unknown>;
  'x-placeholder'?: string;
  'x-unit'?: string;
  'x-currency'?: string;
  'x-decimals'?: number;
  'x-rows'?: number;
  'x-autocomplete'?: string;
  /** What to say if the pattern does not fit. */
  'x-pattern-text'?: string;
  /** Label of the button that adds a row to a list. */
  'x-add'?: string;
  /** Where a lookup finds its records, without JavaScript: a resource and its fields. */
  'x-lookup'?: { resource: string; label: string; sub?: string; value?: string; search?: string };
  /** Words to choose from, for tags and texts. */
  'x-known'?: readonly string[];
}

export type Values = Record<string, unknown>;

export type Widget =
  | 'text' | 'textarea' | 'select' | 'date' | 'datetime' | 'money' | 'quantity' | 'percent' | 'number' | 'checkbox' | 'switch'
  | 'lookup' | 'tags' | 'colour' | 'rows' | 'fieldset';

export const typeOf = (s: Schema): string => {
  if (typeof s.type === 'string') return s.type;
  return s.type?.find((t) => t !== 'null') ?? (s.properties ? 'object' : s.items ? 'array' : 'string');
};

export function widgetOf(s: Schema): Widget {
  const hint = s['x-widget'];
  if (hint === 'color') return 'colour';
  if (hint && ['text', 'textarea', 'money', 'quantity', 'percent', 'lookup', 'tags', 'colour', 'switch'].includes(hint)) return hint as Widget;
  if (s.enum) return 'select';
  switch (typeOf(s)) {
    case 'boolean':
      return 'checkbox';
    case 'number':
    case 'integer':
      return 'number';
    case 'object':
      return 'fieldset';
    case 'array':
      return s.items && typeOf(s.items) === 'object' ? 'rows' : 'tags';
    default:
      if (s.format === 'date') return 'date';
      if (s.format === 'date-time') return 'datetime';
      return (s.maxLength ?? 0) > 250 && !s.format ? 'textarea' : 'text';
  }
}

/** Whether a field is shown, given what the fields beside it say. */
export function shown(s: Schema, beside: Values): boolean {
  return Object.entries(s['x-when'] ?? {}).every(([key, wanted]) => {
    const value = beside[key];
    return Array.isArray(wanted) ? wanted.some((w) => same(w, value)) : same(wanted, value);
  });
}

const same = (wanted: unknown, value: unknown) =>
  typeof wanted === 'boolean' ? wanted === !!value && value !== 'false' : String(wanted ?? '') === String(value ?? '');

/** The values a new record starts with. */
export function defaults(s: Schema): Values {
  const values: Values = {};
  for (const [key, part] of Object.entries(s.properties ?? {})) {
    if (part.default !== undefined) values[key] = structuredClone(part.default);
    else if (part.const !== undefined) values[key] = part.const;
    else if (widgetOf(part) === 'fieldset') {
      const inner = defaults(part);
      if (Object.keys(inner).length) values[key] = inner;
    } else if (typeOf(part) === 'array' && part.minItems && part.items && widgetOf(part) === 'rows') {
      values[key] = Array.from({ length: part.minItems }, () => defaults(part.items!));
    }
  }
  return values;
}

/** 'lines[2].quantity' → ['lines', 2, 'quantity']; also '/lines/2/quantity'. */
export function steps(path: string): (string | number)[] {
  return path
    .replace(/\[(\d+)\]/g, '.$1')
    .split(/[./]/)
    .filter(Boolean)
    .map((p) => (/^\d+$/.test(p) ? Number(p) : p));
}

/** The same place always written the same way: 'lines[2].quantity'. */
export const pathOf = (parts: readonly (string | number)[]): string =>
  parts.reduce<string>((path, p) => (typeof p === 'number' ? `${path}[${p}]` : path ? `${path}.${p}` : p), '');

export function read(values: unknown, path: string): unknown {
  return steps(path).reduce<unknown>((at, p) => (at as Record<string | number, unknown> | undefined)?.[p], values);
}

/** A copy of the values with one changed; undefined removes it. */
export function written<T>(values: T, path: string, value: unknown): T {
  const put = (at: unknown, parts: (string | number)[]): unknown => {
    const [first, ...rest] = parts;
    if (first === undefined) return value;
    const inner = put((at as Record<string | number, unknown> | undefined)?.[first], rest);
    if (typeof first === 'number') {
      const list = Array.isArray(at) ? [...(at as unknown[])] : [];
      list[first] = inner;
      return list;
    }
    const { [first]: _old, ...others } = (at ?? {}) as Values;
    return inner === undefined ? others : { ...(at as Values), [first]: inner };
  };
  return put(values, steps(path)) as T;
}
