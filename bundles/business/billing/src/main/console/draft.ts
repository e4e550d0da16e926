import type { Row } from './lines.js';
import { plainTerms, type Agreed } from './totals.js';
import type { Correction, Customer, Invoice, Kind, Reference, Terms } from './types.js';

/** The customer as it is being written. `mode` says how: looked for, taken from a contact, or written out. */
export interface CustomerText {
  mode: 'pick' | 'contact' | 'typed';
  contactId: string;
  name: string;
  taxId: string;
  email: string;
  address: string;
  country: string;
}

/** What holds for all lines, as it is being written. */
export interface TermsText extends Agreed {
  readonly operationDate: string;
}

/** An invoice as it is being written; '' for what was left open. */
export interface DraftText {
  /** '' follows from the customer: with a tax id a complete invoice, else a simplified one. */
  kind: Kind | '';
  customer: CustomerText;
  /** '' is the usual one of the kind. */
  series: string;
  issueDate: string;
  dueDate: string;
  notes: string;
  terms: TermsText;
  correction: Correction | null;
  replaces: readonly Reference[];
  lines: readonly Omit<Row, 'key'>[];
}

export const nobody: CustomerText = { mode: 'pick', contactId: '', name: '', taxId: '', email: '', address: '', country: '' };

export const emptyTerms: TermsText = { ...plainTerms, operationDate: '' };

export const emptyDraft: DraftText = { kind: '', customer: nobody, series: '', issueDate: '', dueDate: '', notes: '', terms: emptyTerms, correction: null, replaces: [], lines: [] };

/** The kind that follows from the customer. */
export const usualKind = (customer: { readonly taxId: string | null }): Kind => (customer.taxId?.trim() ? 'INVOICE' : 'SIMPLIFIED');

/** What sort of document it will be. */
export const kindOf = (draft: DraftText): Kind => draft.kind || usualKind(draft.customer);

/** Whether a draft refers to earlier invoices. */
export const refers = (draft: DraftText): boolean => draft.correction !== null || draft.replaces.length > 0;

const none = (percent: string): string => (Number(percent) === 0 ? '' : percent);

function fromTerms(terms: Terms): TermsText {
  return { ...terms, discountPercent: none(terms.discountPercent), withholdingRate: none(terms.withholdingRate), operationDate: terms.operationDate ?? '' };
}

export function fromCustomer(customer: Customer): CustomerText {
  return {
    mode: customer.contactId ? 'contact' : 'typed',
    contactId: customer.contactId ?? '',
    name: customer.name,
    taxId: customer.taxId ?? '',
    email: customer.email ?? '',
    address: customer.address ?? '',
    country: customer.country ?? '',
  };
}

export function fromInvoice(invoice: Invoice): DraftText {
  return {
    kind: invoice.kind === usualKind(invoice.customer) && invoice.replaces.length === 0 ? '' : invoice.kind,
    customer: fromCustomer(invoice.customer),
    series: invoice.series,
    issueDate: invoice.issueDate ?? '',
    dueDate: invoice.dueDate ?? '',
    notes: invoice.notes ?? '',
    terms: fromTerms(invoice.terms),
    correction: invoice.correction ?? null,
    replaces: invoice.replaces,
    lines: invoice.lines.map(({ description, quantity, unitPrice, discountPercent, tax }) => ({ description, quantity, unitPrice, discountPercent: none(discountPercent), tax })),
  };
}

const orNull = (text: string): string | null => text.trim() || null;

/** What is sent: what was left open is null; lines that say nothing are not there. */
export function request(draft: DraftText, lines: readonly Omit<Row, 'key'>[]): object {
  const { customer, terms } = draft;
  return {
    kind: draft.kind || null,
    series: orNull(draft.series),
    issueDate: orNull(draft.issueDate),
    dueDate: orNull(draft.dueDate),
    notes: orNull(draft.notes),
    customer: {
      contactId: orNull(customer.contactId),
      name: orNull(customer.name),
      taxId: orNull(customer.taxId),
      email: orNull(customer.email),
      address: orNull(customer.address),
      country: orNull(customer.country),
    },
    terms: {
      pricesIncludeTax: terms.pricesIncludeTax,
      discountPercent: orNull(terms.discountPercent),
      surcharge: terms.surcharge,
      withholdingRate: orNull(terms.withholdingRate),
      operationDate: orNull(terms.operationDate),
    },
    correction: draft.correction,
    replaces: draft.replaces,
    lines: lines.map((line) => ({
      description: line.description.trim(),
      quantity: orNull(line.quantity),
      unitPrice: orNull(line.unitPrice),
      discountPercent: orNull(line.discountPercent),
      taxCode: line.tax?.code ?? null,
    })),
  };
}

interface Kept<T> {
  readonly at: string;
  readonly draft: T;
}

/** What was typed and not saved yet, kept in the tab so that a crash loses nothing. */
export class Shelf<T = DraftText> {
  private timer = 0;

  constructor(private readonly name: string) {}

  keep(draft: () => T): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      try {
        sessionStorage.setItem(this.name, JSON.stringify({ at: new Date().toISOString(), draft: draft() } satisfies Kept<T>));
      } catch {
        // a full or forbidden storage must not keep anybody from writing invoices
      }
    }, 300);
  }

  read(): Kept<T> | undefined {
    try {
      const text = sessionStorage.getItem(this.name);
      return text ? (JSON.parse(text) as Kept<T>) : undefined;
    } catch {
      return undefined;
    }
  }

  drop(): void {
    clearTimeout(this.timer);
    try {
      sessionStorage.removeItem(this.name);
    } catch {
      // see above
    }
  }
}
