import type { ViewContext } from '@console/core';
import type { Schema, Values } from '@console/form';
import type { Item } from './types.js';

/** What is written of an item; `rates` are those in force. */
export function itemSchema(ctx: ViewContext, rates: readonly string[]): Schema {
  const t = ctx.t;
  return {
    type: 'object',
    required: ['name', 'code', 'kind', 'unitPrice', 'taxRate'],
    properties: {
      name: { type: 'string', title: t('item.name'), maxLength: 200, 'x-span': 2 },
      code: { type: 'string', title: t('item.code'), maxLength: 40, description: t('item.code.help') },
      kind: { type: 'string', title: t('item.kind'), enum: ['PRODUCT', 'SERVICE'], 'x-labels': { PRODUCT: t('item.kind.product'), SERVICE: t('item.kind.service') }, default: 'PRODUCT' },
      unitPrice: { type: 'string', title: t('item.unitPrice'), 'x-widget': 'money', 'x-decimals': 6, minimum: '0', description: t('item.unitPrice.help') },
      taxRate: { type: 'string', title: t('line.taxRate'), enum: rates, 'x-labels': Object.fromEntries(rates.map((rate) => [rate, ctx.percent(rate)])), ...(rates[0] ? { default: rates[0] } : {}) },
      unit: { type: 'string', title: t('item.unit'), maxLength: 20, 'x-placeholder': t('item.unit.example') },
      active: { type: 'boolean', title: t('item.active'), description: t('item.active.help'), 'x-widget': 'switch', default: true },
    },
  };
}

export const ratesInForce = async (ctx: ViewContext): Promise<string[]> => (await ctx.api.get<{ rate: string }[]>('tax-rates')).map((r) => r.rate);

/** The form's values as the server takes them: a switch that is off says so. */
export function itemBody(values: Values): object {
  return { ...values, active: values['active'] !== false && values['active'] !== 'false' };
}

export const itemValue = (item: Item): Values => ({ ...item, unit: item.unit ?? '' });
