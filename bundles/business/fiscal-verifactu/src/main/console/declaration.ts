import { html, icon, nothing, type ViewContext } from '@console/core';
import type { Declaration } from './types.js';

/** Shows the responsible declaration of the program; it is Spanish, whatever the reader's language. */
export async function declaration(ctx: ViewContext): Promise<void> {
  const document = await ctx.api.get<Declaration>('declaration');
  await ctx.dialog({
    heading: ctx.t('declaration.heading'),
    size: 'l',
    body: () => html`<div class="stack">
      ${document.complete ? nothing : html`<div class="note warn">${icon('info', 18)}<span>${ctx.t('declaration.incomplete')}</span></div>`}
      <div lang="es" class="stack">
        <b>${document.title}</b>
        <c-facts .rows=${document.items.map((item) => [`${item.letter}) ${item.label}`, item.value || '—'])}></c-facts>
      </div>
    </div>`,
  });
}
