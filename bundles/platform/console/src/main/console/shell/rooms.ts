import { HostElement, classMap, css, html, host, icon, ifDefined, nothing, pick, repeat, shellTexts, toast, topics, ui, type TemplateResult } from '../kit/core.js';
import { findPage, modules, mount, type LoadedModule } from './modules.js';
import { navigation } from './navigation.js';
import './top-bar.js';

interface Link {
  href: string;
  label: string;
  icon: string;
  order: number;
  section: string;
}

const SECTIONS = ['sales', 'customers', 'devices', 'rubro', 'system'];

/** What a phone keeps at hand: the main page of the line of business and of each part of the house, then what is left. */
function atHand(links: readonly Link[]): Link[] {
  const firsts = ['rubro', 'sales', 'customers', 'devices'].flatMap((section) => links.find((link) => link.section === section) ?? []);
  const rest = links.filter((link) => link.section !== 'system' && !firsts.includes(link));
  return [...firsts, ...rest].slice(0, 3);
}

/** The shell's own pages, each loaded when it is opened. */
const OWN: Record<string, { tag: string; title: string; load: () => Promise<unknown> }> = {
  '': { tag: 'console-home', title: 'home.title', load: () => import('./home.js') },
  welcome: { tag: 'console-welcome', title: 'welcome.title', load: () => import('./welcome.js') },
  settings: { tag: 'console-settings', title: 'settings.title', load: () => import('./settings.js') },
  account: { tag: 'console-account', title: 'account.title', load: () => import('./account.js') },
  notifications: { tag: 'console-notifications', title: 'notifications.title', load: () => import('./notifications.js') },
  gallery: { tag: 'console-gallery', title: 'gallery.title', load: () => import('./gallery.js') },
};

/** Everything around a page: navigation that follows modules and rights, the bar at the top, the bar of the phone. */
class Rooms extends HostElement {
  static override properties = { path: { state: true }, drawer: { state: true } };
  declare path: string;
  declare drawer: boolean;

  static override styles = [
    ui,
    css`
      :host {
        block-size: 100dvh;
        display: grid;
        grid-template: 'side top' 64px 'side main' minmax(0, 1fr) / 256px minmax(0, 1fr);
        background: var(--c-bg);
        overflow: hidden;
      }
      .skip {
        position: fixed;
        inset: -60px auto auto 8px;
        z-index: 50;
      }
      .skip:focus {
        inset-block-start: 8px;
      }
      aside {
        grid-area: side;
        display: flex;
        flex-direction: column;
        border-inline-end: 1px solid var(--c-line);
        background: var(--c-surface);
        padding: 14px 12px;
        overflow: auto;
      }
      .sec {
        font: 600 11px/1 var(--c-font);
        letter-spacing: 0.06em;
        text-transform: uppercase;
        color: var(--c-text-2);
        padding: 18px 12px 7px;
        margin: 0;
      }
      nav ul {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        gap: 2px;
      }
      aside nav a {
        display: flex;
        align-items: center;
        gap: 12px;
        min-block-size: 40px;
        padding: 0 12px;
        border-radius: 10px;
        color: var(--c-text-2);
        text-decoration: none;
        font-weight: 400;
      }
      aside nav a:hover {
        background: var(--c-hover);
        color: var(--c-text);
      }
      nav a[aria-current] {
        background: var(--c-accent-bg);
        color: var(--c-accent-text);
        font-weight: 600;
      }
      console-top-bar {
        grid-area: top;
      }
      main {
        grid-area: main;
        overflow: auto;
        padding: 28px 32px 48px;
        scroll-padding: 24px;
      }
      main[tabindex]:focus-visible {
        outline: 0;
      }
      #view {
        max-inline-size: 1240px;
        margin: 0 auto;
      }
      .offline {
        display: flex;
        gap: 10px;
        align-items: center;
        max-inline-size: 1240px;
        margin: 0 auto 16px;
        padding: 10px 14px;
        border-radius: 12px;
        background: var(--c-warn-bg);
        color: var(--c-warn);
        font-weight: 600;
      }
      .bar,
      .scrim {
        display: none;
      }
      @media (max-width: 860px) {
        :host {
          grid-template: 'top' 58px 'main' minmax(0, 1fr) 'bar' auto / minmax(0, 1fr);
        }
        main {
          padding: 18px 16px 28px;
        }
        aside {
          position: fixed;
          inset: 0 auto 0 0;
          inline-size: min(300px, 84vw);
          z-index: 30;
          transform: translateX(-102%);
          visibility: hidden;
          transition:
            transform 0.2s,
            visibility 0.2s;
        }
        aside.open {
          transform: none;
          visibility: visible;
        }
        aside nav a {
          min-block-size: 46px;
        }
        .scrim.open {
          display: block;
          position: fixed;
          inset: 0;
          background: var(--c-scrim);
          z-index: 29;
        }
        .bar {
          grid-area: bar;
          display: grid;
          grid-auto-flow: column;
          grid-auto-columns: minmax(0, 1fr);
          background: var(--c-surface);
          border-block-start: 1px solid var(--c-line);
          padding: 6px 6px calc(6px + env(safe-area-inset-bottom));
        }
        .bar a,
        .bar button {
          all: unset;
          box-sizing: border-box;
          display: grid;
          justify-items: center;
          gap: 3px;
          padding: 6px 2px;
          min-block-size: 52px;
          border-radius: 12px;
          color: var(--c-text-2);
          font: 600 11px/1.2 var(--c-font);
          cursor: pointer;
          text-align: center;
        }
        .bar span {
          max-inline-size: 100%;
          overflow: hidden;
          text-overflow: ellipsis;
          white-space: nowrap;
        }
        .bar a[aria-current] {
          color: var(--c-accent-text);
          background: var(--c-accent-bg);
        }
        .bar :focus-visible {
          outline: 2px solid var(--c-focus);
          outline-offset: -2px;
        }
      }
      @media print {
        aside,
        console-top-bar,
        .bar {
          display: none;
        }
        :host {
          display: block;
          block-size: auto;
          overflow: visible;
        }
        main {
          overflow: visible;
          padding: 0;
        }
      }
    `,
  ];

