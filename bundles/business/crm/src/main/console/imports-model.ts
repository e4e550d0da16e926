import type { Tone, ViewContext } from '@console/core';

/** What the resources for imports say. */
export type ImportState = 'LOADING' | 'UPLOADED' | 'CHECKING' | 'CHECKED' | 'RUNNING' | 'DONE' | 'CANCELLED' | 'UNDOING' | 'UNDONE' | 'FAILED';
export type Verdict = 'NEW' | 'UPDATE' | 'SKIP' | 'DUPLICATE' | 'ERROR';
export type RowState = 'PENDING' | 'MADE' | 'CHANGED' | 'LEFT' | 'UNDONE' | 'KEPT';

export interface ContactImport {
  id: string;
  fileName: string;
  charset: string;
  separator: string;
  state: ImportState;
  header: string[];
  mapping: Record<string, string>;
  policy: 'SKIP' | 'FILL' | 'OVERWRITE';
  onDuplicate: 'SKIP' | 'CREATE';
  kind: 'COMPANY' | 'PERSON';
  role: string | null;
  tag: string | null;
  total: number;
  done: number;
  verdicts: Partial<Record<Verdict, number>>;
  results: Partial<Record<RowState, number>>;
  failure: string | null;
  createdAt: string;
  createdBy: string;
  finishedAt: string | null;
  undoneAt: string | null;
  purgedAt: string | null;
  version: number;
}

export interface ImportRow {
  line: number;
  cells: string[];
  verdict: Verdict | null;
  state: RowState;
  field: string | null;
  reason: string | null;
  contactId: string | null;
  duplicateOf: string | null;
}

export const VERDICTS: readonly Verdict[] = ['NEW', 'UPDATE', 'DUPLICATE', 'SKIP', 'ERROR'];

export const verdictTone: Record<Verdict, Tone> = { NEW: 'ok', UPDATE: 'info', DUPLICATE: 'warn', SKIP: 'plain', ERROR: 'bad' };
export const stateTone: Record<ImportState, Tone> = {
  LOADING: 'info',
  UPLOADED: 'plain',
  CHECKING: 'info',
  CHECKED: 'plain',
  RUNNING: 'info',
  DONE: 'ok',
  CANCELLED: 'warn',
  UNDOING: 'info',
  UNDONE: 'plain',
  FAILED: 'bad',
};

/** The fields a column may go to, in the order in which people look for them. */
export const FIELDS = ['name', 'surname', 'kind', 'taxId', 'email', 'phone', 'address', 'postalCode', 'city', 'country', 'roles', 'status', 'sector', 'size', 'source', 'tags', 'notes'] as const;

export function fieldName(ctx: ViewContext, field: string): string {
  if (field.startsWith('custom.')) return field.slice(7);
  if (field === 'surname') return ctx.t('imp.field.surname');
  if (field === 'size' || field === 'source') return ctx.t(`dup.${field}`);
  return ctx.t(`contact.${field}`);
}

export const busy = (state: ImportState): boolean => ['LOADING', 'CHECKING', 'RUNNING', 'UNDOING'].includes(state);

/** Which of the four steps an import is at. */
export const stepOf = (state: ImportState): number => (['LOADING', 'UPLOADED'].includes(state) ? 2 : ['CHECKING', 'CHECKED'].includes(state) ? 3 : 4);
