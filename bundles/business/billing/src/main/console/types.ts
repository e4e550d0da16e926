/** What the server says of invoices; amounts are decimal texts, dates `2026-11-20`. */
export interface Customer {
  contactId: string | null;
  name: string;
  taxId: string | null;
  email: string | null;
  address: string | null;
  country: string | null;
}

/** What sort of document an invoice is. */
export type Kind = 'INVOICE' | 'SIMPLIFIED' | 'CREDIT_NOTE' | 'DEBIT_NOTE';

export const corrects = (kind: Kind): boolean => kind === 'CREDIT_NOTE' || kind === 'DEBIT_NOTE';

export type Treatment = 'TAXED' | 'REVERSE_CHARGE' | 'EXEMPT' | 'NOT_SUBJECT' | 'NOT_SUBJECT_BY_PLACE';

/** A tax as a line bears it. */
export interface Tax {
  code: string;
  system: string;
  treatment: Treatment;
  cause: string | null;
  scheme: string | null;
  rate: string;
  surchargeRate: string | null;
}

/** A tax of the list of those in force. */
export interface ListedTax extends Tax {
  nameEs: string;
  nameEn: string;
  legalText: string | null;
  own: boolean;
}

export interface Line {
  description: string;
  quantity: string;
  unitPrice: string;
  discountPercent: string;
  taxRate: string;
  amount: string;
  tax: Tax;
}

export interface TaxGroup {
  rate: string;
  base: string;
  tax: string;
  surcharge: string;
  kind: Tax;
}

/** What holds for all lines. */
export interface Terms {
  pricesIncludeTax: boolean;
  discountPercent: string;
  surcharge: boolean;
  withholdingRate: string;
  operationDate: string | null;
}

/** An earlier invoice: of the organisation's own if it has an id. */
export interface Reference {
  invoiceId: string | null;
  number: string | null;
  issueDate: string | null;
}

export const REASONS = ['RETURN', 'INSOLVENCY', 'BAD_DEBT', 'OTHER'] as const;

/** What a credit or debit note corrects. */
export interface Correction {
  method: 'SUBSTITUTION' | 'DIFFERENCES';
  reason: (typeof REASONS)[number];
  invoices: readonly Reference[];
  base: string | null;
  tax: string | null;
  surcharge: string | null;
}

/** What the authority knows of an issued invoice. */
export const FISCAL_STATES = ['PENDING', 'ACCEPTED', 'ACCEPTED_WITH_ERRORS', 'REJECTED', 'CANCELLED', 'CONTINGENCY', 'NOT_SENT'] as const;
export type FiscalState = (typeof FISCAL_STATES)[number];

export interface Seal {
  regime: string;
  kind: string;
  generatedAt: string;
  hash: string | null;
  previousHash: string | null;
  chainPosition: number | null;
  qrUrl: string | null;
  legend: string | null;
  state: FiscalState;
}

export interface Summary {
  id: string;
  status: 'DRAFT' | 'ISSUED' | 'CANCELLED';
  kind: Kind;
  series: string;
  number: string | null;
  issueDate: string | null;
  dueDate: string | null;
  customer: Customer;
  currency: string;
  total: string;
  balance: string;
  payment: 'UNPAID' | 'PARTIAL' | 'PAID';
  fiscalState: FiscalState | null;
  createdAt: string;
  version: number;
}

export interface Invoice extends Omit<Summary, 'fiscalState'> {
  terms: Terms;
  lines: Line[];
  taxes: TaxGroup[];
  base: string;
  taxTotal: string;
  surchargeTotal: string;
  withheld: string;
  payable: string;
  paid: string;
  notes: string | null;
  correction: Correction | null;
  replaces: readonly Reference[];
  fiscal: Seal | null;
  issuedAt: string | null;
}

/** A later invoice that corrects another one or takes its place. */
export interface Related {
  id: string;
  kind: Kind;
  status: Summary['status'];
  number: string | null;
  issueDate: string | null;
  method: Correction['method'] | null;
  total: string;
  currency: string;
}

export interface Payment {
  id: string;
  date: string;
  method: string;
  amount: string;
  balance: string;
  registeredAt: string;
}

export interface Series {
  id: string;
  kind: string;
  code: string;
  pattern: string;
  digits: number;
  yearly: boolean;
  lastNumber: string | null;
}

export interface Item {
  id: string;
  code: string;
  name: string;
  kind: 'PRODUCT' | 'SERVICE';
  unit: string | null;
  unitPrice: string;
  taxRate: string;
  active: boolean;
  version: number;
}

export interface Month {
  month: string;
  invoices: number;
  invoiced: string;
  collected: string;
}

export interface Figures {
  currency: string;
  months: Month[];
  pending: { invoices: number; amount: string };
  overdue: { invoices: number; amount: string };
  drafts: number;
}

export const METHODS = ['cash', 'card', 'transfer', 'other'] as const;

/** The kinds of series, each with the code of the one an organisation has without asking. */
export const DEFAULT_SERIES = { INVOICE: 'FAC', SIMPLIFIED: 'TIC', CORRECTION: 'REC', QUOTE: 'PRE', ORDER: 'PED', DELIVERY_NOTE: 'ALB', PROFORMA: 'PRO' } as const;
export type SeriesKind = keyof typeof DEFAULT_SERIES;

/** What a document of this kind is numbered in. */
export const seriesKind = (kind: Kind): SeriesKind => (kind === 'INVOICE' || kind === 'SIMPLIFIED' ? kind : 'CORRECTION');
