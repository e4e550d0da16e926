import { html, icon, nothing, Problem, problemText, shellTexts, type TemplateResult, host } from '../kit/core.js';
import { session } from '../kit/core/session.js';
import { Door } from './door.js';
import { navigation } from './navigation.js';

/** The very first visit: makes the business and its owner, with the token of the link the first start has printed. */
class Setup extends Door {
  static override properties = { ...Door.properties, failure: { state: true }, errors: { state: true }, country: { state: true } };
  declare failure: string;
  declare errors: Record<string, string>;
  declare country: 'ES' | 'AR';

  constructor() {
    super();
    this.failure = '';
    this.errors = {};
    this.country = host.locale === 'es-AR' ? 'AR' : 'ES';
  }

  private async submit(e: SubmitEvent): Promise<void> {
    e.preventDefault();
    const form = e.target as HTMLFormElement;
    const data = this.data(e);
    this.busy = true;
    this.failure = '';
    this.errors = {};
    try {
      await session.enterBy('setup', {
        token: location.hash.slice(1) || data['token'],
        organization: { name: data['business'], country: this.country, taxId: data['taxId'] || null },
        administrator: { name: data['name'], email: data['email'], password: data['password'] },
      });
      await navigation.go('welcome', { replace: true, force: true });
      this.dispatchEvent(new Event('in'));
    } catch (problem) {
      const names: Record<string, string> = { 'organization.name': 'business', 'organization.taxId': 'taxId', 'administrator.name': 'name', 'administrator.email': 'email', 'administrator.password': 'password' };
      const errors = problem instanceof Problem ? problem.errors : [];
      this.errors = Object.fromEntries(errors.map((error) => [names[error.field] ?? error.field, error.message]));
      this.failure = problemText(problem);
      await this.updateComplete;
      (form.querySelector('[aria-invalid=true]') as HTMLElement | null)?.focus();
    } finally {
      this.busy = false;
    }
  }

  private field(name: string, label: string, options: { type?: string; autocomplete?: string; required?: boolean; hint?: string } = {}): TemplateResult {
    const error = this.errors[name];
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input id=${name} name=${name} type=${options.type ?? 'text'} autocomplete=${options.autocomplete ?? 'off'} maxlength="200" ?required=${options.required !== false} aria-invalid=${error ? 'true' : nothing} aria-describedby="${name}-hint" />
      <span class=${error ? 'error' : 'hint'} id="${name}-hint">${error ?? options.hint ?? ''}</span>
    </div>`;
  }

  override render(): TemplateResult {
    const t = shellTexts.t;
    return this.frame(
      html`<h1>${t('setup.title')}</h1>
        <p class="muted">${t('setup.sub')}</p>
        <form @submit=${this.submit}>
          ${this.failure ? html`<p class="note bad" role="alert">${icon('circle-alert', 18)}<span>${this.failure}</span></p>` : nothing}
          ${location.hash.length > 1 ? nothing : this.field('token', t('setup.token'), { hint: t('setup.token.hint') })}
          <div class="pair">
            ${this.field('business', t('setup.business'), { autocomplete: 'organization' })}
            <div class="field">
              <label for="country">${t('setup.country')}</label>
              <select id="country" name="country" @change=${(e: Event) => (this.country = (e.target as HTMLSelectElement).value as 'ES' | 'AR')}>
                ${(['ES', 'AR'] as const).map((c) => html`<option value=${c} ?selected=${c === this.country}>${t(`shell.country.${c}`)}</option>`)}
              </select>
              <span class="hint">${t('setup.country.hint')}</span>
            </div>
          </div>
          ${this.field('taxId', t(`organization.tax-id.${this.country}`), { required: false, hint: t('setup.tax-id.hint') })}
          <div class="pair">
            ${this.field('name', t('setup.name'), { autocomplete: 'name' })}
            ${this.field('email', t('login.email'), { type: 'email', autocomplete: 'username' })}
          </div>
          ${this.password('password', t('login.password'), 'new-password', this.errors['password'] ?? t('shell.password.rule'))}
          <button class="btn primary wide" type="submit" ?disabled=${this.busy}>${t('setup.go')}</button>
        </form>`,
      true,
    );
  }
}
customElements.define('console-setup', Setup);
