import { ConsoleElement, Load, css, html, ui, type TemplateResult } from '@console/core';

interface Sum {
  readonly count: number;
  readonly weightKg: string;
  readonly total: string;
}

/** How much was sold by weight today. */
export default class TodayWidget extends ConsoleElement {
  private readonly today = new Load(this, () => this.ctx.api.get<Sum>('weighings/today'));

  static override styles = [
    ui,
    css`
      :host {
        display: grid;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.ctx.on<{ type: string }>('change', ({ type }) => type === 'carniceria.weighing' && void this.today.reload());
  }

  override render(): TemplateResult {
    const sum = this.today.value;
    return html`<c-stat
      label=${this.t('today')}
      icon="weight"
      .value=${sum ? this.ctx.quantity(sum.weightKg, 'kg') : this.today.error ? '—' : '…'}
      note=${sum ? this.t('today.note', { count: sum.count, total: this.ctx.money(sum.total) }) : ''}
      href=${this.ctx.href('weighings')}
    ></c-stat>`;
  }
}
