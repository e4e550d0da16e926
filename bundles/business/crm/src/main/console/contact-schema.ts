import { Problem, type ViewContext } from '@console/core';
import type { Schema, Values } from '@console/form';
import { KINDS, ROLES, SIZES, STATUSES, taxIdLabel, type ContactDraft, type Kind } from './crm.js';
import { fieldsOf, ownSchema, type OwnField } from './own-fields.js';

const CODES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(
    ' ',
  );

const PLACE = ['address', 'postalCode', 'city', 'country'] as const;

/** The groups of the form, which the record does not have. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  reach: ['email', 'phone'],
  place: PLACE,
  about: ['sector', 'size', 'source', 'tags'],
};

/** The words other contacts are described with. */
export interface Words {
  sectors: string[];
  sources: string[];
  cities: string[];
  tags: string[];
}

export const noWords: Words = { sectors: [], sources: [], cities: [], tags: [] };

/** The fields of a contact of a kind; `roles` and the groups are of the form only. */
export function contactSchema(ctx: ViewContext, kind: Kind, own: readonly OwnField[], words: Words, values: Record<string, string>): Schema {
  const { t } = ctx;
  const labels = (of: readonly string[], key: string) => Object.fromEntries(of.map((value) => [value, t(`${key}.${value}`)]));
  const names = new Intl.DisplayNames(ctx.locale, { type: 'region' });
  const countries = CODES.map((code) => ({ code, name: names.of(code) ?? code })).sort((a, b) => a.name.localeCompare(b.name, ctx.locale));
  const shown = fieldsOf(own, kind);
  const text = (title: string, maxLength: number, more: Schema = {}): Schema => ({ title: t(title), type: 'string', maxLength, ...more });
  return {
    type: 'object',
    required: ['kind', 'status', 'name'],
    properties: {
      kind: { title: t('contact.kind'), enum: KINDS, 'x-labels': labels(KINDS, 'kind'), default: 'COMPANY' },
      status: { title: t('contact.status'), enum: STATUSES, 'x-labels': labels(STATUSES, 'status'), default: 'PROSPECT' },
      name: text('contact.name', 200),
      taxId: { title: taxIdLabel(ctx), type: 'string', maxLength: 40 },
      roles: {
        title: t('contact.roles'),
        type: 'object',
        properties: Object.fromEntries(ROLES.map((role) => [role, { title: t(`role.${role}`), type: 'boolean' } satisfies Schema])),
      },
      reach: {
        title: t('contact.reach.group'),
        type: 'object',
        properties: {
          email: text('contact.email', 254, { format: 'email' }),
          phone: text('contact.phone', 40, { 'x-autocomplete': 'off' }),
        },
      },
      place: {
        title: t('contact.place'),
        type: 'object',
        properties: {
          address: text('contact.address', 300, { 'x-span': 2, 'x-widget': 'text' }),
          postalCode: text('contact.postalCode', 20),
          city: text('contact.city', 100, { 'x-known': words.cities }),
          country: { title: t('contact.country'), enum: countries.map((c) => c.code), 'x-labels': Object.fromEntries(countries.map((c) => [c.code, c.name])) },
        },
      },
      about: {
        title: t('contact.about'),
        type: 'object',
        properties: {
          sector: text('contact.sector', 100, { 'x-known': words.sectors }),
          ...(kind === 'COMPANY' ? { size: { title: t('contact.size'), type: 'string', enum: SIZES, 'x-labels': labels(SIZES, 'size') } as Schema } : {}),
          source: text('contact.source', 100, { 'x-known': words.sources, 'x-placeholder': t('contact.source.example') }),
          tags: { title: t('contact.tags'), type: 'array', items: { type: 'string', maxLength: 40 }, maxItems: 20, 'x-known': words.tags, description: t('contact.tags.help') },
        },
      },
      ...(shown.length ? { custom: ownSchema(ctx, shown, values) } : {}),
      notes: { title: t('contact.notes'), type: 'string', 'x-widget': 'textarea', maxLength: 4000, 'x-rows': 4 },
    },
  };
}

/** A contact as the form holds it. */
export function valuesFrom(c: ContactDraft): Values {
  const plain = c as unknown as Values;
  const text = (value: unknown) => value ?? undefined;
  const groups = Object.fromEntries(Object.entries(GROUPS).map(([group, keys]) => [group, Object.fromEntries(keys.map((key) => [key, text(plain[key])]))]));
  return {
    kind: c.kind,
    status: c.status,
    name: c.name,
    taxId: text(c.taxId),
    roles: Object.fromEntries(ROLES.map((role) => [role, c.roles.includes(role)])),
    ...groups,
    about: { ...(groups['about'] as Values), tags: [...c.tags].sort() },
    custom: { ...c.custom },
    notes: text(c.notes),
  };
}

/** What is sent of it. */
export function draftFrom(values: Values): Values {
  const draft: Values = {};
  for (const [key, value] of Object.entries(values)) {
    if (key === 'roles') draft[key] = ROLES.filter((role) => (value as Values | undefined)?.[role] === true);
    else if (GROUPS[key]) Object.assign(draft, value);
    else draft[key] = value;
  }
  return { roles: [], ...draft };
}

/** Where the form has a field of the record. */
export const placeOf = (field: string): string => {
  const group = Object.entries(GROUPS).find(([, keys]) => keys.includes(field))?.[0];
  return group ? `${group}.${field}` : field;
};

/** What the server refused, under the names the form has for it. */
export function placed(e: unknown): unknown {
  if (!(e instanceof Problem)) return e;
  const errors = e.errors.map((error) => ({ ...error, field: placeOf(error.field) }));
  return new Problem(e.status, e.code, e.title, e.detail, errors, e.requestId);
}
