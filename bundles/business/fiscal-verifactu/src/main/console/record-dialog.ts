import { css, html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import { CorrectDialog } from './correct.js';
import { kindText, stateBadge } from './state.js';
import { isoDay, madeAt, numberOf, type ChainRecord, type Submission } from './types.js';

type Deed = 'correct' | 'resend' | 'previous' | 'next';

/** One record: what it says, what the tax agency answered, its XML, and what can be done about it. */
export class RecordDialog {
  private xml: string | undefined;

  constructor(
    private readonly ctx: ViewContext,
    private readonly changed: () => void,
  ) {}

  /** Shows a record, and those before and after it as long as the person walks on. */
  async open(first: ChainRecord): Promise<void> {
    for (let record: ChainRecord | undefined = first; record; ) {
      this.xml = undefined;
      const deed: Deed | undefined = await this.show(record);
      record = deed && (await this.then(deed, record));
    }
  }

  private show(record: ChainRecord): Promise<Deed | undefined> {
    return this.ctx.dialog<Deed>({
      heading: this.ctx.t('record.heading', { number: numberOf(record) }),
      styles: css`
        pre {
          max-block-size: 320px;
          overflow: auto;
          background: var(--c-surface-2);
          border: 1px solid var(--c-line);
          border-radius: 10px;
          padding: 12px;
          font-size: 12.5px;
          white-space: pre-wrap;
          overflow-wrap: anywhere;
        }
      `,
      body: (close, redraw) => html`<div class="stack">
        ${this.answer(record.submission)} ${this.facts(record)}
        <div><div class="muted small">${this.ctx.t('record.fingerprint')}</div><c-copy .value=${record.fingerprint} .label=${this.ctx.t('record.fingerprint')}></c-copy></div>
        <div>
          <div class="muted small">${this.ctx.t('record.previous')}</div>
          ${record.previous ? html`<div>${record.previous.number}</div><code>${record.previous.fingerprint}</code>` : html`<div>${this.ctx.t('record.first')}</div>`}
        </div>
        ${this.xml === undefined ? nothing : html`<pre tabindex="0" aria-label=${this.ctx.t('record.xml')}>${this.xml}</pre>`} ${this.deeds(record, close, redraw)}
      </div>`,
    });
  }

  private answer(s: Submission | null): TemplateResult | typeof nothing {
    if (!s?.code) return nothing;
    const bad = s.state === 'REJECTED';
    return html`<div class="note ${bad ? 'bad' : 'warn'}">
      ${icon(bad ? 'circle-x' : 'triangle-alert', 18)}
      <div><b>${this.ctx.t(bad ? 'answer.rejected' : 'answer.flawed', { code: s.code })}</b> <span class="break">${s.message ?? ''}</span></div>
    </div>`;
  }

  private facts(record: ChainRecord): TemplateResult {
    const { ctx } = this;
    const sent = record.submission;
    const sound = record.chained && record.inOrder;
    return html`<c-facts
      .rows=${[
        [ctx.t('record.agency'), stateBadge(ctx, record)],
        [ctx.t('record.answered'), sent?.answeredAt && ctx.dateTime(sent.answeredAt)],
        [ctx.t('record.csv'), sent?.csv],
        [ctx.t('record.attempts'), sent && sent.attempts > 1 && ctx.number(sent.attempts)],
        [ctx.t('record.position'), ctx.number(record.position)],
        [ctx.t('record.type'), kindText(ctx, record)],
        [ctx.t('record.made'), ctx.dateTime(madeAt(record))],
        [ctx.t('record.operation-date'), record.operationDate && ctx.date(isoDay(record.operationDate))],
        [ctx.t('record.recipient'), record.recipient && `${record.recipient.name} · ${record.recipient.id}`],
        [ctx.t('record.corrected'), record.corrected.map((invoice) => invoice.number).join(', ')],
        [ctx.t('record.replaced'), record.replaced.map((invoice) => invoice.number).join(', ')],
        [ctx.t('record.total'), record.fields['ImporteTotal'] && ctx.money(record.fields['ImporteTotal'], 'EUR')],
        [ctx.t('record.installation'), `${record.installation} · ${record.softwareVersion}`],
        [ctx.t('record.state'), html`<c-badge tone=${sound ? 'ok' : 'bad'}>${ctx.t(record.chained ? (record.inOrder ? 'record.intact' : 'record.untimely') : 'record.unchained')}</c-badge>`],
      ].filter(([, value]) => Boolean(value))}
    ></c-facts>`;
  }

  private deeds(record: ChainRecord, close: (deed?: Deed) => void, redraw: () => void): TemplateResult {
    const { ctx } = this;
    const may = ctx.may('fiscal-verifactu.record.correct');
    const refused = record.submission?.state === 'REJECTED';
    return html`<div class="row wrap">
      ${may && record.correctable ? html`<button class="btn ${refused ? 'primary' : ''}" @click=${() => close('correct')}>${icon('pencil', 17)}${ctx.t('record.correct')}</button>` : nothing}
      ${may && record.resendable ? html`<button class="btn" @click=${() => close('resend')}>${icon('send', 17)}${ctx.t(refused ? 'record.resend' : 'record.send-now')}</button>` : nothing}
      ${record.invoiceId && ctx.may('billing.invoice.read') ? html`<a class="btn" href=${ctx.href(`/billing/invoices/${record.invoiceId}`)} @click=${() => close()}>${icon('receipt-text', 17)}${ctx.t('record.invoice')}</a>` : nothing}
      ${record.qrUrl ? html`<a class="btn" href=${record.qrUrl} target="_blank" rel="noreferrer">${icon('external-link', 17)}${ctx.t('record.check')}</a>` : nothing}
      ${this.xml === undefined ? html`<button class="btn" @click=${() => void this.load(record).then(redraw)}>${icon('code', 17)}${ctx.t('record.xml')}</button>` : nothing}
      ${record.previousId ? html`<button class="btn" @click=${() => close('previous')}>${icon('chevron-left', 17)}${ctx.t('record.before')}</button>` : nothing}
      ${record.nextId ? html`<button class="btn" @click=${() => close('next')}>${ctx.t('record.after')}${icon('chevron-right', 17)}</button>` : nothing}
    </div>`;
  }

  /** The record as it is sent, an element a line. */
  private async load(record: ChainRecord): Promise<void> {
    try {
      const blob = await this.ctx.api.blob(`records/${record.id}/xml`);
      this.xml = (await blob.text()).replaceAll('><', '>\n<');
    } catch (e) {
      this.ctx.problem(e);
    }
  }

  /** Does what was asked; the record to be shown next, if any. */
  private async then(deed: Deed, record: ChainRecord): Promise<ChainRecord | undefined> {
    const { ctx } = this;
    try {
      if (deed === 'correct') {
        if (await new CorrectDialog(ctx, record).open()) this.changed();
        return undefined;
      }
      if (deed === 'resend') {
        await ctx.api.post(`records/${record.id}/resend`);
        ctx.toast(ctx.t('record.resent'));
        this.changed();
        return undefined;
      }
      return await ctx.api.get<ChainRecord>(`records/${(deed === 'previous' ? record.previousId : record.nextId) ?? record.id}`);
    } catch (e) {
      ctx.problem(e);
      return undefined;
    }
  }
}
