import { html, type TemplateResult, type Tone, type ViewContext } from '@console/core';
import type { DocumentKind, DocumentState, Target } from './types.js';

const TONES: Record<DocumentState, Tone> = { DRAFT: 'plain', OPEN: 'info', ACCEPTED: 'ok', PARTIAL: 'warn', EXPIRED: 'bad', REJECTED: 'bad', CLOSED: 'ok', CANCELLED: 'plain' };

const ICONS: Record<Target | DocumentKind, string> = { QUOTE: 'file-text', ORDER: 'clipboard-list', DELIVERY_NOTE: 'truck', PROFORMA: 'receipt', INVOICE: 'receipt-text' };

/** How far a document has come. */
export const documentBadge = (ctx: ViewContext, state: DocumentState): TemplateResult => html`<c-badge tone=${TONES[state]}>${ctx.t(`document.state.${state}`)}</c-badge>`;

/** The picture of a kind of document; of invoices of any kind the same. */
export const kindIcon = (kind: string): string => ICONS[kind as Target] ?? 'receipt-text';
