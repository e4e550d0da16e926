import type { Tone } from '@console/core';

/** What the resources of customer health say. */
export type Grade = 'EXCELLENT' | 'GOOD' | 'ATTENTION' | 'DANGER' | 'UNKNOWN';
export type Level = 'LOW' | 'MEDIUM' | 'HIGH';

export interface RiskyCustomer {
  contactId: string;
  name: string;
  grade: Grade;
  overdue: string;
  currency: string;
  overdueDays: number;
  defaultRisk: Level;
  churnScore: number | null;
}

export interface Risks {
  danger: number;
  attention: number;
  customers: RiskyCustomer[];
}

export interface HealthSettings {
  inactiveAfterDays: number;
  filledAt: string | null;
}

export interface Rebuilt {
  events: number;
  invoices: number;
  changed: number;
  customers: number;
}

export interface Accuracy {
  meanErrorDays: string;
  withinWeekPercent: number;
}

/** How well payments are foretold. */
export interface Quality {
  basis: 'NONE' | 'DUE_DATE' | 'HISTORY';
  paidInvoices: number;
  needed: number;
  usualDelayDays: number | null;
  testedOn: string | null;
  testedFrom: string | null;
  trained: number;
  tested: number;
  history: Accuracy | null;
  dueDate: Accuracy | null;
}

export const gradeTone: Record<Grade, Tone> = { EXCELLENT: 'ok', GOOD: 'ok', ATTENTION: 'warn', DANGER: 'bad', UNKNOWN: 'plain' };

/** The figures that are explained, in the order they are read; each has `guide.<figure>` and `guide.<figure>.text`. */
export const figures = ['grade', 'defaultRisk', 'churnScore', 'daysToPay', 'onTimePercent', 'frequencyDays', 'nextInvoice', 'growth', 'top', 'lifetimeValue', 'status'] as const;
