import { html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';

/** The four steps of an import, and which one it is at. */
export function steps(ctx: ViewContext, at: number): TemplateResult {
  return html`<ol class="steps" aria-label=${ctx.t('imp.steps')}>
    ${[1, 2, 3, 4].map((step) => html`<li class=${step === at ? 'on' : ''} aria-current=${step === at ? 'step' : nothing}><i aria-hidden="true">${step < at ? icon('check', 14) : step}</i><span>${ctx.t(`imp.step.${step}`)}</span></li>`)}
  </ol>`;
}
