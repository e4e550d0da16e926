import type { Tone, ViewContext } from '@console/core';
import { ROLES, type Contact } from './crm.js';

/** What the resources for duplicates and merges say. */
export type Reason = 'TAX_ID' | 'EMAIL' | 'NAME' | 'PHONE' | 'SOUND' | 'PLACE';

export interface Member {
  contact: Contact;
  interactions: number;
  invoices: number;
  lastAt: string | null;
}

export interface Match {
  one: string;
  other: string;
  score: number;
  reasons: Reason[];
}

export interface Group {
  id: string;
  score: number;
  members: Member[];
  pairs: Match[];
}

export interface Similar {
  contact: Contact;
  score: number;
  reasons: Reason[];
}

export interface MergeEntry {
  id: string;
  winner: { id: string; name: string };
  loser: { id: string; name: string };
  at: string;
  by: string;
  undoneAt: string | null;
  undoneBy: string | null;
}

export interface UndoPreview {
  mergeId: string;
  winnerId: string;
  loserId: string;
  rows: number;
  changed: { contactId: string; field: string; now: string | null; before: string | null; taken: boolean }[];
}

export const likely = (score: number): 'sure' | 'probable' | 'possible' => (score >= 80 ? 'sure' : score >= 55 ? 'probable' : 'possible');
export const likelyTone: Record<ReturnType<typeof likely>, Tone> = { sure: 'bad', probable: 'warn', possible: 'info' };

/** The fields two contacts are compared by, in the order in which people read them. */
export const COMPARED = ['name', 'kind', 'taxId', 'email', 'phone', 'address', 'postalCode', 'city', 'country', 'status', 'sector', 'size', 'source', 'notes'] as const;

/** Whose value a field of the merged contact takes: that of one of them, or both. */
export type Pick = string;
export const BOTH = 'both';

/** The value of a field, also of an own one (`custom.key`), as it is stored; empty if there is none. */
export function valueOf(c: Contact, field: string): string {
  const own = field.startsWith('custom.') ? (c as unknown as { custom?: Record<string, string> }).custom?.[field.slice(7)] : undefined;
  const value = own ?? (c as unknown as Record<string, unknown>)[field];
  return value === null || value === undefined ? '' : String(value);
}

/** A value in words. */
export function wordsFor(ctx: ViewContext, field: string, value: string): string {
  if (!value) return '—';
  if (field === 'kind') return ctx.t(`kind.${value}`);
  if (field === 'status') return ctx.t(`status.${value}`);
  if (field === 'size') return ctx.t(`dup.size.${value}`);
  if (field === 'country') return new Intl.DisplayNames(ctx.locale, { type: 'region' }).of(value) ?? value;
  return value;
}

export function fieldLabel(ctx: ViewContext, field: string): string {
  if (field.startsWith('custom.')) return field.slice(7);
  return ctx.t(field === 'size' || field === 'source' ? `dup.${field}` : `contact.${field}`);
}

export const rolesOf = (ctx: ViewContext, roles: readonly string[]): string =>
  ROLES.filter((role) => roles.includes(role))
    .map((role) => ctx.t(`role.${role}`))
    .join(', ') || '—';

/** The fields in which two contacts differ. */
export function differing(a: Contact, b: Contact): string[] {
  const own = new Set([...Object.keys((a as unknown as { custom?: object }).custom ?? {}), ...Object.keys((b as unknown as { custom?: object }).custom ?? {})]);
  return [...COMPARED, ...[...own].sort().map((key) => `custom.${key}`)].filter((field) => valueOf(a, field) !== valueOf(b, field));
}
