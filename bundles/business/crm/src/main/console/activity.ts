import { ConsoleElement, Load, html, icon, ui, type Page, type TemplateResult } from '@console/core';
import { calmly, concerns, typeIcon, type Activity as Entry, type Change } from './crm.js';
import { widgetStyles } from './widget-styles.js';

/** What happened last, with anybody. */
export default class Activity extends ConsoleElement {
  static override styles = [ui, widgetStyles];
  private readonly latest = new Load<Page<Entry>>(this, () => this.ctx.api.list<Entry>('interactions', { done: true, limit: 5 }));

  override firstUpdated(): void {
    const reload = calmly(() => void this.latest.reload(), 1000);
    this.ctx.on<Change>('change', (change) => concerns(change) && reload());
  }

  override render(): TemplateResult {
    const { t, href } = this.ctx;
    return html`<c-card heading=${t('widget.activity')}>
      ${this.latest.render(
        ({ items }) =>
          html`<ul class="plain list">
            ${items.map(
              ({ interaction: i, contactName }) =>
                html`<li class="row">
                  <span class="tile-icon" title=${t(`type.${i.type}`)}>${icon(typeIcon[i.type], 17)}</span>
                  <div class="grow">
                    <div class="strong one"><a class="plain" href=${href(`contacts/${i.contactId}`)}>${i.title}</a></div>
                    <div class="muted small one">${contactName} · <c-time at=${i.at}></c-time></div>
                  </div>
                </li>`,
            )}
          </ul>`,
        { empty: (page) => page.items.length === 0, emptyState: html`<c-state kind="empty" icon="history" heading=${t('widget.activity.empty')} text=${t('history.empty.text')}></c-state>`, lines: 8 },
      )}
    </c-card>`;
  }
}
