import type { Page, TemplateResult } from '../core.js';

/** One column of a grid. */
export interface Column<R> {
  readonly key: string;
  readonly label: string;
  /** Pixels; without it the column shares what is left, by `grow` (1). */
  readonly width?: number;
  readonly grow?: number;
  readonly align?: 'start' | 'end' | 'center';
  /** The field the server sorts by; without it the column does not sort. */
  readonly sort?: string | false;
  /** What the cell shows; the value under the key if absent. */
  readonly render?: (row: R) => TemplateResult | string | number | symbol | undefined | null;
  /** What the CSV holds; the value under the key if absent. */
  readonly csv?: (row: R) => string | number | undefined | null;
  /** Not shown until the person chooses so. */
  readonly hidden?: boolean;
  /** The part of the card on a phone; what has none is not on it. */
  readonly phone?: 'title' | 'sub' | 'end' | 'hide';
}

/** What a grid asks of its source; `Api.list` takes it as it is and sends the filters as parameters of their own names. */
export type Query = {
  readonly cursor?: string;
  readonly limit: number;
  /** A field, with `-` before it for descending. */
  readonly sort?: string;
  readonly search?: string;
  readonly filters: Readonly<Record<string, string>>;
};

export type Source<R> = (query: Query, signal: AbortSignal) => Promise<Page<R>>;

export interface Filter {
  readonly key: string;
  readonly label: string;
  /** `period` is a range of days in two parameters, `from` and `to` unless named otherwise. */
  readonly type: 'select' | 'boolean' | 'text' | 'date' | 'period';
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly from?: string;
  readonly to?: string;
}

/** What is looked at: it lives in the address of the page. */
export interface Look {
  readonly search: string;
  readonly sort: string;
  readonly filters: Readonly<Record<string, string>>;
}

/** A look with a name, offered by the screen or saved by a person. */
export interface View extends Partial<Look> {
  readonly name: string;
}

/** What a person decided about a grid. */
export interface Choices {
  readonly views?: readonly View[];
  readonly shown?: Readonly<Record<string, boolean>>;
}

export const nothingAsked: Look = { search: '', sort: '', filters: {} };

export const asked = (look: Look): boolean => !!look.search || Object.keys(look.filters).length > 0;

export const sameLook = (a: Look, b: Partial<Look>): boolean =>
  a.search === (b.search ?? '') && a.sort === (b.sort ?? '') && JSON.stringify(Object.entries(a.filters).sort()) === JSON.stringify(Object.entries(b.filters ?? {}).sort());

/** What a cell shows when the column does not say. */
export const plain = (row: unknown, key: string): string => {
  const value = key.split('.').reduce<unknown>((at, k) => (at as Record<string, unknown> | null | undefined)?.[k], row);
  return value === undefined || value === null ? '' : String(value);
};
