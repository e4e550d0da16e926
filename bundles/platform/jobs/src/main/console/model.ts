import { html, type TemplateResult, type Tone, type ViewContext } from '@console/core';

export interface Run {
  id: string;
  node: string;
  startedAt: string;
  finishedAt: string;
  millis: number;
  result: 'OK' | 'FAILED' | 'LOST';
  error: string | null;
}

/** A piece of work that is done by itself. */
export interface Job {
  name: string;
  title: string;
  module: string;
  /** ISO 8601: `PT6H`. */
  every: string | null;
  available: boolean;
  nextRun: string | null;
  runningOn: string | null;
  lastRun: Run | null;
}

const TONES: Record<Run['result'], Tone> = { OK: 'ok', FAILED: 'bad', LOST: 'warn' };

export function badge(job: Job, ctx: ViewContext): TemplateResult {
  if (job.runningOn) return html`<c-badge tone="info">${ctx.t('state.running')}</c-badge>`;
  if (!job.available) return html`<c-badge tone="plain">${ctx.t('state.away')}</c-badge>`;
  if (!job.lastRun) return html`<c-badge tone="plain">${ctx.t('state.waiting')}</c-badge>`;
  return result(job.lastRun, ctx);
}

export const result = (run: Run, ctx: ViewContext): TemplateResult => html`<c-badge tone=${TONES[run.result]}>${ctx.t(`result.${run.result}`)}</c-badge>`;

/** «cada 6 horas». */
export function rhythm(every: string | null, ctx: ViewContext): string {
  const parts = every?.match(/^PT?(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?$/);
  if (!parts) return '—';
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((n) => Number(n ?? 0));
  const total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  const [count, unit] = total % 86_400 === 0 ? [total / 86_400, 'day'] : total % 3600 === 0 ? [total / 3600, 'hour'] : total % 60 === 0 ? [total / 60, 'minute'] : [total, 'second'];
  return ctx.t(`every.${unit}`, { count });
}

export const took = (millis: number, ctx: ViewContext): string =>
  millis < 1000 ? `${ctx.number(millis)} ms` : `${ctx.number(millis / 1000, { maximumFractionDigits: 1 })} s`;

/** Asks the server to do it now. */
export async function runNow(job: Job, ctx: ViewContext): Promise<void> {
  try {
    await ctx.api.post(`${job.name}/run`);
    ctx.toast(ctx.t('run.asked', { name: job.title }), 'info');
  } catch (e) {
    ctx.problem(e);
  }
}
