import { ConsoleElement, Load, css, html, ui, type TemplateResult } from '@console/core';
import type { System } from './model.js';

const LOOK_AGAIN = 60_000;

/** Whether all is well with the server, for the panel. */
export default class Health extends ConsoleElement {
  static override styles = [
    ui,
    css`
      :host {
        display: grid;
      }
    `,
  ];

  private readonly system = new Load(this, () => this.ctx.api.get<System>('system'));
  private timer: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = window.setInterval(() => document.visibilityState === 'visible' && void this.system.reload(), LOOK_AGAIN);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    const { value, error } = this.system;
    const bad = value ? value.missing.length : undefined;
    return html`<c-stat
      label=${t('health.title')}
      icon="heart-pulse"
      href=${this.ctx.href('system')}
      .value=${value ? t(bad ? 'health.bad' : 'health.good') : error ? t('health.unknown') : undefined}
      .note=${value ? (bad ? value.missing[0] : t('health.note', { version: value.version })) : undefined}
      .tone=${error || bad ? 'bad' : 'ok'}
    ></c-stat>`;
  }
}
