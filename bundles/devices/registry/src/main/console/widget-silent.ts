import { ConsoleElement, Load, css, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import { DEVICES, calmly, type Device, type Figures } from './model.js';

const SHOWN = 5;

/** The devices that should speak and have said nothing for a while. */
export default class SilentWidget extends ConsoleElement {
  private readonly silent = new Load(this, async () => {
    const [page, figures] = await Promise.all([
      this.ctx.api.list<Device>(DEVICES, { state: 'silent', limit: SHOWN }),
      this.ctx.api.get<Figures>(`${DEVICES}/figures`),
    ]);
    return { devices: page.items, figures };
  });

  static override styles = [
    ui,
    css`
      :host {
        display: grid;
      }
      a {
        color: inherit;
        text-decoration: none;
        font-weight: 600;
      }
      a:hover {
        text-decoration: underline;
      }
      .more {
        margin-block-start: 12px;
        color: var(--c-accent-text);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    const reload = calmly(this.ctx.signal, 2000, () => void this.silent.reload());
    this.ctx.on<{ type: string }>('change', (change) => change.type === 'devices.device' && reload());
    // silence makes no noise
    const timer = setInterval(() => !document.hidden && reload(), 60_000);
    this.ctx.signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }

  override render(): TemplateResult {
    return html`<c-card heading=${this.t('widget.silent')} sub=${this.t('widget.silent.sub')}>
      ${this.silent.render(
        ({ devices, figures }) =>
          html`<ul class="plain list">
              ${devices.map(
                (d) =>
                  html`<li class="row">
                    <span class="tile-icon">${icon('unplug', 18)}</span>
                    <div class="grow">
                      <a href=${this.ctx.href(`devices/${d.id}`)}>${d.name}</a>
                      <div class="muted small">${d.lastSeen ? html`<c-time at=${d.lastSeen}></c-time>` : this.t('never')}${d.place ? ` · ${d.place}` : ''}</div>
                    </div>
                  </li>`,
              )}
            </ul>
            ${figures.silent > devices.length
              ? html`<a class="more" href=${`${this.ctx.href('devices')}?f.state=silent`}>${this.t('widget.silent.more', { count: figures.silent - devices.length })}</a>`
              : nothing}`,
        {
          empty: ({ devices }) => devices.length === 0,
          emptyState: html`<c-state kind="empty" icon="check-check" heading=${this.t('widget.silent.none')} text=${this.t('widget.silent.none.text')}></c-state>`,
        },
      )}
    </c-card>`;
  }
}
