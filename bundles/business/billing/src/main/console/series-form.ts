import type { ViewContext } from '@console/core';
import type { Schema } from '@console/form';
import { DEFAULT_SERIES } from './types.js';

const KINDS = Object.keys(DEFAULT_SERIES);

export function seriesSchema(ctx: ViewContext): Schema {
  const t = ctx.t;
  return {
    type: 'object',
    required: ['kind', 'code', 'digits'],
    properties: {
      kind: { type: 'string', title: t('series.kind'), enum: KINDS, 'x-labels': Object.fromEntries(KINDS.map((kind) => [kind, t(`series.kind.${kind}`)])), default: 'INVOICE', description: t('series.kind.help'), 'x-span': 2 },
      code: { type: 'string', title: t('series.code'), maxLength: 10, description: t('series.code.help') },
      digits: { type: 'integer', title: t('series.digits'), minimum: 1, maximum: 9, default: 3, description: t('series.digits.help') },
      yearly: { type: 'boolean', title: t('series.yearly'), description: t('series.yearly.help'), default: true, 'x-span': 2 },
      pattern: { type: 'string', title: t('series.pattern'), maxLength: 40, 'x-placeholder': '{code}-{year}-{number}', description: t('series.pattern.help', { code: '{code}', year: '{year}', yy: '{yy}', number: '{number}' }), 'x-span': 2 },
    },
  };
}

/** What the first number of a series would look like. */
export function sample(code: string, pattern: string, digits: number, year: string): string {
  return pattern.replace('{code}', code).replace('{year}', year).replace('{yy}', year.slice(2)).replace('{number}', '1'.padStart(digits, '0'));
}
