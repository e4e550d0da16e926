import type { ViewContext } from '@console/core';

/** An entry of the trail. */
export interface Entry {
  seq: number;
  id: string;
  at: string;
  requestId: string | null;
  actorKind: 'USER' | 'API_KEY' | 'DEVICE' | 'SYSTEM';
  actorName: string;
  action: string;
  title: string | null;
  recordType: string;
  recordId: string;
  details: string;
  hash: string;
}

export interface Verification {
  intact: boolean;
  entries: number;
  lastHash: string | null;
  fault: { seq: number; kind: string } | null;
}

export type Details = Record<string, unknown>;

export function details(entry: Entry): Details {
  try {
    const parsed: unknown = JSON.parse(entry.details);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Details) : {};
  } catch {
    return {};
  }
}

export const what = (entry: Entry): string => entry.title ?? entry.action;

/** By what a person knows the record: its number, its name, an address. */
export function which(entry: Entry): string {
  const known = details(entry);
  for (const key of ['number', 'name', 'email', 'code', 'plugin', 'subscriber', 'command']) {
    if (typeof known[key] === 'string' && known[key] !== '') return known[key];
  }
  return '';
}

export const ACTORS: Record<Entry['actorKind'], string> = { USER: 'user-round', API_KEY: 'key-round', DEVICE: 'cpu', SYSTEM: 'server-cog' };

/** Who did it, in words. */
export const who = (entry: Entry, ctx: ViewContext): string => (entry.actorKind === 'SYSTEM' ? ctx.t('actor.system') : entry.actorName);

/** A value of the details as people write it. */
export function written(value: unknown, ctx: ViewContext): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'boolean') return ctx.t(value ? 'value.yes' : 'value.no');
  if (typeof value === 'number') return ctx.number(value);
  if (Array.isArray(value)) return value.map((part) => written(part, ctx)).join(', ');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([key, part]) => `${label(key, ctx)}: ${written(part, ctx)}`)
      .join(' · ');
  }
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return ctx.dateTime(value);
  return String(value);
}

export function label(key: string, ctx: ViewContext): string {
  const words = ctx.t(`detail.${key}`);
  return words === `detail.${key}` ? key : words;
}

/** What was so before and is so now, where the entry says it: `role` with `formerRole`, or `before` with `after`. */
export function changes(known: Details): { key: string; before: unknown; after: unknown }[] {
  const { before, after } = known;
  if (isObject(before) && isObject(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map((key) => ({ key, before: before[key], after: after[key] }));
  }
  return Object.keys(known)
    .filter((key) => /^former[A-Z]/.test(key))
    .map((former) => {
      const key = former.charAt(6).toLowerCase() + former.slice(7);
      return { key, before: known[former], after: known[key] };
    });
}

const isObject = (value: unknown): value is Details => typeof value === 'object' && value !== null && !Array.isArray(value);
