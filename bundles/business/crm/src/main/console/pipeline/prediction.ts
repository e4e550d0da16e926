import { html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';

/** What the history of the organisation says of an opportunity. */
export interface Prediction {
  verdict: 'SILENT' | 'NOT_BETTER' | 'USEFUL' | 'DECIDED' | 'OTHER_CURRENCY';
  useful: boolean;
  percent: number | null;
  entered: number;
  reasons: { factor: 'STAGE' | 'SOURCE' | 'VALUE' | 'CUSTOMER'; direction: 'UP' | 'DOWN' | 'NONE'; points: number; text: string }[];
  statement: string;
}

const way = { UP: 'trending-up', DOWN: 'trending-down', NONE: 'minus' } as const;

/** «60 %», and below it what the history says and why; that alone is shown which was found to be worth something. */
export function probabilityOf(ctx: ViewContext, probability: number, prediction: Prediction | undefined): TemplateResult {
  const { t, percent } = ctx;
  const said = prediction?.useful && prediction.percent !== null ? t('deal.history.says', { percent: percent(prediction.percent, 0) }) : '';
  return html`${percent(probability, 0)}${prediction
    ? html`<details class="small">
        <summary>${said ? html`<span class="strong">${said}</span> · ${t('deal.history.why')}` : html`<span class="muted">${t('deal.history.ask')}</span>`}</summary>
        <div class="stack tight">
          ${prediction.reasons.length > 0
            ? html`<ul class="plain stack tight" aria-label=${t('deal.history.reasons')}>
                ${prediction.reasons.map(
                  (reason) => html`<li class="row tight top">
                    <span class="muted">${icon(way[reason.direction], 16)}</span>
                    <span class="grow break">${reason.text} <span class="muted num">(${points(ctx, reason.points)})</span></span>
                  </li>`,
                )}
              </ul>`
            : nothing}
          <p class="muted">${prediction.statement}</p>
        </div>
      </details>`
    : nothing}`;
}

/** «+12 puntos». */
const points = (ctx: ViewContext, count: number): string => {
  const said = ctx.number(count, { signDisplay: 'exceptZero', maximumFractionDigits: 0 });
  return ctx.t(Math.abs(count) === 1 ? 'deal.history.point' : 'deal.history.points', { points: said });
};
