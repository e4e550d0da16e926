import '@console/form';
import { Problem, html, type ConsoleElement, type TemplateResult, type ViewContext } from '@console/core';
import type { Schema, SchemaForm, Values } from '@console/form';
import { draftOf, etagOf, type Interaction, type InteractionType } from './crm.js';

/** The fields of an interaction of a type; an existing one can also be marked as done. */
export function interactionSchema(ctx: ViewContext, type: InteractionType, existing = false): Schema {
  const { t } = ctx;
  const task = type === 'TASK';
  const talk = type === 'CALL' || type === 'MEETING';
  return {
    type: 'object',
    required: ['title', 'at'],
    properties: {
      title: { title: t(`interaction.title.${type}`), type: 'string', maxLength: 200, 'x-span': 2, 'x-widget': 'text' },
      at: { title: t(task ? 'interaction.due' : 'interaction.at'), type: 'string', format: 'date-time', ...(talk ? {} : { 'x-span': 2 as const }) },
      ...(talk ? { minutes: { title: t('interaction.minutes'), type: 'integer' as const, minimum: 1, maximum: 1440, 'x-unit': 'min' } } : {}),
      ...(type === 'MEETING' ? { participants: { title: t('interaction.participants'), type: 'string' as const, maxLength: 300, 'x-span': 2 as const, 'x-widget': 'text' } } : {}),
      ...(type === 'SALE' || type === 'PAYMENT' ? { amount: { title: t('interaction.amount'), type: 'string' as const, 'x-widget': 'money', minimum: '0' } } : {}),
      description: { title: t('interaction.description'), type: 'string', 'x-widget': 'textarea', maxLength: 4000, 'x-rows': 2 },
      ...(existing ? { done: { title: t('interaction.done'), type: 'boolean' as const, 'x-span': 2 as const } } : {}),
    },
  };
}

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

/** Changes an interaction in a dialog; true once it is saved. */
export async function editInteraction(owner: ConsoleElement, interaction: Interaction): Promise<boolean> {
  const { ctx } = owner;
  let seen = interaction;
  const value: Values = Object.fromEntries(Object.entries(draftOf(interaction)).filter(([, v]) => v !== null && v !== undefined));
  const schema = interactionSchema(ctx, interaction.type, true);
  // what the form does not show stays as it is
  const kept = Object.fromEntries(Object.entries(draftOf(interaction)).filter(([key]) => !schema.properties?.[key]));
  const submit = async (values: Values): Promise<unknown> => {
    const draft = { ...kept, ...values, currency: values['amount'] ? interaction.currency : null, done: values['done'] === true };
    try {
      return await ctx.api.put(`interactions/${interaction.id}`, draft, { etag: etagOf(seen) });
    } catch (e) {
      if (!(e instanceof Problem) || !e.stale) throw e;
      // what was typed stays; he is told, and may save again over what somebody else saved
      seen = await ctx.api.get<Interaction>(`interactions/${interaction.id}`);
      throw new Problem(e.status, e.code, e.title, ctx.t('interaction.stale'));
    }
  };
  let form: SchemaForm | null = null;
  const saved = await ctx.dialog<boolean>({
    heading: ctx.t(`interaction.edit.${interaction.type}`),
    mayClose: () =>
      !form?.dirty || ctx.confirm({ heading: ctx.t('interaction.discard'), text: ctx.t('interaction.discard.text'), confirm: ctx.t('interaction.discard.confirm'), danger: true }),
    body: (close): TemplateResult => html`<c-form
      .schema=${schema}
      .value=${value}
      .submit=${submit}
      submit-label=${ctx.t('contact.save')}
      cancel-label=${ctx.t('contact.cancel')}
      @dirty=${(e: Event) => (form = e.target as SchemaForm)}
      @saved=${() => close(true)}
      @cancel=${() => close()}
    ></c-form>`,
  });
  return saved === true;
}
