import { ConsoleElement, Load, css, html, ui, type TemplateResult } from '@console/core';
import { DEVICES, calmly, type Figures } from './model.js';

/** How many devices are connected. */
export default class StateWidget extends ConsoleElement {
  private readonly figures = new Load(this, () => this.ctx.api.get<Figures>(`${DEVICES}/figures`));

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
    const reload = calmly(this.ctx.signal, 2000, () => void this.figures.reload());
    this.ctx.on<{ type: string }>('change', (change) => change.type === 'devices.device' && reload());
  }

  override render(): TemplateResult {
    const f = this.figures.value;
    const may = f ? f.total - f.blocked : 0;
    const note = !f ? '' : f.total === 0 ? this.t('widget.state.none') : f.online === may ? this.t('widget.state.all') : this.t('widget.state.away', { count: may - f.online });
    const tone = f && f.total > 0 ? (f.online === may ? 'ok' : 'warn') : 'plain';
    return html`<c-stat
      label=${this.t('widget.state')}
      icon="cpu"
      .value=${f ? `${this.ctx.number(f.online)} / ${this.ctx.number(may)}` : this.figures.error ? '—' : '…'}
      note=${note}
      tone=${tone}
      href=${this.ctx.href('devices')}
    ></c-stat>`;
  }
}
