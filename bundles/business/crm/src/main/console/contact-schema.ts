import { Problem, type ViewContext } from '@console/core';
import type { Schema, Values } from '@console/form';
import { KINDS, ROLES, STATUSES, taxIdLabel, type Contact, type ContactDraft } from './crm.js';

const CODES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(
    ' ',
  );

const PLACE = ['address', 'postalCode', 'city', 'country'] as const;

/** The fields of a contact; `place` and `roles` are groups of the form only. */
export function contactSchema(ctx: ViewContext): Schema {
  const { t } = ctx;
  const labels = (values: readonly string[], of: string) => Object.fromEntries(values.map((value) => [value, t(`${of}.${value}`)]));
  const names = new Intl.DisplayNames(ctx.locale, { type: 'region' });
  const countries = CODES.map((code) => ({ code, name: names.of(code) ?? code })).sort((a, b) => a.name.localeCompare(b.name, ctx.locale));
  return {
    type: 'object',
    required: ['kind', 'status', 'name'],
    properties: {
      kind: { title: t('contact.kind'), enum: KINDS, 'x-labels': labels(KINDS, 'kind'), default: 'COMPANY' },
      status: { title: t('contact.status'), enum: STATUSES, 'x-labels': labels(STATUSES, 'status'), default: 'PROSPECT' },
      name: { title: t('contact.name'), type: 'string', maxLength: 200, 'x-span': 2 },
      taxId: { title: taxIdLabel(ctx), type: 'string', maxLength: 40 },
      sector: { title: t('contact.sector'), type: 'string', maxLength: 100 },
      email: { title: t('contact.email'), type: 'string', format: 'email', maxLength: 254 },
      phone: { title: t('contact.phone'), type: 'string', maxLength: 40, 'x-autocomplete': 'off' },
      roles: {
        title: t('contact.roles'),
        type: 'object',
        properties: Object.fromEntries(ROLES.map((role) => [role, { title: t(`role.${role}`), type: 'boolean' } satisfies Schema])),
      },
      place: {
        title: t('contact.place'),
        type: 'object',
        properties: {
          address: { title: t('contact.address'), type: 'string', maxLength: 300, 'x-span': 2, 'x-widget': 'text' },
          postalCode: { title: t('contact.postalCode'), type: 'string', maxLength: 20 },
          city: { title: t('contact.city'), type: 'string', maxLength: 100 },
          country: { title: t('contact.country'), enum: countries.map((c) => c.code), 'x-labels': Object.fromEntries(countries.map((c) => [c.code, c.name])) },
        },
      },
      tags: { title: t('contact.tags'), type: 'array', items: { type: 'string', maxLength: 40 }, maxItems: 20, description: t('contact.tags.help') },
      notes: { title: t('contact.notes'), type: 'string', 'x-widget': 'textarea', maxLength: 4000, 'x-rows': 4 },
    },
  };
}

/** A contact as the form holds it. */
export function valuesFrom(c: ContactDraft): Values {
  const text = (value: string | null) => value ?? undefined;
  return {
    kind: c.kind,
    status: c.status,
    name: c.name,
    taxId: text(c.taxId),
    sector: text(c.sector),
    email: text(c.email),
    phone: text(c.phone),
    roles: Object.fromEntries(ROLES.map((role) => [role, c.roles.includes(role)])),
    place: Object.fromEntries(PLACE.map((key) => [key, text(c[key])])),
    tags: [...c.tags].sort(),
    notes: text(c.notes),
  };
}

/** What is sent of it. */
export function draftFrom(values: Values): Values {
  const { roles, place, ...others } = values;
  return { ...others, ...(place as Values | undefined), roles: ROLES.filter((role) => (roles as Values | undefined)?.[role] === true) };
}

/** What the server refused, under the names the form has for it. */
export function placed(e: unknown): unknown {
  if (!(e instanceof Problem)) return e;
  const errors = e.errors.map((error) => ((PLACE as readonly string[]).includes(error.field) ? { ...error, field: `place.${error.field}` } : error));
  return new Problem(e.status, e.code, e.title, e.detail, errors, e.requestId);
}

export interface Merge {
  theirs: Contact;
  values: Values;
  /** What somebody else changed; `mine` if it was changed here, too. */
  changed: { label: string; value: string; mine: boolean }[];
}

/** What was typed here, and of what was not touched the newest. */
export function mergeDrafts(base: Contact, typed: Values, theirs: Contact): Merge {
  const flat = (values: Values): Values => ({ ...draftFrom(values), tags: values['tags'] ?? [] });
  const before = flat(valuesFrom(base));
  const mine = flat(typed);
  const now = flat(valuesFrom(theirs));
  const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
  const merged: Values = {};
  const changed: Merge['changed'] = [];
  for (const key of new Set([...Object.keys(before), ...Object.keys(mine), ...Object.keys(now)])) {
    const touched = !same(mine[key], before[key]);
    merged[key] = touched ? mine[key] : now[key];
    if (!same(now[key], before[key]) && !same(now[key], mine[key])) {
      changed.push({ label: `contact.${key}`, value: Array.isArray(now[key]) ? (now[key] as string[]).join(', ') : String(now[key] ?? ''), mine: touched });
    }
  }
  return { theirs, values: valuesFrom(merged as unknown as ContactDraft), changed };
}
