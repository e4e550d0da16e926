import { html, icon, nothing, type TemplateResult, type Tone, type ViewContext } from '@console/core';
import { type Interaction } from '../crm.js';
import { churnLevel, riskTone, type Explanation, type Health } from './model.js';

interface Host {
  readonly ctx: ViewContext;
  requestUpdate(): void;
}

interface Figure {
  /** The component of the health its explanation is kept under; absent if there is none. */
  figure?: string;
  label: string;
  value: string;
  tone?: Tone;
  note?: string;
}

/** How things stand with a customer, figure by figure, each with its «why». */
export class HealthPart {
  private open = new Set<string>();
  private explanations: Map<string, Explanation> | undefined;

  constructor(
    private readonly host: Host,
    private readonly contactId: () => string,
  ) {}

  /** What was explained no longer holds. */
  forget(): void {
    this.explanations = undefined;
    if (this.open.size) void this.read();
  }

  private async read(): Promise<void> {
    const { ctx } = this.host;
    try {
      const all = await ctx.api.get<Explanation[]>(`contacts/${this.contactId()}/explanations`);
      this.explanations = new Map(all.map((explanation) => [explanation.figure, explanation]));
    } catch (e) {
      this.open.clear();
      ctx.problem(e);
    }
    this.host.requestUpdate();
  }

  private toggle(figure: string): void {
    if (!this.open.delete(figure)) {
      this.open.add(figure);
      if (!this.explanations) void this.read();
    }
    this.host.requestUpdate();
  }

  private figures(h: Health, last: Interaction | null): Figure[] {
    const { t, percent, number, relative } = this.host.ctx;
    const churn = h.churnScore === null ? undefined : churnLevel(h.churnScore);
    return [
      {
        figure: 'defaultRisk',
        label: t('file.health.defaultRisk'),
        value: t(`level.${h.defaultRisk}`),
        tone: riskTone[h.defaultRisk],
        note: h.onTimePercent === null ? '' : t('file.health.onTime', { percent: percent(h.onTimePercent, 0) }),
      },
      ...(h.daysToPay === null
        ? []
        : [{ figure: 'daysToPay', label: t('file.health.daysToPay'), value: t('file.health.days', { days: number(h.daysToPay) }), note: t(h.daysToPay <= 20 ? 'file.health.fast' : h.daysToPay <= 45 ? 'file.health.usual' : 'file.health.slow') }]),
      ...(churn ? [{ figure: 'churnScore', label: t('file.health.churn'), value: t(`level.${churn}`), tone: riskTone[churn], note: t('file.health.score', { score: number(h.churnScore ?? 0) }) }] : []),
      ...(h.invoices ? [{ figure: 'growth', label: t('file.health.growth'), value: t(`level.${h.growth}`), tone: h.growth === 'HIGH' ? ('ok' as const) : ('plain' as const) }] : []),
      { label: t('file.health.last'), value: last ? relative(last.at) : t('figure.never'), note: last ? t(`type.${last.type}`) : '' },
    ];
  }

  private row(f: Figure): TemplateResult {
    const { t } = this.host.ctx;
    const open = f.figure !== undefined && this.open.has(f.figure);
    const explanation = f.figure === undefined ? undefined : this.explanations?.get(f.figure);
    return html`<li>
      <div class="figure">
        <span class="muted">${f.label}</span>
        <span class="value">
          ${f.tone ? html`<c-badge tone=${f.tone}>${f.value}</c-badge>` : html`<span class="strong">${f.value}</span>`}
          ${f.note ? html`<span class="small muted">${f.note}</span>` : nothing}
        </span>
        ${f.figure
          ? html`<button class="why" aria-expanded=${open ? 'true' : 'false'} aria-label=${t('file.health.why.of', { figure: f.label })} @click=${() => this.toggle(f.figure as string)}>${t('file.health.why')}${icon(open ? 'chevron-up' : 'chevron-down', 14)}</button>`
          : nothing}
      </div>
      ${open
        ? html`<div class="because">
            ${this.explanations
              ? explanation
                ? html`<ul>${explanation.reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`
                : html`<p>${t('file.health.noWhy')}</p>`
              : html`<c-skeleton lines="2"></c-skeleton>`}
          </div>`
        : nothing}
    </li>`;
  }

  card(health: Health, last: Interaction | null): TemplateResult {
    const { t } = this.host.ctx;
    return html`<c-card heading=${t('file.health.title')}>
      ${health.top ? html`<c-badge slot="actions" tone="ok" pictured>${icon('star', 13)}${t('file.health.top')}</c-badge>` : nothing}
      <ul class="plain list">${this.figures(health, last).map((f) => this.row(f))}</ul>
      ${health.invoices ? nothing : html`<p class="muted small hint">${t('file.health.none')}</p>`}
    </c-card>`;
  }
}
