import { ConsoleElement, html, type TemplateResult } from '@console/core';
import type { Column, Query } from '@console/grid';
import '@console/grid';
import { initials, type Account } from './model.js';

/** All accounts of the installation, whatever organisation they belong to. */
export default class Accounts extends ConsoleElement {
  private readonly source = (q: Query, signal: AbortSignal) => this.ctx.api.list<Account>('platform/accounts', { cursor: q.cursor, limit: q.limit, search: q.search }, signal);

  private get columns(): Column<Account>[] {
    const t = this.ctx.t;
    return [
      { key: 'name', label: t('user.name'), grow: 2, phone: 'title', render: (a) => html`<span class="row"><span class="avatar" aria-hidden="true">${initials(a.name)}</span><span>${a.name}</span></span>` },
      { key: 'email', label: t('user.email'), grow: 2, phone: 'sub' },
      {
        key: 'platformAdmin',
        label: t('account.admin'),
        phone: 'hide',
        render: (a) => (a.platformAdmin ? html`<c-badge tone="info">${t('account.admin.yes')}</c-badge>` : ''),
        csv: (a) => (a.platformAdmin ? t('account.admin.yes') : ''),
      },
      {
        key: 'disabled',
        label: t('user.state'),
        width: 140,
        phone: 'end',
        render: (a) => html`<c-badge tone=${a.disabled ? 'bad' : 'ok'}>${t(a.disabled ? 'user.blocked' : 'user.active')}</c-badge>`,
        csv: (a) => t(a.disabled ? 'user.blocked' : 'user.active'),
      },
    ];
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    return html`<c-page heading=${t('accounts.title')} sub=${t('accounts.sub')}>
      <c-grid id="security.accounts" label=${t('accounts.title')} search search-label=${t('users.search')} .columns=${this.columns} .source=${this.source} .rowHref=${(a: Account) => this.ctx.href(`accounts/${a.id}`)}></c-grid>
    </c-page>`;
  }
}
