import type { Customer, Line, Tax, TaxGroup, Terms } from '../types.js';

/** What the server says of quotes, orders, delivery notes and pro forma invoices. */
export const KINDS = ['QUOTE', 'ORDER', 'DELIVERY_NOTE', 'PROFORMA'] as const;
export type DocumentKind = (typeof KINDS)[number];

export const STATES = ['DRAFT', 'OPEN', 'ACCEPTED', 'PARTIAL', 'EXPIRED', 'REJECTED', 'CLOSED', 'CANCELLED'] as const;
export type DocumentState = (typeof STATES)[number];

export const TARGETS = ['ORDER', 'DELIVERY_NOTE', 'PROFORMA', 'INVOICE'] as const;
export type Target = (typeof TARGETS)[number];

export interface DocumentSummary {
  id: string;
  kind: DocumentKind;
  state: DocumentState;
  series: string;
  number: string | null;
  date: string | null;
  validUntil: string | null;
  deliveryDate: string | null;
  customer: Customer;
  currency: string;
  total: string;
  createdAt: string;
  version: number;
}

export interface DocumentLine extends Line {
  id: string;
  tax: Tax;
  converted: string;
  open: string;
}

export interface SalesDocument extends DocumentSummary {
  terms: Terms;
  lines: DocumentLine[];
  taxes: TaxGroup[];
  base: string;
  taxTotal: string;
  surchargeTotal: string;
  withheld: string;
  payable: string;
  notes: string | null;
  openedAt: string | null;
}

export interface Converted {
  target: Target;
  id: string;
}

/** A document or an invoice of a chain. */
export interface Step {
  id: string;
  kind: string;
  invoice: boolean;
  number: string | null;
  date: string | null;
  state: string;
  total: string;
  currency: string;
}

/** What a document came from and what became of it. */
export interface Chain {
  steps: Step[];
  links: { from: string; to: string; lineId: string; quantity: string; counts: boolean }[];
}

/** Of what came from nothing and became nothing yet. */
export const alone: Chain = { steps: [], links: [] };

/** What may be made of a document of each kind, the usual first. */
export const BECOMES: Record<DocumentKind, readonly Target[]> = {
  QUOTE: ['ORDER', 'DELIVERY_NOTE', 'INVOICE', 'PROFORMA'],
  ORDER: ['DELIVERY_NOTE', 'INVOICE'],
  DELIVERY_NOTE: ['INVOICE'],
  PROFORMA: ['INVOICE'],
};

/** Whether something may be made of a document now. */
export const isLive = (document: { readonly state: DocumentState }): boolean => ['OPEN', 'ACCEPTED', 'PARTIAL'].includes(document.state);

/** Whether it may be rewritten: nothing was made of it, and nothing was settled. */
export const isWritable = (document: { readonly state: DocumentState }): boolean => ['DRAFT', 'OPEN', 'ACCEPTED', 'EXPIRED'].includes(document.state);

/** Where a thing a document became is shown. */
export const pathOf = (made: Converted): string => `${made.target === 'INVOICE' ? 'invoices' : 'documents'}/${made.id}`;
