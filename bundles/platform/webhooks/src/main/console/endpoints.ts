import { ConsoleElement, Load, css, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import { askNew, showSecret } from './endpoint-form.js';
import { MANAGE, READ_AGAIN_AFTER, hostOf, nameOf, stateOf, type Endpoint, type Standing } from './model.js';

const SHOWN_TYPES = 3;

/** Where the organisation's events are sent, and how that goes. */
export default class Endpoints extends ConsoleElement {
  static override styles = [
    ui,
    css`
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 2fr) minmax(0, 1.2fr) auto;
        gap: 4px 16px;
        align-items: center;
        padding: 16px 20px;
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
      .types {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        margin-block-start: 6px;
      }
      .bad {
        color: var(--c-bad);
      }
      @media (max-width: 720px) {
        li {
          grid-template-columns: minmax(0, 1fr) auto;
          padding: 14px 16px;
        }
        li .tile-icon {
          display: none;
        }
        li .figures {
          grid-column: 1 / -1;
        }
        li .state {
          grid-column: 2;
          grid-row: 1;
          align-self: start;
        }
      }
    `,
  ];

  private readonly endpoints = new Load(this, () => this.ctx.api.list<Endpoint>('endpoints'));
  private readonly standings = new Load(this, () => this.ctx.api.get<Standing[]>('endpoints/standings'));
  private timer: number | undefined;

  override firstUpdated(): void {
    this.ctx.on<{ type: string }>('change', ({ type }) => {
      if (type !== 'webhooks.endpoint') return;
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void Promise.all([this.endpoints.reload(), this.standings.reload()]), READ_AGAIN_AFTER);
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  private async add(): Promise<void> {
    const t = this.ctx.t;
    const made = await askNew(this.ctx);
    if (!made) return;
    await showSecret(this.ctx, made.secret, t('secret.made'), t('secret.how'));
    this.ctx.navigate(`endpoints/${made.endpoint.id}`);
  }

  private figures(standing: Standing | undefined): TemplateResult | typeof nothing {
    const t = this.ctx.t;
    if (!standing) return nothing;
    const parts: unknown[] = [];
    if (standing.waiting > 0) parts.push(html`<span>${t('figure.waiting', { count: standing.waiting, figure: this.ctx.number(standing.waiting) })}</span>`);
    if (standing.failed > 0) parts.push(html`<span class="bad">${t('figure.failed', { count: standing.failed, figure: this.ctx.number(standing.failed) })}</span>`);
    return html`<div>${standing.lastDelivered ? html`${t('figure.last')} <c-time at=${standing.lastDelivered}></c-time>` : t('figure.never')}</div>
      ${parts.length > 0 ? html`<div>${parts.map((part, i) => html`${i > 0 ? ' · ' : nothing}${part}`)}</div>` : nothing}`;
  }

  private row(endpoint: Endpoint): TemplateResult {
    const t = this.ctx.t;
    const standing = this.standings.value?.find((s) => s.endpoint === endpoint.id);
    const { tone, text } = stateOf(endpoint, standing, this.ctx);
    const more = endpoint.types.length - SHOWN_TYPES;
    return html`<li>
      <span class="tile-icon">${icon('webhook')}</span>
      <div>
        <a class="break" href=${this.ctx.href(`endpoints/${endpoint.id}`)}>${nameOf(endpoint)}</a>
        ${endpoint.description ? html`<div class="muted small break">${hostOf(endpoint.url)}</div>` : nothing}
        <div class="types">
          ${endpoint.types.slice(0, SHOWN_TYPES).map((type) => html`<code>${type === '*' ? t('types.all') : type}</code>`)}
          ${more > 0 ? html`<span class="muted small">${t('types.more', { count: more })}</span>` : nothing}
        </div>
      </div>
      <div class="figures small muted">${this.figures(standing)}</div>
      <div class="state"><c-badge tone=${tone}>${text}</c-badge></div>
    </li>`;
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    const add = this.ctx.may(MANAGE) ? html`<button slot="actions" class="btn primary" @click=${() => void this.add()}>${icon('plus', 18)}${t('endpoint.new')}</button>` : nothing;
    return html`<c-page heading=${t('endpoints.title')} sub=${t('endpoints.sub')}>
      ${add}
      <c-card flush>
        ${this.endpoints.render((page) => html`<ul class="plain">${page.items.map((endpoint) => this.row(endpoint))}</ul>`, {
          empty: (page) => page.items.length === 0,
          emptyState: html`<c-state kind="empty" icon="webhook" heading=${t('endpoints.empty')} text=${t('endpoints.empty.text')}></c-state>`,
        })}
      </c-card>
    </c-page>`;
  }
}
