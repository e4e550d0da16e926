import { ConsoleElement, Load, Problem, css, html, icon, nothing, ui, type Page, type TemplateResult } from '@console/core';
import { calmly, concerns, overdue, typeIcon, type Activity, type Change, type Interaction, type InteractionType } from '../crm.js';
import { editDeal } from './deal-form.js';
import { planFor } from './plan.js';
import { askReason } from './lost.js';
import { probabilityOf, type Prediction } from './prediction.js';
import { closeText, closeTone, colleagues, etag, isDealChange, kindTone } from './model.js';
import type { Colleague, DealChange, Opportunity, Pipeline, Stage, Step } from './model.js';

/** Everything about one opportunity: what it is worth, where it is, how it got there, and what is to be done. */
export default class Deal extends ConsoleElement {
  static override styles = [
    ui,
    css`
      .way {
        display: flex;
        gap: 4px;
        overflow-x: auto;
        padding: 2px;
      }
      .way button {
        appearance: none;
        flex: 1 0 auto;
        min-block-size: 40px;
        padding: 0 14px;
        border: 1px solid var(--c-line);
        border-radius: 10px;
        background: var(--c-surface);
        color: var(--c-text-2);
        font: 600 13px/1.2 var(--c-font);
        cursor: pointer;
        white-space: nowrap;
      }
      .way button.past {
        background: var(--c-accent-bg);
        color: var(--c-accent-text);
        border-color: transparent;
      }
      .way button.now {
        background: var(--c-accent);
        color: var(--c-on-accent);
        border-color: transparent;
      }
      .way button.now.WON {
        background: var(--c-ok);
        color: var(--c-bg);
      }
      .way button.now.LOST {
        background: var(--c-bad);
        color: var(--c-on-bad);
      }
      .way button:disabled {
        cursor: default;
      }
      .lines {
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      .late {
        color: var(--c-warn);
      }
      @media (max-width: 720px) {
        .way button {
          min-block-size: 44px;
        }
      }
    `,
  ];

  private readonly deal = new Load<Opportunity>(this, () => this.ctx.api.get<Opportunity>(`opportunities/${this.dealId}`));
  private readonly steps = new Load<Step[]>(this, () => this.ctx.api.get<Step[]>(`opportunities/${this.dealId}/history`));
  private readonly people = new Load<Colleague[]>(this, () => colleagues(this.ctx));
  private readonly pipelines = new Load<Pipeline[]>(this, () => this.ctx.api.get<Pipeline[]>('pipelines'));
  private readonly todo = new Load<Page<Activity>>(this, () => this.activities(false, 'at', 5));
  private readonly own = new Load<Interaction[]>(this, async () => (this.ctx.may('crm.interaction.read') ? this.ctx.api.get<Interaction[]>(`opportunities/${this.dealId}/interactions`) : []));

  private readonly prediction = new Load<Prediction>(this, () => this.ctx.api.get<Prediction>(`opportunities/${this.dealId}/prediction`));

  private get dealId(): string {
    return this.ctx.params['id'] as string;
  }

  /** What was and is to be done with the contact. */
  private async activities(done: boolean, sort: string, limit: number): Promise<Page<Activity>> {
    if (!this.ctx.may('crm.interaction.read')) return { items: [], next: null };
    const { contactId } = await this.ctx.api.get<Opportunity>(`opportunities/${this.dealId}`);
    return this.ctx.api.list<Activity>('interactions', { contact: contactId, done, sort, limit });
  }

  override firstUpdated(): void {
    const reload = calmly(() => void this.reload());
    this.ctx.on<DealChange & Change>('change', (change) => {
      if ((isDealChange(change) && change.id === this.dealId) || concerns(change, this.deal.value?.contactId)) reload();
    });
  }

  override willUpdate(): void {
    const deal = this.deal.value;
    if (deal) this.ctx.setTitle(deal.title);
  }

  private async reload(): Promise<void> {
    await Promise.all([this.deal.reload(), this.steps.reload(), this.todo.reload(), this.own.reload(), this.prediction.reload()]);
  }

  private async deed(work: () => Promise<unknown>, done: string): Promise<void> {
    try {
      await work();
      this.ctx.toast(done, 'ok');
    } catch (e) {
      if (e instanceof Problem && e.stale) this.ctx.toast(e.detail, 'warn');
      else this.ctx.problem(e);
    }
    await this.reload();
  }

