import { html, type TemplateResult, type ViewContext } from '@console/core';
import type { PipelineSettings } from './model.js';

/** Asks why something is lost: one of the usual reasons, or words of one's own. Undefined: it is not lost after all. */
export async function askReason(ctx: ViewContext, title: string): Promise<string | undefined> {
  const { t } = ctx;
  const { lostReasons } = await ctx.api.get<PipelineSettings>('pipelines/settings');
  let chosen = '';
  let own = '';
  return ctx.dialog<string>({
    heading: t('deal.lost.heading'),
    size: 's',
    body: (close, redraw): TemplateResult => {
      const reason = () => own.trim() || chosen;
      const go = (e: Event) => {
        e.preventDefault();
        if (reason()) close(reason());
      };
      return html`<form class="stack" @submit=${go}>
        <p class="muted">${t('deal.lost.text', { title })}</p>
        ${lostReasons.length
          ? html`<div class="row wrap tight" role="group" aria-label=${t('deal.lost.reason')}>
              ${lostReasons.map(
                (name) =>
                  html`<button class="btn ${name === chosen ? 'primary' : ''}" type="button" aria-pressed=${name === chosen} @click=${() => ((chosen = name === chosen ? '' : name), redraw())}>${name}</button>`,
              )}
            </div>`
          : ''}
        <div class="field">
          <label for="own">${t(lostReasons.length ? 'deal.lost.other' : 'deal.lost.reason')}</label>
          <input id="own" maxlength="300" autocomplete="off" @input=${(e: Event) => ((own = (e.target as HTMLInputElement).value), redraw())} />
        </div>
        <div class="actions">
          <button class="btn" type="button" @click=${() => close()}>${t('contact.cancel')}</button>
          <button class="btn primary danger" type="submit" ?disabled=${!reason()}>${t('deal.lost.confirm')}</button>
        </div>
      </form>`;
    },
  });
}
