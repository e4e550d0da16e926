import { ConsoleElement, Load, css, html, ui } from '@console/core';
import type { ChainRecord } from './types.js';

/** Widget: how long the chain is, and whether its last link holds. The whole of it is verified on its page. */
export default class Chain extends ConsoleElement {
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

  private readonly last = new Load(this, () => this.ctx.api.list<ChainRecord>('records', { limit: 1 }));

  override connectedCallback(): void {
    super.connectedCallback();
    this.ctx.on<{ type: string }>('change', (change) => {
      if (change.type === 'billing.invoice') void this.last.reload();
    });
  }

  override render(): unknown {
    const { ctx } = this;
    return this.last.render(
      (page) => {
        const record = page.items[0];
        const good = !record || (record.chained && record.inOrder);
        const note = !record ? ctx.t('widget.none') : ctx.t(good ? 'widget.good' : 'widget.bad');
        return html`<c-stat label=${ctx.t('widget.chain')} icon="fingerprint" .value=${ctx.t('widget.records', { count: record?.position ?? 0, shown: ctx.number(record?.position ?? 0) })} note=${note} .tone=${record ? (good ? 'ok' : 'bad') : undefined} href=${ctx.href('records')}></c-stat>`;
      },
      { lines: 2 },
    );
  }
}
