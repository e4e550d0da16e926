import { css, html, icon, nothing, type Load, type TemplateResult, type ViewContext } from '@console/core';
import { statementPath, type Reminder } from './types.js';

interface Host {
  readonly ctx: ViewContext;
  requestUpdate(): void;
}

/** The reminders that wait for a person. Rubro sends no e-mail yet: the text is copied, or opened in the mail program. */
export class Inbox {
  static readonly styles = css`
    .letter {
      white-space: pre-wrap;
      overflow-wrap: anywhere;
      border-inline-start: 3px solid var(--c-line-2);
      padding-inline-start: 14px;
      color: var(--c-text-2);
    }
    details summary {
      cursor: pointer;
      font-weight: 600;
      min-block-size: 32px;
    }
    .deeds {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
  `;

  constructor(
    private readonly host: Host,
    private readonly waiting: Load<Reminder[]>,
  ) {}

  private async act(work: () => Promise<unknown>, done: string): Promise<void> {
    const { ctx } = this.host;
    try {
      await work();
      ctx.toast(done);
    } catch (e) {
      ctx.problem(e);
    }
    await this.waiting.reload();
  }

  private async run(): Promise<void> {
    const { ctx } = this.host;
    try {
      const { proposed } = await ctx.api.post<{ proposed: number }>('reminders/run');
      ctx.toast(ctx.t('rcv.reminder.found', { count: proposed }));
    } catch (e) {
      ctx.problem(e);
    }
    await this.waiting.reload();
  }

  private letter(reminder: Reminder): string {
    return `${reminder.subject}\n\n${reminder.text}`;
  }

  private async copy(reminder: Reminder): Promise<void> {
    const { ctx } = this.host;
    await navigator.clipboard.writeText(this.letter(reminder));
    ctx.toast(ctx.t('rcv.reminder.copied'));
  }

  private mail(reminder: Reminder): string {
    return `mailto:${encodeURIComponent(reminder.customerEmail ?? '')}?subject=${encodeURIComponent(reminder.subject)}&body=${encodeURIComponent(reminder.text)}`;
  }

  private card(reminder: Reminder): TemplateResult {
    const { ctx } = this.host;
    const { t, api } = ctx;
    const may = ctx.may('billing.reminder.send');
    return html`<c-card>
      <div class="stack tight">
        <div class="row spread wrap top">
          <div class="grow">
            <h2><a href=${ctx.href(statementPath(reminder.customer))}>${reminder.customerName}</a></h2>
            <div class="muted small"><a href=${ctx.href(`invoices/${reminder.invoiceId}`)}>${reminder.number}</a> · ${t('rcv.due', { date: ctx.date(reminder.dueDate) })}</div>
          </div>
          <c-badge tone=${reminder.level >= 3 ? 'bad' : reminder.level === 2 ? 'warn' : 'info'}>${t('rcv.reminder.level', { level: reminder.level })}</c-badge>
          <span class="num strong">${ctx.money(reminder.amount, reminder.currency)}</span>
        </div>
        <details>
          <summary>${reminder.subject}</summary>
          <p class="letter">${reminder.text}</p>
        </details>
        <div class="deeds">
          <button class="btn" @click=${() => void this.copy(reminder)}>${icon('copy', 17)}${t('rcv.reminder.copy')}</button>
          ${reminder.customerEmail ? html`<a class="btn" href=${this.mail(reminder)}>${icon('mail', 17)}${t('rcv.reminder.mail')}</a>` : nothing}
          ${may
            ? html`<button class="btn primary" @click=${() => void this.act(() => api.post(`reminders/${reminder.id}/send`), t('rcv.reminder.sent'))}>${icon('check', 17)}${t('rcv.reminder.send')}</button>
                <c-menu
                  label=${t('rcv.reminder.more', { number: reminder.number })}
                  .items=${[
                    { label: t('rcv.reminder.dismiss'), icon: 'x', run: () => void this.act(() => api.post(`reminders/${reminder.id}/dismiss`), t('rcv.reminder.dismissed')) },
                    { label: t('rcv.pause.invoice'), icon: 'pause', run: () => void this.act(() => api.post('reminders/pauses', { target: `invoice:${reminder.invoiceId}` }), t('rcv.pause.done')) },
                    { label: t('rcv.pause.customer'), icon: 'pause', run: () => void this.act(() => api.post('reminders/pauses', { target: reminder.customer }), t('rcv.pause.done')) },
                  ]}
                ></c-menu>`
            : nothing}
        </div>
      </div>
    </c-card>`;
  }

  render(): TemplateResult {
    const { ctx } = this.host;
    const { t } = ctx;
    return html`<div class="stack">
      <div class="note">${icon('info', 18)}<span>${t('rcv.reminder.no-mail')}</span></div>
      ${this.waiting.render((list) => list.map((reminder) => this.card(reminder)), {
        lines: 6,
        empty: (list) => list.length === 0,
        emptyState: html`<c-card>
          <c-state kind="empty" icon="bell" heading=${t('rcv.reminder.none')} text=${t('rcv.reminder.none.text')}>
            ${ctx.may('billing.reminder.send') ? html`<button class="btn" @click=${() => void this.run()}>${icon('refresh-cw', 17)}${t('rcv.reminder.run')}</button>` : nothing}
          </c-state>
        </c-card>`,
      })}
    </div>`;
  }
}
