import { ConsoleElement, Load, css, html, ui, type TemplateResult } from '@console/core';
import { ACTORS, what, which, who, type Entry } from './model.js';

/** What was done last, for the panel. */
export default class Latest extends ConsoleElement {
  static override styles = [
    ui,
    css`
      :host {
        display: grid;
      }
    `,
  ];

  private readonly entries = new Load(this, () => this.ctx.api.list<Entry>('entries', { limit: 6 }));

  override render(): TemplateResult {
    const t = this.ctx.t;
    return html`<c-card heading=${t('latest.title')}>
      <a slot="actions" class="small" href=${this.ctx.href('entries')}>${t('latest.all')}</a>
      ${this.entries.render(
        (page) =>
          html`<c-timeline
            .items=${page.items.map((e) => ({ id: String(e.seq), icon: ACTORS[e.actorKind], title: what(e), text: which(e) || undefined, at: e.at, author: who(e, this.ctx) }))}
          ></c-timeline>`,
        { empty: (page) => page.items.length === 0, emptyState: html`<c-state kind="empty"></c-state>` },
      )}
    </c-card>`;
  }
}
