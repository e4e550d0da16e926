import { Api, HostElement, css, host, html, icon, nothing, shellTexts, topics, toast, ui, tellProblem, type TemplateResult } from '../kit/core.js';
import { session } from '../kit/core/session.js';
import { logo, logos } from './logo.js';
import { navigation } from './navigation.js';

const api = new Api('/api/v1/console');

/** The bar above every page: search, notifications, the user. */
class TopBar extends HostElement {
  static override properties = { heading: {}, unseen: { state: true } };
  declare heading: string;
  declare unseen: number;

  static override styles = [
    ui,
    css`
      header {
        block-size: 100%;
        display: flex;
        align-items: center;
        gap: 6px;
        padding: 0 24px;
        border-block-end: 1px solid var(--c-line);
        background: var(--c-surface);
      }
      .find {
        flex: 1;
        max-inline-size: 420px;
        display: flex;
        align-items: center;
        gap: 10px;
        block-size: 40px;
        padding: 0 8px 0 14px;
        border-radius: 10px;
        border: 1px solid var(--c-line);
        background: var(--c-bg);
        color: var(--c-text-2);
        font: 400 14px/1 var(--c-font);
        cursor: pointer;
        text-align: start;
      }
      .find span {
        flex: 1;
      }
      kbd {
        font: 600 11px/1 var(--c-font);
        border: 1px solid var(--c-line-2);
        border-radius: 6px;
        padding: 5px 7px;
        background: var(--c-surface);
      }
      .title {
        display: none;
        font-weight: 600;
        font-size: 16px;
        letter-spacing: -0.01em;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .dot {
        position: absolute;
        inset: 4px 3px auto auto;
        min-inline-size: 17px;
        block-size: 17px;
        padding: 0 4px;
        border-radius: 9px;
        background: var(--c-bad);
        color: var(--c-on-bad);
        font: 600 11px/17px var(--c-font);
        text-align: center;
      }
      a.icon-btn {
        text-decoration: none;
      }
      .phone {
        display: none;
      }
      .who {
        padding: 10px 10px 12px;
        border-block-end: 1px solid var(--c-line);
        margin-block-end: 6px;
      }
      @media (max-width: 860px) {
        header {
          padding: 0 8px;
          gap: 0;
        }
        .find {
          display: none;
        }
        .title {
          display: block;
          flex: 1;
        }
        .phone {
          display: inline-grid;
        }
        .space {
          display: none;
        }
      }
    `,
  ];

  private readonly stop = new AbortController();

  constructor() {
    super();
    this.unseen = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { signal } = this.stop;
    topics.addEventListener(
      'notification',
      (e) => {
        const text = (e as CustomEvent<{ text?: string }>).detail.text;
        if (text) toast(text, 'info');
        void this.count();
      },
      { signal },
    );
    document.addEventListener('rubro-notifications-seen', () => void this.count(), { signal });
    document.addEventListener(
      'keydown',
      (e) => {
        const typing = e.composedPath().some((n) => n instanceof HTMLInputElement || n instanceof HTMLTextAreaElement || n instanceof HTMLSelectElement);
        if ((e.key.toLowerCase() === 'k' && (e.ctrlKey || e.metaKey)) || (e.key === '/' && !typing)) {
          e.preventDefault();
          void this.search();
        }
      },
      { signal },
    );
    void this.count();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop.abort();
  }

  private async count(): Promise<void> {
    try {
      this.unseen = (await api.get<{ count: number }>('notifications/unseen')).count;
    } catch {
      // shown again when the server answers
    }
  }

  private async search(): Promise<void> {
    const { openPalette } = await import('./palette.js');
    await openPalette();
  }

  override render(): TemplateResult {
    const t = shellTexts.t;
    const name = host.user?.name ?? '';
    const initials = name.split(/\s+/).slice(0, 2).map((word) => word[0] ?? '').join('').toUpperCase();
    const bell = t('shell.notifications', { count: this.unseen });
    return html`<header>
      <button class="icon-btn phone" aria-label=${t('shell.menu')} @click=${() => this.dispatchEvent(new CustomEvent('menu'))}>${icon('menu')}</button>
      <div class="title">${this.heading}</div>
      <button class="find" @click=${() => void this.search()}>${icon('search', 18)}<span>${t('shell.search')}</span><kbd>${navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl'} K</kbd></button>
      <div class="grow space"></div>
      <button class="icon-btn phone" aria-label=${t('shell.search')} @click=${() => void this.search()}>${icon('search')}</button>
      <a class="icon-btn" href="/console/notifications" aria-label=${bell} title=${bell}>${icon('bell')}${this.unseen > 0 ? html`<span class="dot" aria-hidden="true">${this.unseen > 99 ? '99+' : this.unseen}</span>` : nothing}</a>
      <button class="icon-btn" aria-label=${t(host.dark ? 'shell.theme.to-light' : 'shell.theme.to-dark')} @click=${() => host.setTheme(host.dark ? 'light' : 'dark')}>${icon(host.dark ? 'moon' : 'sun')}</button>
      <console-user-menu .initials=${initials}></console-user-menu>
    </header>`;
  }
}
customElements.define('console-top-bar', TopBar);

