import type { Tone, ViewContext } from '@console/core';

/** What the resources of pipelines and opportunities say. */
export type StageKind = 'OPEN' | 'WON' | 'LOST';
export type Alert = 'SOON' | 'TODAY' | 'OVERDUE';

export interface Stage {
  id: string;
  key: string;
  name: string;
  kind: StageKind;
  probability: number;
  idleDays: number | null;
}

export interface Pipeline {
  id: string;
  name: string;
  stages: Stage[];
  standard: boolean;
  archivedAt: string | null;
  version: number;
}

export interface Opportunity {
  id: string;
  contactId: string;
  contactName: string;
  pipelineId: string;
  stageId: string;
  kind: StageKind;
  title: string;
  description: string | null;
  value: string;
  currency: string;
  probability: number;
  expectedClose: string | null;
  owner: string | null;
  source: string | null;
  lostReason: string | null;
  closedOn: string | null;
  rank: number;
  movedAt: string;
  createdAt: string;
  updatedAt: string;
  version: number;
}

export interface Card {
  opportunity: Opportunity;
  alert: Alert | null;
  quietDays: number | null;
}

export interface Total {
  currency: string;
  count: number;
  value: string;
  weighted: string;
}

export interface Column {
  stageId: string;
  count: number;
  totals: Total[];
  cards: Card[];
}

export interface Board {
  pipeline: Pipeline;
  columns: Column[];
}

export interface Step {
  move: { from: string | null; to: string; kind: StageKind; at: string; by: string; value: string; probability: number; lostReason: string | null };
  fromName: string | null;
  toName: string;
}

export interface PipelineSettings {
  alertDays: number | null;
  lostReasons: string[];
}

export interface Colleague {
  id: string;
  name: string;
}

/** Somebody changed an opportunity or a pipeline. */
export interface DealChange {
  type: string;
  id: string;
  contact?: string;
  by?: string;
}

export const isDealChange = (change: DealChange): boolean => change.type === 'crm.opportunity' || change.type === 'crm.pipeline';

/** The colour of a stage: open ones go from cool to warm. */
export function stageTone(stage: Stage): string {
  if (stage.kind !== 'OPEN') return stage.kind === 'WON' ? 'ok' : 'bad';
  return stage.probability >= 60 ? 'accent' : stage.probability >= 30 ? 'warn' : 'info';
}

export const kindTone: Record<StageKind, Tone> = { OPEN: 'info', WON: 'ok', LOST: 'bad' };

const DAY = 86_400_000;

/** How many days from today a day is; negative if it went by. */
export const daysUntil = (ctx: ViewContext, day: string): number => Math.round((Date.parse(day) - Date.parse(ctx.today())) / DAY);

/** The colour of an expected close: past, near or far. */
export function closeTone(ctx: ViewContext, o: Opportunity): Tone {
  if (!o.expectedClose || o.kind !== 'OPEN') return 'plain';
  const days = daysUntil(ctx, o.expectedClose);
  return days < 0 ? 'bad' : days <= 7 ? 'warn' : 'plain';
}

/** «Cierra hoy», «Venció hace 3 días», «12 dic». */
export function closeText(ctx: ViewContext, o: Opportunity): string {
  if (o.closedOn) return ctx.date(o.closedOn, { day: 'numeric', month: 'short' });
  if (!o.expectedClose) return ctx.t('deal.noClose');
  const days = daysUntil(ctx, o.expectedClose);
  if (days === 0) return ctx.t('deal.closesToday');
  if (days === 1) return ctx.t('deal.closesTomorrow');
  if (days < 0) return ctx.t(days === -1 ? 'deal.overdue.one' : 'deal.overdue', { days: -days });
  return ctx.date(o.expectedClose, { day: 'numeric', month: 'short' });
}

/** Sums in words, the organisation's currency first; without cents, as a board has no room for them. */
export const totalText = (ctx: ViewContext, totals: readonly Total[], of: 'value' | 'weighted' = 'value'): string =>
  totals
    .filter((total, i) => i === 0 || total.count > 0)
    .map((total) => ctx.number(total[of], { style: 'currency', currency: total.currency, currencyDisplay: 'narrowSymbol', maximumFractionDigits: 0 }))
    .join(' + ');

/** The first letters of a name. */
export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word[0] ?? '')
    .join('')
    .toUpperCase();

/** Who works here, to show and to choose an owner from. */
export const colleagues = async (ctx: ViewContext): Promise<Colleague[]> => (await ctx.api.list<Colleague>('/api/v1/security/colleagues')).items;

export const etag = (record: { version: number }): string => `"${record.version}"`;

/** An opportunity as it is sent when it is changed. */
export const draftOf = (o: Opportunity): Record<string, unknown> => ({
  contactId: o.contactId,
  stageId: o.stageId,
  title: o.title,
  description: o.description,
  value: o.value,
  currency: o.currency,
  probability: o.probability,
  expectedClose: o.expectedClose,
  owner: o.owner,
  source: o.source,
});
