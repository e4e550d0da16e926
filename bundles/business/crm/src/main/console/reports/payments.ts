import { html, nothing, type TemplateResult, type ViewContext } from '@console/core';

interface Accuracy {
  meanErrorDays: string;
  withinWeekPercent: number;
}

/** How well payments are foretold. */
export interface PaymentModel {
  basis: 'HISTORY' | 'DUE_DATE' | 'NONE';
  paidInvoices: number;
  needed: number;
  testedOn: string | null;
  tested: number;
  history: Accuracy | null;
  dueDate: Accuracy | null;
}

/** What the forecast of payments rests on, and how far off it was. */
export function payments(ctx: ViewContext, model: PaymentModel): TemplateResult {
  const { t } = ctx;
  const days = (accuracy: Accuracy): string => t('report.days', { days: ctx.number(accuracy.meanErrorDays) });
  const within = (accuracy: Accuracy): string => t('report.paying.within', { percent: ctx.percent(accuracy.withinWeekPercent, 0) });
  const verdict = model.history === null ? t('report.paying.silent', { paid: ctx.number(model.paidInvoices), needed: ctx.number(model.needed) }) : t(model.basis === 'HISTORY' ? 'report.paying.useful' : 'report.paying.useless');
  return html`<c-card heading=${t('report.paying')} sub=${model.history ? t('report.paying.sub', { tested: ctx.number(model.tested) }) : ''}>
    <div class="stack">
      <p>${verdict}</p>
      ${model.history && model.dueDate
        ? html`<div class="tiles">
            <c-stat label=${t('report.paying.model')} icon="calendar-check" .value=${days(model.history)} note=${within(model.history)}></c-stat>
            <c-stat label=${t('report.paying.due')} icon="calendar" .value=${days(model.dueDate)} note=${within(model.dueDate)}></c-stat>
          </div>`
        : nothing}
    </div>
  </c-card>`;
}
