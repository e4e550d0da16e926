import { ConsoleElement, Load, html, icon, ui, type Page, type TemplateResult } from '@console/core';
import { calmly, concerns, etagOf, marked, overdue, typeIcon, type Activity, type Change, type Interaction } from './crm.js';
import { contactStyles } from './contact-styles.js';
import { widgetStyles } from './widget-styles.js';

/** What is to be done, the most pressing first. */
export default class Tasks extends ConsoleElement {
  static override styles = [ui, contactStyles, widgetStyles];
  private readonly open = new Load<Page<Activity>>(this, () => this.ctx.api.list<Activity>('interactions', { done: false, sort: 'at', limit: 5 }));

  override firstUpdated(): void {
    const reload = calmly(() => void this.open.reload(), 1000);
    this.ctx.on<Change>('change', (change) => concerns(change) && reload());
  }

  private async done(i: Interaction): Promise<void> {
    try {
      await this.ctx.api.put(`interactions/${i.id}`, marked(i, true), { etag: etagOf(i) });
      this.ctx.toast(this.t('interaction.marked'));
    } catch (e) {
      this.ctx.problem(e);
    }
    await this.open.reload();
  }

  override render(): TemplateResult {
    const { t, href, date, may } = this.ctx;
    return html`<c-card heading=${t('widget.tasks')}>
      ${this.open.render(
        ({ items }) =>
          html`<ul class="plain list">
            ${items.map(
              ({ interaction: i, contactName }) =>
                html`<li class="row">
                  ${may('crm.interaction.write')
                    ? html`<button class="tick" aria-label=${t('interaction.markDone', { title: i.title })} title=${t('interaction.done.do')} @click=${() => void this.done(i)}>${icon('check', 15)}</button>`
                    : html`<span class="muted">${icon(typeIcon[i.type], 18)}</span>`}
                  <div class="grow">
                    <div class="strong one"><a class="plain" href=${href(`contacts/${i.contactId}`)}>${i.title}</a></div>
                    <div class="small one ${overdue(i) ? 'late' : 'muted'}">${t(overdue(i) ? 'todo.overdue' : 'todo.due', { date: date(i.at, { day: 'numeric', month: 'short' }) })} · ${contactName}</div>
                  </div>
                </li>`,
            )}
          </ul>`,
        { empty: (page) => page.items.length === 0, emptyState: html`<c-state kind="empty" icon="list-checks" heading=${t('widget.tasks.empty')} text=${t('widget.tasks.empty.text')}></c-state>`, lines: 8 },
      )}
    </c-card>`;
  }
}
