import { ConsoleElement, Load, html, icon, nothing, type TemplateResult } from '@console/core';
import type { Column, Grid, Query } from '@console/grid';
import '@console/grid';
import { badge, result, rhythm, runNow, took, type Job, type Run } from './model.js';

const LOOK_AGAIN = 3000;

/** One scheduled job and all its runs. */
export default class JobPage extends ConsoleElement {
  private timer: number | undefined;
  private readonly job = new Load(this, async () => {
    const job = await this.ctx.api.get<Job>(this.path);
    this.ctx.setTitle(job.title);
    return job;
  });

  private get path(): string {
    return encodeURIComponent(this.ctx.params['name'] ?? '');
  }

  private readonly source = (q: Query, signal: AbortSignal) => this.ctx.api.list<Run>(`${this.path}/runs`, { cursor: q.cursor, limit: q.limit }, signal);

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = window.setInterval(() => document.visibilityState === 'visible' && void this.look(), LOOK_AGAIN);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  /** Reads the job, and its runs if there is a new one. */
  private async look(): Promise<void> {
    const before = this.job.value?.lastRun?.id;
    await this.job.reload();
    if (before !== this.job.value?.lastRun?.id) await this.renderRoot.querySelector<Grid<Run>>('c-grid')?.reload();
  }

  private get columns(): Column<Run>[] {
    const t = this.ctx.t;
    return [
      { key: 'startedAt', label: t('run.at'), width: 200, phone: 'title', render: (r) => this.ctx.dateTime(r.startedAt) },
      { key: 'result', label: t('run.result'), width: 150, phone: 'end', render: (r) => result(r, this.ctx), csv: (r) => t(`result.${r.result}`) },
      { key: 'millis', label: t('run.took'), width: 110, align: 'end', phone: 'sub', render: (r) => took(r.millis, this.ctx) },
      { key: 'error', label: t('run.error'), grow: 2, phone: 'sub', render: (r) => r.error ?? '' },
      { key: 'node', label: t('run.node'), hidden: true, phone: 'hide' },
    ];
  }

  private show(run: Run): void {
    const t = this.ctx.t;
    void this.ctx.dialog({
      heading: this.ctx.dateTime(run.startedAt),
      body: (close) =>
        html`<div class="stack">
          <c-facts .rows=${[[t('run.result'), result(run, this.ctx)], [t('run.took'), took(run.millis, this.ctx)], [t('run.node'), run.node], [t('run.error'), run.error ? html`<code>${run.error}</code>` : null]]}></c-facts>
          <div class="actions"><button class="btn" autofocus @click=${() => close()}>${t('shell.close')}</button></div>
        </div>`,
    });
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    const now = this.job.value;
    return html`<c-page heading=${now?.title ?? t('jobs.title')} sub=${now ? rhythm(now.every, this.ctx) : ''} back-href=${this.ctx.href('list')} back-label=${t('jobs.title')}>
      ${now ? html`<span slot="badge">${badge(now, this.ctx)}</span>` : nothing}
      ${now && this.ctx.may('platform.jobs.manage')
        ? html`<button slot="actions" class="btn primary" ?disabled=${!!now.runningOn || !now.available} @click=${() => void runNow(now, this.ctx).then(() => this.look())}>${icon('play', 18)}${t('run.go')}</button>`
        : nothing}
      ${this.job.render(
        (job) =>
          html`${job.available ? nothing : html`<p class="note warn">${icon('triangle-alert', 18)}<span>${t('job.away')}</span></p>`}
            <c-card>
              <c-facts
                .rows=${[
                  [t('job.next.label'), job.nextRun ? this.ctx.dateTime(job.nextRun) : t('state.running')],
                  [t('job.last.label'), job.lastRun ? this.ctx.dateTime(job.lastRun.finishedAt) : t('job.never')],
                  [t('job.name'), html`<span class="mono">${job.name}</span>`],
                ]}
              ></c-facts>
            </c-card>
            <c-grid id="jobs.runs" label=${t('runs.title')} clickable .columns=${this.columns} .source=${this.source} @row=${(e: CustomEvent<{ row: Run }>) => this.show(e.detail.row)}>
              <c-state slot="empty" kind="empty" heading=${t('job.never')}></c-state>
            </c-grid>`,
      )}
    </c-page>`;
  }
}
