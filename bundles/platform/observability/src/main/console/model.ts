import type { ViewContext } from '@console/core';

/** Something the server looks at before it says that it is ready. */
export interface Check {
  name: string;
  problems: string[];
}

export interface System {
  version: string;
  java: string;
  operatingSystem: string;
  processors: number;
  startedAt: string;
  upSeconds: number;
  memory: { heapUsedBytes: number; heapMaxBytes: number; residentBytes: number | null };
  threads: number;
  database: 'derby' | 'postgresql' | null;
  bundles: { total: number; active: number; inactive: { id: number; name: string; version: string; state: string }[] };
  modules: { id: string; name: string; version: string; kind: 'core' | 'plugin'; schemaReady: boolean }[];
  checks: Check[];
  missing: string[];
  disk: { freeBytes: number; totalBytes: number } | null;
}

export interface Sample {
  at: string;
  heapUsedBytes: number;
  residentBytes: number | null;
  requests: number;
  failed: number;
}

/** The name of a check, or what a module calls its own. */
export function checkName(check: Check, ctx: ViewContext): string {
  const words = ctx.t(`check.${check.name}`);
  return words === `check.${check.name}` ? check.name : words;
}

/** «3 días y 4 horas». */
export function duration(seconds: number, ctx: ViewContext): string {
  const part = (value: number, unit: string) => ctx.number(value, { style: 'unit', unit, unitDisplay: 'long' });
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor((seconds % 86_400) / 3600), Math.floor((seconds % 3600) / 60)];
  const parts = days > 0 ? [part(days, 'day'), hours > 0 ? part(hours, 'hour') : ''] : hours > 0 ? [part(hours, 'hour'), minutes > 0 ? part(minutes, 'minute') : ''] : [part(minutes, 'minute')];
  return new Intl.ListFormat(ctx.locale).format(parts.filter(Boolean));
}
