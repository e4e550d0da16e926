/** What the server says of receivables; amounts are decimal texts. */
export interface Buckets {
  notDue: string;
  to30: string;
  to60: string;
  to90: string;
  beyond: string;
  credit: string;
  total: string;
}

export interface Debtor {
  customer: string;
  name: string;
  owes: Buckets;
}

export interface Ageing {
  on: string;
  currency: string;
  total: Buckets;
  customers: Debtor[];
}

export interface OpenItem {
  invoiceId: string;
  number: string;
  issueDate: string;
  customer: string;
  customerName: string;
  customerEmail: string | null;
  currency: string;
  part: number;
  parts: number;
  dueDate: string;
  amount: string;
  open: string;
  daysLate: number;
  reminderLevel: number;
  paused: boolean;
}

export interface Receipt {
  id: string;
  customer: string;
  customerName: string;
  date: string;
  method: string;
  currency: string;
  amount: string;
  allocated: string;
  refunded: string;
  unallocated: string;
  remark: string | null;
  allocations: { invoiceId: string; number: string; date: string; amount: string }[];
}

export interface Stretch {
  from: string;
  to: string;
  days: number;
  open: string;
  rate: string;
  interest: string;
  provisional: boolean;
}

export interface Statement {
  customer: string;
  name: string;
  email: string | null;
  currency: string;
  from: string;
  to: string;
  opening: string;
  movements: { date: string; kind: string; text: string | null; invoiceId: string | null; charge: string; credit: string; balance: string }[];
  closing: string;
  credit: string;
  open: { item: OpenItem; stretches: Stretch[]; interest: string }[];
  interest: string;
  compensation: string;
  due: string;
}

export interface Reminder {
  id: string;
  invoiceId: string;
  part: number;
  level: number;
  state: 'PROPOSED' | 'SENT' | 'DISMISSED' | 'WITHDRAWN';
  proposedOn: string;
  settledOn: string | null;
  customer: string;
  customerName: string;
  customerEmail: string | null;
  number: string;
  dueDate: string;
  currency: string;
  amount: string;
  subject: string;
  text: string;
}

export interface Found {
  key: string;
  name: string;
  taxId: string | null;
  email: string | null;
}

export interface Term {
  id: string;
  name: string;
  parts: { days: number; share: string }[];
  payDay: number | null;
  version: number;
}

export interface Plan {
  termId: string | null;
  payable: string;
  instalments: { part: number; dueDate: string; amount: string; open: string; reminderLevel: number }[];
}

export interface Rules {
  reminders: boolean;
  automatic: boolean;
  interest: 'NONE' | 'LEGAL' | 'OWN';
  ownRate: string | null;
  compensation: string | null;
}

export interface Level {
  daysLate: number;
  texts: { language: string; subject: string; text: string }[];
}

/** The page of a customer's account. */
export const statementPath = (customer: string): string => `receivables/statement?customer=${encodeURIComponent(customer)}`;
