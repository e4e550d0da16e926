import { emptyDraft, fromInvoice, type DraftText } from './draft.js';
import { corrects, type Correction, type Invoice, type Reference } from './types.js';

/** What an invoice is begun with that follows from another one. It waits in the tab, so that a reload finds it again. */
const place = (name: string): string => `billing.begin.${name}`;

/** Keeps what is to be begun with; the name belongs into the address of the editor, `invoices/new?from=…`. */
export function begin(name: string, draft: DraftText): string {
  try {
    sessionStorage.setItem(place(name), JSON.stringify(draft));
  } catch {
    // a full or forbidden storage: the editor begins empty
  }
  return `invoices/new?from=${name}`;
}

/** What was to be begun with under a name. */
export function begun(name: string | null): DraftText | undefined {
  if (!name) return undefined;
  try {
    const text = sessionStorage.getItem(place(name));
    return text ? { ...emptyDraft, ...(JSON.parse(text) as DraftText) } : undefined;
  } catch {
    return undefined;
  }
}

export const reference = (invoice: Invoice): Reference => ({ invoiceId: invoice.id, number: invoice.number, issueDate: invoice.issueDate });

/** The same content as a new document, without its place in time. */
function anew(invoice: Invoice): DraftText {
  const draft = fromInvoice(invoice);
  return { ...draft, series: '', issueDate: '', dueDate: '', correction: null, replaces: [], terms: { ...draft.terms, operationDate: '' } };
}

/** Another invoice that says the same. */
export const duplicate = (invoice: Invoice): DraftText => (corrects(invoice.kind) ? { ...anew(invoice), kind: '' } : anew(invoice));

/** The complete invoice that takes the place of a simplified one (RD 1619/2012, article 7.4). */
export const complete = (ticket: Invoice, customer: DraftText['customer']): DraftText => ({ ...anew(ticket), kind: 'INVOICE', customer, notes: ticket.notes ?? '', replaces: [reference(ticket)] });

/** What is asked of a correction. */
export type Deed = 'credit' | 'debit' | 'substitute';

/**
 * An invoice that corrects another one.
 *
 * @param taken how much of each line is taken back, by its place; '' or nothing where none is
 */
export function correct(invoice: Invoice, deed: Deed, reason: Correction['reason'], taken: readonly string[]): DraftText {
  const draft = anew(invoice);
  const lines =
    deed === 'substitute'
      ? draft.lines
      : deed === 'debit'
        ? []
        : draft.lines.flatMap((line, i) => (taken[i] ? [{ ...line, quantity: opposite(taken[i]) }] : []));
  return {
    ...draft,
    kind: deed === 'debit' ? 'DEBIT_NOTE' : 'CREDIT_NOTE',
    notes: '',
    lines,
    correction: { method: deed === 'substitute' ? 'SUBSTITUTION' : 'DIFFERENCES', reason, invoices: [reference(invoice)], base: null, tax: null, surcharge: null },
  };
}

const opposite = (quantity: string): string => (quantity.startsWith('-') ? quantity.slice(1) : `-${quantity}`);
