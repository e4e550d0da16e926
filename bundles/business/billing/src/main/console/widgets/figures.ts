import { ConsoleElement, Load, css, ui } from '@console/core';
import { recent } from './recent.js';
import type { Figures } from '../types.js';

/** A widget made of the figures of the books; all of them share one request. */
export abstract class FiguresWidget extends ConsoleElement {
  static override styles = [
    ui,
    css`
      :host {
        display: grid;
      }
      :host > * {
        block-size: 100%;
      }
    `,
  ];

  protected readonly figures = new Load(this, () => recent('figures', () => this.ctx.api.get<Figures>('figures')));

  override connectedCallback(): void {
    super.connectedCallback();
    this.ctx.on<{ type: string }>('change', (change) => {
      if (change.type === 'billing.invoice') void this.figures.reload();
    });
  }
}

/** A month as a bar names it: «nov». */
export const monthName = (locale: string, month: string, style: 'short' | 'long' = 'short'): string =>
  new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));
