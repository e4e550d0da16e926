import '@console/board';
import { ConsoleElement, Load, Problem, css, host, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import type { BoardCard, BoardColumn, BoardMove } from '@console/board';
import type { Grid, Query } from '@console/grid';
import { calmly } from '../crm.js';
import { cardFace } from './card-face.js';
import { addDeal } from './deal-form.js';
import { dealList } from './deal-list.js';
import { askReason } from './lost.js';
import { colleagues, etag, isDealChange, stageTone, totalText } from './model.js';
import type { Board, Card, Colleague, Column, DealChange, Opportunity, Pipeline, Stage } from './model.js';

type Look = 'board' | 'list';

interface Placed extends BoardCard {
  readonly card: Card;
}

/** All opportunities of a pipeline, as a board of its stages or as a list. */
export default class Deals extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, look: { state: true }, mine: { state: true }, text: { state: true }, chosen: { state: true } };
  static override styles = [
    ui,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 10px 12px;
      }
      .bar .field {
        flex: 1 1 200px;
        max-inline-size: 340px;
      }
      .bar .which {
        flex: 0 1 200px;
      }
      .sums {
        margin-inline-start: auto;
        display: flex;
        flex-wrap: wrap;
        gap: 4px 18px;
        font-variant-numeric: tabular-nums;
      }
      .sums b {
        font-weight: 600;
      }
      @media (max-width: 720px) {
        .sums {
          margin-inline-start: 0;
          inline-size: 100%;
        }
      }
    `,
  ];
  private declare look: Look;
  private declare mine: boolean;
  private declare text: string;
  private declare chosen: string | undefined;
  private cards: readonly Placed[] = [];
  private drawn = '';
  private moving = 0;
  private asked = '';

  private readonly people = new Load<Colleague[]>(this, () => colleagues(this.ctx));
  private readonly pipelines = new Load<Pipeline[]>(this, async () => {
    const [look, mine, chosen, all] = await Promise.all([
      this.ctx.preference<Look>('crm.deals.look', 'board'),
      this.ctx.preference('crm.deals.mine', false),
      this.ctx.preference<string | null>('crm.deals.pipeline', null),
      this.ctx.api.get<Pipeline[]>('pipelines'),
    ]);
    this.look = look === 'list' ? 'list' : 'board';
    this.mine = mine;
    this.chosen = all.find((p) => p.id === (this.ctx.query.get('pipeline') ?? chosen))?.id ?? all[0]?.id;
    return all;
  });
  private readonly board = new Load<Board | undefined>(this, async () => {
    if (!this.pipelines.value) await this.waitForPipelines();
    return this.chosen ? this.ctx.api.get<Board>(`pipelines/${this.chosen}/board`, { owner: this.mine ? host.user?.id : undefined, q: this.text, cards: 100 }) : undefined;
  });

  private readonly source = (q: Query, signal: AbortSignal) =>
    this.ctx.api.list<Opportunity>('opportunities', { cursor: q.cursor, limit: q.limit, sort: q.sort, q: q.search, pipeline: this.chosen, owner: this.mine ? host.user?.id : undefined, ...q.filters }, signal);

  constructor() {
    super();
    this.look = 'board';
    this.mine = false;
    this.text = '';
  }

  private async waitForPipelines(): Promise<void> {
    await this.pipelines.reload();
    if (this.pipelines.error) throw this.pipelines.error;
  }

  override firstUpdated(): void {
    const reload = calmly(() => void this.fresh());
    this.ctx.on<DealChange>('change', (change) => isDealChange(change) && this.moving === 0 && reload());
    if (this.ctx.query.get('contact') || this.ctx.query.has('new')) void this.begin();
  }

  /** Somebody comes from a contact, or from the palette, to write an opportunity down. */
  private async begin(): Promise<void> {
    if (!this.ctx.may('crm.opportunity.write')) return;
    const contact = this.ctx.query.get('contact') ?? undefined;
    this.ctx.setQuery({ contact: undefined, new: undefined });
    if (!this.pipelines.value) await this.waitForPipelines();
    await this.add(undefined, contact);
  }

  private get pipeline(): Pipeline | undefined {
    return this.pipelines.value?.find((p) => p.id === this.chosen);
  }

  private async fresh(): Promise<void> {
    await this.board.reload();
    await this.renderRoot.querySelector<Grid<Opportunity>>('c-grid')?.reload();
  }

  private async keep(key: string, value: unknown): Promise<void> {
    await this.fresh();
    await this.ctx.setPreference(key, value);
  }

  private readonly search = calmly(() => {
    this.text = this.asked;
    void this.board.reload();
  });

  private async add(stage?: string, contact?: string): Promise<void> {
    const pipeline = this.pipeline;
    if (!pipeline) return;
    const made = await addDeal(this.ctx, pipeline, this.people.value ?? (await colleagues(this.ctx)), { stage, contact });
    if (!made) return;
    this.ctx.toast(this.t('deal.created', { title: made.title }), 'ok');
    await this.fresh();
  }

  /** The card is shown where it was put at once; it goes back if the server refuses. */
  private async move(move: BoardMove): Promise<void> {
    const board = this.board.value;
    const card = this.cards.find((c) => c.id === move.id)?.card;
    const stage = board?.pipeline.stages.find((s) => s.id === move.to);
    if (!board || !card || !stage) return move.revert();
    const others = this.cards.filter((c) => c.column === move.to && c.id !== move.id);
    const before = others[move.index]?.id ?? null;
    this.moving++;
    try {
      let lostReason: string | undefined;
      if (stage.kind === 'LOST' && move.from !== move.to) {
        lostReason = await askReason(this.ctx, card.opportunity.title);
        if (!lostReason) return move.revert();
      }
      const moved = await this.ctx.api.post<Opportunity>(
        `opportunities/${move.id}/move`,
        { stageId: stage.id, before, lostReason: lostReason ?? null },
        { etag: etag(card.opportunity) },
      );
      this.told(stage, moved, move.from !== move.to);
    } catch (e) {
      move.revert();
      this.drawn = '';
      if (e instanceof Problem && e.stale) this.ctx.toast(e.detail, 'warn');
      else this.ctx.problem(e);
    } finally {
      this.moving--;
    }
    await this.board.reload();
  }

  private told(stage: Stage, deal: Opportunity, other: boolean): void {
    if (stage.kind === 'WON' && other) this.ctx.toast(this.t('deal.won', { title: deal.title, value: this.ctx.money(deal.value, deal.currency) }), 'ok');
    else if (stage.kind === 'LOST' && other) this.ctx.toast(this.t('deal.lost', { title: deal.title }));
  }

  /** Cards keep being the same objects as long as nothing changed, so that whoever carries one is not disturbed. */
  private placed(board: Board): readonly Placed[] {
    const drawn = JSON.stringify(board.columns);
    if (drawn !== this.drawn) {
      this.drawn = drawn;
      this.cards = board.columns.flatMap((c) => c.cards.map((card, order) => ({ id: card.opportunity.id, column: c.stageId, order, card })));
      this.columns = board.columns.map((c) => this.column(c, board.pipeline));
    }
    return this.cards;
  }

  private columns: readonly BoardColumn[] = [];

  private column(column: Column, pipeline: Pipeline): BoardColumn {
    const { ctx } = this;
    const stage = pipeline.stages.find((s) => s.id === column.stageId)!;
    const weighted = stage.kind === 'OPEN' && column.count > 0 ? ` · ${ctx.t('deals.weighted', { value: totalText(ctx, column.totals, 'weighted') })}` : '';
    const foot =
      stage.kind === 'OPEN' && ctx.may('crm.opportunity.write')
        ? html`<button class="btn ghost" aria-label=${ctx.t('deals.addTo', { stage: stage.name })} @click=${() => void this.add(stage.id)}>${icon('plus', 17)}${ctx.t('deals.add')}</button>`
        : undefined;
    return { id: stage.id, label: stage.name, tone: stageTone(stage), count: column.count, total: `${totalText(ctx, column.totals)}${weighted}`, ...(foot ? { foot } : {}) };
  }

  private bar(all: readonly Pipeline[]): TemplateResult {
    const { t } = this.ctx;
    return html`<div class="bar">
      ${all.length > 1
        ? html`<div class="field which">
            <label class="visually-hidden" for="pipeline">${t('deals.pipeline')}</label>
            <select id="pipeline" @change=${(e: Event) => ((this.chosen = (e.target as HTMLSelectElement).value), void this.keep('crm.deals.pipeline', this.chosen))}>
              ${all.map((p) => html`<option value=${p.id} ?selected=${p.id === this.chosen}>${p.name}</option>`)}
            </select>
          </div>`
        : nothing}
      <c-segmented
        label=${t('deals.whose')}
        .choices=${[
          { id: 'all', label: t('deals.all') },
          { id: 'mine', label: t('deals.mine') },
        ]}
        .value=${this.mine ? 'mine' : 'all'}
        @change=${(e: CustomEvent<{ value: string }>) => ((this.mine = e.detail.value === 'mine'), void this.keep('crm.deals.mine', this.mine))}
      ></c-segmented>
      <c-segmented
        label=${t('deals.look')}
        .choices=${[
          { id: 'board', label: t('deals.board') },
          { id: 'list', label: t('deals.list') },
        ]}
        .value=${this.look}
        @change=${(e: CustomEvent<{ value: string }>) => ((this.look = e.detail.value as Look), void this.keep('crm.deals.look', this.look))}
      ></c-segmented>
      ${this.look === 'board'
        ? html`<div class="field">
            <label class="visually-hidden" for="find">${t('deals.search')}</label>
            <input id="find" type="search" placeholder=${t('deals.search')} autocomplete="off" @input=${(e: Event) => ((this.asked = (e.target as HTMLInputElement).value), this.search())} />
          </div>`
        : nothing}
      ${this.sums()}
    </div>`;
  }

  /** What all that is open would bring. */
  private sums(): TemplateResult | typeof nothing {
    const board = this.board.value;
    if (!board) return nothing;
    const open = board.columns.filter((c) => board.pipeline.stages.some((s) => s.id === c.stageId && s.kind === 'OPEN'));
    const currency = this.ctx.currency;
    const own = open.flatMap((c) => c.totals).filter((total) => total.currency === currency);
    const sum = (of: 'value' | 'weighted') => own.reduce((all, total) => all + Math.round(Number(total[of]) * 100), 0) / 100;
    return html`<div class="sums"><span>${this.t('deals.open')} <b>${this.ctx.money(sum('value'))}</b></span><span>${this.t('deals.forecast')} <b>${this.ctx.money(sum('weighted'))}</b></span></div>`;
  }

  private list(): TemplateResult {
    return dealList(this.ctx, this.source, this.pipeline, this.pipelines.value ?? [], this.people.value ?? []);
  }

  private kanban(board: Board): TemplateResult {
    const { t, may } = this.ctx;
    const owners = new Map(this.people.value?.map((p) => [p.id, p.name]));
    const cards = this.placed(board);
    const quiet = cards.length === 0 && !this.text && !this.mine;
    return html`${quiet ? html`<div class="note">${icon('info', 18)}<span>${t('deals.empty.text')}</span></div>` : nothing}
      <h2 class="visually-hidden">${t('deals.board')}</h2>
      <c-board
        .label=${t('deals.title')}
        .columns=${this.columns}
        .cards=${cards}
        .name=${(c: Placed) => c.card.opportunity.title}
        .card=${(c: Placed) => cardFace(this.ctx, c.card, owners)}
        ?readonly=${!may('crm.opportunity.write')}
        @move=${(e: CustomEvent<BoardMove>) => void this.move(e.detail)}
        @open=${(e: CustomEvent<{ card: Placed }>) => this.ctx.navigate(`opportunities/${e.detail.card.id}`)}
      ></c-board>`;
  }

  override render(): TemplateResult {
    const { t, may, href } = this.ctx;
    return html`<c-page heading=${t('deals.title')}>
      ${may('crm.pipeline.manage') ? html`<a slot="actions" class="btn" href=${href('/settings/crm.pipelines')}>${icon('settings-2', 17)}${t('deals.configure')}</a>` : nothing}
      ${may('crm.opportunity.write') ? html`<button slot="actions" class="btn primary" @click=${() => void this.add()}>${icon('plus', 18)}${t('deal.new')}</button>` : nothing}
      ${this.pipelines.render(
        (all) => html`<div class="stack">${this.bar(all)}${this.look === 'list' ? this.list() : this.board.render((board) => (board ? this.kanban(board) : nothing), { lines: 8 })}</div>`,
        { lines: 8 },
      )}
    </c-page>`;
  }
}
