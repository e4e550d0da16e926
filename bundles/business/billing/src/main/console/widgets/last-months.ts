import { html } from '@console/core';
import '@console/chart';
import { FiguresWidget, monthName } from './figures.js';

/** What was invoiced and collected in the last twelve months. */
export default class LastMonths extends FiguresWidget {
  override render(): unknown {
    const { ctx } = this;
    return html`<c-card heading=${ctx.t('widget.year')} sub=${ctx.t('widget.year.sub')}>
      ${this.figures.render(
        ({ months, currency }) => {
          const year = months.slice(-12);
          return html`<c-chart
            type="bar"
            label=${ctx.t('widget.year')}
            .labels=${year.map((m) => monthName(ctx.locale, m.month))}
            .series=${[
              { name: ctx.t('widget.year.invoiced'), values: year.map((m) => Number(m.invoiced)) },
              { name: ctx.t('widget.year.collected'), values: year.map((m) => Number(m.collected)) },
            ]}
            .format=${(value: number) => ctx.money(value, currency)}
          ></c-chart>`;
        },
        { lines: 7 },
      )}
    </c-card>`;
  }
}
