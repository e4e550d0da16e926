import { html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import { day, type Deal } from './model.js';

/** Closing within a week or overdue. */
const near = (ctx: ViewContext, date: string): boolean => Date.parse(date) - Date.parse(ctx.today()) <= 7 * 86_400_000;

function deal(ctx: ViewContext, d: Deal): TemplateResult {
  const { t, money, percent, href } = ctx;
  return html`<li>
    <div class="row spread top">
      <a class="strong break grow plain" href=${href(`opportunities/${d.id}`)}>${d.title}</a>
      <span class="num strong">${money(d.value, d.currency)}</span>
    </div>
    <div class="row spread small muted">
      <span class="row tight wrap"><c-badge>${d.stage}</c-badge>${d.expectedClose ? html`<span class=${near(ctx, d.expectedClose) ? 'late' : ''}>${t('file.deals.close', { date: day(ctx, d.expectedClose) })}</span>` : nothing}</span>
      <span class="num" title=${t('file.deals.probability')}>${percent(d.probability, 0)}</span>
    </div>
    <c-progress .max=${100} .value=${d.probability} label="${t('file.deals.probability')}: ${d.title}"></c-progress>
  </li>`;
}

/** The opportunities that are open with a customer. */
export function dealsCard(ctx: ViewContext, deals: Deal[], add: TemplateResult | typeof nothing): TemplateResult {
  const { t } = ctx;
  return html`<c-card heading=${deals.length ? t('file.deals.count', { count: deals.length }) : t('file.deals.title')}>
    ${deals.length
      ? html`<ul class="plain list deals">${deals.map((d) => deal(ctx, d))}</ul>`
      : html`<c-state kind="empty" icon="target" heading=${t('file.deals.empty')} text=${t('file.deals.empty.text')}>${add}</c-state>`}
  </c-card>`;
}

/** A button that begins an opportunity with a customer. */
export const newDeal = (ctx: ViewContext, contact: string, slot?: string): TemplateResult | typeof nothing =>
  ctx.may('crm.opportunity.write')
    ? html`<a class="btn" slot=${slot ?? nothing} href="${ctx.href('opportunities')}?contact=${contact}">${icon('target', 17)}${ctx.t('file.deals.new')}</a>`
    : nothing;
