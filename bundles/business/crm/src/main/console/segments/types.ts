import type { ViewContext } from '@console/core';

/** What the resources of segments say. */
export interface Condition {
  field: string;
  operator: string;
  values: string[];
}

export interface Segment {
  id: string;
  name: string;
  description: string | null;
  kind: 'DYNAMIC' | 'STATIC';
  match: 'ALL' | 'ANY';
  conditions: Condition[];
  updatedAt: string;
  version: number;
}

export interface SegmentField {
  key: string;
  type: 'CHOICE' | 'SET' | 'TEXT' | 'NUMBER' | 'MONEY' | 'DAY' | 'MOMENT' | 'FLAG';
  operators: string[];
  choices: string[];
}

const DAYS = ['LAST_DAYS', 'NOT_LAST_DAYS', 'NEXT_DAYS'];

/** What sort of value an operator asks for. */
export function valueOf(field: SegmentField, operator: string): 'none' | 'choice' | 'texts' | 'number' | 'money' | 'days' | 'date' | 'flag' {
  if (operator === 'KNOWN' || operator === 'UNKNOWN') return 'none';
  if (DAYS.includes(operator)) return 'days';
  if (operator === 'BEFORE' || operator === 'SINCE') return 'date';
  if (field.type === 'FLAG') return 'flag';
  if (field.type === 'NUMBER') return 'number';
  if (field.type === 'MONEY') return 'money';
  return field.choices.length > 0 ? 'choice' : 'texts';
}

/** The texts of the possible values of a field, where the file of a contact has them already. */
const CHOICES: Record<string, string> = { kind: 'kind', role: 'role', status: 'status' };

/** How a possible value of a field is called. */
export const choiceLabel = (ctx: ViewContext, field: string, value: string): string => ctx.t(`${CHOICES[field] ?? `segment.${field === 'growth' ? 'defaultRisk' : field}`}.${value}`);

export const fieldLabel = (ctx: ViewContext, field: string): string => (field.startsWith('custom.') ? field.slice('custom.'.length) : ctx.t(`segment.field.${field}`));

/** A condition in words: «Facturado en total al menos 1.000,00 €». */
export function inWords(ctx: ViewContext, condition: Condition, fields: readonly SegmentField[]): string {
  const field = fields.find((one) => one.key === condition.field) ?? { key: condition.field, type: 'TEXT' as const, operators: [], choices: [] };
  const sort = valueOf(field, condition.operator);
  const value = (one: string): string => {
    switch (sort) {
      case 'choice':
        return choiceLabel(ctx, field.key, one);
      case 'money':
        return ctx.money(one);
      case 'number':
        return ctx.number(one);
      case 'date':
        return ctx.date(one);
      case 'flag':
        return ctx.t(`segment.flag.${one}`);
      default:
        return one;
    }
  };
  const values = condition.values.map(value).join(` ${ctx.t('segment.or')} `);
  return `${fieldLabel(ctx, condition.field)} ${ctx.t(`segment.operator.${condition.operator}`)} ${values}${sort === 'days' ? ` ${ctx.t('segment.days')}` : ''}`.trim();
}
