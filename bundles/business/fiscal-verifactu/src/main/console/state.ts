import { html, icon, type TemplateResult, type Tone, type ViewContext } from '@console/core';
import type { ChainRecord, SubmissionState } from './types.js';

export const STATES: readonly SubmissionState[] = ['PENDING', 'SENT', 'ACCEPTED', 'ACCEPTED_WITH_ERRORS', 'REJECTED'];

const LOOKS: Record<SubmissionState, { tone: Tone; icon: string }> = {
  PENDING: { tone: 'plain', icon: 'clock' },
  SENT: { tone: 'info', icon: 'send' },
  ACCEPTED: { tone: 'ok', icon: 'circle-check' },
  ACCEPTED_WITH_ERRORS: { tone: 'warn', icon: 'triangle-alert' },
  REJECTED: { tone: 'bad', icon: 'circle-x' },
};

/** What the tax agency says of a record, in words. */
export const stateText = (ctx: ViewContext, record: ChainRecord): string => ctx.t(record.submission ? `state.${record.submission.state}` : 'state.NONE');

/** The same as a chip. */
export function stateBadge(ctx: ViewContext, record: ChainRecord): TemplateResult {
  const state = record.submission?.state;
  const look = state ? LOOKS[state] : { tone: 'plain' as const, icon: 'archive' };
  return html`<c-badge tone=${look.tone} pictured>${icon(look.icon, 14)}${stateText(ctx, record)}</c-badge>`;
}

/** What sort of document, or that it is a cancellation. */
export const kindText = (ctx: ViewContext, record: ChainRecord): string =>
  record.kind ? ctx.t(record.operation.correction ? 'record.kind.corrected' : 'record.kind.plain', { kind: record.kind }) : ctx.t(`record.type.${record.type}`);
