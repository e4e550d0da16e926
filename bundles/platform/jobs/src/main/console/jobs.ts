import { ConsoleElement, Load, css, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import { badge, rhythm, runNow, type Job } from './model.js';

const LOOK_AGAIN = 5000;

/** What the server does by itself, and how it went. */
export default class Jobs extends ConsoleElement {
  static override styles = [
    ui,
    css`
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 2fr) minmax(0, 1.4fr) 130px auto;
        gap: 4px 16px;
        align-items: center;
        padding: 14px 20px;
      }
      li + li {
        border-block-start: 1px solid var(--c-line);
      }
      li a {
        font-weight: 600;
        color: inherit;
        text-decoration: none;
      }
      li a:hover {
        text-decoration: underline;
      }
      @media (max-width: 720px) {
        li {
          grid-template-columns: minmax(0, 1fr) auto;
          padding: 14px 16px;
        }
        li .tile-icon {
          display: none;
        }
        li .when {
          grid-column: 1;
        }
        li .state {
          grid-column: 2;
          grid-row: 1;
          justify-self: end;
        }
      }
    `,
  ];

  private readonly jobs = new Load(this, () => this.ctx.api.list<Job>('/api/v1/jobs'));
  private timer: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = window.setInterval(() => document.visibilityState === 'visible' && void this.jobs.reload(), LOOK_AGAIN);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  private row(job: Job): TemplateResult {
    const t = this.ctx.t;
    return html`<li>
      <span class="tile-icon">${icon('calendar-clock')}</span>
      <div>
        <a href=${this.ctx.href(`list/${encodeURIComponent(job.name)}`)}>${job.title}</a>
        <div class="muted small">${rhythm(job.every, this.ctx)}</div>
      </div>
      <div class="when small muted">
        <div>${job.lastRun ? html`${t('job.last')} <c-time at=${job.lastRun.finishedAt}></c-time>` : t('job.never')}</div>
        ${job.nextRun ? html`<div>${t('job.next')} <c-time at=${job.nextRun}></c-time></div>` : nothing}
      </div>
      <div class="state">${badge(job, this.ctx)}</div>
      ${this.ctx.may('platform.jobs.manage')
        ? html`<button class="btn" aria-label="${t('run.go')}: ${job.title}" ?disabled=${!!job.runningOn || !job.available} @click=${() => void runNow(job, this.ctx).then(() => this.jobs.reload())}>${icon('play', 16)}${t('run.go')}</button>`
        : html`<span></span>`}
    </li>`;
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    return html`<c-page heading=${t('jobs.title')} sub=${t('jobs.sub')}>
      <c-card flush>
        ${this.jobs.render((page) => html`<ul class="plain">${page.items.map((job) => this.row(job))}</ul>`, {
          empty: (page) => page.items.length === 0,
          emptyState: html`<c-state kind="empty" icon="calendar-clock" heading=${t('jobs.empty')} text=${t('jobs.empty.text')}></c-state>`,
        })}
      </c-card>
    </c-page>`;
  }
}
