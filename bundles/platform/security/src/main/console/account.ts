import { ConsoleElement, Load, host, html, icon, nothing, type Answer, type TemplateResult } from '@console/core';
import type { Account } from './model.js';
import { askPassword } from './password.js';

/** One account: whether it may come in at all, and whether it runs the installation. */
export default class AccountPage extends ConsoleElement {
  private readonly account = new Load(this, async () => {
    const answer = await this.ctx.api.fetch<Account>(`platform/accounts/${this.ctx.params['id']}`);
    this.ctx.setTitle(answer.data.name);
    return answer;
  });

  private async change(now: Answer<Account>, to: Partial<Pick<Account, 'platformAdmin' | 'disabled'>>, ask: string): Promise<void> {
    const t = this.ctx.t;
    const { id, name, platformAdmin, disabled } = now.data;
    if (!(await this.ctx.confirm({ heading: t(`${ask}.heading`, { name }), text: t(`${ask}.text`), confirm: t(ask), danger: to.disabled === true }))) return;
    try {
      await this.ctx.api.put(`platform/accounts/${id}`, { platformAdmin, disabled, ...to }, { etag: now.etag });
      this.ctx.toast(t('shell.saved'));
    } catch (e) {
      this.ctx.problem(e);
    }
    await this.account.reload();
  }

  private deed(name: string, sign: string, run: () => void, danger = false): TemplateResult {
    const t = this.ctx.t;
    return html`<li class="row wrap">
      <div class="grow"><div class="strong">${t(name)}</div><div class="muted small">${t(`${name}.sub`)}</div></div>
      <button class="btn ${danger ? 'danger' : ''}" @click=${run}>${icon(sign, 18)}${t(`${name}.go`)}</button>
    </li>`;
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    const a = this.account.value?.data;
    return html`<c-page heading=${a?.name ?? t('accounts.title')} sub=${a?.email ?? ''} back-href=${this.ctx.href('accounts')} back-label=${t('accounts.title')}>
      ${a ? html`<c-badge slot="badge" tone=${a.disabled ? 'bad' : 'ok'}>${t(a.disabled ? 'user.blocked' : 'user.active')}</c-badge>` : nothing}
      ${a?.platformAdmin ? html`<c-badge slot="badge" tone="info">${t('account.admin.yes')}</c-badge>` : nothing}
      ${this.account.render((now) => {
        const { data } = now;
        const own = data.id === host.user?.id;
        return html`<c-card heading=${t('user.access')}>
          <ul class="plain list">
            ${own
              ? nothing
              : this.deed('user.password', 'key-round', () => void askPassword(this.ctx, data.name, (password) => this.ctx.api.put(`platform/accounts/${data.id}/password`, { password })))}
            ${data.platformAdmin
              ? this.deed('account.demote', 'shield', () => void this.change(now, { platformAdmin: false }, 'account.demote'))
              : this.deed('account.promote', 'shield-check', () => void this.change(now, { platformAdmin: true }, 'account.promote'))}
            ${own
              ? nothing
              : data.disabled
                ? this.deed('account.unblock', 'user-check', () => void this.change(now, { disabled: false }, 'account.unblock'))
                : this.deed('account.block', 'lock', () => void this.change(now, { disabled: true }, 'account.block'), true)}
          </ul>
        </c-card>`;
      })}
    </c-page>`;
  }
}
