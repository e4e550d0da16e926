import { ConsoleElement, html, icon, type TemplateResult } from '@console/core';
import type { Column, Query } from '@console/grid';
import '@console/grid';
import type { Organization } from './model.js';

/** All organisations of the installation, for those who run it. */
export default class Organizations extends ConsoleElement {
  private readonly source = (q: Query, signal: AbortSignal) => this.ctx.api.list<Organization>('platform/organizations', { cursor: q.cursor, limit: q.limit, search: q.search }, signal);

  private get columns(): Column<Organization>[] {
    const t = this.ctx.t;
    return [
      { key: 'name', label: t('organization.name'), grow: 2, phone: 'title' },
      { key: 'legalName', label: t('organization.legal-name'), grow: 2, phone: 'hide' },
      { key: 'taxId', label: t('organization.tax-id'), phone: 'sub', render: (o) => o.taxId ?? html`<span class="muted">—</span>` },
      { key: 'country', label: t('organization.country'), phone: 'end', render: (o) => t(`organization.country.${o.country}`), csv: (o) => t(`organization.country.${o.country}`) },
      { key: 'currency', label: t('organization.currency'), width: 110, phone: 'hide' },
    ];
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    return html`<c-page heading=${t('organizations.title')} sub=${t('organizations.sub')}>
      <a slot="actions" class="btn primary" href=${this.ctx.href('organizations/new')}>${icon('plus', 18)}${t('organizations.new')}</a>
      <c-grid id="security.organizations" label=${t('organizations.title')} search search-label=${t('organizations.search')} .columns=${this.columns} .source=${this.source}></c-grid>
    </c-page>`;
  }
}
