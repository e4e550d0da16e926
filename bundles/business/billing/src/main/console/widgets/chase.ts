import { ConsoleElement, Load, css, html, icon, nothing, ui } from '@console/core';
import { collectBy } from '../state.js';
import type { Summary } from '../types.js';

/** The invoices that should have been paid longest ago. */
export default class Chase extends ConsoleElement {
  static override styles = [
    ui,
    css`
      :host {
        display: grid;
      }
      :host > * {
        block-size: 100%;
      }
      a.who {
        color: var(--c-text);
        font-weight: 600;
        text-decoration: none;
        overflow-wrap: anywhere;
      }
      a.who:hover {
        text-decoration: underline;
      }
      .more {
        display: inline-block;
        margin-block-start: 12px;
        font-weight: 600;
      }
    `,
  ];

  private readonly late = new Load(this, () => this.ctx.api.list<Summary>('invoices', { overdue: this.ctx.today(), sort: 'collectBy', limit: 5 }));

  override connectedCallback(): void {
    super.connectedCallback();
    this.ctx.on<{ type: string }>('change', (change) => {
      if (change.type === 'billing.invoice') void this.late.reload();
    });
  }

  override render(): unknown {
    const { ctx } = this;
    return html`<c-card heading=${ctx.t('widget.chase')}>
      ${this.late.render(
        (page) =>
          html`<ul class="plain list">
              ${page.items.map(
                (row) => html`<li class="row spread top">
                  <div class="grow"><a class="who" href=${ctx.href(`invoices/${row.id}`)}>${row.customer.name}</a><div class="muted small">${row.number} · ${ctx.t('widget.chase.since', { date: ctx.date(collectBy(row)) })}</div></div>
                  <span class="num strong">${ctx.money(row.balance, row.currency)}</span>
                </li>`,
              )}
            </ul>
            ${page.next ? html`<a class="more" href=${ctx.href('invoices?f.state=overdue&sort=collectBy')}>${ctx.t('widget.chase.all')}</a>` : nothing}`,
        {
          lines: 5,
          empty: (page) => page.items.length === 0,
          emptyState: html`<div class="row muted">${icon('circle-check', 20)}<span>${ctx.t('widget.chase.none')}</span></div>`,
        },
      )}
    </c-card>`;
  }
}