  private off: (() => void) | undefined;
  private shown = '';
  private turn = 0;
  private readonly onModules = (e: Event) => {
    const { come, gone } = (e as CustomEvent<{ come: string[]; gone: string[] }>).detail;
    for (const name of come) toast(shellTexts.t('shell.module.came', { name }));
    for (const name of gone) toast(shellTexts.t('shell.module.gone', { name }), 'info');
    this.requestUpdate();
    void this.route(true);
  };
  private readonly onMove = () => void this.route();
  /** News were lost on the way: what is shown may be old. */
  private readonly onReset = () => {
    void modules.sync();
    if (navigation.hasUnsaved) return;
    this.shown = '';
    void this.route(true);
  };

  constructor() {
    super();
    this.path = navigation.path;
    this.drawer = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    modules.addEventListener('change', this.onModules);
    navigation.addEventListener('change', this.onMove);
    topics.addEventListener('reset', this.onReset);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    modules.removeEventListener('change', this.onModules);
    navigation.removeEventListener('change', this.onMove);
    topics.removeEventListener('reset', this.onReset);
    this.off?.();
  }

  override firstUpdated(): void {
    void this.route();
  }

  private get main(): HTMLElement {
    return this.renderRoot.querySelector('main') as HTMLElement;
  }

  /** Shows what the address means; `soft`: the address is the same, the modules may not be. */
  private async route(soft = false): Promise<void> {
    const path = navigation.path;
    const [id = '', ...rest] = path.split('/');
    const own = rest.length === 0 || id === 'settings' || id === 'welcome' ? OWN[id] : undefined;
    const module = own ? undefined : modules.get(id);
    const found = module && findPage(module, rest.join('/'));
    const key = own ? path : `${path}@${module?.entry.revision ?? ''}:${found === 'denied' ? found : found ? 1 : 0}`;
    this.path = path;
    this.drawer = false;
    if (soft && key === this.shown) return;
    this.shown = key;
    const turn = ++this.turn;
    delete document.documentElement.dataset['ready'];
    this.off?.();
    this.off = undefined;
    const out = this.renderRoot.querySelector('#view') as HTMLElement;
    const done = host.busy();
    try {
      if (own) {
        await own.load();
        if (turn !== this.turn) return;
        const element = document.createElement(own.tag);
        out.replaceChildren(element);
        this.off = () => {
          navigation.setDirty(element, false);
          element.remove();
        };
        navigation.setTitle(shellTexts.t(own.title));
      } else if (module) await this.openPage(module, rest.join('/'), out, turn);
      else this.say(out, 'missing');
    } catch (e) {
      console.error(e);
      if (turn === this.turn) this.say(out, 'error');
    } finally {
      done();
    }
    if (turn !== this.turn) return;
    this.main.scrollTop = 0;
    if (!soft) this.main.focus({ preventScroll: true });
    await host.settled();
    if (turn === this.turn) document.documentElement.dataset['ready'] = location.pathname;
  }

