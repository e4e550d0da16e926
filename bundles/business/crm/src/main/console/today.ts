import { ConsoleElement, Load, css, html, nothing, ui, type Page, type TemplateResult } from '@console/core';
import { calmly, type Change } from './crm.js';
import type { Recommendation } from './file/model.js';
import { recommendationStyles } from './file/recommendation-styles.js';
import { RecommendationDeeds } from './file/recommendations.js';
import { widgetStyles } from './widget-styles.js';

/** What to do today: the weightiest recommendations about all customers. */
export default class Today extends ConsoleElement {
  static override styles = [
    ui,
    widgetStyles,
    recommendationStyles,
    css`
      .more {
        display: inline-block;
        margin-block-start: 12px;
        font-weight: 600;
      }
    `,
  ];
  private readonly first = new Load<Page<Recommendation>>(this, () => this.ctx.api.list<Recommendation>('recommendations', { limit: 4 }));
  private readonly deeds = new RecommendationDeeds(this, () => this.first.reload());

  override firstUpdated(): void {
    const reload = calmly(() => void this.first.reload(), 1000);
    this.ctx.on<Change>('change', (change) => change.type === 'crm.recommendation' && reload());
  }

  override render(): TemplateResult {
    const { t, href } = this.ctx;
    return html`<c-card heading=${t('widget.today')}>
      ${this.first.render(
        (page) => html`<ul class="plain advices">${page.items.map((r) => this.deeds.item(r, true))}</ul>
          ${page.next ? html`<a class="more" href=${href('recommendations')}>${t('widget.today.all')}</a>` : nothing}`,
        {
          lines: 8,
          empty: (page) => page.items.length === 0,
          emptyState: html`<c-state kind="empty" icon="circle-check" heading=${t('recommendations.empty')} text=${t('recommendations.empty.text')}></c-state>`,
        },
      )}
    </c-card>`;
  }
}
