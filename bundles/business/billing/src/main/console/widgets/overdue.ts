import { html } from '@console/core';
import { FiguresWidget } from './figures.js';

/** What should have been paid already. */
export default class Overdue extends FiguresWidget {
  override render(): unknown {
    const { ctx } = this;
    return this.figures.render(
      ({ overdue, currency }) =>
        html`<c-stat
          label=${ctx.t('widget.overdue')}
          icon="calendar-clock"
          .value=${ctx.money(overdue.amount, currency)}
          note=${overdue.invoices > 0 ? ctx.t('widget.invoices', { count: overdue.invoices }) : ctx.t('widget.overdue.none')}
          tone=${overdue.invoices > 0 ? 'bad' : 'ok'}
          href=${ctx.href('invoices?f.state=overdue')}
        ></c-stat>`,
      { lines: 2 },
    );
  }
}
