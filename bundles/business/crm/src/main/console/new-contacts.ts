import { ConsoleElement, Load, html, ui, type TemplateResult } from '@console/core';
import { calmly, type Change } from './crm.js';
import { widgetStyles } from './widget-styles.js';

interface Growth {
  thisMonth: number;
  lastMonth: number;
}

/** How many contacts were added this month. */
export default class NewContacts extends ConsoleElement {
  static override styles = [ui, widgetStyles];
  private readonly growth = new Load<Growth>(this, () => this.ctx.api.get<Growth>('contacts/growth'));

  override firstUpdated(): void {
    const reload = calmly(() => void this.growth.reload(), 1000);
    this.ctx.on<Change>('change', (change) => change.type === 'crm.contact' && reload());
  }

  override render(): TemplateResult {
    const { t, number, date, href, today } = this.ctx;
    const [year, month] = today().split('-').map(Number) as [number, number];
    const before = date(new Date(Date.UTC(year, month - 2, 15)), { month: 'long' });
    const tile = (value?: Growth) =>
      html`<c-stat
        label=${t('widget.new')}
        .value=${value ? number(value.thisMonth) : '…'}
        .note=${value ? t('widget.new.before', { month: before, number: number(value.lastMonth) }) : ' '}
        icon="user-plus"
        href="${href('contacts')}?sort=-createdAt"
      ></c-stat>`;
    if (this.growth.error) return html`<c-card>${this.growth.render(() => '', { lines: 2 })}</c-card>`;
    return tile(this.growth.value);
  }
}
