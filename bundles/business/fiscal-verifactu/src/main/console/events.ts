import { ConsoleElement, Load, css, html, icon, nothing, ui, type Page, type TemplateResult } from '@console/core';
import type { Values } from '@console/form';
import type { Column, Grid, Query } from '@console/grid';
import '@console/form';
import '@console/grid';
import type { CheckReport, LoggedEvent, ModeState } from './kept.js';

/** The log of events of a business without VERI*FACTU, a look for anomalies, and the export of a period. */
export default class Events extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, report: { state: true }, checking: { state: true } };
  private declare report: CheckReport | undefined;
  private declare checking: boolean;

  static override styles = [
    ui,
    css`
      pre {
        margin: 0;
        max-block-size: 40vh;
        overflow: auto;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        font-size: 0.8125rem;
      }
      .outcome ul {
        margin: 6px 0 0;
        padding-inline-start: 18px;
      }
    `,
  ];

  private readonly mode = new Load(this, () => this.ctx.api.get<ModeState>('mode'));

  private readonly source = ({ cursor, limit }: Query, signal: AbortSignal): Promise<Page<LoggedEvent>> => this.ctx.api.list<LoggedEvent>('events', { cursor, limit }, signal);

  private async check(): Promise<void> {
    this.checking = true;
    try {
      this.report = await this.ctx.api.post<CheckReport>('kept/check');
      await this.reload();
    } catch (e) {
      this.ctx.problem(e);
    } finally {
      this.checking = false;
    }
  }

  private reload(): Promise<void> | undefined {
    return this.renderRoot.querySelector<Grid<LoggedEvent>>('c-grid')?.reload();
  }

  private async export(): Promise<void> {
    const { ctx } = this;
    const { t } = ctx;
    const today = ctx.today();
    const done = await ctx.dialog<boolean>({
      heading: t('export.heading'),
      body: (close) =>
        html`<c-form
          .schema=${{
            type: 'object',
            required: ['from', 'to'],
            properties: {
              from: { type: 'string', format: 'date', title: t('export.from'), default: `${today.slice(0, 4)}-01-01` },
              to: { type: 'string', format: 'date', title: t('export.to'), default: today },
            },
          }}
          .submit=${(values: Values) => ctx.api.download('kept/export', t('export.file', { from: String(values['from']), to: String(values['to']) }), { from: String(values['from']), to: String(values['to']) })}
          submit-label=${t('export.go')}
          cancel-label=${t('export.cancel')}
          @cancel=${() => close()}
          @saved=${() => close(true)}
        ><p class="muted small">${t('export.text')}</p></c-form>`,
    });
    if (done) await this.reload();
  }

  private columns(): Column<LoggedEvent>[] {
    const { ctx } = this;
    const kind = (event: LoggedEvent) => ctx.t(`event.type.${event.type}`);
    const tone = (event: LoggedEvent) => (event.type === '04' || event.type === '06' ? 'bad' : event.type === '10' ? 'plain' : 'info');
    return [
      { key: 'position', label: ctx.t('event.position'), width: 100, align: 'end', phone: 'sub', render: (event) => ctx.t('record.link', { position: ctx.number(event.position) }), csv: (event) => event.position },
      { key: 'type', label: ctx.t('event.type'), grow: 2, phone: 'title', render: (event) => html`<c-badge tone=${tone(event)}>${kind(event)}</c-badge>`, csv: kind },
      { key: 'generatedAt', label: ctx.t('event.at'), width: 190, phone: 'sub', render: (event) => ctx.dateTime(event.generatedAt) },
      { key: 'note', label: ctx.t('event.note'), grow: 1, phone: 'hide', render: (event) => event.note ?? '' },
      { key: 'fingerprint', label: ctx.t('record.fingerprint'), width: 210, phone: 'hide', render: (event) => html`<code>${event.fingerprint.slice(0, 16)}…</code>` },
    ];
  }

  private async open(row: LoggedEvent): Promise<void> {
    const { ctx } = this;
    let event: LoggedEvent;
    try {
      event = await ctx.api.get<LoggedEvent>(`events/${row.id}`);
    } catch (e) {
      ctx.problem(e);
      return;
    }
    await ctx.dialog({
      heading: ctx.t(`event.type.${event.type}`),
      body: () => html`<div class="stack">
        <c-facts
          .rows=${[
            [ctx.t('event.position'), ctx.number(event.position)],
            [ctx.t('event.at'), ctx.dateTime(event.generatedAt)],
            [ctx.t('event.note'), event.note],
          ]}
        ></c-facts>
        <div><div class="muted small">${ctx.t('record.fingerprint')}</div><c-copy .value=${event.fingerprint} .label=${ctx.t('record.fingerprint')}></c-copy></div>
        <div>
          <div class="muted small">${ctx.t('event.previous')}</div>
          ${event.previous ? html`<code class="break">${event.previous}</code>` : html`<div>${ctx.t('event.first')}</div>`}
        </div>
        <details><summary class="strong">${ctx.t('event.xml')}</summary><pre tabindex="0">${event.xml}</pre></details>
      </div>`,
    });
  }

  private outcome(report: CheckReport): TemplateResult {
    const { ctx } = this;
    const looked = ctx.t('check.looked', { records: ctx.number(report.records.checked), signed: ctx.number(report.records.signed), events: ctx.number(report.events.checked) });
    if (report.intact) return html`<div class="note ok">${icon('shield-check', 18)}<span><b>${ctx.t('check.intact')}</b> ${looked}</span></div>`;
    const lines = (part: 'records' | 'events') =>
      report[part].anomalies.map((found) => html`<li>${ctx.t(`check.at.${part}`, { position: ctx.number(found.position) })} ${ctx.t(`check.anomaly.${found.anomaly}`)}</li>`);
    return html`<div class="note bad">
      ${icon('shield-alert', 18)}
      <div>
        <b>${ctx.t('check.found', { count: report.records.anomalyCount + report.events.anomalyCount })}</b> ${looked}
        <ul>${lines('records')}${lines('events')}</ul>
      </div>
    </div>`;
  }

  override render(): TemplateResult {
    const { t } = this.ctx;
    const sent = this.mode.value?.mode === 'VERIFACTU';
    return html`<c-page heading=${t('events.title')} sub=${t('events.sub')}>
      <button slot="actions" class="btn" @click=${() => void this.export()}>${icon('download', 18)}${t('export.open')}</button>
      <button slot="actions" class="btn primary" ?disabled=${this.checking} aria-busy=${this.checking ? 'true' : 'false'} @click=${() => void this.check()}>${icon('shield-check', 18)}${t(this.checking ? 'check.running' : 'check.go')}</button>
      <div class="outcome" role="status">${this.report ? this.outcome(this.report) : nothing}</div>
      ${sent ? html`<p class="note">${icon('info', 18)}<span>${t('events.sent')}</span></p>` : nothing}
      <c-grid id="fiscal-verifactu.events" label=${t('events.title')} clickable .columns=${this.columns()} .source=${this.source} @row=${(e: CustomEvent<{ row: LoggedEvent }>) => void this.open(e.detail.row)}>
        <c-state slot="empty" kind="empty" icon="history" heading=${t('events.empty')} text=${t('events.empty.text')}></c-state>
      </c-grid>
    </c-page>`;
  }
}
