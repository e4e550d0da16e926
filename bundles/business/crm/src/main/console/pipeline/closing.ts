import { ConsoleElement, Load, html, ui, type Page, type TemplateResult } from '@console/core';
import { calmly } from '../crm.js';
import { widgetStyles } from '../widget-styles.js';
import { closeText, closeTone, isDealChange, type DealChange, type Opportunity } from './model.js';

/** The open opportunities whose expected close is nearest, those that went by first. */
export default class Closing extends ConsoleElement {
  static override styles = [ui, widgetStyles];
  private readonly deals = new Load<Page<Opportunity>>(this, async () => {
    const page = await this.ctx.api.list<Opportunity>('opportunities', { kind: 'OPEN', sort: 'expectedClose', limit: 5 });
    return { ...page, items: page.items.filter((o) => o.expectedClose) };
  });

  override firstUpdated(): void {
    const reload = calmly(() => void this.deals.reload(), 1000);
    this.ctx.on<DealChange>('change', (change) => isDealChange(change) && reload());
  }

  override render(): TemplateResult {
    const { ctx } = this;
    const { t, href, money } = ctx;
    return html`<c-card heading=${t('widget.closing')}>
      ${this.deals.render(
        ({ items }) =>
          html`<ul class="plain list">
            ${items.map(
              (o) =>
                html`<li class="row">
                  <div class="grow">
                    <div class="strong one"><a class="plain" href=${href(`opportunities/${o.id}`)}>${o.title}</a></div>
                    <div class="small muted one">${o.contactName} · ${money(o.value, o.currency)}</div>
                  </div>
                  <c-badge tone=${closeTone(ctx, o)}>${closeText(ctx, o)}</c-badge>
                </li>`,
            )}
          </ul>`,
        { empty: (page) => page.items.length === 0, emptyState: html`<c-state kind="empty" icon="calendar-clock" heading=${t('widget.closing.empty')} text=${t('widget.closing.empty.text')}></c-state>`, lines: 8 },
      )}
    </c-card>`;
  }
}
