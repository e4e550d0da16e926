import { ConsoleElement, Load, css, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import { MANAGE, badge, type Plugin } from './model.js';
import { Upload } from './upload.js';

/** The plugins of this server, and the way in for more. */
export default class Plugins extends ConsoleElement {
  static override styles = [
    ui,
    css`
      .drop {
        display: grid;
        gap: 14px;
        padding: 18px 20px;
        border: 1.5px dashed var(--c-line-2);
        border-radius: 14px;
        background: var(--c-surface);
      }
      .drop.over {
        border-color: var(--c-accent);
        background: var(--c-accent-bg);
      }
      .file:focus-within {
        outline: 2px solid var(--c-focus);
        outline-offset: 2px;
      }
      ul {
        display: grid;
        gap: 16px;
        grid-template-columns: repeat(auto-fill, minmax(min(340px, 100%), 1fr));
      }
      a.plugin {
        display: grid;
        gap: 10px;
        align-content: start;
        block-size: 100%;
        padding: 18px 20px;
        border: 1px solid var(--c-line);
        border-radius: 14px;
        background: var(--c-surface);
        box-shadow: var(--c-shadow);
        color: inherit;
        text-decoration: none;
      }
      a.plugin:hover {
        border-color: var(--c-line-2);
        background: var(--c-hover);
      }
      .trouble {
        color: var(--c-bad);
      }
    `,
  ];

  private readonly plugins = new Load(this, () => this.ctx.api.list<Plugin>('plugins'));
  private upload: Upload | undefined;

  override firstUpdated(): void {
    this.ctx.on('plugins', () => void this.plugins.reload());
    this.ctx.on('modules', () => void this.plugins.reload());
  }

  private get way(): Upload {
    return (this.upload ??= new Upload(
      this.ctx,
      () => this.requestUpdate(),
      (plugin) => {
        this.ctx.toast(this.ctx.t('upload.done', { name: plugin.name, version: plugin.version }));
        void this.plugins.reload();
      },
    ));
  }

  private card(p: Plugin): TemplateResult {
    const t = this.ctx.t;
    return html`<li>
      <a class="plugin" href=${this.ctx.href(`plugins/${p.id}`)}>
        <span class="row"><span class="tile-icon">${icon('puzzle')}</span><span class="grow"><span class="strong">${p.name}</span><br /><span class="muted small">${t('plugin.version', { version: p.version })}</span></span>${badge(p, this.ctx)}</span>
        ${p.description ? html`<span class="muted">${p.description}</span>` : nothing} ${p.trouble ? html`<span class="trouble small">${p.trouble}</span>` : nothing}
        <span class="muted small">${t('plugin.permissions', { count: p.permissions.length })}</span>
      </a>
    </li>`;
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    return html`<c-page heading=${t('plugins.title')} sub=${t('plugins.sub')}>
      ${this.ctx.may(MANAGE) ? this.way.render() : nothing}
      ${this.plugins.render((page) => html`<ul class="plain">${page.items.map((p) => this.card(p))}</ul>`, {
        empty: (page) => page.items.length === 0,
        emptyState: html`<c-card><c-state kind="empty" icon="puzzle" heading=${t('plugins.empty')} text=${t('plugins.empty.text')}></c-state></c-card>`,
      })}
    </c-page>`;
  }
}
