import { html, type ViewContext } from '@console/core';
import '@console/form';
import type { Schema, Values } from '@console/form';
import type { Endpoint, Issued } from './model.js';

/** The types there are, with the groups they belong to before them. */
async function suggestions(ctx: ViewContext): Promise<string[]> {
  try {
    const types = await ctx.api.get<string[]>('endpoints/event-types');
    const groups = [...new Set(types.map((type) => `${type.split('.')[0] ?? ''}.*`))];
    return ['*', ...groups, ...types];
  } catch {
    return ['*']; // they help to type, nothing more
  }
}

async function schemaOf(ctx: ViewContext): Promise<Schema> {
  const t = ctx.t;
  return {
    required: ['url', 'types'],
    properties: {
      url: { title: t('endpoint.url'), description: t('endpoint.url.help'), maxLength: 2000, pattern: '^https?://.+', 'x-pattern-text': t('endpoint.url.wrong'), 'x-placeholder': 'https://', 'x-span': 2, format: 'uri' },
      types: { title: t('endpoint.types'), description: t('endpoint.types.help'), type: 'array', items: { type: 'string' }, maxItems: 50, 'x-known': await suggestions(ctx), 'x-placeholder': 'billing.*' },
      description: { title: t('endpoint.description'), description: t('endpoint.description.help'), maxLength: 200, 'x-span': 2 },
    },
  };
}

/** Asks for what a new endpoint is; its secret is in the answer. */
export async function askNew(ctx: ViewContext): Promise<Issued | undefined> {
  const schema = await schemaOf(ctx);
  return ctx.dialog<Issued>({
    heading: ctx.t('endpoint.new'),
    body: (close) =>
      html`<c-form
        .schema=${schema}
        submit-label=${ctx.t('endpoint.create')}
        cancel-label=${ctx.t('shell.cancel')}
        .submit=${(value: Values) => ctx.api.post<Issued>('endpoints', value, { secret: true })}
        @cancel=${() => close()}
        @saved=${(e: CustomEvent<{ result: Issued }>) => close(e.detail.result)}
      ></c-form>`,
  });
}

/** Changes an endpoint that was read with this version. */
export async function askChange(ctx: ViewContext, endpoint: Endpoint, etag: string | undefined): Promise<boolean> {
  const schema = await schemaOf(ctx);
  const done = await ctx.dialog<boolean>({
    heading: ctx.t('endpoint.edit'),
    body: (close) =>
      html`<c-form
        .schema=${schema}
        .value=${{ url: endpoint.url, types: endpoint.types, description: endpoint.description }}
        submit-label=${ctx.t('shell.save')}
        cancel-label=${ctx.t('shell.cancel')}
        .submit=${(value: Values) => ctx.api.put(`endpoints/${endpoint.id}`, { ...value, enabled: endpoint.enabled }, { etag })}
        @cancel=${() => close()}
        @saved=${() => close(true)}
      ></c-form>`,
  });
  return done === true;
}

/** Shows a secret this once. */
export async function showSecret(ctx: ViewContext, secret: string, heading: string, text: string): Promise<void> {
  await ctx.dialog({
    heading,
    body: (close) =>
      html`<div class="stack">
        <c-secret label=${ctx.t('secret.label')} .value=${secret}></c-secret>
        <p class="muted">${text}</p>
        <div class="actions"><button class="btn primary" autofocus @click=${() => close()}>${ctx.t('shell.done')}</button></div>
      </div>`,
  });
}
