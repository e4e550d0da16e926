import type { ViewContext } from '@console/core';
import type { Values } from '@console/form';
import { draftFrom, placeOf, valuesFrom } from './contact-schema.js';
import { ROLES, taxIdLabel, type Contact, type ContactDraft, type Role } from './crm.js';
import { ownText, type OwnField } from './own-fields.js';

/** A field two people changed: one of the values has to be chosen. */
export interface Conflict {
  /** Where the form has it. */
  path: string;
  label: string;
  /** In words, and as the form holds it. */
  mine: string;
  theirs: string;
  mineValue: unknown;
  theirsValue: unknown;
  chosen: 'mine' | 'theirs' | undefined;
}

/** What came of two people changing one contact. */
export interface Merge {
  theirs: Contact;
  /** What was typed here, and of what was not touched the newest. */
  values: Values;
  /** What only somebody else changed, in words. */
  taken: { label: string; value: string }[];
  conflicts: Conflict[];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Own fields stand beside the others, so that each is compared by itself. */
function flat(draft: Values): Values {
  const { custom, ...others } = draft;
  const values: Values = { ...others, tags: [...((others['tags'] as string[] | undefined) ?? [])].sort() };
  for (const [key, value] of Object.entries((custom as Values | undefined) ?? {})) values[`custom.${key}`] = value;
  return values;
}

function unflat(values: Values): Values {
  const draft: Values = { tags: [], roles: [] };
  const custom: Values = {};
  for (const [key, value] of Object.entries(values)) {
    if (key.startsWith('custom.')) custom[key.slice(7)] = value;
    else draft[key] = value;
  }
  return { ...draft, custom };
}

/** Compares what was read, what was typed here and what is stored now. */
export function mergeDrafts(ctx: ViewContext, own: readonly OwnField[], base: Contact, typed: Values, theirs: Contact): Merge {
  const before = flat(draftFrom(valuesFrom(base)));
  const mine = flat(draftFrom(typed));
  const now = flat(draftFrom(valuesFrom(theirs)));
  const merged: Values = {};
  const merge: Merge = { theirs, values: {}, taken: [], conflicts: [] };
  for (const key of new Set([...Object.keys(before), ...Object.keys(mine), ...Object.keys(now)])) {
    const touched = !same(mine[key], before[key]);
    const value = touched ? mine[key] : now[key];
    if (value !== undefined && value !== null) merged[key] = value;
    if (same(now[key], before[key]) || same(now[key], mine[key])) continue;
    const label = labelOf(ctx, own, key, theirs);
    const told = words(ctx, own, key, now[key]);
    if (touched) {
      merge.conflicts.push({ path: placeOf(key), label, mine: words(ctx, own, key, mine[key]), theirs: told, mineValue: held(key, mine[key]), theirsValue: held(key, now[key]), chosen: undefined });
    } else merge.taken.push({ label, value: told });
  }
  merge.values = valuesFrom(unflat(merged) as unknown as ContactDraft);
  return merge;
}

/** A value as the form holds it. */
const held = (key: string, value: unknown): unknown =>
  key === 'roles' ? Object.fromEntries(ROLES.map((role) => [role, ((value as Role[] | undefined) ?? []).includes(role)])) : (value ?? undefined);

function labelOf(ctx: ViewContext, own: readonly OwnField[], key: string, contact: Contact): string {
  if (key.startsWith('custom.')) return own.find((f) => `custom.${f.key}` === key)?.label ?? key.slice(7);
  return key === 'taxId' ? taxIdLabel(ctx, contact.country) : ctx.t(`contact.${key}`);
}

function words(ctx: ViewContext, own: readonly OwnField[], key: string, value: unknown): string {
  const field = own.find((f) => `custom.${f.key}` === key);
  if (field) return ownText(ctx, field, value as string | undefined) || '—';
  if (Array.isArray(value)) return value.map((v) => (key === 'roles' ? ctx.t(`role.${v}`) : String(v))).join(', ') || '—';
  if (value === undefined || value === null || value === '') return '—';
  if (key === 'status' || key === 'kind' || key === 'size') return ctx.t(`${key}.${value}`);
  if (key === 'country') return new Intl.DisplayNames(ctx.locale, { type: 'region' }).of(value as string) ?? String(value);
  return String(value);
}
