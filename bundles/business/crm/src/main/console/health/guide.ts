import { ConsoleElement, Load, html, ui, type TemplateResult } from '@console/core';
import { guideStyles } from './guide-styles.js';
import { figures, type Accuracy, type Quality } from './model.js';

/** How each figure of a customer is computed, and how well payments are foretold here. */
export default class HealthGuide extends ConsoleElement {
  static override styles = [ui, guideStyles];
  private readonly quality = new Load<Quality>(this, () => this.ctx.api.get<Quality>('predictions/payments'));

  override render(): TemplateResult {
    const { t } = this.ctx;
    return html`<c-page heading=${t('guide.title')} back-href=${this.ctx.href('contacts')} back-label=${t('contacts.title')}><div class="stack">
      <p class="muted">${t('guide.intro')}</p>
      <c-card>
        <dl class="figures">
          ${figures.map((figure) => html`<div><dt>${t(`guide.${figure}`)}</dt><dd>${t(`guide.${figure}.text`)}</dd></div>`)}
        </dl>
      </c-card>
      <c-card heading=${t('guide.forecast')}>
        <p>${t('guide.forecast.text')}</p>
        ${this.quality.render((q) => this.shown(q), { lines: 4 })}
      </c-card>
    </div></c-page>`;
  }

  private shown(q: Quality): TemplateResult {
    const { t, date } = this.ctx;
    if (!q.history || !q.dueDate || !q.testedFrom) {
      return html`<p class="muted">${t('guide.forecast.none', { paid: q.paidInvoices, needed: q.needed })}</p>`;
    }
    const row = (name: string, a: Accuracy): TemplateResult => html`<tr><th scope="row">${name}</th><td>${t('guide.forecast.days', { days: a.meanErrorDays })}</td><td>${a.withinWeekPercent} %</td></tr>`;
    return html`<p><strong>${t(`guide.forecast.${q.basis}`)}</strong></p>
      <p class="small muted">${t('guide.forecast.tested', { tested: q.tested, trained: q.trained, from: date(q.testedFrom) })}</p>
      <table>
        <thead><tr><th scope="col">${t('guide.forecast.guess')}</th><th scope="col">${t('guide.forecast.error')}</th><th scope="col">${t('guide.forecast.week')}</th></tr></thead>
        <tbody>${row(t('guide.forecast.history'), q.history)}${row(t('guide.forecast.due'), q.dueDate)}</tbody>
      </table>`;
  }
}
