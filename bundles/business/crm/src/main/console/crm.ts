import type { Tone, ViewContext } from '@console/core';

/** What the CRM's resources say. */
export type Kind = 'PERSON' | 'COMPANY';
export type Role = 'CUSTOMER' | 'LEAD' | 'SUPPLIER' | 'STAFF';
export type Status = 'PROSPECT' | 'ACTIVE' | 'INACTIVE' | 'BLOCKED';
export type InteractionType = 'CALL' | 'EMAIL' | 'MEETING' | 'WHATSAPP' | 'TASK' | 'NOTE' | 'SALE' | 'PAYMENT';

export type Size = 'SMALL' | 'MEDIUM' | 'LARGE';

export interface ContactDraft {
  kind: Kind;
  roles: Role[];
  status: Status;
  name: string;
  taxId: string | null;
  email: string | null;
  phone: string | null;
  address: string | null;
  postalCode: string | null;
  city: string | null;
  country: string | null;
  sector: string | null;
  size: Size | null;
  source: string | null;
  notes: string | null;
  tags: string[];
  /** Values of the organisation's own fields by their keys. */
  custom: Record<string, string>;
}

export interface Contact extends ContactDraft {
  id: string;
  archivedAt: string | null;
  mergedInto: string | null;
  erasedAt: string | null;
  createdAt: string;
  updatedAt: string;
  version: number;
}

export interface InteractionDraft {
  type: InteractionType;
  title: string;
  description: string | null;
  at: string;
  minutes: number | null;
  participants: string | null;
  done: boolean;
  amount: string | null;
  currency: string | null;
  outcome?: string | null;
  assigneeId?: string | null;
  /** Ids of the contacts that take part. */
  people?: string[];
  opportunityId?: string | null;
  /** How long before it somebody is reminded. */
  remindMinutes?: number | null;
}

export interface Worker {
  id: string | null;
  name: string;
}

export interface Participant {
  contactId: string;
  name: string;
  answer: 'ACCEPTED' | 'DECLINED' | 'TENTATIVE' | null;
  answeredAt: string | null;
}

export interface Interaction extends Omit<InteractionDraft, 'assigneeId' | 'people'> {
  id: string;
  contactId: string;
  author: Worker | null;
  assignee: Worker | null;
  people: Participant[];
  remindAt: string | null;
  source: { module: string; recordId: string; documentId: string | null; path: string | null } | null;
  version: number;
}

export interface Activity {
  interaction: Interaction;
  contactName: string;
}

export interface Summary {
  accounts: { currency: string; invoiced: string; paid: string; balance: string }[];
  lastInteraction: Interaction | null;
  openInteractions: number;
}

export const KINDS: readonly Kind[] = ['COMPANY', 'PERSON'];
export const ROLES: readonly Role[] = ['CUSTOMER', 'LEAD', 'SUPPLIER', 'STAFF'];
export const SIZES: readonly Size[] = ['SMALL', 'MEDIUM', 'LARGE'];
export const STATUSES: readonly Status[] = ['PROSPECT', 'ACTIVE', 'INACTIVE', 'BLOCKED'];

/** What a person writes down; sales and payments come from the invoices. */
export const WRITTEN: readonly InteractionType[] = ['NOTE', 'CALL', 'EMAIL', 'WHATSAPP', 'MEETING', 'TASK'];

export const kindIcon = (kind: Kind): string => (kind === 'PERSON' ? 'user' : 'building-2');

export const statusTone: Record<Status, Tone> = { PROSPECT: 'info', ACTIVE: 'ok', INACTIVE: 'plain', BLOCKED: 'bad' };

export const typeIcon: Record<InteractionType, string> = {
  CALL: 'phone',
  EMAIL: 'mail',
  MEETING: 'calendar',
  WHATSAPP: 'message-circle',
  TASK: 'list-checks',
  NOTE: 'sticky-note',
  SALE: 'receipt',
  PAYMENT: 'banknote',
};

/** Still to be done, and its time is over. */
export const overdue = (i: Interaction): boolean => !i.done && new Date(i.at).getTime() < Date.now();

export function interactionTone(i: Interaction): Tone {
  if (!i.done) return overdue(i) ? 'warn' : 'info';
  return i.type === 'SALE' ? 'info' : i.type === 'PAYMENT' ? 'ok' : 'plain';
}

/** The page of the record an interaction mirrors. */
export function sourceHref(ctx: ViewContext, i: Interaction): string | undefined {
  if (i.source?.path) return ctx.href(`/${i.source.module}/${i.source.path}`);
  if (i.source?.module !== 'billing' || !ctx.may('billing.invoice.read')) return undefined;
  const invoice = i.source.documentId ?? (i.type === 'SALE' ? i.source.recordId : null);
  return invoice ? ctx.href(`/billing/invoices/${invoice}`) : undefined;
}

/** An interaction as it is sent when it is changed. */
export const draftOf = (i: Interaction): InteractionDraft => ({
  type: i.type,
  title: i.title,
  description: i.description,
  at: i.at,
  minutes: i.minutes,
  participants: i.participants,
  done: i.done,
  amount: i.amount,
  currency: i.currency,
  outcome: i.outcome ?? null,
  assigneeId: i.assignee?.id ?? null,
  people: i.people.map((p) => p.contactId),
  opportunityId: i.opportunityId ?? null,
  remindMinutes: i.remindMinutes ?? null,
});

/** It as it is sent when it is done or not any more; what was done before its time happened now. */
export const marked = (i: Interaction, done: boolean): InteractionDraft => ({
  ...draftOf(i),
  done,
  at: done && new Date(i.at).getTime() > Date.now() ? new Date().toISOString() : i.at,
});

export const etagOf = (record: { version: number }): string => `"${record.version}"`;

/** How an organisation's country calls the tax number of its people. */
export const taxIdLabel = (ctx: ViewContext, country: string | null = null): string =>
  ctx.t(`contact.taxId.${['ES', 'AR'].includes(country ?? ctx.country) ? (country ?? ctx.country) : 'other'}`);

/** Calls something once, when nothing more has come for a moment. */
export function calmly(work: () => void, wait = 300): () => void {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(work, wait);
  };
}

/** What the server tells of a record that was made, changed or removed. */
export interface Change {
  type: string;
  id: string;
  /** Whose interaction it is. */
  contact?: string;
}

/** Whether it is about a contact or what happens with it; with an id, about that one. */
export const concerns = (change: Change, contact?: string): boolean =>
  (change.type === 'crm.contact' && (!contact || change.id === contact)) || (change.type === 'crm.interaction' && (!contact || change.contact === contact));
