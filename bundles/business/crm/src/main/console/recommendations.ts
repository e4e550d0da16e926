import { ConsoleElement, Load, css, html, nothing, ui, type Page, type TemplateResult } from '@console/core';
import { calmly, type Change } from './crm.js';
import type { Recommendation } from './file/model.js';
import { recommendationStyles } from './file/recommendation-styles.js';
import { RecommendationDeeds } from './file/recommendations.js';

const STEP = 50;
const KINDS = ['ALL', 'ALERT', 'OPPORTUNITY', 'ADVICE'] as const;

/** What to do about all customers, the weightiest first. */
export default class Recommendations extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, kind: { state: true } };
  static override styles = [
    ui,
    recommendationStyles,
    css`
      .all {
        max-inline-size: 980px;
      }
    `,
  ];
  private declare kind: string;
  private wanted = STEP;

  private readonly list = new Load<Page<Recommendation>>(this, () => this.read());
  private readonly deeds = new RecommendationDeeds(this, () => this.list.reload());

  constructor() {
    super();
    this.kind = 'ALL';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const asked = this.ctx.query.get('kind') ?? '';
    if ((KINDS as readonly string[]).includes(asked)) this.kind = asked;
  }

  override firstUpdated(): void {
    const reload = calmly(() => void this.list.reload(), 1000);
    this.ctx.on<Change>('change', (change) => change.type === 'crm.recommendation' && reload());
  }

  private async read(): Promise<Page<Recommendation>> {
    const items: Recommendation[] = [];
    let next: string | null = null;
    do {
      const page: Page<Recommendation> = await this.ctx.api.list<Recommendation>('recommendations', { priority: this.kind === 'ALL' ? null : this.kind, limit: Math.min(200, this.wanted - items.length), cursor: next });
      items.push(...page.items);
      next = page.next;
    } while (next && items.length < this.wanted);
    return { items, next };
  }

  private choose(kind: string): void {
    this.kind = kind;
    this.wanted = STEP;
    this.ctx.setQuery({ kind: kind === 'ALL' ? undefined : kind });
    void this.list.reload();
  }

  private more(): void {
    this.wanted += STEP;
    void this.list.reload();
  }

  override render(): TemplateResult {
    const { t } = this.ctx;
    return html`<c-page heading=${t('recommendations.title')} sub=${t('recommendations.sub')}>
      <div class="stack all">
        <c-segmented
          label=${t('recommendations.kinds')}
          .choices=${KINDS.map((id) => ({ id, label: t(`recommendations.${id}`) }))}
          value=${this.kind}
          @change=${(e: CustomEvent<{ value: string }>) => this.choose(e.detail.value)}
        ></c-segmented>
        ${this.list.render(
          (page) => html`<ul class="plain advices">${page.items.map((r) => this.deeds.item(r, true))}</ul>
            ${page.next ? html`<button class="btn wide" ?disabled=${this.list.loading} @click=${() => this.more()}>${t('recommendations.more')}</button>` : nothing}`,
          {
            lines: 8,
            empty: (page) => page.items.length === 0,
            emptyState: html`<c-card><c-state kind="empty" icon="circle-check" heading=${t('recommendations.empty')} text=${t('recommendations.empty.text')}></c-state></c-card>`,
          },
        )}
      </div>
    </c-page>`;
  }
}
