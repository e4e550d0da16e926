import { html, type ViewContext } from '@console/core';
import '@console/form';
import type { Schema, Values } from '@console/form';

const DAY = 86_400_000;

/** Asks since when, has everything sent again that was given up since then, and says how much that was. */
export async function askSince(ctx: ViewContext, path: string, failingSince: string | undefined): Promise<number | undefined> {
  const t = ctx.t;
  const schema: Schema = { required: ['since'], properties: { since: { title: t('replay.since'), description: t('replay.since.help'), format: 'date-time', 'x-span': 2 } } };
  const begun = failingSince ?? new Date(Date.now() - DAY).toISOString();
  const done = await ctx.dialog<{ deliveries: number }>({
    heading: t('replay.all'),
    body: (close) =>
      html`<div class="stack">
        <p class="muted">${t('replay.all.text')}</p>
        <c-form
          .schema=${schema}
          .value=${{ since: begun }}
          submit-label=${t('replay.all')}
          cancel-label=${t('shell.cancel')}
          .submit=${(value: Values) => ctx.api.post<{ deliveries: number }>(`${path}/replay`, { since: new Date(String(value['since'])).toISOString() })}
          @cancel=${() => close()}
          @saved=${(e: CustomEvent<{ result: { deliveries: number } }>) => close(e.detail.result)}
        ></c-form>
      </div>`,
  });
  return done?.deliveries;
}
