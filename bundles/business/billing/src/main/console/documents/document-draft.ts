import { emptyDraft, emptyTerms, fromCustomer, nobody, request, type CustomerText, type TermsText } from '../draft.js';
import type { Row } from '../lines.js';
import type { DocumentKind, SalesDocument } from './types.js';

/** A document as it is being written; '' for what was left open. */
export interface DocumentText {
  kind: DocumentKind;
  customer: CustomerText;
  /** '' is the usual one of the kind. */
  series: string;
  date: string;
  validUntil: string;
  deliveryDate: string;
  notes: string;
  terms: TermsText;
  lines: readonly Omit<Row, 'key'>[];
}

export const emptyDocument = (kind: DocumentKind): DocumentText => ({ kind, customer: nobody, series: '', date: '', validUntil: '', deliveryDate: '', notes: '', terms: emptyTerms, lines: [] });

const none = (percent: string): string => (Number(percent) === 0 ? '' : percent);

export function fromDocument(document: SalesDocument): DocumentText {
  const { terms } = document;
  return {
    kind: document.kind,
    customer: fromCustomer(document.customer),
    series: document.series,
    date: document.date ?? '',
    validUntil: document.validUntil ?? '',
    deliveryDate: document.deliveryDate ?? '',
    notes: document.notes ?? '',
    terms: { ...terms, discountPercent: none(terms.discountPercent), withholdingRate: none(terms.withholdingRate), operationDate: '' },
    lines: document.lines.map(({ description, quantity, unitPrice, discountPercent, tax }) => ({ description, quantity, unitPrice, discountPercent: none(discountPercent), tax })),
  };
}

const orNull = (text: string): string | null => text || null;

export const delivers = (kind: DocumentKind): boolean => kind === 'ORDER' || kind === 'DELIVERY_NOTE';

/** What is sent: as an invoice says it, with the dates of a document and the ids of the lines that were there before. */
export function documentRequest(text: DocumentText, lines: readonly Omit<Row, 'key'>[], ids: readonly (string | undefined)[]): object {
  const said = request({ ...emptyDraft, series: text.series, customer: text.customer, terms: text.terms, notes: text.notes }, lines) as {
    series: unknown;
    customer: unknown;
    terms: unknown;
    notes: unknown;
    lines: object[];
  };
  return {
    kind: text.kind,
    series: said.series,
    date: orNull(text.date),
    validUntil: text.kind === 'QUOTE' ? orNull(text.validUntil) : null,
    deliveryDate: delivers(text.kind) ? orNull(text.deliveryDate) : null,
    customer: said.customer,
    terms: said.terms,
    notes: said.notes,
    lines: said.lines.map((line, i) => ({ id: ids[i] ?? null, ...line })),
  };
}