/** A list that opens from a button and is made of what the subclass draws. */
abstract class Popup extends HostElement {
  static override styles = [
    ui,
    css`
      [popover] {
        position: fixed;
        inset: auto;
        margin: 0;
        padding: 6px;
        min-inline-size: 248px;
        border: 1px solid var(--c-line);
        border-radius: 14px;
        background: var(--c-raised);
        color: var(--c-text);
        box-shadow: var(--c-shadow-2);
      }
      .entry {
        all: unset;
        box-sizing: border-box;
        display: flex;
        align-items: center;
        gap: 12px;
        inline-size: 100%;
        min-block-size: 42px;
        padding: 4px 10px;
        border-radius: 9px;
        cursor: pointer;
      }
      .entry:hover {
        background: var(--c-hover);
      }
      .entry:focus-visible {
        outline: 2px solid var(--c-focus);
        outline-offset: -2px;
      }
    `,
  ];

  protected get list(): HTMLElement {
    return this.renderRoot.querySelector('[popover]') as HTMLElement;
  }

  protected toggle(e: Event): void {
    const at = (e.currentTarget as HTMLElement).getBoundingClientRect();
    const list = this.list;
    list.togglePopover();
    const size = list.getBoundingClientRect();
    list.style.insetBlockStart = `${at.bottom + 8}px`;
    list.style.insetInlineStart = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 12))}px`;
  }
}

class UserMenu extends Popup {
  static override properties = { initials: {} };
  declare initials: string;

  static override styles = [
    ...Popup.styles,
    css`
      button.avatar {
        appearance: none;
        border: 0;
        cursor: pointer;
        margin-inline-start: 6px;
      }
      .who {
        padding: 8px 10px 12px;
        border-block-end: 1px solid var(--c-line);
        margin-block-end: 6px;
      }
    `,
  ];

  override render(): TemplateResult {
    const t = shellTexts.t;
    return html`<button class="avatar" aria-label=${t('shell.account')} aria-haspopup="true" @click=${this.toggle}><span aria-hidden="true">${this.initials}</span></button>
      <div popover="auto">
        <div class="who"><b class="strong">${host.user?.name}</b><div class="muted small break">${host.user?.email}</div></div>
        <a class="entry" href="/console/account" @click=${() => this.list.hidePopover()}>${icon('user-round', 18)}${t('account.title')}</a>
        <a class="entry" href="/console/gallery" @click=${() => this.list.hidePopover()}>${icon('puzzle', 18)}${t('gallery.title')}</a>
        <a class="entry" href="/docs/" target="_blank" rel="noopener">${icon('webhook', 18)}${t('shell.api')}</a>
        <button class="entry" @click=${() => void session.logout()}>${icon('log-out', 18)}${t('shell.logout')}</button>
      </div>`;
  }
}
customElements.define('console-user-menu', UserMenu);

class OrganizationSwitch extends Popup {
  static override styles = [
    ...Popup.styles,
    css`
      .brand {
        all: unset;
        box-sizing: border-box;
        display: flex;
        align-items: center;
        gap: 12px;
        inline-size: 100%;
        padding: 6px 8px;
        border-radius: 12px;
        margin-block-end: 8px;
        min-block-size: 50px;
      }
      button.brand {
        cursor: pointer;
      }
      button.brand:hover {
        background: var(--c-hover);
      }
      .brand:focus-visible {
        outline: 2px solid var(--c-focus);
      }
      .brand img {
        inline-size: 36px;
        block-size: 36px;
        border-radius: 10px;
        object-fit: contain;
        flex: none;
      }
      .brand b {
        display: block;
        font-weight: 600;
        letter-spacing: -0.01em;
        line-height: 1.25;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .brand span {
        font-size: 12px;
        color: var(--c-text-2);
      }
    `,
  ];
  private logo: string | undefined;
  private logoOf: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    logos.addEventListener('change', this.again);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    logos.removeEventListener('change', this.again);
  }

  private readonly again = () => void this.loadLogo();

  override updated(): void {
    if (this.logoOf !== host.organization?.id) void this.loadLogo();
  }

  private async loadLogo(): Promise<void> {
    this.logoOf = host.organization?.id;
    try {
      this.logo = await logo();
    } catch {
      this.logo = undefined; // ours stands in
    }
    this.requestUpdate();
  }

  private async switchTo(id: string): Promise<void> {
    this.list.hidePopover();
    try {
      await session.switchTo(id);
      navigation.setDirty(this, false);
      location.assign('/console/');
    } catch (e) {
      tellProblem(e);
    }
  }

  override render(): TemplateResult {
    const t = shellTexts.t;
    const here = host.organization;
    const others = host.organizations.filter((o) => o.id !== here?.id);
    const inside = html`<img src=${this.logo ?? 'static/icon.svg'} alt="" width="36" height="36" />
      <div class="grow"><b>${here?.name ?? 'Rubro'}</b><span>${here ? `${t(`shell.country.${here.country}`)} · ${here.currency}` : t('shell.no-organization')}</span></div>`;
    if (others.length === 0) return html`<div class="brand">${inside}</div>`;
    return html`<button class="brand" aria-haspopup="true" aria-label=${t('shell.switch', { name: here?.name ?? '' })} @click=${this.toggle}>${inside}${icon('chevron-down', 18)}</button>
      <div popover="auto">
        ${others.map((o) => html`<button class="entry" @click=${() => void this.switchTo(o.id)}>${icon('store', 18)}<span class="grow">${o.name}</span></button>`)}
      </div>`;
  }
}
customElements.define('console-organization-switch', OrganizationSwitch);
