import type { Tone, ViewContext } from '@console/core';
import type { Contact, Interaction, InteractionType } from '../crm.js';

/** What `contacts/{id}/file` says: the whole customer at once. What the caller may not see is null. */
export interface CustomerFile {
  contact: Contact;
  people: Person[] | null;
  health: Health | null;
  /** What was invoiced in the last twelve months, the oldest first; empty without invoices. */
  months: { month: string; invoiced: string }[] | null;
  /** What was invoiced and paid in other currencies. */
  otherCurrencies: Account[] | null;
  opportunities: Deal[] | null;
  timeline: { items: Interaction[]; next: string | null } | null;
  planned: Interaction[] | null;
  lastInteraction: Interaction | null;
  recommendations: Recommendation[] | null;
}

export interface Account {
  currency: string;
  invoiced: string;
  paid: string;
  balance: string;
}

export interface Person {
  id: string;
  name: string;
  jobTitle: string | null;
  duty: string | null;
  email: string | null;
  phone: string | null;
  main: boolean;
  authorisesPayments: boolean;
}

export type Level = 'LOW' | 'MEDIUM' | 'HIGH';
export type Grade = 'EXCELLENT' | 'GOOD' | 'ATTENTION' | 'DANGER' | 'UNKNOWN';

export interface Health {
  currency: string;
  grade: Grade;
  invoices: number;
  lifetimeValue: string;
  meanInvoice: string | null;
  paid: string;
  balance: string;
  overdue: string;
  unpaidInvoices: number;
  overdueDays: number;
  firstInvoice: string | null;
  lastInvoice: string | null;
  lastPayment: string | null;
  daysToPay: number | null;
  onTimePercent: number | null;
  frequencyDays: number | null;
  nextInvoice: string | null;
  defaultRisk: Level;
  churnScore: number | null;
  growth: Level;
  top: boolean;
}

export interface Deal {
  id: string;
  title: string;
  stage: string;
  value: string;
  currency: string;
  probability: number;
  expectedClose: string | null;
}

export type Priority = 'ALERT' | 'OPPORTUNITY' | 'ADVICE';

export interface Recommendation {
  contactId: string;
  contactName: string;
  rule: string;
  subject: string | null;
  priority: Priority;
  title: string;
  reason: string;
  /** Plan something, or open a page. */
  action: { type: InteractionType; inDays: number } | { path: string };
  plannedFor: string | null;
}

/** Why a figure of the health is what it is. */
export interface Explanation {
  figure: string;
  value: string;
  reasons: string[];
}

export const gradeTone: Record<Grade, Tone> = { EXCELLENT: 'ok', GOOD: 'ok', ATTENTION: 'warn', DANGER: 'bad', UNKNOWN: 'plain' };
export const riskTone: Record<Level, Tone> = { LOW: 'ok', MEDIUM: 'warn', HIGH: 'bad' };
export const priorityTone: Record<Priority, Tone> = { ALERT: 'bad', OPPORTUNITY: 'info', ADVICE: 'plain' };
export const priorityIcon: Record<Priority, string> = { ALERT: 'triangle-alert', OPPORTUNITY: 'trending-up', ADVICE: 'sparkles' };

/** The risk of losing a customer, in a word. */
export const churnLevel = (score: number): Level => (score >= 67 ? 'HIGH' : score >= 34 ? 'MEDIUM' : 'LOW');

/** «15/06/2024». */
export const day = (ctx: ViewContext, date: string): string => ctx.date(date, { day: '2-digit', month: '2-digit', year: 'numeric' });

/** How long ago a day was, in years and months: «1 año y 6 meses»; days within the first month. */
export function since(ctx: ViewContext, from: string, to: string = ctx.today()): string {
  const [y1, m1, d1] = from.split('-').map(Number) as [number, number, number];
  const [y2, m2, d2] = to.split('-').map(Number) as [number, number, number];
  const months = Math.max(0, (y2 - y1) * 12 + m2 - m1 - (d2 < d1 ? 1 : 0));
  const unit = (value: number, name: 'year' | 'month' | 'day') => new Intl.NumberFormat(ctx.locale, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);
  if (months === 0) return unit(Math.max(0, Math.round((Date.UTC(y2, m2 - 1, d2) - Date.UTC(y1, m1 - 1, d1)) / 86_400_000)), 'day');
  const parts = [...(months >= 12 ? [unit(Math.floor(months / 12), 'year')] : []), ...(months % 12 ? [unit(months % 12, 'month')] : [])];
  return new Intl.ListFormat(ctx.locale, { type: 'conjunction' }).format(parts);
}

/** «cada 2 semanas», «cada mes», «cada 10 días». */
export function frequency(ctx: ViewContext, days: number): string {
  const [unit, size] = days >= 350 && days <= 380 ? (['year', 365] as const) : days >= 28 && days % 30 <= 3 ? (['month', 30] as const) : days >= 7 && days % 7 === 0 ? (['week', 7] as const) : (['day', 1] as const);
  const count = Math.max(1, Math.round(days / size));
  if (count === 1) return ctx.t(`file.every.${unit}`);
  return ctx.t('file.every', { period: new Intl.NumberFormat(ctx.locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count) });
}

/** A phone number as a link dials it. */
export const dialled = (phone: string): string => phone.replace(/(?!^\+)[^\d]/g, '');

/** Number and country of a phone, as WhatsApp wants them; null if the country is not in it. */
export const whatsapp = (phone: string | null): string | null => (phone && /^\s*\+/.test(phone) ? `https://wa.me/${dialled(phone.trim()).slice(1)}` : null);
