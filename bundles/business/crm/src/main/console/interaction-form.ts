import '@console/form';
import { Problem, html, type ConsoleElement, type TemplateResult, type ViewContext } from '@console/core';
import type { Lookup, Schema, SchemaForm, Values } from '@console/form';
import { WRITTEN, draftOf, etagOf, type Contact, type Interaction, type InteractionDraft, type InteractionType } from './crm.js';
import { colleagues, type Colleague } from './pipeline/model.js';

/** How long before somebody can be reminded, in minutes. */
const NOTICES = [0, 10, 30, 60, 1440];

/** What somebody plans ahead; notes and messages just happen. */
export const PLANNED: readonly InteractionType[] = WRITTEN.filter((type) => type !== 'NOTE');

/** The fields of an interaction of a type; of an existing one everything can be said. */
export function interactionSchema(ctx: ViewContext, type: InteractionType, existing = false, staff: readonly Colleague[] = []): Schema {
  const { t } = ctx;
  const task = type === 'TASK';
  const talk = type === 'CALL' || type === 'MEETING';
  const names = Object.fromEntries(staff.map((who) => [who.id, who.name]));
  return {
    type: 'object',
    required: ['title', 'at'],
    properties: {
      title: { title: t(`interaction.title.${type}`), type: 'string', maxLength: 200, 'x-span': 2, 'x-widget': 'text' },
      at: { title: t(task ? 'interaction.due' : 'interaction.at'), type: 'string', format: 'date-time', ...(talk ? {} : { 'x-span': 2 as const }) },
      ...(talk ? { minutes: { title: t('interaction.minutes'), type: 'integer' as const, minimum: 1, maximum: 1440, 'x-unit': 'min' } } : {}),
      ...(type === 'MEETING' ? { participants: { title: t('interaction.participants'), type: 'string' as const, maxLength: 300, 'x-span': 2 as const, 'x-widget': 'text' } } : {}),
      ...(type === 'SALE' || type === 'PAYMENT' ? { amount: { title: t('interaction.amount'), type: 'string' as const, 'x-widget': 'money', minimum: '0' } } : {}),
      ...(existing && staff.length > 0 ? { assigneeId: { title: t('interaction.assignee'), type: 'string' as const, enum: Object.keys(names), 'x-labels': names } } : {}),
      ...(existing && type !== 'NOTE'
        ? { remindMinutes: { title: t('interaction.remind'), type: 'integer' as const, enum: NOTICES, 'x-labels': Object.fromEntries(NOTICES.map((n) => [n, t(`interaction.remind.${n}`)])), 'x-placeholder': t('interaction.remind.none') } }
        : {}),
      ...(existing && talk
        ? {
            people: {
              title: t('interaction.people'),
              type: 'array' as const,
              maxItems: 20,
              'x-add': t('interaction.people.add'),
              items: { type: 'object' as const, required: ['contact'], properties: { contact: { title: t('contact.title'), type: 'string' as const, 'x-widget': 'lookup' } } },
            },
          }
        : {}),
      description: { title: t('interaction.description'), type: 'string', 'x-widget': 'textarea', maxLength: 4000, 'x-rows': 2 },
      ...(existing ? { outcome: { title: t('interaction.outcome'), type: 'string' as const, maxLength: 300, 'x-span': 2 as const, 'x-widget': 'text', 'x-placeholder': t('interaction.outcome.example') } } : {}),
      ...(existing ? { done: { title: t('interaction.done'), type: 'boolean' as const, 'x-span': 2 as const } } : {}),
    },
  };
}

/** Contacts to choose from. */
export const contactLookup = (ctx: ViewContext): Lookup => ({
  find: async (q, signal) =>
    (await ctx.api.list<Contact>('contacts', { q, limit: 8 }, signal)).items.map((c) => ({ id: c.id, label: c.name, ...(c.email ? { sub: c.email } : {}) })),
  get: async (id) => {
    const c = await ctx.api.get<Contact>(`contacts/${id}`);
    return { id: c.id, label: c.name };
  },
});

/** What a new interaction starts with: now, a task tomorrow. */
export function newInteraction(type: InteractionType): Values {
  const at = new Date();
  at.setSeconds(0, 0);
  if (type === 'TASK') at.setDate(at.getDate() + 1);
  return { at: at.toISOString() };
}

/** What is sent of a new interaction: a task, and what lies ahead, is still to be done. */
export const newDraft = (type: InteractionType, values: Values): Values => ({
  ...values,
  type,
  done: type !== 'TASK' && new Date(values['at'] as string).getTime() <= Date.now(),
});

const given = (values: object): Values => Object.fromEntries(Object.entries(values).filter(([, v]) => v !== null && v !== undefined));

/** An interaction as the form holds it. */
const valuesFrom = (i: InteractionDraft): Values => ({ ...given(i), people: (i.people ?? []).map((contact) => ({ contact })) });

