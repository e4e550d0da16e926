import '@console/form';
import { Problem, html, host, type TemplateResult, type ViewContext } from '@console/core';
import type { Schema, SchemaForm, Values } from '@console/form';
import type { Contact } from '../crm.js';
import { draftOf, etag, type Colleague, type Opportunity, type Pipeline, type Stage } from './model.js';

/** What a new opportunity begins with. */
export interface Beginning {
  contact?: string | undefined;
  stage?: string | undefined;
}

/** The fields of an opportunity; of an existing one contact and stage are changed elsewhere. */
function schema(ctx: ViewContext, stages: readonly Stage[], people: readonly Colleague[], existing?: Opportunity): Schema {
  const { t } = ctx;
  const names = Object.fromEntries(people.map((p) => [p.id, p.name]));
  if (existing?.owner && !names[existing.owner]) names[existing.owner] = t('deal.formerOwner');
  const open = stages.filter((stage) => stage.kind === 'OPEN');
  return {
    type: 'object',
    required: existing ? ['title', 'value'] : ['contactId', 'title', 'value'],
    properties: {
      ...(existing ? {} : { contactId: { title: t('deal.contact'), type: 'string' as const, 'x-widget': 'lookup', 'x-span': 2 as const } }),
      title: { title: t('deal.title'), type: 'string', maxLength: 200, 'x-span': 2, 'x-widget': 'text', 'x-placeholder': t('deal.title.example') },
      value: { title: t('deal.value'), type: 'string', 'x-widget': 'money', minimum: '0', 'x-currency': existing?.currency ?? ctx.currency },
      ...(existing && existing.kind !== 'OPEN'
        ? {}
        : { probability: { title: t('deal.probability'), type: 'integer' as const, minimum: 0, maximum: 100, 'x-unit': '%', ...(existing ? {} : { description: t('deal.probability.help') }) } }),
      expectedClose: { title: t('deal.expectedClose'), type: 'string', format: 'date' },
      ...(existing ? {} : { stageId: { title: t('deal.stage'), type: 'string' as const, enum: open.map((s) => s.id), 'x-labels': Object.fromEntries(open.map((s) => [s.id, s.name])) } }),
      owner: { title: t('deal.owner'), type: 'string', enum: Object.keys(names), 'x-labels': names },
      source: { title: t('deal.source'), type: 'string', maxLength: 100, 'x-placeholder': t('deal.source.example') },
      description: { title: t('deal.description'), type: 'string', 'x-widget': 'textarea', maxLength: 4000, 'x-rows': 3 },
    },
  };
}

const contacts = (ctx: ViewContext) => ({
  find: async (q: string, signal: AbortSignal) =>
    (await ctx.api.list<Contact>('contacts', { q, limit: 8 }, signal)).items.map((c) => ({ id: c.id, label: c.name, ...(c.taxId ? { sub: c.taxId } : {}) })),
  get: async (id: string) => {
    const c = await ctx.api.get<Contact>(`contacts/${id}`);
    return { id: c.id, label: c.name };
  },
});

const given = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([, v]) => v !== null && v !== undefined));

/** Writes an opportunity down in a dialog; gives it once it is there. */
export function addDeal(ctx: ViewContext, pipeline: Pipeline, people: readonly Colleague[], begin: Beginning): Promise<Opportunity | undefined> {
  const start = pipeline.stages.find((s) => s.id === begin.stage && s.kind === 'OPEN') ?? pipeline.stages[0];
  const me = people.find((p) => p.id === host.user?.id)?.id;
  const value = given({ contactId: begin.contact, stageId: start?.id, owner: me });
  return dialog(ctx, ctx.t('deal.new'), schema(ctx, pipeline.stages, people), value, (values) => ctx.api.post<Opportunity>('opportunities', values), ctx.t('deal.create'));
}

/** Changes an opportunity in a dialog; gives it once it is saved. */
export function editDeal(ctx: ViewContext, deal: Opportunity, people: readonly Colleague[]): Promise<Opportunity | undefined> {
  let seen = deal;
  const submit = async (values: Values): Promise<Opportunity> => {
    // what was emptied is empty, not as before
    const draft = { ...draftOf(seen), description: null, expectedClose: null, owner: null, source: null, ...values, probability: values['probability'] ?? null };
    try {
      return await ctx.api.put<Opportunity>(`opportunities/${deal.id}`, draft, { etag: etag(seen) });
    } catch (e) {
      if (!(e instanceof Problem) || !e.stale) throw e;
      // what was typed stays; who it was is told, and he may save again
      seen = await ctx.api.get<Opportunity>(`opportunities/${deal.id}`);
      throw new Problem(e.status, e.code, e.title, `${e.detail} ${ctx.t('deal.stale')}`);
    }
  };
  return dialog(ctx, ctx.t('deal.edit'), schema(ctx, [], people, deal), given(draftOf(deal)), submit, ctx.t('deal.save'));
}

function dialog(ctx: ViewContext, heading: string, fields: Schema, value: Values, submit: (values: Values) => Promise<Opportunity>, save: string): Promise<Opportunity | undefined> {
  let form: SchemaForm | null = null;
  const lookups = { contactId: contacts(ctx) };
  return ctx.dialog<Opportunity>({
    heading,
    mayClose: () =>
      !form?.dirty || ctx.confirm({ heading: ctx.t('deal.discard'), text: ctx.t('deal.discard.text'), confirm: ctx.t('deal.discard.confirm'), danger: true }),
    body: (close): TemplateResult => html`<c-form
      .schema=${fields}
      .value=${value}
      .lookups=${lookups}
      .submit=${submit}
      submit-label=${save}
      cancel-label=${ctx.t('contact.cancel')}
      @dirty=${(e: Event) => (form = e.target as SchemaForm)}
      @saved=${(e: CustomEvent<{ result: Opportunity }>) => close(e.detail.result)}
      @cancel=${() => close()}
    ></c-form>`,
  });
}
