import { ConsoleElement, html, icon, type TemplateResult } from '@console/core';
import type { Column, Query } from '@console/grid';
import '@console/grid';
import { keyState } from './key-state.js';
import type { ApiKey } from './model.js';

/** Keys by which other programs work with the organisation's data. */
export default class ApiKeys extends ConsoleElement {
  private readonly source = (q: Query, signal: AbortSignal) => this.ctx.api.list<ApiKey>('api-keys', { cursor: q.cursor, limit: q.limit }, signal);

  private get columns(): Column<ApiKey>[] {
    const t = this.ctx.t;
    return [
      { key: 'name', label: t('key.name'), grow: 2, phone: 'title' },
      { key: 'prefix', label: t('key.prefix'), phone: 'hide', render: (k) => html`<span class="mono">rbk_${k.prefix}_…</span>` },
      { key: 'permissions', label: t('key.permissions'), phone: 'sub', render: (k) => t('role.count', { count: k.permissions.length }), csv: (k) => k.permissions.join(' ') },
      {
        key: 'lastUsed',
        label: t('key.used'),
        phone: 'sub',
        render: (k) => (k.lastUsed ? html`<c-time at=${k.lastUsed}></c-time>` : html`<span class="muted">${t('key.unused')}</span>`),
      },
      {
        key: 'state',
        label: t('user.state'),
        width: 170,
        phone: 'end',
        render: (k) => {
          const { tone, text } = keyState(k, this.ctx);
          return html`<c-badge tone=${tone}>${text}</c-badge>`;
        },
        csv: (k) => keyState(k, this.ctx).text,
      },
    ];
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    return html`<c-page heading=${t('keys.title')} sub=${t('keys.sub')}>
      <a slot="actions" class="btn primary" href=${this.ctx.href('api-keys/new')}>${icon('plus', 18)}${t('keys.new')}</a>
      <c-grid id="security.api-keys" label=${t('keys.title')} .columns=${this.columns} .source=${this.source} .rowHref=${(k: ApiKey) => this.ctx.href(`api-keys/${k.id}`)}>
        <c-state slot="empty" kind="empty" icon="key-round" heading=${t('keys.empty')} text=${t('keys.empty.text')}></c-state>
      </c-grid>
    </c-page>`;
  }
}
