import { html, type Tone, type ViewContext } from '@console/core';
import type { Schema } from '@console/form';

export const DEVICES = '/api/v1/devices';
export const TELEMETRY = '/api/v1/telemetry';
export const MAY_MANAGE = 'devices.device.manage';
export const MAY_COMMAND = 'devices.command.send';
export const MAY_READ_VALUES = 'telemetry.reading.read';

/** A device with what is known of it now. */
export interface Device {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly driverRunning: boolean;
  readonly group?: string | null;
  readonly place?: string | null;
  readonly enabled: boolean;
  readonly online: boolean;
  readonly lastSeen?: string | null;
  readonly firmware?: string | null;
  readonly createdAt: string;
}

/** What is registered of a device. */
export interface Registered {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly group?: string | null;
  readonly place?: string | null;
  readonly settings: Record<string, unknown>;
  readonly enabled: boolean;
}

export interface Command {
  readonly name: string;
  readonly title: string;
  readonly arguments: Schema;
}

export interface Driver {
  readonly id: string;
  readonly name: string;
  readonly settings: Schema;
  readonly commands: readonly Command[];
}

/** Exactly one of number, text and flag is there. */
export interface Reading {
  readonly metric: string;
  readonly number?: string | number | null;
  readonly text?: string | null;
  readonly flag?: boolean | null;
  readonly unit?: string | null;
  readonly at: string;
  readonly receivedAt: string;
}

export interface Figures {
  readonly total: number;
  readonly online: number;
  readonly blocked: number;
  readonly silent: number;
}

export const drivers = (ctx: ViewContext): Promise<Driver[]> => ctx.api.get<Driver[]>(`${DEVICES}/drivers`);

/** The name of a driver; its id while it is not running. */
export const driverName = (known: readonly Driver[] | undefined, id: string): string => known?.find((d) => d.id === id)?.name ?? id;

const RECENT = 15 * 60_000;

export function state(device: Device): { tone: Tone; key: string } {
  if (!device.enabled) return { tone: 'plain', key: 'state.blocked' };
  if (device.online) return { tone: 'ok', key: 'state.online' };
  if (!device.lastSeen) return { tone: 'info', key: 'state.new' };
  // one that runs on a battery sleeps between two messages
  return Date.now() - Date.parse(device.lastSeen) < RECENT ? { tone: 'info', key: 'state.recent' } : { tone: 'bad', key: 'state.offline' };
}

export const badge = (ctx: ViewContext, device: Device) => {
  const { tone, key } = state(device);
  return html`<c-badge tone=${tone}>${ctx.t(key)}</c-badge>`;
};

/** UCUM writes for machines. */
const UNITS: Record<string, string> = { Cel: '°C', '[degF]': '°F', '[lb_av]': 'lb', 'm/s': 'm/s', 'kW.h': 'kWh', 'W.h': 'Wh', 'A.h': 'Ah', mbar: 'mbar', Ohm: 'Ω', '[ppm]': 'ppm', '1': '' };

export const unitText = (unit: string | null | undefined): string => (unit ? (UNITS[unit] ?? unit) : '');

export function numberText(ctx: ViewContext, value: string | number, unit?: string | null): string {
  const name = unitText(unit);
  const text = ctx.number(value, { maximumFractionDigits: 3 });
  return name ? `${text} ${name}` : text;
}

export function valueText(ctx: ViewContext, reading: Reading): string {
  if (reading.number !== undefined && reading.number !== null) return numberText(ctx, reading.number, reading.unit);
  if (typeof reading.flag === 'boolean') return ctx.t(reading.flag ? 'value.yes' : 'value.no');
  return reading.text ?? '—';
}

/** «Temperatura» for `temperature`; what nobody has translated, as the device says it. */
export function metricName(ctx: ViewContext, metric: string): string {
  const key = `metric.${metric.toLowerCase()}`;
  const known = ctx.t(key);
  return known === key ? metric.replaceAll('_', ' ') : known;
}

/** How the device itself is doing matters less than what it measures. */
const OF_ITSELF = ['battery', 'rssi', 'voltage', 'uptime', 'status'];

/** What it measures first, numbers before the rest. */
export function ordered(readings: readonly Reading[]): Reading[] {
  const rank = (r: Reading) => (OF_ITSELF.includes(r.metric.toLowerCase()) ? 2 : 0) + (r.number == null ? 1 : 0);
  return [...readings].sort((a, b) => rank(a) - rank(b) || a.metric.localeCompare(b.metric));
}

/** The figures of a news of the live channel as readings; units are those known before. */
export interface News {
  readonly device: string;
  readonly metrics: Record<string, number | string | boolean>;
  readonly at: string;
}

export function fromNews(news: News, before: readonly Reading[]): Reading[] {
  const fresh = new Map(before.map((r) => [r.metric, r]));
  for (const [metric, value] of Object.entries(news.metrics)) {
    fresh.set(metric, {
      metric,
      ...(typeof value === 'number' ? { number: value } : typeof value === 'boolean' ? { flag: value } : { text: value }),
      unit: fresh.get(metric)?.unit ?? null,
      at: news.at,
      receivedAt: news.at,
    });
  }
  return ordered([...fresh.values()]);
}

const SILENCE = 5000;

/**
 * Hears the readings of a device while the screen is open. While the live channel brings none, `ask` is called every five
 * seconds instead: the network in between may hold it back.
 */
export function follow(ctx: ViewContext, device: () => string | undefined, hear: (news: News) => void, ask: () => void): void {
  let heard = 0;
  ctx.on<News>('telemetry.reading', (news) => {
    if (news.device !== device()) return;
    heard = Date.now();
    hear(news);
  });
  const timer = setInterval(() => {
    if (device() && !document.hidden && Date.now() - heard > SILENCE) ask();
  }, SILENCE);
  ctx.signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}

/** Calls `work` soon after the first of several calls, and not more often than every `span` milliseconds. */
export function calmly(signal: AbortSignal, span: number, work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (!signal.aborted) work();
    }, span);
  };
}