  private async openPage(module: LoadedModule, path: string, out: HTMLElement, turn: number): Promise<void> {
    const found = findPage(module, path);
    if (!found || found === 'denied') {
      this.say(out, found ?? 'missing');
      return;
    }
    const { page, params } = found;
    navigation.setTitle(pick(page.title));
    let off: () => void;
    if (page.view) off = await mount(module, page.view, out, { params, query: navigation.query });
    else {
      const { openJsonPage } = await import('./json-page.js');
      off = await openJsonPage(module, page, out, { params, query: navigation.query });
    }
    if (turn === this.turn) this.off = off;
    else off();
  }

  private say(out: HTMLElement, kind: string): void {
    const state = document.createElement('c-state');
    state.setAttribute('kind', kind);
    out.replaceChildren(state);
    navigation.setTitle(shellTexts.t(`shell.state.${kind}`));
  }

  private get links(): Link[] {
    return modules.all
      .flatMap((module) =>
        module.entry.nav.map((entry) => ({
          href: `${module.entry.id}/${entry.path}`,
          label: pick(entry.label),
          icon: entry.icon ?? 'puzzle',
          order: entry.order ?? 50,
          section: entry.section ?? (module.entry.kind === 'plugin' ? 'rubro' : 'system'),
        })),
      )
      .sort((a, b) => a.order - b.order || a.label.localeCompare(b.label));
  }

  private current(href: string): 'page' | undefined {
    return this.path === href || (href !== '' && this.path.startsWith(`${href}/`)) ? 'page' : undefined;
  }

  private link(entry: Pick<Link, 'href' | 'label' | 'icon'>): TemplateResult {
    return html`<a href="/console/${entry.href}" aria-current=${ifDefined(this.current(entry.href))}>${icon(entry.icon)}<span>${entry.label}</span></a>`;
  }

  override render(): TemplateResult {
    const t = shellTexts.t;
    const home = { href: '', label: t('home.title'), icon: 'house' };
    const settings = { href: 'settings', label: t('settings.title'), icon: 'settings' };
    const links = this.links;
    const everyday = atHand(links);
    const own = OWN[this.path.split('/')[0] ?? ''];
    const title = [home, ...links, settings].find((link) => this.current(link.href))?.label ?? (own ? t(own.title) : '');
    return html`<button class="btn primary skip" @click=${() => this.main.focus()}>${t('shell.skip')}</button>
      <div class="scrim ${this.drawer ? 'open' : ''}" @click=${() => (this.drawer = false)}></div>
      <aside id="menu" class=${classMap({ open: this.drawer })} @keydown=${(e: KeyboardEvent) => {
        if (e.key === 'Escape') this.drawer = false;
      }}>
        <console-organization-switch></console-organization-switch>
        <nav aria-label=${t('shell.menu')}>
          <ul>
            <li>${this.link(home)}</li>
          </ul>
          ${SECTIONS.map((section) => {
            const of = links.filter((link) => link.section === section);
            if (section === 'system') of.push({ ...settings, order: 99, section });
            if (of.length === 0) return nothing;
            return html`<p class="sec" id="sec-${section}">${t(`shell.section.${section}`)}</p>
              <ul aria-labelledby="sec-${section}">
                ${repeat(
                  of,
                  (link) => link.href,
                  (link) => html`<li>${this.link(link)}</li>`,
                )}
              </ul>`;
          })}
        </nav>
      </aside>
      <console-top-bar heading=${title} @menu=${() => (this.drawer = true)}></console-top-bar>
      <main id="main" tabindex="-1">
        ${host.online ? nothing : html`<div class="offline" role="status">${icon('wifi-off', 18)}${t('shell.offline')}</div>`}
        <div id="view"></div>
      </main>
      <nav class="bar" aria-label=${t('shell.bar')}>
        ${[home, ...everyday].map((link) => this.link(link))}
        <button aria-expanded=${this.drawer ? 'true' : 'false'} aria-controls="menu" @click=${() => (this.drawer = true)}>${icon('menu')}<span>${t('shell.more')}</span></button>
      </nav>`;
  }
}
customElements.define('console-rooms', Rooms);
