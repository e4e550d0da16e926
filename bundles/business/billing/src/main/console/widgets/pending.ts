import { html } from '@console/core';
import { FiguresWidget } from './figures.js';

/** What customers still have to pay. */
export default class Pending extends FiguresWidget {
  override render(): unknown {
    const { ctx } = this;
    return this.figures.render(
      ({ pending, currency }) =>
        html`<c-stat label=${ctx.t('widget.pending')} icon="wallet" .value=${ctx.money(pending.amount, currency)} note=${ctx.t('widget.invoices', { count: pending.invoices })} href=${ctx.href('invoices?f.state=open')}></c-stat>`,
      { lines: 2 },
    );
  }
}
