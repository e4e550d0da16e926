import { html, type TemplateResult, type Tone, type ViewContext } from '@console/core';
import type { Summary } from './types.js';

export type State = 'draft' | 'open' | 'partial' | 'paid' | 'overdue';

const TONES: Record<State, Tone> = { draft: 'plain', open: 'info', partial: 'warn', paid: 'ok', overdue: 'bad' };

/** The day by which what is open is to be paid: at once, if no other was agreed on. */
export const collectBy = (invoice: Summary): string | null => invoice.dueDate ?? invoice.issueDate;

/** How far an invoice has come, in one word. */
export function stateOf(invoice: Summary, today: string): State {
  if (invoice.status === 'DRAFT') return 'draft';
  if (invoice.payment === 'PAID') return 'paid';
  const by = collectBy(invoice);
  if (by && by < today) return 'overdue';
  return invoice.payment === 'PARTIAL' ? 'partial' : 'open';
}

export function stateBadge(ctx: ViewContext, invoice: Summary): TemplateResult {
  const state = stateOf(invoice, ctx.today());
  return html`<c-badge tone=${TONES[state]}>${ctx.t(`state.${state}`)}</c-badge>`;
}
