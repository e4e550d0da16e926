import '@console/form';
import { Problem, html, type ConsoleElement } from '@console/core';
import type { Lookup, Schema, SchemaForm, Values } from '@console/form';
import { etagOf } from './crm.js';

interface Kept {
  id: string;
  version: number;
}

interface More {
  /** The one to change; without it one is added. */
  record?: Kept | undefined;
  /** What a new one begins with. */
  start?: Values;
  lookups?: Readonly<Record<string, Lookup>>;
}

/** Adds a record to a list of a contact, or changes one, in a dialog; true once it is saved. */
export async function editPart(owner: ConsoleElement, base: string, heading: string, schema: Schema, { record, start = {}, lookups = {} }: More = {}): Promise<boolean> {
  const { ctx } = owner;
  let seen = record;
  let form: SchemaForm | null = null;
  const submit = async (values: Values): Promise<unknown> => {
    if (!seen) return ctx.api.post(base, values);
    try {
      return await ctx.api.put(`${base}/${seen.id}`, values, { etag: etagOf(seen) });
    } catch (e) {
      if (!(e instanceof Problem) || !e.stale) throw e;
      // what was typed stays; he is told, and may save again over what somebody else saved
      seen = await ctx.api.get<Kept>(`${base}/${seen.id}`);
      throw new Problem(e.status, e.code, '', ctx.t('part.stale'));
    }
  };
  const value = record ? Object.fromEntries(Object.entries(record).filter(([, v]) => v !== null)) : start;
  const saved = await ctx.dialog<boolean>({
    heading,
    mayClose: () => !form?.dirty || ctx.confirm({ heading: ctx.t('interaction.discard'), text: ctx.t('interaction.discard.text'), confirm: ctx.t('interaction.discard.confirm'), danger: true }),
    body: (close) =>
      html`<c-form
        .schema=${schema}
        .value=${value}
        .lookups=${lookups}
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
