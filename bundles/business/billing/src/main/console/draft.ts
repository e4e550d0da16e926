import type { Row } from './lines.js';
import type { Customer, Invoice } from './types.js';

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

/** An invoice as it is being written; '' for what was left open. */
export interface DraftText {
  customer: CustomerText;
  series: string;
  issueDate: string;
  dueDate: string;
  notes: string;
  lines: readonly Omit<Row, 'key'>[];
}

export const nobody: CustomerText = { mode: 'pick', contactId: '', name: '', taxId: '', email: '', address: '', country: '' };

export const emptyDraft: DraftText = { customer: nobody, series: '', issueDate: '', dueDate: '', notes: '', lines: [] };

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
    customer: fromCustomer(invoice.customer),
    series: invoice.series,
    issueDate: invoice.issueDate ?? '',
    dueDate: invoice.dueDate ?? '',
    notes: invoice.notes ?? '',
    lines: invoice.lines,
  };
}

const orNull = (text: string): string | null => text.trim() || null;

/** What is sent: what was left open is null; lines that say nothing are not there. */
export function request(draft: DraftText, lines: readonly Omit<Row, 'key'>[]): object {
  const { customer } = draft;
  return {
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
    lines: lines.map((line) => ({
      description: line.description.trim(),
      quantity: orNull(line.quantity),
      unitPrice: orNull(line.unitPrice),
      discountPercent: orNull(line.discountPercent),
      taxRate: orNull(line.taxRate),
    })),
  };
}

interface Kept {
  readonly at: string;
  readonly draft: DraftText;
}

/** What was typed and not saved yet, kept in the tab so that a crash loses nothing. */
export class Shelf {
  private timer = 0;

  constructor(private readonly name: string) {}

  keep(draft: () => DraftText): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      try {
        sessionStorage.setItem(this.name, JSON.stringify({ at: new Date().toISOString(), draft: draft() } satisfies Kept));
      } catch {
        // a full or forbidden storage must not keep anybody from writing invoices
      }
    }, 300);
  }

  read(): Kept | undefined {
    try {
      const text = sessionStorage.getItem(this.name);
      return text ? (JSON.parse(text) as Kept) : undefined;
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
