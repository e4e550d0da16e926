import { ConsoleElement, Load, html, icon, nothing, type TemplateResult, type Tone } from '@console/core';
import { rhythm, TemplateDialog } from './form.js';
import { recurringBadge } from './recurring.js';
import type { Run, Template } from './types.js';

const TONES: Record<Run['outcome'], Tone> = { MADE: 'ok', FAILED: 'bad', SKIPPED: 'plain' };

/** One recurring invoice: what it says, when it comes next, and what came of it. */
export default class RecurringOne extends ConsoleElement {
  private get path(): string {
    return `recurring/${this.ctx.params['id']}`;
  }

  private readonly all = new Load(this, async () => {
    const { api } = this.ctx;
    const [template, runs, next] = await Promise.all([api.get<Template>(this.path), api.get<Run[]>(`${this.path}/runs`), api.get<string[]>(`${this.path}/next`)]);
    return { template, runs, next };
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.ctx.on<{ type: string; id: string }>('change', (change) => {
      if (change.type === 'billing.recurring' && change.id === this.ctx.params['id']) void this.all.reload();
    });
  }

  private async act(deed: string, done: string): Promise<void> {
    const { ctx } = this;
    try {
      await ctx.api.post(`${this.path}/${deed}`);
      ctx.toast(done);
    } catch (e) {
      ctx.problem(e);
    }
    await this.all.reload();
  }

  private async resume(template: Template): Promise<void> {
    const { ctx } = this;
    const missed = template.nextOn !== null && template.nextOn < ctx.today();
    const skip = missed && !(await ctx.confirm({ heading: ctx.t('rec.missed'), text: ctx.t('rec.missed.text'), confirm: ctx.t('rec.missed.make') }));
    await this.act(skip ? 'resume?skipMissed=true' : 'resume', ctx.t('rec.resumed'));
  }

  private async edit(template: Template): Promise<void> {
    if (await new TemplateDialog(this.ctx, template).open()) await this.all.reload();
  }

  private async drop(template: Template): Promise<void> {
    const { ctx } = this;
    if (!(await ctx.confirm({ heading: ctx.t('rec.delete', { name: template.name }), text: ctx.t('rec.delete.text'), confirm: ctx.t('item.delete'), danger: true }))) return;
    try {
      await ctx.api.delete(this.path, { etag: `"${template.version}"` });
      ctx.navigate('recurring', { replace: true });
    } catch (e) {
      ctx.problem(e);
    }
  }

  private actions(template: Template): TemplateResult | typeof nothing {
    const { ctx } = this;
    const { t } = ctx;
    if (!ctx.may('billing.recurring.manage')) return nothing;
    const paused = template.state === 'PAUSED';
    const live = template.state !== 'ENDED';
    return html`
      <button slot="actions" class="btn" @click=${() => void this.edit(template)}>${icon('pencil', 18)}${t('coll.change')}</button>
      ${live && paused ? html`<button slot="actions" class="btn primary" @click=${() => void this.resume(template)}>${icon('play', 18)}${t('rec.resume')}</button>` : nothing}
      ${live && !paused ? html`<button slot="actions" class="btn" @click=${() => void this.act('pause', t('rec.paused'))}>${icon('pause', 18)}${t('rec.pause')}</button>` : nothing}
      <c-menu
        slot="actions"
        label=${t('rec.more')}
        .items=${[
          ...(live ? [{ label: t('rec.run'), icon: 'play', run: () => void this.act('run', t('rec.ran')) }, { label: t('rec.skip'), icon: 'arrow-right', run: () => void this.act('skip', t('rec.skipped')) }] : []),
          { label: t('item.delete'), icon: 'trash-2', danger: true, run: () => void this.drop(template) },
        ]}
      ></c-menu>
    `;
  }

  private facts({ content, schedule }: Template): [string, unknown][] {
    const { ctx } = this;
    const { t } = ctx;
    return [
      [t('invoice.customer'), [content.customer.name, content.customer.taxId].filter(Boolean).join(' · ')],
      [t('rec.rhythm'), rhythm(ctx, schedule)],
      [t('rec.deed'), t(`rec.deed.${content.deed}`)],
      [t('rec.startsOn'), ctx.date(schedule.startsOn)],
      [t('rec.endsOn'), schedule.endsOn ? ctx.date(schedule.endsOn) : null],
      [t('rec.count'), schedule.count],
      [t('rec.dueDays'), content.dueDays],
      [t('invoice.notes'), content.notes],
    ];
  }

  private came(runs: readonly Run[]): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    return html`<c-card heading=${t('rec.runs')}>
      <ul class="plain list">
        ${runs.map(
          (run) => html`<li class="row spread wrap">
            <div class="grow">
              <span class="strong">${ctx.date(run.periodOn)}</span>
              ${run.reason ? html`<div class="small">${run.reason}</div>` : nothing}
              ${run.outcome === 'FAILED' ? html`<div class="muted small">${t('rec.attempts', { count: run.attempts })} · <c-time .at=${run.triedAt}></c-time></div>` : nothing}
            </div>
            ${run.invoiceId ? html`<a href=${ctx.href(`invoices/${run.invoiceId}`)}>${run.invoiceNumber ?? t('state.draft')}</a>` : nothing}
            <c-badge tone=${TONES[run.outcome]}>${t(`rec.outcome.${run.outcome}`)}</c-badge>
          </li>`,
        )}
        ${runs.length ? nothing : html`<li class="muted">${t('rec.runs.none')}</li>`}
      </ul>
    </c-card>`;
  }

  override render(): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    const template = this.all.value?.template;
    return html`<c-page heading=${template?.name ?? t('rec.title')} back-href=${ctx.href('recurring')} back-label=${t('rec.title')}>
      ${template ? html`<span slot="badge">${recurringBadge(ctx, template)}</span>${this.actions(template)}` : nothing}
      ${this.all.render(
        ({ template: now, runs, next }) => html`<div class="stack">
          ${now.failure ? html`<div class="note bad">${icon('circle-alert', 18)}<span>${t('rec.failure', { date: ctx.date(now.failure.periodOn), reason: now.failure.reason ?? '' })}</span></div>` : nothing}
          <div class="columns">
            <c-card heading=${t('rec.what')}>
              <div class="stack">
                <c-facts .rows=${this.facts(now)}></c-facts>
                <ul class="plain list">
                  ${now.content.lines.map((line) => html`<li class="row spread"><span class="grow">${line.description}</span><span class="num">${ctx.quantity(line.quantity)} × ${ctx.money(line.unitPrice)}</span></li>`)}
                </ul>
              </div>
            </c-card>
            <c-card heading=${t('rec.dates')}>
              <ul class="plain list">
                ${next.map((day) => html`<li class="row spread"><span>${ctx.date(day, { dateStyle: 'full' })}</span>${day <= ctx.today() ? html`<c-badge tone="warn">${t('rec.due-now')}</c-badge>` : nothing}</li>`)}
                ${next.length ? nothing : html`<li class="muted">${t('rec.dates.none')}</li>`}
              </ul>
            </c-card>
          </div>
          ${this.came(runs)}
        </div>`,
        { lines: 10 },
      )}
    </c-page>`;
  }
}
