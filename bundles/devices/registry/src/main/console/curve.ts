import type { ViewContext } from '@console/core';
import { TELEMETRY } from './model.js';

export type Period = 'hour' | 'day' | 'week' | 'month';

/** How far back, and in spans of how many seconds the server sums up: about 250 points each. */
const PERIODS: Record<Period, { span: number; every: number }> = {
  hour: { span: 3600, every: 15 },
  day: { span: 86_400, every: 360 },
  week: { span: 604_800, every: 2400 },
  month: { span: 2_592_000, every: 10_800 },
};

interface Bucket {
  readonly from: string;
  readonly count: number;
  readonly min: string | number;
  readonly avg: string | number;
  readonly max: string | number;
}

interface Span {
  count: number;
  sum: number;
  min: number;
  max: number;
}

/**
 * The curve of one metric over a period that ends now: history summed up by the server, and live values added to it.
 * A device that speaks seldom gets wider spans, so that its curve is a line; where it said nothing there is a gap.
 */
export class Curve {
  private readonly spans = new Map<number, Span>();
  private width: number;

  private constructor(
    readonly period: Period,
    buckets: readonly Bucket[],
  ) {
    const every = PERIODS[period].every * 1000;
    const starts = buckets.map((b) => Date.parse(b.from));
    const gaps = starts.slice(1).map((at, i) => (at - (starts[i] as number)) / every);
    const usual = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 1;
    this.width = every * (usual > 1 ? Math.min(Math.ceil(usual * 1.25), 120) : 1);
    for (const [i, b] of buckets.entries()) {
      this.put(starts[i] as number, { count: b.count, sum: Number(b.avg) * b.count, min: Number(b.min), max: Number(b.max) });
    }
  }

  static async load(ctx: ViewContext, device: string, metric: string, period: Period, signal?: AbortSignal): Promise<Curve> {
    const { span, every } = PERIODS[period];
    const from = new Date(Date.now() - span * 1000).toISOString();
    const { spans } = await ctx.api.get<{ spans: Bucket[] }>(`${TELEMETRY}/devices/${device}/history`, { metric, from, every: `PT${every}S` }, signal);
    return new Curve(period, spans);
  }

  add(value: number, at: string): void {
    this.put(Date.parse(at), { count: 1, sum: value, min: value, max: value });
  }

  get empty(): boolean {
    return this.spans.size === 0;
  }

  /** The times along the axis, and for each the mean, the least and the greatest value; null where there is none. */
  points(ctx: ViewContext): { labels: string[]; mean: (number | null)[]; min: (number | null)[]; max: (number | null)[] } {
    const now = this.start(Date.now());
    const oldest = this.start(Date.now() - PERIODS[this.period].span * 1000);
    const starts = [...this.spans.keys()].filter((at) => at >= oldest);
    const labels: string[] = [];
    const mean: (number | null)[] = [];
    const min: (number | null)[] = [];
    const max: (number | null)[] = [];
    const first = starts.length > 0 ? Math.min(...starts) : now;
    for (let at = first; at <= now; at += this.width) {
      const s = this.spans.get(at);
      labels.push(this.label(ctx, at));
      // the span that has only just begun is no gap
      if (!s && at === now) {
        labels.pop();
        break;
      }
      mean.push(s ? s.sum / s.count : null);
      min.push(s ? s.min : null);
      max.push(s ? s.max : null);
    }
    return { labels, mean, min, max };
  }

  private label(ctx: ViewContext, at: number): string {
    if (this.period === 'hour' || this.period === 'day') return ctx.time(at);
    return ctx.date(at, { weekday: 'short', day: 'numeric', month: 'short', ...(this.period === 'week' && { hour: '2-digit', minute: '2-digit' }) });
  }

  private start(at: number): number {
    return Math.floor(at / this.width) * this.width;
  }

  private put(at: number, s: Span): void {
    const key = this.start(at);
    const there = this.spans.get(key);
    if (!there) this.spans.set(key, { ...s });
    else {
      there.count += s.count;
      there.sum += s.sum;
      there.min = Math.min(there.min, s.min);
      there.max = Math.max(there.max, s.max);
    }
  }
}
