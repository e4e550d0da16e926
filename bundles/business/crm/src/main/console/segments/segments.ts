import { ConsoleElement, Load, css, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import { inWords, type Segment, type SegmentField } from './types.js';

interface Counted {
  segment: Segment;
  count: number;
}

/** All segments, each with what it asks and how many belong to it now. */
export default class Segments extends ConsoleElement {
  static override styles = [
    ui,
    css`
      .grid { display: grid; gap: 16px; grid-template-columns: repeat(auto-fill, minmax(min(320px, 100%), 1fr)); }
      a.segment { display: grid; gap: 10px; align-content: start; padding: 18px; border: 1px solid var(--c-line); border-radius: 14px; background: var(--c-surface); color: inherit; text-decoration: none; transition: border-color .15s, transform .15s; }
      a.segment:hover { border-color: var(--c-accent); }
      a.segment:focus-visible { outline: 2px solid var(--c-focus); outline-offset: 2px; }
      .count { font-size: 26px; font-weight: 600; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
      ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 4px; }
      li::before { content: '·'; margin-inline-end: 6px; color: var(--c-text-2); }
    `,
  ];

  private readonly segments = new Load<Counted[]>(this, async (signal) => {
    const list = await this.ctx.api.get<Segment[]>('segments', {}, signal);
    return Promise.all(list.map(async (segment) => ({ segment, count: (await this.ctx.api.get<{ count: number }>(`segments/${segment.id}/count`, {}, signal)).count })));
  });
  private readonly fields = new Load(this, (signal) => this.ctx.api.get<SegmentField[]>('segments/fields', {}, signal));

  override firstUpdated(): void {
    this.ctx.on<{ type: string }>('change', (change) => change.type === 'crm.segment' && void this.segments.reload());
  }

  private create(primary = true): TemplateResult | typeof nothing {
    if (!this.ctx.may('crm.segment.write')) return nothing;
    return html`<a class="btn ${primary ? 'primary' : ''}" slot=${primary ? 'actions' : nothing} href=${this.ctx.href('segments/new')}>${icon('plus', 18)}${this.t('segment.new')}</a>`;
  }

  private card({ segment, count }: Counted): TemplateResult {
    const { t } = this.ctx;
    return html`<a class="segment" href=${this.ctx.href(`segments/${segment.id}`)}>
      <div class="row spread top">
        <h2 class="break">${segment.name}</h2>
        <c-badge>${t(`segment.kind.${segment.kind}`)}</c-badge>
      </div>
      <div><span class="count">${this.ctx.number(count)}</span> <span class="muted">${t('segment.contacts')}</span></div>
      ${segment.description ? html`<p class="muted small break">${segment.description}</p>` : nothing}
      ${segment.conditions.length > 0
        ? html`<ul class="small muted">
            ${segment.conditions.slice(0, 4).map((one) => html`<li>${inWords(this.ctx, one, this.fields.value ?? [])}</li>`)}
          </ul>`
        : nothing}
    </a>`;
  }

  override render(): TemplateResult {
    const { t } = this.ctx;
    return html`<c-page heading=${t('segments.title')} sub=${t('segments.sub')}>
      ${this.create()}
      ${this.segments.render((list) => html`<div class="grid">${list.map((one) => this.card(one))}</div>`, {
        empty: (list) => list.length === 0,
        emptyState: html`<c-state kind="empty" icon="filter" heading=${t('segments.empty')} text=${t('segments.empty.text')}>${this.create(false)}</c-state>`,
      })}
    </c-page>`;
  }
}
