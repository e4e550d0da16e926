import { html, icon, nothing, problemText, shellTexts, type TemplateResult } from '../kit/core.js';
import { session } from '../kit/core/session.js';
import { Door } from './door.js';
import { navigation } from './navigation.js';

interface Preview {
  email: string;
  organization: string;
  known: boolean;
}

/** Where an invitation's link leads: who is new chooses a name and password, who has an account shows his. */
class Invitation extends Door {
  static override properties = { ...Door.properties, failure: { state: true }, preview: { state: true } };
  declare failure: string;
  declare preview: Preview | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.look();
  }

  private async look(): Promise<void> {
    try {
      const answer = await fetch('/api/v1/security/invitations/preview', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'Accept-Language': document.documentElement.lang },
        body: JSON.stringify({ token: location.hash.slice(1) }),
      });
      if (answer.ok) this.preview = (await answer.json()) as Preview;
      else this.failure = shellTexts.t('invitation.gone');
    } catch (e) {
      this.failure = problemText(e);
    }
  }

  private async submit(e: SubmitEvent): Promise<void> {
    e.preventDefault();
    const data = this.data(e);
    this.busy = true;
    this.failure = '';
    try {
      await session.enterBy('invitations/accept', { token: location.hash.slice(1), name: data['name'] ?? '', password: data['password'] });
      await navigation.go('', { replace: true, force: true });
      this.dispatchEvent(new Event('in'));
    } catch (problem) {
      this.failure = problemText(problem);
    } finally {
      this.busy = false;
    }
  }

  override render(): TemplateResult {
    const t = shellTexts.t;
    const p = this.preview;
    return this.frame(html`<h1>${p ? t('invitation.title', { name: p.organization }) : t('invitation.heading')}</h1>
      ${p ? html`<p class="muted">${t(p.known ? 'invitation.known' : 'invitation.new', { email: p.email })}</p>` : nothing}
      ${this.failure ? html`<form><p class="note bad" role="alert">${icon('circle-alert', 18)}<span>${this.failure}</span></p></form>` : nothing}
      ${p
        ? html`<form @submit=${this.submit}>
            <input class="visually-hidden" name="username" value=${p.email} autocomplete="username" aria-hidden="true" tabindex="-1" readonly />
            ${p.known
              ? nothing
              : html`<div class="field"><label for="name">${t('setup.name')}</label><input id="name" name="name" autocomplete="name" required maxlength="120" /></div>`}
            ${this.password('password', t('login.password'), p.known ? 'current-password' : 'new-password', p.known ? '' : t('shell.password.rule'))}
            <button class="btn primary wide" type="submit" ?disabled=${this.busy}>${t('invitation.go')}</button>
          </form>`
        : nothing}`);
  }
}
customElements.define('console-invitation', Invitation);