/** What is sent of the form; what was emptied is empty. */
function draftFrom(values: Values): Values {
  const people = values['people'] as { contact?: string }[] | undefined;
  return { ...values, ...(people ? { people: people.map((p) => p.contact).filter(Boolean) } : {}) };
}

interface Asked {
  heading: string;
  schema: Schema;
  value: Values;
  submit: (values: Values) => Promise<unknown>;
  save: string;
}

async function ask(ctx: ViewContext, { heading, schema, value, submit, save }: Asked): Promise<boolean> {
  let form: SchemaForm | null = null;
  const lookups = { 'people.contact': contactLookup(ctx), contactId: contactLookup(ctx) };
  const saved = await ctx.dialog<boolean>({
    heading,
    mayClose: () =>
      !form?.dirty || ctx.confirm({ heading: ctx.t('interaction.discard'), text: ctx.t('interaction.discard.text'), confirm: ctx.t('interaction.discard.confirm'), danger: true }),
    body: (close): TemplateResult => html`<c-form
      .schema=${schema}
      .value=${value}
      .lookups=${lookups}
      .submit=${submit}
      submit-label=${save}
      cancel-label=${ctx.t('contact.cancel')}
      @dirty=${(e: Event) => (form = e.target as SchemaForm)}
      @saved=${() => close(true)}
      @cancel=${() => close()}
    ></c-form>`,
  });
  return saved === true;
}

/** Changes an interaction in a dialog; true once it is saved. */
export async function editInteraction(owner: ConsoleElement, interaction: Interaction): Promise<boolean> {
  const { ctx } = owner;
  let seen = interaction;
  const known = await colleagues(ctx);
  // who has left may keep what he was given
  const before = interaction.assignee;
  const staff = before?.id && !known.some((who) => who.id === before.id) ? [...known, { id: before.id, name: before.name }] : known;
  const schema = interactionSchema(ctx, interaction.type, true, staff);
  const fields = Object.keys(schema.properties ?? {});
  const submit = async (values: Values): Promise<unknown> => {
    const old = draftOf(seen);
    // what the form does not show stays as it is, what was emptied is empty
    const kept = Object.fromEntries(Object.entries(old).filter(([key]) => !fields.includes(key)));
    const emptied = Object.fromEntries(fields.map((key) => [key, key === 'people' ? [] : null]));
    const draft = { ...kept, ...emptied, ...draftFrom(values), currency: values['amount'] ? interaction.currency : null, done: values['done'] === true };
    try {
      return await ctx.api.put(`interactions/${interaction.id}`, draft, { etag: etagOf(seen) });
    } catch (e) {
      if (!(e instanceof Problem) || !e.stale) throw e;
      // what was typed stays; he is told, and may save again over what somebody else saved
      seen = await ctx.api.get<Interaction>(`interactions/${interaction.id}`);
      throw new Problem(e.status, e.code, e.title, ctx.t('interaction.stale'));
    }
  };
  return ask(ctx, { heading: ctx.t(`interaction.edit.${interaction.type}`), schema, value: valuesFrom(draftOf(interaction)), submit, save: ctx.t('contact.save') });
}

/** Plans something with a contact in a dialog; true once it is saved. */
export async function planInteraction(ctx: ViewContext, me: string | undefined, type: InteractionType = 'TASK'): Promise<boolean> {
  const staff = await colleagues(ctx);
  const { title, at, assigneeId, remindMinutes, description } = interactionSchema(ctx, type, true, staff).properties ?? {};
  const types = PLANNED;
  const schema: Schema = {
    type: 'object',
    required: ['type', 'contactId', 'title', 'at'],
    properties: {
      type: { title: ctx.t('interaction.type'), enum: types, 'x-labels': Object.fromEntries(types.map((one) => [one, ctx.t(`type.${one}`)])) },
      contactId: { title: ctx.t('contact.title'), type: 'string', 'x-widget': 'lookup' },
      title: { ...title, title: ctx.t('interaction.title.TASK') },
      at: { ...at, title: ctx.t('interaction.due') },
      minutes: { title: ctx.t('interaction.minutes'), type: 'integer', minimum: 1, maximum: 1440, 'x-unit': 'min', 'x-when': { type: ['CALL', 'MEETING'] } },
      ...(assigneeId ? { assigneeId } : {}),
      ...(remindMinutes ? { remindMinutes } : {}),
      ...(description ? { description } : {}),
    },
  };
  const submit = ({ contactId, ...values }: Values) => ctx.api.post(`contacts/${String(contactId)}/interactions`, { ...values, done: false });
  const mine = staff.find((who) => who.id === me)?.id;
  const value = given({ ...newInteraction('TASK'), type: types.includes(type) ? type : 'TASK', assigneeId: mine });
  return ask(ctx, { heading: ctx.t('activity.new'), schema, value, submit, save: ctx.t('activity.create') });
}
