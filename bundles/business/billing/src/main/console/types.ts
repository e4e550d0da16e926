/** What the server says of invoices; amounts are decimal texts, dates `2026-11-20`. */
export interface Customer {
  contactId: string | null;
  name: string;
  taxId: string | null;
  email: string | null;
  address: string | null;
  country: string | null;
}

export interface Line {
  description: string;
  quantity: string;
  unitPrice: string;
  discountPercent: string;
  taxRate: string;
  amount: string;
}

export interface TaxGroup {
  rate: string;
  base: string;
  tax: string;
}

export interface Seal {
  regime: string;
  kind: string;
  generatedAt: string;
  hash: string | null;
  previousHash: string | null;
  chainPosition: number | null;
  qrUrl: string | null;
}

export interface Summary {
  id: string;
  status: 'DRAFT' | 'ISSUED';
  series: string;
  number: string | null;
  issueDate: string | null;
  dueDate: string | null;
  customer: Customer;
  currency: string;
  total: string;
  balance: string;
  payment: 'UNPAID' | 'PARTIAL' | 'PAID';
  createdAt: string;
  version: number;
}

export interface Invoice extends Summary {
  lines: Line[];
  taxes: TaxGroup[];
  base: string;
  taxTotal: string;
  paid: string;
  notes: string | null;
  fiscal: Seal | null;
  issuedAt: string | null;
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

/** The code of the series an organisation has without asking. */
export const DEFAULT_SERIES = 'FAC';

export const METHODS = ['cash', 'card', 'transfer', 'other'] as const;
