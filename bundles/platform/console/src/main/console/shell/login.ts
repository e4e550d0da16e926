import { Problem, html, nothing, icon, problemText, shellTexts, type TemplateResult } from '../kit/core.js';
import { session } from '../kit/core/session.js';
import { Door } from './door.js';

/** Log in. Fires `in`. */
class Login extends Door {
  static override properties = { ...Door.properties, failure: { state: true }, fresh: { state: true } };
  declare failure: string;
  /** Nobody has set this installation up yet. */
  declare fresh: boolean;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.ask();
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLInputElement>('#email')?.focus();
  }

  private async ask(): Promise<void> {
    try {
      const answer = await fetch('/api/v1/security/setup', { headers: { Accept: 'application/json' } });
      this.fresh = answer.ok && ((await answer.json()) as { needed: boolean }).needed;
    } catch {
      // the answer to the login will say that the server is away
    }
  }

  private async submit(e: SubmitEvent): Promise<void> {
    e.preventDefault();
    const { email = '', password = '', remember } = this.data(e);
    this.busy = true;
    this.failure = '';
    try {
      await session.login(email, password, remember === 'on');
      this.dispatchEvent(new Event('in'));
    } catch (problem) {
      this.failure = problem instanceof Problem && problem.status === 429 ? problem.detail : problemText(problem);
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLInputElement>('#password')?.focus();
    } finally {
      this.busy = false;
    }
  }

  override render(): TemplateResult {
    const t = shellTexts.t;
    return this.frame(html`<h1>${t('login.title')}</h1>
      <p class="muted">${t('login.sub')}</p>
      ${this.fresh ? html`<p class="note">${icon('info', 18)}<span>${t('login.fresh')}</span></p>` : nothing}
      <form @submit=${this.submit}>
        ${this.failure ? html`<p class="note bad" role="alert">${icon('circle-alert', 18)}<span>${this.failure}</span></p>` : nothing}
        <div class="field">
          <label for="email">${t('login.email')}</label>
          <input id="email" name="email" type="email" autocomplete="username" inputmode="email" autocapitalize="none" spellcheck="false" required maxlength="254" />
        </div>
        ${this.password('password', t('login.password'), 'current-password')}
        <label class="check"><input type="checkbox" name="remember" checked />${t('login.remember')}</label>
        <button class="btn primary wide" type="submit" ?disabled=${this.busy}>${t(this.busy ? 'login.busy' : 'login.go')}</button>
      </form>`);
  }
}
customElements.define('console-login', Login);
