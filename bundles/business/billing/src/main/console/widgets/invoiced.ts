import { html, type Tone } from '@console/core';
import { FiguresWidget, monthName } from './figures.js';

/** What was invoiced this month, and how that is compared with the last one. */
export default class Invoiced extends FiguresWidget {
  override render(): unknown {
    const { ctx } = this;
    return this.figures.render(
      ({ months, currency }) => {
        const now = months.at(-1);
        const last = months.at(-2);
        const before = Number(last?.invoiced ?? 0);
        const change = before > 0 ? ((Number(now?.invoiced ?? 0) - before) / before) * 100 : undefined;
        const name = last ? monthName(ctx.locale, last.month, 'long') : '';
        const note =
          change === undefined
            ? ctx.t('widget.invoices', { count: now?.invoices ?? 0 })
            : ctx.t('widget.than', { change: `${change >= 0 ? '+' : '−'}${ctx.percent(Math.abs(change), 0)}`, month: name });
        const tone: Tone | undefined = change === undefined ? undefined : change >= 0 ? 'ok' : 'warn';
        return html`<c-stat label=${ctx.t('widget.invoiced')} icon="receipt-text" .value=${ctx.money(now?.invoiced, currency)} note=${note} .tone=${tone} href=${ctx.href('invoices')}></c-stat>`;
      },
      { lines: 2 },
    );
  }
}
