import { HostElement, LOCALES, css, host, html, icon, nothing, pick, shellTexts, ui, type TemplateResult } from '../kit/core.js';
import { modules, mount, parts } from './modules.js';
import { navigation } from './navigation.js';
import './organization-form.js';
import './logo-form.js';

interface Part {
  id: string;
  title: string;
  icon: string;
  draw: () => TemplateResult;
}

/** The settings: the business, the look, and what each module adds. */
class Settings extends HostElement {
  static override properties = { at: { state: true } };
  declare at: string;
  private off: (() => void) | undefined;
  private shown = '';
  private readonly stop = new AbortController();

  static override styles = [
    ui,
    css`
      .rooms {
        display: grid;
        gap: 20px;
        grid-template-columns: 230px minmax(0, 1fr);
        align-items: start;
      }
      nav {
        display: grid;
        gap: 2px;
      }
      nav a {
        display: flex;
        gap: 12px;
        align-items: center;
        min-block-size: 42px;
        padding: 0 12px;
        border-radius: 10px;
        color: var(--c-text-2);
        text-decoration: none;
      }
      nav a:hover {
        background: var(--c-hover);
      }
      nav a[aria-current] {
        background: var(--c-accent-bg);
        color: var(--c-accent-text);
        font-weight: 600;
      }
      .choice {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: center;
        gap: 10px;
      }
      @media (max-width: 860px) {
        .rooms {
          grid-template-columns: minmax(0, 1fr);
        }
        nav {
          grid-auto-flow: column;
          grid-auto-columns: max-content;
          overflow-x: auto;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.at = navigation.path.split('/')[1] ?? '';
    modules.addEventListener('change', () => this.requestUpdate(), { signal: this.stop.signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop.abort();
    this.off?.();
  }

  private get parts(): Part[] {
    const t = shellTexts.t;
    const own: Part[] = host.may('security.organization.manage')
      ? [{ id: '', title: t('settings.business'), icon: 'store', draw: () => this.business() }]
      : [];
    own.push({ id: own.length > 0 ? 'look' : '', title: t('settings.look'), icon: 'palette', draw: () => this.look() });
    const more = parts('settings').map(({ module, part }) => ({
      id: `${module.entry.id}.${part.id}`,
      title: pick(part.title),
      icon: 'sliders',
      draw: () => html`<div id="part"></div>`,
    }));
    own.push(...more, { id: 'modules', title: t('settings.modules'), icon: 'package', draw: () => this.modules() });
    return own;
  }

  override updated(): void {
    const found = parts('settings').find(({ module, part }) => `${module.entry.id}.${part.id}` === this.at);
    const key = found ? `${this.at}@${found.module.entry.revision}` : this.at;
    if (key === this.shown) return;
    this.shown = key;
    this.off?.();
    this.off = undefined;
    const place = this.renderRoot.querySelector<HTMLElement>('#part');
    if (found && place) {
      void mount(found.module, found.part.view, place).then((off) => {
        if (this.shown === key) this.off = off;
        else off();
      });
    }
  }

  override render(): TemplateResult {
    const t = shellTexts.t;
    const shown = this.parts;
    const part = shown.find((p) => p.id === this.at) ?? shown[0];
    return html`<c-page heading=${t('settings.title')}>
      <div class="rooms">
        <nav aria-label=${t('settings.title')}>
          ${shown.map(
            (p) => html`<a href="/console/settings${p.id ? `/${p.id}` : ''}" aria-current=${p === part ? 'page' : nothing}>${icon(p.icon === 'sliders' ? 'settings-2' : p.icon, 18)}${p.title}</a>`,
          )}
        </nav>
        <div class="stack">${part?.draw()}</div>
      </div>
    </c-page>`;
  }

  private business(): TemplateResult {
    const t = shellTexts.t;
    return html`<c-card heading=${t('welcome.business')}><console-organization-form></console-organization-form></c-card>
      <c-card heading=${t('welcome.logo')}><console-logo-form></console-logo-form></c-card>`;
  }

  private look(): TemplateResult {
    return html`<c-card heading=${shellTexts.t('settings.look')}><console-look></console-look></c-card>`;
  }

  private modules(): TemplateResult {
    const t = shellTexts.t;
    return html`<c-card heading=${t('settings.modules')} sub=${t('settings.modules.sub')}>
      <ul class="plain list">
        ${modules.all
          .sort((a, b) => a.name.localeCompare(b.name))
          .map(
            (m) =>
              html`<li class="row">
                <span class="tile-icon">${icon(m.entry.nav[0]?.icon ?? (m.entry.kind === 'plugin' ? 'puzzle' : 'box'))}</span>
                <div class="grow"><div class="strong">${m.name}</div><div class="muted small">${m.entry.id} · ${t('settings.version', { version: m.entry.version })}</div></div>
                <c-badge tone=${m.entry.kind === 'plugin' ? 'info' : 'plain'}>${t(`settings.kind.${m.entry.kind}`)}</c-badge>
              </li>`,
          )}
      </ul>
    </c-card>`;
  }
}
customElements.define('console-settings', Settings);

/** Colours and language of this browser. */
export class Look extends HostElement {
  static override styles = [
    ui,
    css`
      .choice {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: center;
        gap: 10px;
      }
    `,
  ];

  override render(): TemplateResult {
    const t = shellTexts.t;
    return html`<div class="stack">
      <div class="choice">
        <span>${t('settings.theme')}</span>
        <c-segmented label=${t('settings.theme')} .choices=${(['auto', 'light', 'dark'] as const).map((id) => ({ id, label: t(`shell.theme.${id}`) }))} value=${host.theme} @change=${(e: CustomEvent) => host.setTheme(e.detail.value)}></c-segmented>
      </div>
      <div class="choice">
        <span>${t('shell.language')}</span>
        <c-segmented label=${t('shell.language')} .choices=${LOCALES.map((id) => ({ id, label: t(`shell.locale.${id}`) }))} value=${host.locale} @change=${(e: CustomEvent) => void host.setLocale(e.detail.value)}></c-segmented>
      </div>
    </div>`;
  }
}
customElements.define('console-look', Look);
