import { html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import { day, priorityIcon, priorityTone, type Recommendation } from './model.js';

const SNOOZES = [7, 30, 90];

interface Host {
  readonly ctx: ViewContext;
}

/** Recommendations with what can be done about each: at once, later, never. */
export class RecommendationDeeds {
  constructor(
    private readonly host: Host,
    /** Called after each deed. */
    private readonly changed: () => Promise<unknown>,
  ) {}

  private async deed(r: Recommendation, what: 'act' | 'dismiss' | 'snooze', done: string, days?: number): Promise<void> {
    const { ctx } = this.host;
    try {
      await ctx.api.post(`contacts/${r.contactId}/recommendations/${r.rule}/${what}`, { subject: r.subject, ...(days ? { days } : {}) });
      ctx.toast(done);
    } catch (e) {
      ctx.problem(e);
    }
    await this.changed();
  }

  /** The button that does what is recommended. */
  private action(r: Recommendation): TemplateResult | typeof nothing {
    const { ctx } = this.host;
    const { t } = ctx;
    if ('path' in r.action) return html`<a class="btn" href=${ctx.href(r.action.path)}>${icon('arrow-right', 17)}${t('recommendation.open')}</a>`;
    if (!ctx.may('crm.interaction.write')) return nothing;
    const type = r.action.type;
    const soon = r.action.inDays <= 1;
    return html`<button
      class="btn ${r.priority === 'ALERT' ? 'primary' : ''}"
      aria-label="${t(`recommendation.plan.${type}`)}: ${r.title}"
      title=${r.plannedFor ? t('recommendation.planFor', { date: day(ctx, r.plannedFor) }) : ''}
      @click=${() => void this.deed(r, 'act', t('recommendation.planned', { date: day(ctx, r.plannedFor ?? ctx.today()) }))}
    >
      ${icon(soon ? 'check' : 'calendar', 17)}${t(`recommendation.plan.${type}`)}
    </button>`;
  }

  private later(r: Recommendation): TemplateResult | typeof nothing {
    const { ctx } = this.host;
    const { t } = ctx;
    if (!ctx.may('crm.recommendation.write')) return nothing;
    return html`<c-menu
      label=${t('recommendation.more', { title: r.title })}
      .items=${[
        ...SNOOZES.map((days) => ({ label: t('recommendation.snooze', { days }), icon: 'clock', run: () => void this.deed(r, 'snooze', t('recommendation.snoozed', { days }), days) })),
        { label: t('recommendation.dismiss'), icon: 'x', run: () => void this.deed(r, 'dismiss', t('recommendation.dismissed')) },
      ]}
    ></c-menu>`;
  }

  /** One of a list; `whose`: with the name of the customer. */
  item(r: Recommendation, whose = false): TemplateResult {
    const { ctx } = this.host;
    return html`<li class="advice ${r.priority.toLowerCase()}">
      <span class="mark ${priorityTone[r.priority]}" title=${ctx.t(`priority.${r.priority}`)}>${icon(priorityIcon[r.priority], 18)}</span>
      <div class="grow">
        ${whose ? html`<a class="whose small" href=${ctx.href(`contacts/${r.contactId}`)}>${r.contactName}</a>` : nothing}
        <div class="strong break">${r.title}</div>
        <div class="muted small break">${r.reason}</div>
      </div>
      <div class="deeds">${this.action(r)}${this.later(r)}</div>
    </li>`;
  }
}
