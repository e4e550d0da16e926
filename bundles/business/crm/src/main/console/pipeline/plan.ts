import '@console/form';
import { html, type TemplateResult, type ViewContext } from '@console/core';
import type { SchemaForm, Values } from '@console/form';
import type { Interaction, InteractionType } from '../crm.js';
import { interactionSchema, newDraft, newInteraction } from '../interaction-form.js';
import type { Opportunity } from './model.js';

/** Plans something for an opportunity in a dialog: tomorrow at this time, unless somebody says otherwise. */
export async function planFor(ctx: ViewContext, deal: Opportunity, type: InteractionType): Promise<boolean> {
  const schema = interactionSchema(ctx, type);
  const begin = new Date(Date.now() + 86_400_000);
  begin.setSeconds(0, 0);
  const value: Values = { ...newInteraction(type), at: begin.toISOString() };
  let form: SchemaForm | null = null;
  const saved = await ctx.dialog<boolean>({
    heading: `${ctx.t(`type.${type}`)} · ${deal.title}`,
    mayClose: () =>
      !form?.dirty || ctx.confirm({ heading: ctx.t('interaction.discard'), text: ctx.t('interaction.discard.text'), confirm: ctx.t('interaction.discard.confirm'), danger: true }),
    body: (close): TemplateResult => html`<c-form
      .schema=${schema}
      .value=${value}
      .submit=${(values: Values) => ctx.api.post<Interaction>(`contacts/${deal.contactId}/interactions`, { ...newDraft(type, values), opportunityId: deal.id })}
      submit-label=${ctx.t('contact.save')}
      cancel-label=${ctx.t('contact.cancel')}
      @dirty=${(e: Event) => (form = e.target as SchemaForm)}
      @saved=${() => close(true)}
      @cancel=${() => close()}
    ></c-form>`,
  });
  return saved === true;
}
