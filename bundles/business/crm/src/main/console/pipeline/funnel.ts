import { ConsoleElement, Load, css, html, nothing, ui, type TemplateResult } from '@console/core';
import { calmly } from '../crm.js';
import { widgetStyles } from '../widget-styles.js';
import { isDealChange, totalText, type Board, type DealChange, type Pipeline, type Total } from './model.js';

/** What is open in the standard pipeline, stage by stage, and what may be expected of it. */
export default class Funnel extends ConsoleElement {
  static override styles = [
    ui,
    widgetStyles,
    css`
      .figures {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 28px;
        margin-block-end: 14px;
      }
      .figures b {
        display: block;
        font-size: 20px;
        font-weight: 600;
        letter-spacing: -0.01em;
        font-variant-numeric: tabular-nums;
      }
      .steps {
        display: grid;
        gap: 10px;
      }
      a {
        color: inherit;
        text-decoration: none;
      }
    `,
  ];
  private readonly board = new Load<Board | undefined>(this, async () => {
    const [standard] = await this.ctx.api.get<Pipeline[]>('pipelines');
    return standard && this.ctx.api.get<Board>(`pipelines/${standard.id}/board`, { cards: 0 });
  });

  override firstUpdated(): void {
    const reload = calmly(() => void this.board.reload(), 1000);
    this.ctx.on<DealChange>('change', (change) => isDealChange(change) && reload());
  }

  private draw(board: Board): TemplateResult {
    const { ctx } = this;
    const { t, href } = ctx;
    const open = board.pipeline.stages.filter((s) => s.kind === 'OPEN').map((stage) => ({ stage, column: board.columns.find((c) => c.stageId === stage.id) }));
    const own = open.flatMap(({ column }) => column?.totals ?? []).filter((total) => total.currency === ctx.currency);
    const sum = (of: 'value' | 'weighted') => own.reduce((all, total) => all + Math.round(Number(total[of]) * 100), 0) / 100;
    const most = Math.max(1, ...open.map(({ column }) => Number(column?.totals[0]?.value ?? 0)));
    const first = (totals: readonly Total[] | undefined) => Number(totals?.[0]?.value ?? 0);
    return html`<a href=${href('opportunities')}>
      <div class="figures">
        <div><span class="muted small">${t('deals.open')}</span><b>${ctx.money(sum('value'))}</b></div>
        <div><span class="muted small">${t('deals.forecast')}</span><b>${ctx.money(sum('weighted'))}</b></div>
      </div>
      <div class="steps">
        ${open.map(
          ({ stage, column }) =>
            html`<div>
              <div class="row spread small"><span class="one">${stage.name} <span class="muted">${column?.count ?? 0}</span></span><span class="num">${column ? totalText(ctx, column.totals) : nothing}</span></div>
              <c-progress label=${stage.name} .max=${most} .value=${first(column?.totals)}></c-progress>
            </div>`,
        )}
      </div>
    </a>`;
  }

  override render(): TemplateResult {
    const { t } = this.ctx;
    return html`<c-card heading=${t('widget.funnel')}>
      ${this.board.render((board) => (board ? this.draw(board) : nothing), {
        empty: (board) => !board || board.columns.every((c) => c.count === 0),
        emptyState: html`<c-state kind="empty" icon="target" heading=${t('widget.funnel.empty')} text=${t('widget.funnel.empty.text')}></c-state>`,
        lines: 8,
      })}
    </c-card>`;
  }
}
