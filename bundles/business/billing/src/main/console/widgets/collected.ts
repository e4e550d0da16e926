import { html } from '@console/core';
import { FiguresWidget, monthName } from './figures.js';

/** What was collected this month. */
export default class Collected extends FiguresWidget {
  override render(): unknown {
    const { ctx } = this;
    return this.figures.render(
      ({ months, currency }) => {
        const last = months.at(-2);
        const note = last ? ctx.t('widget.month', { month: monthName(ctx.locale, last.month, 'long'), amount: ctx.money(last.collected, currency) }) : '';
        return html`<c-stat label=${ctx.t('widget.collected')} icon="hand-coins" .value=${ctx.money(months.at(-1)?.collected, currency)} note=${note} href=${ctx.href('invoices?f.state=paid')}></c-stat>`;
      },
      { lines: 2 },
    );
  }
}