  private async move(deal: Opportunity, stage: Stage): Promise<void> {
    if (stage.id === deal.stageId) return;
    let lostReason: string | undefined;
    if (stage.kind === 'LOST') {
      lostReason = await askReason(this.ctx, deal.title);
      if (!lostReason) return;
    }
    const said =
      stage.kind === 'WON' ? this.t('deal.won', { title: deal.title, value: this.ctx.money(deal.value, deal.currency) }) : this.t('deal.moved', { stage: stage.name });
    await this.deed(() => this.ctx.api.post(`opportunities/${deal.id}/move`, { stageId: stage.id, before: null, lostReason: lostReason ?? null }, { etag: etag(deal) }), said);
  }

  private async edit(deal: Opportunity): Promise<void> {
    if (await editDeal(this.ctx, deal, this.people.value ?? [])) {
      this.ctx.toast(this.t('deal.saved'), 'ok');
      await this.reload();
    }
  }

  private async erase(deal: Opportunity): Promise<void> {
    const { t } = this.ctx;
    if (!(await this.ctx.confirm({ heading: t('deal.delete.ask', { title: deal.title }), text: t('deal.delete.text'), confirm: t('deal.delete'), danger: true }))) return;
    try {
      await this.ctx.api.delete(`opportunities/${deal.id}`);
      this.ctx.toast(t('deal.deleted'));
      this.ctx.navigate('opportunities', { replace: true });
    } catch (e) {
      this.ctx.problem(e);
    }
  }

  private head(deal: Opportunity, stages: readonly Stage[]): TemplateResult {
    const { t, may } = this.ctx;
    const stage = stages.find((s) => s.id === deal.stageId);
    return html`<span slot="badge"><c-badge tone=${kindTone[deal.kind]}>${stage?.name ?? t(`deal.kind.${deal.kind}`)}</c-badge></span>
      ${may('crm.opportunity.write') ? html`<button slot="actions" class="btn" @click=${() => void this.edit(deal)}>${icon('pencil', 17)}${t('deal.change')}</button>` : nothing}
      ${may('crm.opportunity.delete') ? html`<button slot="actions" class="btn danger" @click=${() => void this.erase(deal)}>${icon('trash-2', 17)}${t('deal.delete')}</button>` : nothing}`;
  }

  private way(deal: Opportunity, stages: readonly Stage[]): TemplateResult {
    const now = stages.findIndex((s) => s.id === deal.stageId);
    const may = this.ctx.may('crm.opportunity.write');
    return html`<div class="way" role="group" aria-label=${this.t('deal.way')}>
      ${stages.map((s, i) => {
        const state = i === now ? `now ${s.kind}` : i < now && deal.kind !== 'LOST' && s.kind === 'OPEN' ? 'past' : '';
        return html`<button class=${state} aria-current=${i === now ? 'step' : nothing} ?disabled=${!may} @click=${() => void this.move(deal, s)}>${s.name}</button>`;
      })}
    </div>`;
  }

  private facts(deal: Opportunity): TemplateResult {
    const { t, money, percent, date, href } = this.ctx;
    const weighted = (Math.round(Number(deal.value) * deal.probability) / 100).toFixed(2);
    const owner = deal.owner ? (this.people.value?.find((p) => p.id === deal.owner)?.name ?? t('deal.formerOwner')) : '';
    const rows: [string, unknown][] = [
      [t('deal.contact'), html`<a href=${href(`contacts/${deal.contactId}`)}>${deal.contactName}</a>`],
      [t('deal.value'), html`<b class="num">${money(deal.value, deal.currency)}</b>`],
      [t('deal.probability'), deal.kind === 'OPEN' ? probabilityOf(this.ctx, deal.probability, this.prediction.value) : percent(deal.probability, 0)],
      [t('deal.weighted'), deal.kind === 'OPEN' ? money(weighted, deal.currency) : ''],
      [t('deal.expectedClose'), deal.expectedClose ? html`<span class="row tight wrap">${date(deal.expectedClose)}${deal.kind === 'OPEN' ? html`<c-badge tone=${closeTone(this.ctx, deal)}>${closeText(this.ctx, deal)}</c-badge>` : nothing}</span>` : ''],
      [t('deal.closedOn'), deal.closedOn ? date(deal.closedOn) : ''],
      [t('deal.lost.reason'), deal.lostReason],
      [t('deal.owner'), owner],
      [t('deal.source'), deal.source],
      [t('deal.createdAt'), date(deal.createdAt)],
    ];
    return html`<c-card heading=${t('deal.facts')}><c-facts .rows=${rows}></c-facts>${deal.description ? html`<p class="lines">${deal.description}</p>` : nothing}</c-card>`;
  }

