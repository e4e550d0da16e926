import { Api, LitElement, css, host, html, icon, nothing, pick, shellTexts, ui, type TemplateResult } from '../kit/core.js';
import { session } from '../kit/core/session.js';
import { modules } from './modules.js';
import { navigation } from './navigation.js';

interface Hit {
  module: string;
  icon: string;
  title: string;
  subtitle: string;
  path: string;
}

interface Entry {
  group: string;
  icon: string;
  title: string;
  subtitle?: string;
  run: () => void;
}

const api = new Api('/api/v1/console');

/** Search over everything and every deed, from the keyboard: Ctrl K. */
class Palette extends LitElement {
  static override properties = { text: { state: true }, hits: { state: true }, at: { state: true }, searching: { state: true }, incomplete: { state: true } };
  declare text: string;
  declare hits: Hit[];
  declare at: number;
  declare searching: boolean;
  declare incomplete: string[];
  closed: () => void = () => undefined;
  private asking: AbortController | undefined;
  private timer: number | undefined;

  static override styles = [
    ui,
    css`
      dialog {
        border: 0;
        padding: 0;
        inline-size: min(640px, calc(100vw - 24px));
        max-block-size: min(560px, calc(100dvh - 24px));
        margin-block-start: 11vh;
        border-radius: 18px;
        background: var(--c-raised);
        color: var(--c-text);
        box-shadow: var(--c-shadow-2);
        overflow: hidden;
      }
      dialog[open] {
        display: flex;
        flex-direction: column;
      }
      dialog::backdrop {
        background: var(--c-scrim);
      }
      .find {
        display: flex;
        align-items: center;
        gap: 12px;
        padding: 0 18px;
        border-block-end: 1px solid var(--c-line);
        color: var(--c-text-2);
      }
      input {
        all: unset;
        flex: 1;
        min-inline-size: 0;
        block-size: 58px;
        font: 400 17px/1 var(--c-font);
        color: var(--c-text);
      }
      input::placeholder {
        color: var(--c-text-2);
        opacity: 1;
      }
      .results {
        overflow: auto;
        padding: 8px;
      }
      h3 {
        font-size: 12px;
        color: var(--c-text-2);
        padding: 10px 10px 4px;
      }
      [role='option'] {
        display: flex;
        align-items: center;
        gap: 12px;
        padding: 8px 10px;
        min-block-size: 44px;
        border-radius: 10px;
        cursor: pointer;
      }
      [role='option'] > svg {
        color: var(--c-text-2);
        flex: none;
      }
      [role='option'][aria-selected='true'] {
        background: var(--c-accent-bg);
        color: var(--c-accent-text);
      }
      [role='option'][aria-selected='true'] :is(svg, .muted) {
        color: inherit;
      }
      .sub {
        font-size: 13px;
      }
      @media (max-width: 720px) {
        dialog {
          margin-block-start: 12px;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.text = '';
    this.hits = [];
    this.at = 0;
    this.searching = false;
    this.incomplete = [];
  }

  override firstUpdated(): void {
    (this.renderRoot.querySelector('dialog') as HTMLDialogElement).showModal();
    this.renderRoot.querySelector('input')?.focus();
  }

  private close(): void {
    this.asking?.abort();
    this.remove();
    this.closed();
  }

  private typed(text: string): void {
    this.text = text;
    this.at = 0;
    clearTimeout(this.timer);
    this.asking?.abort();
    if (text.trim().length < 2) {
      this.hits = [];
      this.searching = false;
      return;
    }
    this.searching = true;
    this.timer = window.setTimeout(() => void this.ask(text.trim()), 140);
  }

  private async ask(q: string): Promise<void> {
    this.asking = new AbortController();
    try {
      const answer = await api.get<{ items: Hit[]; incomplete?: string[] }>('search', { q, limit: 6 }, this.asking.signal);
      if (q !== this.text.trim()) return;
      this.hits = answer.items;
      this.incomplete = answer.incomplete ?? [];
    } catch (e) {
      if (!(e instanceof DOMException)) this.hits = [];
    } finally {
      if (q === this.text.trim()) this.searching = false;
    }
  }

  private get entries(): Entry[] {
    const t = shellTexts.t;
    const go = (path: string) => () => void navigation.go(path);
    const words = plain(this.text);
    const fits = (entry: Entry) => words === '' || plain(`${entry.title} ${entry.group}`).includes(words);
    const found = this.hits.map((hit) => ({
      group: modules.get(hit.module)?.name ?? hit.module,
      icon: hit.icon,
      title: hit.title,
      subtitle: hit.subtitle,
      run: go(`${hit.module}/${hit.path}`),
    }));
    const deeds = modules.all.flatMap((m) =>
      m.entry.commands.map((c) => ({ group: t('palette.deeds'), icon: c.icon ?? 'zap', title: pick(c.label), run: go(`${m.entry.id}/${c.path}`) })),
    );
    const pages = modules.all
      .flatMap((m) => m.entry.nav.map((n) => ({ group: t('palette.pages'), icon: n.icon ?? 'puzzle', title: pick(n.label), run: go(`${m.entry.id}/${n.path}`) })))
      .concat([
        { group: t('palette.pages'), icon: 'house', title: t('home.title'), run: go('') },
        { group: t('palette.pages'), icon: 'settings', title: t('settings.title'), run: go('settings') },
        { group: t('palette.pages'), icon: 'user-round', title: t('account.title'), run: go('account') },
      ]);
    const own: Entry[] = [
      { group: t('palette.console'), icon: host.dark ? 'sun' : 'moon', title: t(host.dark ? 'shell.theme.to-light' : 'shell.theme.to-dark'), run: () => host.setTheme(host.dark ? 'light' : 'dark') },
      ...host.organizations
        .filter((o) => o.id !== host.organization?.id)
        .map((o) => ({ group: t('palette.console'), icon: 'store', title: t('palette.switch', { name: o.name }), run: () => void session.switchTo(o.id).then(() => location.assign('/console/')) })),
      { group: t('palette.console'), icon: 'log-out', title: t('shell.logout'), run: () => void session.logout() },
    ];
    return [...found, ...[...deeds, ...pages, ...own].filter(fits)].slice(0, 40);
  }

  private key(e: KeyboardEvent, entries: Entry[]): void {
    const to = { ArrowDown: this.at + 1, ArrowUp: this.at - 1, Home: 0, End: entries.length - 1 }[e.key];
    if (to !== undefined && entries.length > 0) {
      e.preventDefault();
      this.at = (to + entries.length) % entries.length;
      void this.updateComplete.then(() => this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }));
    } else if (e.key === 'Enter') {
      e.preventDefault();
      this.run(entries[this.at]);
    }
  }

  private run(entry: Entry | undefined): void {
    if (!entry) return;
    this.close();
    entry.run();
  }

  override render(): TemplateResult {
    const t = shellTexts.t;
    const entries = this.entries;
    let group = '';
    return html`<dialog aria-label=${t('shell.search')} @cancel=${() => this.close()} @click=${(e: MouseEvent) => {
      if (e.target === e.currentTarget) this.close();
    }}>
      <div class="find">
        ${icon('search')}<input
          role="combobox"
          aria-expanded="true"
          aria-controls="results"
          aria-autocomplete="list"
          aria-activedescendant=${entries.length > 0 ? `o${this.at}` : nothing}
          aria-label=${t('shell.search')}
          placeholder=${t('palette.hint')}
          autocomplete="off"
          spellcheck="false"
          maxlength="100"
          .value=${this.text}
          @input=${(e: InputEvent) => this.typed((e.target as HTMLInputElement).value)}
          @keydown=${(e: KeyboardEvent) => this.key(e, entries)}
        />
      </div>
      <div class="results" id="results" role="listbox" aria-label=${t('palette.results')} tabindex="-1">
        ${entries.map((entry, i) => {
          const head = entry.group === group ? nothing : html`<h3 role="presentation">${entry.group}</h3>`;
          group = entry.group;
          return html`${head}
            <div role="option" id="o${i}" aria-selected=${i === this.at ? 'true' : 'false'} @click=${() => this.run(entry)} @pointermove=${() => {
              if (this.at !== i) this.at = i;
            }}>
              ${icon(entry.icon, 18)}
              <div class="grow"><div>${entry.title}</div>${entry.subtitle ? html`<div class="muted sub">${entry.subtitle}</div>` : nothing}</div>
            </div>`;
        })}
        ${entries.length === 0 && !this.searching ? html`<c-state kind="missing" heading=${t('palette.none')} text=${t('palette.none.text')}></c-state>` : nothing}
        ${this.incomplete.length > 0 ? html`<p class="muted small" role="status">${t('palette.incomplete', { names: this.incomplete.join(', ') })}</p>` : nothing}
      </div>
    </dialog>`;
  }
}
customElements.define('console-palette', Palette);

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

let open: Palette | undefined;

export function openPalette(): Promise<void> {
  if (open) return Promise.resolve();
  return new Promise((resolve) => {
    open = document.createElement('console-palette') as Palette;
    open.closed = () => {
      open = undefined;
      resolve();
    };
    document.body.append(open);
  });
}
