import '@console/chart';
import '@console/form';
import { ConsoleElement, Load, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import type { Schema, Values } from '@console/form';
import { etag, type Pipeline } from '../pipeline/model.js';
import type { Campaign, Cost, Cycle, Expected, Forecast, Funnel, Summary } from './model.js';
import { payments } from './payments.js';
import type { PaymentModel } from './payments.js';
import { reportStyles } from './styles.js';

type Tab = 'funnel' | 'cycle' | 'forecast' | 'campaigns' | 'predictions';
const TABS: readonly Tab[] = ['funnel', 'cycle', 'forecast', 'campaigns', 'predictions'];

/** The reports of the CRM: what was, what may come, and how sure that is. */
export default class Reports extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, tab: { state: true }, from: { state: true }, until: { state: true }, pipeline: { state: true } };
  static override styles = [ui, reportStyles];
  declare tab: Tab;
  declare from: string;
  declare until: string;
  declare pipeline: string;

  private readonly summary = new Load<Summary>(this, (signal) => this.ctx.api.get<Summary>('reports/summary', {}, signal));
  private readonly pipelines = new Load<Pipeline[]>(this, (signal) => (this.ctx.may('crm.opportunity.read') ? this.ctx.api.get<Pipeline[]>('pipelines', {}, signal) : Promise.resolve([])));
  private readonly funnel = new Load<Funnel>(this, (signal) => this.ctx.api.get<Funnel>('reports/funnel', this.query(), signal));
  private readonly cycle = new Load<Cycle>(this, (signal) => this.ctx.api.get<Cycle>('reports/cycle', this.query(), signal));
  private readonly forecast = new Load<Forecast>(this, (signal) => this.ctx.api.get<Forecast>('reports/forecast', {}, signal));
  private readonly campaigns = new Load<Campaign[]>(this, (signal) => this.ctx.api.get<Campaign[]>('reports/campaigns', this.period(), signal));
  private readonly costs = new Load<Cost[]>(this, (signal) => this.ctx.api.get<Cost[]>('reports/costs', this.period(), signal));
  private readonly paying = new Load<PaymentModel>(this, (signal) => this.ctx.api.get<PaymentModel>('predictions/payments', {}, signal));

  constructor() {
    super();
    const today = new Date();
    this.tab = 'funnel';
    this.until = iso(today);
    this.from = iso(new Date(today.getFullYear() - 1, today.getMonth(), today.getDate() + 1));
    this.pipeline = '';
  }

  override firstUpdated(): void {
    const asked = this.ctx.query.get('tab');
    if (TABS.includes(asked as Tab)) this.tab = asked as Tab;
  }

  private period(): { from: string; until: string } {
    return { from: this.from, until: this.until };
  }

  private query(): Record<string, string | undefined> {
    return { ...this.period(), pipeline: this.pipeline || undefined };
  }

  private reload(): void {
    for (const one of [this.funnel, this.cycle, this.campaigns, this.costs]) void one.reload();
  }

  private tiles(): unknown {
    const { ctx } = this;
    const { t } = ctx;
    return this.summary.render(
      (s) => html`<div class="tiles six">
        <c-stat label=${t('report.customers')} icon="users" .value=${ctx.number(s.customers)} note=${t('report.customers.note', { active: ctx.number(s.active), contacts: ctx.number(s.contacts) })}></c-stat>
        <c-stat label=${t('report.pipeline')} icon="target" .value=${ctx.money(s.openValue, s.currency)} note=${t('report.pipeline.note', { count: ctx.number(s.openOpportunities), weighted: ctx.money(s.weightedValue, s.currency) })}></c-stat>
        <c-stat label=${t('report.won')} icon="badge-check" .value=${ctx.money(s.wonValueThisMonth, s.currency)} note=${t('report.won.note', { last: ctx.money(s.wonValueLastMonth, s.currency) })}></c-stat>
        <c-stat label=${t('report.quarter')} icon="calendar-days" .value=${ctx.money(s.expectedThisQuarter, s.currency)} note=${t('report.quarter.note')}></c-stat>
        <c-stat label=${t('report.pending')} icon="list-checks" .value=${ctx.number(s.pending)} tone=${s.overdue > 0 ? 'warn' : 'ok'} note=${t('report.pending.note', { overdue: ctx.number(s.overdue) })}></c-stat>
        <c-stat label=${t('report.risk')} icon="triangle-alert" .value=${ctx.number(s.atRisk)} tone=${s.atRisk > 0 ? 'bad' : 'ok'} note=${t('report.risk.note', { debt: ctx.money(s.overdueDebt, s.currency) })}></c-stat>
      </div>`,
      { lines: 3 },
    );
  }

  private choices(): TemplateResult | typeof nothing {
    const { t } = this.ctx;
    if (this.tab === 'forecast' || this.tab === 'predictions') return nothing;
    const pipelines = this.pipelines.value ?? [];
    const change = (field: 'from' | 'until' | 'pipeline') => (e: CustomEvent<{ value: string }>) => {
      if (!e.detail.value && field !== 'pipeline') return;
      this[field] = e.detail.value;
      this.reload();
    };
    return html`<div class="bar">
      <c-date label=${t('report.from')} required value=${this.from} @change=${change('from')}></c-date>
      <c-date label=${t('report.until')} required value=${this.until} @change=${change('until')}></c-date>
      ${pipelines.length > 1 && this.tab !== 'campaigns'
        ? html`<c-select label=${t('report.which')} required value=${this.pipeline || pipelines[0]!.id} .options=${pipelines.map((p) => ({ value: p.id, label: p.name }))} @change=${change('pipeline')}></c-select>`
        : nothing}
    </div>`;
  }

  private drawFunnel(f: Funnel): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    if (f.made === 0) return html`<c-card><c-state kind="empty" icon="filter" heading=${t('report.funnel.empty')} text=${t('report.empty.text')}></c-state></c-card>`;
    const last = f.stages.length - 1;
    return html`<c-card heading=${t('report.funnel')} sub=${t('report.funnel.sub', { made: ctx.number(f.made), won: ctx.number(f.won), lost: ctx.number(f.lost) })}>
        <div class="funnel">
          ${f.stages.map(
            (s, i) => html`<div class="step ${i === last ? 'won' : ''}">
              <span class="strong break">${s.name}</span>
              <div class="track" aria-hidden="true"><svg viewBox="0 0 100 10" preserveAspectRatio="none"><rect height="10" width=${(100 * s.reached) / f.made}></rect></svg></div>
              <span class="num end">${ctx.number(s.reached)} · ${ctx.percent(s.ofMade, 0)}</span>
            </div>`,
          )}
        </div>
      </c-card>
      ${this.table(
        [t('report.stage'), t('report.reached'), t('report.ofMade'), t('report.ofPrevious'), t('report.value')],
        f.stages.map((s) => [s.name, ctx.number(s.reached), ctx.percent(s.ofMade, 1), ctx.percent(s.ofPrevious, 1), ctx.money(s.value)]),
      )}`;
  }

  private drawCycle(c: Cycle): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    if (c.won + c.lost === 0) return html`<c-card><c-state kind="empty" icon="timer" heading=${t('report.cycle.empty')} text=${t('report.empty.text')}></c-state></c-card>`;
    const days = (value: number | null): string => (value === null ? '—' : t('report.days', { days: ctx.number(value) }));
    return html`<div class="tiles">
        <c-stat label=${t('report.winRate')} icon="percent" .value=${ctx.percent(c.winRate, 0)} note=${t('report.winRate.note', { won: ctx.number(c.won), lost: ctx.number(c.lost) })}></c-stat>
        <c-stat label=${t('report.meanWon')} icon="badge-check" .value=${c.meanWon === null ? '—' : ctx.money(c.meanWon)} note=${t('report.meanWon.note', { value: ctx.money(c.wonValue) })}></c-stat>
        <c-stat label=${t('report.daysToWin')} icon="timer" .value=${days(c.daysToWin)} note=${t('report.daysToWin.note', { days: days(c.daysToWin90) })}></c-stat>
      </div>
      <c-card heading=${t('report.stay')}>
        <c-chart
          type="bar"
          size="s"
          label=${t('report.stay')}
          .labels=${c.stages.map((s) => s.name)}
          .series=${[
            { name: t('report.median'), values: c.stages.map((s) => s.median) },
            { name: t('report.most'), values: c.stages.map((s) => s.most), tone: 'muted' },
          ]}
          .format=${(value: number) => days(value)}
        ></c-chart>
      </c-card>
      ${this.table(
        [t('report.stage'), t('report.left'), t('report.median'), t('report.most'), t('report.conversion')],
        c.stages.map((s) => [s.name, ctx.number(s.left), days(s.median), days(s.most), ctx.percent(s.conversion, 1)]),
      )}
      ${c.reasons.length > 0
        ? html`<c-card heading=${t('report.reasons')}>
              <c-chart type="doughnut" label=${t('report.reasons')} .labels=${c.reasons.map((r) => r.reason)} .series=${[{ name: t('report.reasons'), values: c.reasons.map((r) => r.count) }]}></c-chart>
            </c-card>
            ${this.table(
              [t('report.reason'), t('report.lost'), t('report.value')],
              c.reasons.map((r) => [r.reason, ctx.number(r.count), ctx.money(r.value)]),
            )}`
        : nothing}`;
  }

  private drawForecast(f: Forecast): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    if (f.total.count === 0) return html`<c-card><c-state kind="empty" icon="target" heading=${t('report.forecast.empty')} text=${t('report.forecast.empty.text')}></c-state></c-card>`;
    const label = (month: string): string => {
      const [year, number] = month.split('-').map(Number);
      return new Intl.DateTimeFormat(ctx.locale, { month: 'short', year: 'numeric' }).format(new Date(year!, number! - 1, 1));
    };
    const line = (name: string, e: Expected): string[] => [name, ctx.number(e.count), ctx.money(e.weighted), e.byHistory === null ? '—' : ctx.money(e.byHistory), ctx.money(e.best)];
    const history = f.total.byHistory !== null;
    return html`<c-card heading=${t('report.forecast')} sub=${history ? t('report.forecast.sub', { decided: ctx.number(f.decided) }) : t('report.forecast.young', { decided: ctx.number(f.decided) })}>
        <c-chart
          type="bar"
          label=${t('report.forecast')}
          .labels=${f.months.map((m) => label(m.month))}
          .series=${[
            { name: t('report.weighted'), values: f.months.map((m) => Number(m.expected.weighted)) },
            ...(history ? [{ name: t('report.byHistory'), values: f.months.map((m) => Number(m.expected.byHistory)) }] : []),
            { name: t('report.best'), values: f.months.map((m) => Number(m.expected.best)), tone: 'muted' },
          ]}
          .format=${(value: number) => ctx.money(value)}
        ></c-chart>
      </c-card>
      ${this.table(
        [t('report.month'), t('report.open'), t('report.weighted'), t('report.byHistory'), t('report.best')],
        [...f.months.map((m) => line(label(m.month), m.expected)), ...(f.late.count ? [line(t('report.late'), f.late)] : []), ...(f.undated.count ? [line(t('report.undated'), f.undated)] : [])],
        line(t('report.total'), f.total),
      )}`;
  }

  private drawCampaigns(list: Campaign[]): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    const writes = ctx.may('crm.campaign-cost.write');
    const name = (c: Campaign): string => c.source ?? t('report.nowhere');
    const top = list.slice(0, 8);
    return html`${list.length === 0
        ? html`<c-card><c-state kind="empty" icon="megaphone" heading=${t('report.campaigns.empty')} text=${t('report.campaigns.empty.text')}></c-state></c-card>`
        : html`<c-card heading=${t('report.campaigns')} sub=${t('report.campaigns.sub')}>
              <c-chart
                type="bar"
                label=${t('report.campaigns')}
                .labels=${top.map(name)}
                .series=${[
                  { name: t('report.invoiced'), values: top.map((c) => Number(c.invoiced)) },
                  { name: t('report.cost'), values: top.map((c) => Number(c.cost)), tone: 'warn' },
                ]}
                .format=${(value: number) => ctx.money(value)}
              ></c-chart>
            </c-card>
            ${this.table(
              [t('report.source'), t('report.contacts'), t('report.opportunities'), t('report.wonCount'), t('report.wonValue'), t('report.invoiced'), t('report.cost'), t('report.roi')],
              list.map((c) => [name(c), ctx.number(c.contacts), ctx.number(c.opportunities), ctx.number(c.won), ctx.money(c.wonValue), ctx.money(c.invoiced), ctx.money(c.cost), c.returned === null ? '—' : html`<span class=${Number(c.returned) < 0 ? 'bad' : 'good'}>${ctx.percent(c.returned, 0)}</span>`]),
            )}`}
      <c-card heading=${t('report.costs')} sub=${t('report.costs.sub')}>
        ${writes ? html`<button slot="actions" class="btn" @click=${() => void this.spend()}>${icon('plus', 18)}${t('report.cost.new')}</button>` : nothing}
        ${this.costs.render(
          (costs) =>
            costs.length === 0
              ? html`<p class="muted">${t('report.costs.empty')}</p>`
              : html`<ul class="plain stack tight">
                  ${costs.map(
                    (cost) => html`<li class="row">
                      <div class="grow break">
                        <div class="strong">${cost.source}</div>
                        <div class="muted small">${[`${ctx.date(cost.from)} – ${ctx.date(cost.until)}`, cost.note].filter(Boolean).join(' · ')}</div>
                      </div>
                      <span class="num strong">${ctx.money(cost.amount)}</span>
                      ${writes
                        ? html`<button class="icon-btn" title=${t('report.cost.edit')} aria-label=${t('report.cost.edit.of', { name: cost.source })} @click=${() => void this.spend(cost)}>${icon('pencil', 18)}</button>
                            <button class="icon-btn" title=${t('report.cost.delete')} aria-label=${t('report.cost.delete.of', { name: cost.source })} @click=${() => void this.drop(cost)}>${icon('trash-2', 18)}</button>`
                        : nothing}
                    </li>`,
                  )}
                </ul>`,
          { lines: 2 },
        )}
      </c-card>`;
  }

  private async spend(cost?: Cost): Promise<void> {
    const { ctx } = this;
    const { t } = ctx;
    const schema: Schema = {
      type: 'object',
      required: ['source', 'from', 'until', 'amount'],
      properties: {
        source: { type: 'string', title: t('report.source'), maxLength: 100, description: t('report.source.help'), 'x-span': 2 },
        from: { type: 'string', format: 'date', title: t('report.from') },
        until: { type: 'string', format: 'date', title: t('report.until') },
        amount: { type: 'string', 'x-widget': 'money', title: t('report.cost'), minimum: '0' },
        note: { type: 'string', title: t('report.note'), maxLength: 300, 'x-span': 2 },
      },
    };
    const value: Values = cost ? { source: cost.source, from: cost.from, until: cost.until, amount: cost.amount, note: cost.note ?? '' } : { from: this.from, until: this.until };
    const saved = await ctx.dialog<boolean>({
      heading: t(cost ? 'report.cost.edit' : 'report.cost.new'),
      body: (close) =>
        html`<c-form
          .schema=${schema}
          .value=${value}
          .submit=${(values: Values) => (cost ? ctx.api.put(`reports/costs/${cost.id}`, values, { etag: etag(cost) }) : ctx.api.post('reports/costs', values))}
          submit-label=${t('contact.save')}
          cancel-label=${t('contact.cancel')}
          @cancel=${() => close()}
          @saved=${() => close(true)}
        ></c-form>`,
    });
    if (saved) this.reload();
  }

  private async drop(cost: Cost): Promise<void> {
    const { ctx } = this;
    const { t } = ctx;
    if (!(await ctx.confirm({ heading: t('report.cost.delete.ask', { name: cost.source }), text: ctx.money(cost.amount), confirm: t('report.cost.delete'), danger: true }))) return;
    try {
      await ctx.api.delete(`reports/costs/${cost.id}`, { etag: etag(cost) });
    } catch (e) {
      ctx.problem(e);
    }
    this.reload();
  }

  /** The figures beneath a chart: names first, then numbers. */
  private table(head: string[], rows: unknown[][], foot?: unknown[]): TemplateResult {
    const cells = (row: unknown[]) => row.map((cell, i) => html`<td class=${i === 0 ? '' : 'num'}>${cell}</td>`);
    return html`<c-card flush>
      <div class="scroll" tabindex="0" role="region" aria-label=${head[0] ?? ''}>
        <table class="table">
          <thead>
            <tr>
              ${head.map((cell, i) => html`<th class=${i === 0 ? '' : 'num'} scope="col">${cell}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => html`<tr>${cells(row)}</tr>`)}
          </tbody>
          ${foot ? html`<tfoot><tr>${cells(foot)}</tr></tfoot>` : nothing}
        </table>
      </div>
    </c-card>`;
  }

  private content(): unknown {
    switch (this.tab) {
      case 'funnel':
        return this.funnel.render((f) => html`<div class="stack">${this.drawFunnel(f)}</div>`, { lines: 8 });
      case 'cycle':
        return this.cycle.render((c) => html`<div class="stack">${this.drawCycle(c)}</div>`, { lines: 8 });
      case 'forecast':
        return this.forecast.render((f) => html`<div class="stack">${this.drawForecast(f)}</div>`, { lines: 8 });
      case 'campaigns':
        return this.campaigns.render((list) => html`<div class="stack">${this.drawCampaigns(list)}</div>`, { lines: 8 });
      default:
        return this.paying.render((model) => payments(this.ctx, model), { lines: 4 });
    }
  }

  override render(): TemplateResult {
    const { t } = this.ctx;
    return html`<c-page heading=${t('reports.title')}>
      <div class="stack">
        ${this.tiles()}
        <c-tabs
          label=${t('reports.title')}
          value=${this.tab}
          .choices=${TABS.map((id) => ({ id, label: t(`report.tab.${id}`) }))}
          @change=${(e: CustomEvent<{ value: Tab }>) => {
            this.tab = e.detail.value;
            this.ctx.setQuery({ tab: e.detail.value });
          }}
        ></c-tabs>
        ${this.choices()} ${this.content()}
      </div>
    </c-page>`;
  }
}

const iso = (day: Date): string => `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
