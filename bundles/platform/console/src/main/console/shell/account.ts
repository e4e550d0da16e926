import { Api, HostElement, Load, host, html, icon, nothing, shellTexts, tellProblem, toast, ui, type Account, type Page, type TemplateResult } from '../kit/core.js';
import { PlainForm } from './plain-form.js';
import './settings.js';

interface SessionInfo {
  id: string;
  client: string;
  lastUsed: string;
  current: boolean;
}

const api = new Api('/api/v1/security');

class ProfileForm extends PlainForm {
  private readonly now = new Load(this, () => api.fetch<Account>('me'));

  private save(e: SubmitEvent): Promise<void> {
    return this.send(e, async (data) => {
      host.user = await api.put<Account>('me', { name: data['name'], locale: host.locale }, { etag: this.now.value?.etag });
      host.changed();
      await this.now.reload();
      toast(shellTexts.t('shell.saved'));
    });
  }

  override render(): unknown {
    const t = shellTexts.t;
    return this.now.render(
      ({ data }) =>
        html`<form @submit=${this.save}>
          ${this.problem()} ${this.input('name', t('setup.name'), data.name, { required: true, max: 120, autocomplete: 'name' })}
          <p class="muted small">${t('account.email', { email: data.email })}</p>
          <div class="send"><button class="btn primary" type="submit" ?disabled=${this.busy}>${t('shell.save')}</button></div>
        </form>`,
    );
  }
}
customElements.define('console-profile-form', ProfileForm);

class PasswordForm extends PlainForm {
  private change(e: SubmitEvent): Promise<void> {
    const form = e.target as HTMLFormElement;
    return this.send(e, async (data) => {
      await api.put('me/password', { currentPassword: data['currentPassword'], newPassword: data['newPassword'] });
      form.reset();
      toast(shellTexts.t('account.password.changed'));
    });
  }

  override render(): TemplateResult {
    const t = shellTexts.t;
    return html`<form @submit=${this.change}>
      ${this.problem()}
      <input class="visually-hidden" autocomplete="username" aria-hidden="true" tabindex="-1" readonly value=${host.user?.email ?? ''} />
      <div class="pair">
        ${this.input('currentPassword', t('account.password.now'), '', { type: 'password', required: true, autocomplete: 'current-password' })}
        ${this.input('newPassword', t('account.password.new'), '', { type: 'password', required: true, autocomplete: 'new-password', hint: t('shell.password.rule') })}
      </div>
      <div class="send"><button class="btn primary" type="submit" ?disabled=${this.busy}>${t('account.password.go')}</button></div>
    </form>`;
  }
}
customElements.define('console-password-form', PasswordForm);

/** The user's own name, password, sessions and look. */
class AccountPage extends HostElement {
  static override styles = [ui];
  private readonly sessions = new Load(this, () => api.list<SessionInfo>('me/sessions'));

  private async end(path: string): Promise<void> {
    try {
      await api.delete(path);
      await this.sessions.reload();
    } catch (e) {
      tellProblem(e);
    }
  }

  override render(): TemplateResult {
    const t = shellTexts.t;
    return html`<c-page heading=${t('account.title')} sub=${host.user?.email ?? ''}>
      <div class="columns">
        <div class="stack">
          <c-card heading=${t('account.profile')}><console-profile-form></console-profile-form></c-card>
          <c-card heading=${t('settings.look')}><console-look></console-look></c-card>
          <c-card heading=${t('account.password')} sub=${t('account.password.sub')}><console-password-form></console-password-form></c-card>
        </div>
        <c-card heading=${t('account.sessions')} sub=${t('account.sessions.sub')}>
          <button slot="actions" class="btn" @click=${() => void this.end('me/sessions')}>${t('account.sessions.end-others')}</button>
          ${this.sessions.render(
            (page: Page<SessionInfo>) =>
              html`<ul class="plain list">
                ${page.items.map(
                  (s) =>
                    html`<li class="row">
                      <span class="tile-icon">${icon(/Mobile|Android|iPhone/.test(s.client) ? 'smartphone' : 'monitor')}</span>
                      <div class="grow">
                        <div class="strong">${browserName(s.client) || t('account.sessions.unknown')} ${s.current ? html`<c-badge tone="ok">${t('account.sessions.this')}</c-badge>` : nothing}</div>
                        <div class="muted small">${t('account.sessions.used')} <c-time at=${s.lastUsed}></c-time></div>
                      </div>
                      ${s.current ? nothing : html`<button class="icon-btn" aria-label=${t('account.sessions.end')} @click=${() => void this.end(`me/sessions/${s.id}`)}>${icon('log-out', 18)}</button>`}
                    </li>`,
                )}
              </ul>`,
          )}
        </c-card>
      </div>
    </c-page>`;
  }
}
customElements.define('console-account', AccountPage);

/** «Chrome · Windows» out of what a browser calls itself. */
function browserName(client: string): string {
  const browser = /Edg\//.test(client) ? 'Edge' : /OPR\//.test(client) ? 'Opera' : /Firefox\//.test(client) ? 'Firefox' : /Chrom(e|ium)\//.test(client) ? 'Chrome' : /Safari\//.test(client) ? 'Safari' : client.split(/[ /]/)[0];
  const system = /Windows/.test(client) ? 'Windows' : /Android/.test(client) ? 'Android' : /iPhone|iPad/.test(client) ? 'iOS' : /Mac OS/.test(client) ? 'macOS' : /Linux/.test(client) ? 'Linux' : '';
  return [browser, system].filter(Boolean).join(' · ');
}
