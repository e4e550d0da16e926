import { ConsoleElement, css, html, icon, nothing, ui, type Page, type TemplateResult } from '@console/core';
import type { Column, Grid, Query } from '@console/grid';
import '@console/grid';
import { dayOf, madeAt, numberOf, type ChainRecord, type ChainReport, type Fault, type Report } from './types.js';

/** The chain of invoicing records, and whether it is what it was made. */
export default class Records extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, report: { state: true }, verifying: { state: true } };
  private declare report: Report | undefined;
  private declare verifying: boolean;

  static override styles = [
    ui,
    css`
      .outcome:not(:has(.note)) {
        position: absolute;
      }
      .outcome ul {
        margin: 6px 0 0;
        padding-inline-start: 18px;
      }
      .outcome .note + .note {
        margin-block-start: 10px;
      }
      code {
        white-space: nowrap;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.ctx.on<{ type: string }>('change', (change) => {
      if (change.type === 'billing.invoice') void this.renderRoot.querySelector<Grid<ChainRecord>>('c-grid')?.reload();
    });
  }

  private readonly source = ({ cursor, limit, sort }: Query, signal: AbortSignal): Promise<Page<ChainRecord>> =>
    this.ctx.api.list<ChainRecord>('records', { cursor, limit, sort }, signal);

  private async verify(): Promise<void> {
    this.verifying = true;
    try {
      this.report = await this.ctx.api.get<Report>('verification');
    } catch (e) {
      this.ctx.problem(e);
    } finally {
      this.verifying = false;
    }
  }

  private columns(): Column<ChainRecord>[] {
    const { ctx } = this;
    const state = (row: ChainRecord) => ctx.t(row.chained && row.inOrder ? 'record.intact' : 'record.faulty');
    return [
      { key: 'position', label: ctx.t('record.position'), width: 110, align: 'end', sort: 'position', phone: 'sub', render: (row) => ctx.t('record.link', { position: ctx.number(row.position) }), csv: (row) => row.position },
      { key: 'number', label: ctx.t('record.number'), grow: 1, phone: 'title', render: (row) => html`<span class="strong">${numberOf(row)}</span>`, csv: numberOf },
      { key: 'type', label: ctx.t('record.type'), width: 130, phone: 'hide', render: (row) => ctx.t(`record.type.${row.type}`), csv: (row) => row.type },
      { key: 'day', label: ctx.t('record.day'), width: 140, phone: 'sub', render: (row) => ctx.date(dayOf(row)), csv: dayOf },
      { key: 'total', label: ctx.t('record.total'), width: 140, align: 'end', phone: 'end', render: (row) => html`<span class="num">${ctx.money(row.fields['ImporteTotal'], 'EUR')}</span>`, csv: (row) => row.fields['ImporteTotal'] },
      { key: 'fingerprint', label: ctx.t('record.fingerprint'), width: 210, phone: 'hide', render: (row) => html`<code>${row.fingerprint.slice(0, 16)}…</code>` },
      { key: 'state', label: ctx.t('record.state'), width: 140, phone: 'end', render: (row) => html`<c-badge tone=${row.chained && row.inOrder ? 'ok' : 'bad'}>${state(row)}</c-badge>`, csv: state },
    ];
  }

  private open(record: ChainRecord): void {
    const { ctx } = this;
    void ctx.dialog({
      heading: ctx.t('record.heading', { number: numberOf(record) }),
      body: (close) => html`<div class="stack">
        <c-facts
          .rows=${[
            [ctx.t('record.position'), ctx.number(record.position)],
            [ctx.t('record.type'), ctx.t(`record.type.${record.type}`)],
            [ctx.t('record.made'), ctx.dateTime(madeAt(record))],
            [ctx.t('record.recipient'), record.recipient && `${record.recipient.name} · ${record.recipient.id}`],
            [ctx.t('record.total'), record.fields['ImporteTotal'] && ctx.money(record.fields['ImporteTotal'], 'EUR')],
            [ctx.t('record.installation'), `${record.installation} · ${record.softwareVersion}`],
            [ctx.t('record.state'), html`<c-badge tone=${record.chained && record.inOrder ? 'ok' : 'bad'}>${ctx.t(record.chained ? (record.inOrder ? 'record.intact' : 'record.untimely') : 'record.unchained')}</c-badge>`],
          ]}
        ></c-facts>
        <div><div class="muted small">${ctx.t('record.fingerprint')}</div><c-copy .value=${record.fingerprint} .label=${ctx.t('record.fingerprint')}></c-copy></div>
        <div>
          <div class="muted small">${ctx.t('record.previous')}</div>
          ${record.previous ? html`<div>${record.previous.number}</div><code>${record.previous.fingerprint}</code>` : html`<div>${ctx.t('record.first')}</div>`}
        </div>
        <div class="row wrap">
          ${record.invoiceId && ctx.may('billing.invoice.read')
            ? html`<a class="btn" href=${ctx.href(`/billing/invoices/${record.invoiceId}`)} @click=${() => close()}>${icon('receipt-text', 17)}${ctx.t('record.invoice')}</a>`
            : nothing}
          ${record.qrUrl ? html`<a class="btn" href=${record.qrUrl} target="_blank" rel="noreferrer">${icon('external-link', 17)}${ctx.t('record.check')}</a>` : nothing}
        </div>
      </div>`,
    });
  }

  private outcome(report: Report): TemplateResult {
    const { t } = this.ctx;
    if (report.chains.length === 0) return html`<div class="note">${icon('info', 18)}<span>${t('verify.none')}</span></div>`;
    return html`${report.chains.map((chain) => this.chain(chain))}`;
  }

  private chain(chain: ChainReport): TemplateResult {
    const { ctx } = this;
    const records = ctx.t('verify.records', { count: chain.records });
    if (chain.intact) return html`<div class="note ok">${icon('shield-check', 18)}<span><b>${ctx.t('verify.intact')}</b> ${records} ${ctx.t('verify.intact.text', { issuer: chain.issuer })}</span></div>`;
    return html`<div class="note bad">
      ${icon('shield-alert', 18)}
      <div>
        <b>${ctx.t('verify.faults', { count: chain.faultCount })}</b> ${records}
        <ul>
          ${chain.faults.map((fault: Fault) => html`<li>${ctx.t('verify.at', { position: ctx.number(fault.position) })} ${ctx.t(`verify.fault.${fault.kind}`)}</li>`)}
        </ul>
      </div>
    </div>`;
  }

  override render(): TemplateResult {
    const { t } = this.ctx;
    return html`<c-page heading=${t('records.title')} sub=${t('records.sub')}>
      <button slot="actions" class="btn primary" ?disabled=${this.verifying} aria-busy=${this.verifying ? 'true' : 'false'} @click=${() => void this.verify()}>${icon('shield-check', 18)}${t(this.verifying ? 'verify.running' : 'verify.go')}</button>
      <div class="outcome" role="status">${this.report ? this.outcome(this.report) : nothing}</div>
      <c-grid
        id="fiscal-verifactu.records"
        label=${t('records.title')}
        clickable
        order="-position"
        .columns=${this.columns()}
        .source=${this.source}
        @row=${(e: CustomEvent<{ row: ChainRecord }>) => this.open(e.detail.row)}
      >
        <c-state slot="empty" kind="empty" icon="fingerprint" heading=${t('records.empty')} text=${t('records.empty.text')}></c-state>
      </c-grid>
    </c-page>`;
  }
}
