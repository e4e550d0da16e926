import { ConsoleElement, Load, css, html, icon, nothing, ui, type Page, type TemplateResult } from '@console/core';
import '@console/chart';
import { checkName, duration, type Sample, type System } from './model.js';

const LOOK_AGAIN = 15_000;

/** Whether all is well with the server: what it checks, what it uses, and the last hour. */
export default class SystemPage extends ConsoleElement {
  static override styles = [
    ui,
    css`
      .check svg {
        flex: none;
        color: var(--c-ok);
      }
      .check.bad svg {
        color: var(--c-bad);
      }
    `,
  ];

  private timer: number | undefined;
  private readonly system = new Load(this, () => this.ctx.api.get<System>('system'));
  private readonly history = new Load(this, () => this.ctx.api.list<Sample>('system/history'));

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = window.setInterval(() => document.visibilityState === 'visible' && void this.again(), LOOK_AGAIN);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  private again(): Promise<unknown> {
    return Promise.all([this.system.reload(), this.history.reload()]);
  }

  private checks(system: System): TemplateResult {
    const t = this.ctx.t;
    return html`<c-card heading=${t('checks.title')}>
      <ul class="plain list">
        ${system.checks.map(
          (check) =>
            html`<li class="row top check ${check.problems.length > 0 ? 'bad' : ''}">
              ${icon(check.problems.length > 0 ? 'circle-x' : 'circle-check', 20)}
              <div class="grow">
                <div class="strong">${checkName(check, this.ctx)}</div>
                ${check.problems.length > 0 ? check.problems.map((problem) => html`<div>${problem}</div>`) : html`<div class="muted small">${t('check.well')}</div>`}
              </div>
            </li>`,
        )}
      </ul>
    </c-card>`;
  }

  private facts(s: System): TemplateResult {
    const t = this.ctx.t;
    return html`<c-card heading=${t('facts.title')}>
      <c-facts
        .rows=${[
          [t('facts.version'), s.version],
          [t('facts.started'), this.ctx.dateTime(s.startedAt)],
          [t('facts.database'), s.database ? t(`database.${s.database}`) : null],
          [t('facts.java'), s.java],
          [t('facts.system'), s.operatingSystem],
          [t('facts.processors'), this.ctx.number(s.processors)],
          [t('facts.threads'), this.ctx.number(s.threads)],
          [t('facts.bundles'), t('facts.bundles.text', { active: this.ctx.number(s.bundles.active), total: this.ctx.number(s.bundles.total) })],
        ]}
      ></c-facts>
    </c-card>`;
  }

  private figures(s: System): TemplateResult {
    const t = this.ctx.t;
    const { bytes, percent } = this.ctx;
    const { heapUsedBytes, heapMaxBytes, residentBytes } = s.memory;
    const free = s.disk ? s.disk.freeBytes / s.disk.totalBytes : 1;
    return html`<div class="tiles">
      <c-stat label=${t('stat.up')} icon="clock" .value=${duration(s.upSeconds, this.ctx)} .note=${t('stat.up.note', { date: this.ctx.dateTime(s.startedAt) })}></c-stat>
      <c-stat label=${t('stat.memory')} icon="cpu" .value=${bytes(residentBytes ?? heapUsedBytes)} .note=${t('stat.memory.note', { used: bytes(heapUsedBytes), max: bytes(heapMaxBytes) })}></c-stat>
      ${s.disk
        ? html`<c-stat
            label=${t('stat.disk')}
            icon="database"
            .value=${bytes(s.disk.freeBytes)}
            .note=${t(free < 0.1 ? 'stat.disk.low' : 'stat.disk.note', { share: percent(free * 100, 0), total: bytes(s.disk.totalBytes) })}
            .tone=${free < 0.05 ? 'bad' : free < 0.1 ? 'warn' : undefined}
          ></c-stat>`
        : nothing}
    </div>`;
  }

  private charts(page: Page<Sample>): TemplateResult {
    const t = this.ctx.t;
    const labels = page.items.map((s) => this.ctx.time(s.at));
    const memory = [{ name: t('chart.heap'), values: page.items.map((s) => s.heapUsedBytes) }];
    if (page.items.some((s) => s.residentBytes !== null)) memory.push({ name: t('chart.resident'), values: page.items.map((s) => s.residentBytes ?? 0) });
    const whole = (value: number) => this.ctx.number(value, { maximumFractionDigits: 0 });
    return html`<div class="columns">
      <c-card heading=${t('chart.memory')} sub=${t('chart.hour')}>
        <c-chart type="line" size="s" .labels=${labels} .series=${memory} .format=${(value: number) => this.ctx.bytes(value)} label=${t('chart.memory')}></c-chart>
      </c-card>
      <c-card heading=${t('chart.requests')} sub=${t('chart.requests.sub')}>
        <c-chart
          type="area"
          size="s"
          .labels=${labels}
          .series=${[
            { name: t('chart.all'), values: page.items.map((s) => s.requests) },
            { name: t('chart.failed'), values: page.items.map((s) => s.failed), tone: 'bad' },
          ]}
          .format=${whole}
          label=${t('chart.requests')}
        ></c-chart>
      </c-card>
    </div>`;
  }

  private modules(s: System): TemplateResult {
    const t = this.ctx.t;
    return html`<c-card heading=${t('modules.title')} flush>
      <div class="scroll-x" tabindex="0" role="region" aria-label=${t('modules.title')}>
        <table class="table">
          <thead><tr><th scope="col">${t('modules.name')}</th><th scope="col">${t('modules.version')}</th><th scope="col">${t('modules.kind')}</th><th scope="col">${t('modules.state')}</th></tr></thead>
          <tbody>
            ${s.modules.map(
              (m) =>
                html`<tr>
                  <td class="strong">${m.name}</td>
                  <td class="num">${m.version}</td>
                  <td>${t(`kind.${m.kind}`)}</td>
                  <td><c-badge tone=${m.schemaReady ? 'ok' : 'bad'}>${t(m.schemaReady ? 'modules.ready' : 'modules.unready')}</c-badge></td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </c-card>`;
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    const bad = this.system.value?.missing.length ?? 0;
    return html`<c-page heading=${t('system.title')} sub=${t('system.sub')}>
      ${this.system.value ? html`<c-badge slot="badge" tone=${bad ? 'bad' : 'ok'}>${t(bad ? 'health.bad' : 'health.good')}</c-badge>` : nothing}
      <button slot="actions" class="btn" @click=${() => void this.again()}>${icon('refresh-cw', 18)}${t('system.reload')}</button>
      ${this.system.render(
        (system) =>
          html`${this.figures(system)}
            <div class="columns">${this.checks(system)}${this.facts(system)}</div>
            ${this.history.render((page) => this.charts(page))} ${this.modules(system)}`,
        { lines: 8 },
      )}
    </c-page>`;
  }
}
