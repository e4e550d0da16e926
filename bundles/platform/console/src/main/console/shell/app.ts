import { HostElement, html, host, shellTexts, type TemplateResult, problemText, toast } from '../kit/core.js';
import { relogin } from '../kit/core/api.js';
import { live } from '../kit/core/live.js';
import { session } from '../kit/core/session.js';
import { topics } from '../kit/core/live.js';
import { modules } from './modules.js';
import { navigation } from './navigation.js';
import { preferences } from '../kit/core/preferences.js';
import './login.js';

type Stage = 'boot' | 'gate' | 'work' | 'failed';

/** Pages for people who are not in: by path, the element that shows them. */
const GATES: Record<string, { tag: string; load?: () => Promise<unknown> }> = {
  login: { tag: 'console-login' },
  setup: { tag: 'console-setup', load: () => import('./setup.js') },
  invitation: { tag: 'console-invitation', load: () => import('./invitation.js') },
};

/** The console: decides between the door and the rooms, and keeps both alive through lost sessions and lost networks. */
class App extends HostElement {
  static override properties = { stage: { state: true } };
  declare stage: Stage;
  private gate: HTMLElement | undefined;
  private failure = '';
  private relogging: Promise<boolean> | undefined;
  private entering: Promise<void> | undefined;

  constructor() {
    super();
    this.stage = 'boot';
  }

  /** In the page itself: every part below brings a shadow of its own. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    host.apply();
    navigation.start();
    relogin.open = () => (this.relogging ??= this.reopen().finally(() => (this.relogging = undefined)));
    host.loadTexts = () => Promise.all([shellTexts.load(), modules.loadTexts()]);
    session.addEventListener('out', () => void this.leave());
    session.addEventListener('elsewhere', () => this.moved());
    topics.addEventListener('modules', () => void modules.sync());
    navigation.addEventListener('change', () => {
      if (this.stage === 'gate') void this.start();
    });
    if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/console/sw.js', { scope: '/console/' }).catch(() => undefined);
    void this.start();
  }

  private async start(): Promise<void> {
    try {
      await shellTexts.load();
      const asked = GATES[navigation.path] && navigation.path !== 'login' ? navigation.path : undefined;
      if (asked) return await this.openGate(asked);
      if (!session.active && !(session.remembered && (await session.renew()))) return await this.openGate('login');
      await this.enter();
    } catch (e) {
      this.failure = problemText(e);
      this.stage = 'failed';
      this.ready();
      setTimeout(() => this.stage === 'failed' && void this.start(), 4000);
    }
  }

  private async openGate(name: string): Promise<void> {
    const gate = GATES[name] as (typeof GATES)[string];
    await gate.load?.();
    const element = document.createElement(gate.tag);
    element.addEventListener('in', () => void this.enter(true));
    this.gate = element;
    this.stage = 'gate';
    await this.updateComplete;
    this.ready();
  }

  /** Shows the rooms to whoever is in. */
  private enter(fromGate = false): Promise<void> {
    return (this.entering ??= this.open(fromGate).finally(() => (this.entering = undefined)));
  }

  private async open(fromGate: boolean): Promise<void> {
    this.gate = undefined;
    preferences.forget();
    const locale = host.user?.locale;
    if (locale && locale !== host.locale && !host.localeChosen) await host.setLocale(locale, false);
    const rooms = import('./rooms.js');
    if (host.organization) await modules.sync();
    await Promise.all([rooms, shellTexts.load()]);
    if (fromGate && GATES[navigation.path]) await navigation.go('', { replace: true, force: true });
    this.stage = 'work';
    live.start();
    performance.mark('console-ready');
  }

  private async leave(): Promise<void> {
    live.end();
    modules.clear();
    preferences.forget();
    if (this.relogging) return;
    await navigation.go('login', { replace: true, force: true });
    await this.openGate('login');
  }

  /** The session ended while somebody worked: the door opens over the page, and what was typed stays where it is. */
  private async reopen(): Promise<boolean> {
    if (this.stage !== 'work') return false;
    const { loginAgain } = await import('./login-again.js');
    return loginAgain();
  }

  private moved(): void {
    if (navigation.hasUnsaved) {
      toast(shellTexts.t('shell.elsewhere'), 'warn');
      return;
    }
    location.assign('/console/');
  }

  private ready(): void {
    document.getElementById('boot')?.remove();
    document.documentElement.dataset['ready'] = location.pathname;
    performance.mark('console-ready');
  }

  override render(): TemplateResult {
    switch (this.stage) {
      case 'boot':
        return html``;
      case 'gate':
        return html`${this.gate}`;
      case 'failed':
        return html`<c-state kind="offline" text=${this.failure}>
          <button class="btn" @click=${() => void this.start()}>${shellTexts.t('shell.retry')}</button>
        </c-state>`;
      case 'work':
        return html`<console-rooms></console-rooms>`;
    }
  }

  override updated(): void {
    if (this.stage !== 'boot') document.getElementById('boot')?.remove();
  }
}
customElements.define('console-app', App);
document.body.append(document.createElement('console-app'));
