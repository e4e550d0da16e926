import { Api, Load, html, nothing, shellTexts, type Page } from '../kit/core.js';
import { PlainForm } from './plain-form.js';

interface Role {
  id: string;
  name: string;
}

interface Invitation {
  email: string;
  token: string;
  expiresAt: string;
}

const api = new Api('/api/v1/security');

/** Asks somebody to join: gives a link that works once, to be handed over by whatever way. */
class InviteForm extends PlainForm {
  static override properties = { ...PlainForm.properties, made: { state: true } };
  declare made: Invitation | undefined;
  private readonly roles = new Load(this, () => api.list<Role>('roles', { limit: 200 }));

  private invite(e: SubmitEvent): Promise<void> {
    return this.send(e, async (data) => {
      this.made = await api.post<Invitation>('invitations', { email: data['email'], role: data['role'] }, { secret: true });
      this.dispatchEvent(new CustomEvent('invited', { bubbles: true, composed: true }));
    });
  }

  override render(): unknown {
    const t = shellTexts.t;
    if (this.made) {
      return html`<div class="stack">
        <p>${t('invite.made', { email: this.made.email })}</p>
        <c-secret label=${t('invite.link')} .value=${`${location.origin}/console/invitation#${this.made.token}`}></c-secret>
        <div class="send">
          <button class="btn" @click=${() => (this.made = undefined)}>${t('invite.another')}</button>
          <button class="btn primary" @click=${() => this.finished()}>${t('shell.done')}</button>
        </div>
      </div>`;
    }
    return this.roles.render((roles: Page<Role>) => {
      return html`<form @submit=${this.invite}>
        ${this.problem()}
        <p class="muted">${t('invite.text')}</p>
        <div class="pair">
          ${this.input('email', t('login.email'), '', { type: 'email', required: true, max: 254 })}
          ${this.select('role', t('invite.role'), 'staff', roles.items.map((role) => [role.id, role.name]))}
        </div>
        <div class="send"><button class="btn primary" type="submit" ?disabled=${this.busy}>${t('invite.go')}</button></div>
      </form>`;
    }) ?? nothing;
  }
}
customElements.define('console-invite-form', InviteForm);
