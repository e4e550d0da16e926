import type { ViewContext } from '@console/core';
import type { Schema } from '@console/form';
import type { Contact, Kind } from './crm.js';

export type FieldType = 'TEXT' | 'NUMBER' | 'DATE' | 'YES_NO' | 'CHOICE';

export const FIELD_TYPES: readonly FieldType[] = ['TEXT', 'NUMBER', 'DATE', 'YES_NO', 'CHOICE'];

/** A field the organisation added to its contacts. */
export interface OwnField {
  id: string;
  key: string;
  label: string;
  type: FieldType;
  options: string[];
  required: boolean;
  position: number;
  appliesTo: Kind | null;
  deletedAt: string | null;
  version: number;
}

export const ownFields = (ctx: ViewContext): Promise<OwnField[]> => ctx.api.get<OwnField[]>('contact-fields');

export const fieldsOf = (fields: readonly OwnField[], kind: Kind): OwnField[] => fields.filter((f) => !f.appliesTo || f.appliesTo === kind);

/** The fields in a form; a value that is no option any more can still be kept. */
export function ownSchema(ctx: ViewContext, fields: readonly OwnField[], values: Record<string, string>): Schema {
  const one = (f: OwnField): Schema => {
    switch (f.type) {
      case 'NUMBER':
        return { title: f.label, type: 'string', 'x-widget': 'quantity', 'x-decimals': 6 };
      case 'DATE':
        return { title: f.label, type: 'string', format: 'date' };
      case 'YES_NO':
        return { title: f.label, type: 'string', enum: ['true', 'false'], 'x-labels': { true: ctx.t('field.yes'), false: ctx.t('field.no') } };
      case 'CHOICE': {
        const now = values[f.key];
        return { title: f.label, type: 'string', enum: now && !f.options.includes(now) ? [...f.options, now] : f.options };
      }
      default:
        return { title: f.label, type: 'string', 'x-widget': 'text', maxLength: 500 };
    }
  };
  return {
    title: ctx.t('contact.custom'),
    type: 'object',
    required: fields.filter((f) => f.required).map((f) => f.key),
    properties: Object.fromEntries(fields.map((f) => [f.key, one(f)])),
  };
}

/** A value as people read it. */
export function ownText(ctx: ViewContext, field: OwnField, value: string | undefined): string {
  if (!value) return '';
  if (field.type === 'YES_NO') return ctx.t(value === 'true' ? 'field.yes' : 'field.no');
  if (field.type === 'DATE') return ctx.date(value);
  if (field.type === 'NUMBER') return ctx.number(value, { maximumFractionDigits: 6 });
  return value;
}

/** What a contact's page shows of them. */
export const ownRows = (ctx: ViewContext, fields: readonly OwnField[], contact: Contact): [string, string][] =>
  fieldsOf(fields, contact.kind)
    .filter((f) => contact.custom[f.key])
    .map((f) => [f.label, ownText(ctx, f, contact.custom[f.key])]);