  private history(): TemplateResult {
    const { t, money, percent } = this.ctx;
    return html`<c-card heading=${t('deal.history')}>
      ${this.steps.render((steps) => {
        const items = [...steps].reverse().map(({ move, fromName, toName }, i) => ({
          id: String(i),
          icon: move.kind === 'WON' ? 'badge-check' : move.kind === 'LOST' ? 'circle-x' : fromName ? 'arrow-right' : 'target',
          tone: kindTone[move.kind],
          title: fromName ? t('deal.step', { from: fromName, to: toName }) : t('deal.step.made', { to: toName }),
          text: [`${money(move.value, this.deal.value?.currency)} · ${percent(move.probability, 0)}`, move.lostReason ?? ''].filter(Boolean).join('\n'),
          at: move.at,
          author: move.by,
        }));
        return html`<c-timeline .items=${items}></c-timeline>`;
      })}
    </c-card>`;
  }

  private next(deal: Opportunity): TemplateResult | typeof nothing {
    const { t, href, dateTime } = this.ctx;
    if (!this.ctx.may('crm.interaction.read')) return nothing;
    const row = (i: Interaction) => html`<li class="row top">
      <span class="muted">${icon(typeIcon[i.type], 18)}</span>
      <div class="grow"><div class="strong break">${i.title}</div><div class="small ${overdue(i) ? 'late' : 'muted'}">${dateTime(i.at)}</div></div>
    </li>`;
    return html`<c-card heading=${t('deal.next')}>
        ${this.ctx.may('crm.interaction.write')
          ? html`<c-menu
              slot="actions"
              label=${t('deal.plan')}
              text=${t('deal.plan')}
              icon="calendar-clock"
              .items=${(['CALL', 'MEETING', 'TASK'] as const).map((type) => ({ label: t(`type.${type}`), icon: typeIcon[type], run: () => void this.plan(deal, type) }))}
            ></c-menu>`
          : nothing}
        ${this.todo.render((page) => html`<ul class="plain list">${page.items.map((a) => row(a.interaction))}</ul>`, { empty: (page) => page.items.length === 0, emptyState: html`<p class="muted">${t('deal.next.none')}</p>` })}
      </c-card>
      <c-card heading=${t('deal.activity')}>
        ${this.own.render((list) => html`<ul class="plain list">${list.map(row)}</ul>`, { empty: (list) => list.length === 0, emptyState: html`<p class="muted">${t('deal.activity.none')}</p>` })}
        <p class="small"><a href=${href(`contacts/${deal.contactId}`)}>${t('deal.activity.all')}</a></p>
      </c-card>`;
  }

  private async plan(deal: Opportunity, type: InteractionType): Promise<void> {
    if (!(await planFor(this.ctx, deal, type))) return;
    this.ctx.toast(this.t('interaction.added'), 'ok');
    await Promise.all([this.todo.reload(), this.own.reload()]);
  }

  override render(): TemplateResult {
    const { t, href } = this.ctx;
    const deal = this.deal.value;
    const stages = this.pipelines.value?.find((p) => p.id === deal?.pipelineId)?.stages ?? [];
    return html`<c-page heading=${deal?.title ?? t('deal.page')} sub=${deal?.contactName ?? ''} back-href=${href('opportunities')} back-label=${t('deals.title')}>
      ${deal ? this.head(deal, stages) : nothing}
      ${this.deal.render(
        (d) => html`<div class="stack">
          ${this.way(d, stages)}
          <div class="main-side">
            <div class="stack">${this.history()}</div>
            <div class="stack">${this.facts(d)}${this.next(d)}</div>
          </div>
        </div>`,
        { lines: 8 },
      )}
    </c-page>`;
  }
}
