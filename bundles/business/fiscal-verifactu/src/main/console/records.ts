import { ConsoleElement, Load, css, html, icon, nothing, ui, type Page, type TemplateResult } from '@console/core';
import type { Column, Filter, Grid, Query, View } from '@console/grid';
import '@console/grid';
import { declaration } from './declaration.js';
import { notices, tiles } from './panel.js';
import { reconcile } from './reconcile.js';
import { RecordDialog } from './record-dialog.js';
import { STATES, kindText, stateBadge, stateText } from './state.js';
import { dayOf, numberOf, type ChainRecord, type ChainReport, type Fault, type Report, type Summary } from './types.js';

const KINDS = ['F1', 'F2', 'F3', 'R1', 'R2', 'R3', 'R4', 'R5'] as const;

/** The invoicing records, what the tax agency says of them, and whether the chain is what it was made. */
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
      .sending {
        margin-block-end: 18px;
      }
    `,
  ];

  private readonly summary = new Load(this, (signal) => this.ctx.api.get<Summary>('summary', undefined, signal));

  override connectedCallback(): void {
    super.connectedCallback();
    this.ctx.on<{ type: string }>('change', (change) => {
      if (change.type === 'billing.invoice' || change.type === 'fiscal-verifactu.record') this.refresh();
    });
  }

  private refresh(): void {
    void this.summary.reload();
    void this.renderRoot.querySelector<Grid<ChainRecord>>('c-grid')?.reload();
  }

  private readonly source = ({ cursor, limit, sort, search, filters }: Query, signal: AbortSignal): Promise<Page<ChainRecord>> => {
    const { kind, ...others } = filters;
    const wanted = kind === 'RegistroAnulacion' ? { type: kind } : { kind };
    return this.ctx.api.list<ChainRecord>('records', { cursor, limit, sort, ...others, ...wanted, number: search }, signal);
  };

  private async retry(): Promise<void> {
    try {
      await this.ctx.api.post('retry');
      this.ctx.toast(this.ctx.t('problem.retried'));
      this.refresh();
    } catch (e) {
      this.ctx.problem(e);
    }
  }

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
    const sound = (row: ChainRecord) => ctx.t(row.chained && row.inOrder ? 'record.intact' : 'record.faulty');
    return [
      { key: 'position', label: ctx.t('record.position'), width: 100, align: 'end', sort: 'position', phone: 'sub', render: (row) => ctx.t('record.link', { position: ctx.number(row.position) }), csv: (row) => row.position },
      { key: 'number', label: ctx.t('record.number'), grow: 1, phone: 'title', render: (row) => html`<span class="strong">${numberOf(row)}</span>`, csv: numberOf },
      { key: 'type', label: ctx.t('record.type'), width: 140, phone: 'sub', render: (row) => kindText(ctx, row), csv: (row) => row.kind ?? row.type },
      { key: 'day', label: ctx.t('record.day'), width: 130, phone: 'sub', render: (row) => ctx.date(dayOf(row)), csv: dayOf },
      { key: 'total', label: ctx.t('record.total'), width: 130, align: 'end', phone: 'end', render: (row) => html`<span class="num">${ctx.money(row.fields['ImporteTotal'], 'EUR')}</span>`, csv: (row) => row.fields['ImporteTotal'] },
      { key: 'agency', label: ctx.t('record.agency'), width: 200, phone: 'end', render: (row) => stateBadge(ctx, row), csv: (row) => stateText(ctx, row) },
      { key: 'code', label: ctx.t('record.code'), width: 90, hidden: true, phone: 'hide', render: (row) => row.submission?.code ?? '', csv: (row) => row.submission?.code },
      { key: 'fingerprint', label: ctx.t('record.fingerprint'), width: 210, hidden: true, phone: 'hide', render: (row) => html`<code>${row.fingerprint.slice(0, 16)}…</code>`, csv: (row) => row.fingerprint },
      { key: 'state', label: ctx.t('record.state'), width: 120, phone: 'hide', render: (row) => html`<c-badge tone=${row.chained && row.inOrder ? 'ok' : 'bad'}>${sound(row)}</c-badge>`, csv: sound },
    ];
  }

  private filters(): Filter[] {
    const { t } = this.ctx;
    return [
      { key: 'state', label: t('record.agency'), type: 'select', options: [{ value: 'open', label: t('state.open') }, ...STATES.map((state) => ({ value: state.toLowerCase(), label: t(`state.${state}`) }))] },
      { key: 'kind', label: t('record.type'), type: 'select', options: [...KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })), { value: 'RegistroAnulacion', label: t('record.type.RegistroAnulacion') }] },
      { key: 'period', label: t('record.made'), type: 'period' },
    ];
  }

  private views(): View[] {
    const { t } = this.ctx;
    return [
      { name: t('view.rejected'), filters: { state: 'rejected' } },
      { name: t('view.flawed'), filters: { state: 'accepted_with_errors' } },
      { name: t('view.open'), filters: { state: 'open' } },
    ];
  }

  private open(record: ChainRecord): void {
    void new RecordDialog(this.ctx, () => this.refresh()).open(record);
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
    const { ctx } = this;
    const { t } = ctx;
    return html`<c-page heading=${t('records.title')} sub=${t('records.sub')}>
      <button slot="actions" class="btn" @click=${() => void declaration(ctx).catch((e: unknown) => ctx.problem(e))}>${icon('file-text', 18)}${t('declaration.open')}</button>
      ${ctx.may('fiscal-verifactu.record.correct') ? html`<button slot="actions" class="btn" @click=${() => void reconcile(ctx)}>${icon('scale', 18)}${t('reconcile.open')}</button>` : nothing}
      <button slot="actions" class="btn primary" ?disabled=${this.verifying} aria-busy=${this.verifying ? 'true' : 'false'} @click=${() => void this.verify()}>${icon('shield-check', 18)}${t(this.verifying ? 'verify.running' : 'verify.go')}</button>
      ${this.summary.render((s) => html`<div class="stack sending">${notices(ctx, s, () => void this.retry())}${tiles(ctx, s)}</div>`, { lines: 3 })}
      <div class="outcome" role="status">${this.report ? this.outcome(this.report) : nothing}</div>
      <c-grid
        id="fiscal-verifactu.records"
        label=${t('records.title')}
        clickable
        search
        search-label=${t('records.search')}
        order="-position"
        .columns=${this.columns()}
        .filters=${this.filters()}
        .views=${this.views()}
        .source=${this.source}
        @row=${(e: CustomEvent<{ row: ChainRecord }>) => this.open(e.detail.row)}
      >
        <c-state slot="empty" kind="empty" icon="fingerprint" heading=${t('records.empty')} text=${t('records.empty.text')}></c-state>
      </c-grid>
    </c-page>`;
  }
}
