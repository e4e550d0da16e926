import { html, type ViewContext } from '@console/core';
import type { Schema, Values } from '@console/form';

/** Asks for a new password of somebody else; true once it is set. */
export async function askPassword(ctx: ViewContext, name: string, set: (password: string) => Promise<void>): Promise<boolean> {
  const schema: Schema = {
    required: ['password'],
    properties: {
      password: { title: ctx.t('password.new'), format: 'password', description: ctx.t('password.rule'), 'x-autocomplete': 'new-password', 'x-span': 2 },
    },
  };
  const done = await ctx.dialog<boolean>({
    heading: ctx.t('password.heading', { name }),
    size: 's',
    body: (close) =>
      html`<div class="stack">
        <p class="muted">${ctx.t('password.text')}</p>
        <c-form
          .schema=${schema}
          submit-label=${ctx.t('password.go')}
          cancel-label=${ctx.t('shell.cancel')}
          .submit=${(value: Values) => set(String(value['password']))}
          @cancel=${() => close()}
          @saved=${() => close(true)}
        ></c-form>
      </div>`,
  });
  if (done) ctx.toast(ctx.t('password.done', { name }));
  return done === true;
}
