import type { ViewContext } from '@console/core';
import type { ApiKey } from './model.js';

/** Whether a key works, in words. */
export function keyState(key: ApiKey, ctx: ViewContext): { tone: 'ok' | 'warn' | 'bad'; text: string; works: boolean } {
  if (key.revoked) return { tone: 'bad', text: ctx.t('key.revoked'), works: false };
  if (key.expires && new Date(key.expires) < new Date()) return { tone: 'bad', text: ctx.t('key.expired'), works: false };
  if (key.expires) return { tone: 'warn', text: ctx.t('key.until', { date: ctx.date(key.expires) }), works: true };
  return { tone: 'ok', text: ctx.t('key.works'), works: true };
}
