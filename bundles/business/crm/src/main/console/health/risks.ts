import { ConsoleElement, Load, html, nothing, ui, type TemplateResult } from '@console/core';
import { calmly, concerns, type Change } from '../crm.js';
import { widgetStyles } from '../widget-styles.js';
import { gradeTone, type Risks } from './model.js';

/** Customers whose money, or who themselves, may be lost: the most pressing first. */
export default class RisksWidget extends ConsoleElement {
  static override styles = [ui, widgetStyles];
  private readonly risks = new Load<Risks>(this, () => this.ctx.api.get<Risks>('health/risks'));

  override firstUpdated(): void {
    const reload = calmly(() => void this.risks.reload(), 2000);
    this.ctx.on<Change>('change', (change) => concerns(change) && reload());
  }

  override render(): TemplateResult {
    const { t, href, money } = this.ctx;
    return html`<c-card heading=${t('widget.risks')}>
      ${this.risks.render(
        ({ danger, attention, customers }) =>
          html`<p class="small muted">${t('widget.risks.count', { danger, attention })} · <a href=${href('health-guide')}>${t('guide.link')}</a></p>
            <ul class="plain list">
              ${customers.slice(0, 5).map(
                (c) =>
                  html`<li class="row">
                    <div class="grow">
                      <div class="strong one"><a class="plain" href=${href(`contacts/${c.contactId}`)}>${c.name}</a></div>
                      <div class="small muted one">
                        ${c.overdueDays > 0 ? t('widget.risks.overdue', { amount: money(c.overdue, c.currency), days: c.overdueDays }) : nothing}
                        ${c.overdueDays === 0 && c.churnScore !== null ? t('widget.risks.churn', { score: c.churnScore }) : nothing}
                      </div>
                    </div>
                    <c-badge tone=${gradeTone[c.grade]}>${t(`grade.${c.grade}`)}</c-badge>
                  </li>`,
              )}
            </ul>`,
        { empty: (found) => found.customers.length === 0, emptyState: html`<c-state kind="empty" icon="shield-check" heading=${t('widget.risks.empty')} text=${t('widget.risks.empty.text')}></c-state>`, lines: 8 },
      )}
    </c-card>`;
  }
}
