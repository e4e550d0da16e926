import { html, icon, type TemplateResult, type Tone, type ViewContext } from '@console/core';
import type { FiscalState, Invoice, Summary } from './types.js';

export type State = 'draft' | 'open' | 'partial' | 'paid' | 'overdue' | 'owed' | 'cancelled';

type Seen = Summary | Invoice;

const TONES: Record<State, Tone> = { draft: 'plain', open: 'info', partial: 'warn', paid: 'ok', overdue: 'bad', owed: 'info', cancelled: 'plain' };

/** The day by which what is open is to be paid: at once, if no other was agreed on. */
export const collectBy = (invoice: Seen): string | null => invoice.dueDate ?? invoice.issueDate;

/** How far an invoice has come, in one word; `owed` is what its customer is still to get back. */
export function stateOf(invoice: Seen, today: string): State {
  if (invoice.status === 'DRAFT') return 'draft';
  if (invoice.status === 'CANCELLED') return 'cancelled';
  if (invoice.payment === 'PAID') return 'paid';
  if (Number(invoice.balance) < 0) return 'owed';
  const by = collectBy(invoice);
  if (by && by < today) return 'overdue';
  return invoice.payment === 'PARTIAL' ? 'partial' : 'open';
}

export function stateBadge(ctx: ViewContext, invoice: Seen): TemplateResult {
  const state = stateOf(invoice, ctx.today());
  // what takes back is settled, not collected
  const word = state === 'paid' && Number(invoice.total) <= 0 ? 'settled' : state;
  return html`<c-badge tone=${TONES[state]}>${ctx.t(`state.${word}`)}</c-badge>`;
}

/** How what the authority knows is shown. */
export const FISCAL: Record<FiscalState, { readonly tone: Tone; readonly icon: string }> = {
  NOT_SENT: { tone: 'plain', icon: 'archive' },
  PENDING: { tone: 'info', icon: 'clock' },
  ACCEPTED: { tone: 'ok', icon: 'circle-check' },
  ACCEPTED_WITH_ERRORS: { tone: 'warn', icon: 'triangle-alert' },
  REJECTED: { tone: 'bad', icon: 'circle-x' },
  CANCELLED: { tone: 'plain', icon: 'circle-x' },
  CONTINGENCY: { tone: 'warn', icon: 'cloud-off' },
};

export const fiscalBadge = (ctx: ViewContext, state: FiscalState): TemplateResult =>
  html`<c-badge tone=${FISCAL[state].tone} pictured title=${ctx.t(`fiscal.${state}.text`)}>${icon(FISCAL[state].icon, 14)}${ctx.t(`fiscal.${state}`)}</c-badge>`;
