import { ConsoleElement, Load, css, html, ui, type TemplateResult } from '@console/core';
import type { Subscriber } from './model.js';

/** How many events wait for somebody, for the panel. */
export default class HeldFigure extends ConsoleElement {
  static override styles = [
    ui,
    css`
      :host {
        display: grid;
      }
    `,
  ];

  private readonly subscribers = new Load(this, () => this.ctx.api.list<Subscriber>('subscribers'));

  override firstUpdated(): void {
    this.ctx.on<{ type: string }>('change', ({ type }) => {
      if (type === 'events.held') void this.subscribers.reload();
    });
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    const parked = this.subscribers.value?.items.reduce((sum, s) => sum + s.parked, 0);
    const text = parked === undefined ? (this.subscribers.error ? t('figure.unknown') : undefined) : t(parked > 0 ? 'figure.some' : 'figure.none');
    return html`<c-stat
      label=${t('figure.title')}
      icon="inbox"
      href=${this.ctx.href('held')}
      .value=${parked === undefined ? undefined : this.ctx.number(parked)}
      .note=${text}
      .tone=${parked ? 'bad' : 'ok'}
    ></c-stat>`;
  }
}
