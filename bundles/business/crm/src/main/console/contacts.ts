import '@console/grid';
import { ConsoleElement, html, icon, nothing, type TemplateResult } from '@console/core';
import type { Column, Filter, Grid, Query, View } from '@console/grid';
import { KINDS, ROLES, STATUSES, calmly, statusTone, taxIdLabel, type Change, type Contact } from './crm.js';

/** All contacts, found by words, filters and order. */
export default class Contacts extends ConsoleElement {
  private readonly source = (q: Query, signal: AbortSignal) =>
    this.ctx.api.list<Contact>('contacts', { cursor: q.cursor, limit: q.limit, sort: q.search && q.sort === 'name' ? undefined : q.sort, q: q.search, ...q.filters }, signal);

  private readonly href = (c: Contact) => this.ctx.href(`contacts/${c.id}`);

  override firstUpdated(): void {
    const reload = calmly(() => void this.renderRoot.querySelector<Grid<Contact>>('c-grid')?.reload());
    this.ctx.on<Change>('change', (change) => change.type === 'crm.contact' && reload());
  }

  private columns(): Column<Contact>[] {
    const { ctx } = this;
    const { t } = ctx;
    return [
      {
        key: 'name',
        label: t('contact.name'),
        sort: 'name',
        phone: 'title',
      },
      { key: 'taxId', label: taxIdLabel(ctx), width: 125 },
      { key: 'email', label: t('contact.email'), width: 220, phone: 'sub' },
      { key: 'phone', label: t('contact.phone'), width: 150, phone: 'sub' },
      { key: 'city', label: t('contact.city'), width: 140, hidden: true },
      { key: 'roles', label: t('contact.roles'), width: 140, render: (c) => this.roles(c), csv: (c) => this.roles(c) },
      {
        key: 'status',
        label: t('contact.status'),
        width: 140,
        phone: 'end',
        render: (c) => html`<c-badge tone=${statusTone[c.status]}>${t(`status.${c.status}`)}</c-badge>`,
        csv: (c) => t(`status.${c.status}`),
      },
      { key: 'kind', label: t('contact.kind'), width: 110, hidden: true, render: (c) => t(`kind.${c.kind}`), csv: (c) => t(`kind.${c.kind}`) },
      { key: 'tags', label: t('contact.tags'), hidden: true, render: (c) => c.tags.join(', '), csv: (c) => c.tags.join(', ') },
      { key: 'address', label: t('contact.address'), hidden: true },
      { key: 'postalCode', label: t('contact.postalCode'), width: 110, hidden: true },
      { key: 'sector', label: t('contact.sector'), hidden: true },
      { key: 'createdAt', label: t('contact.createdAt'), width: 130, sort: 'createdAt', render: (c) => ctx.date(c.createdAt), csv: (c) => c.createdAt },
      { key: 'updatedAt', label: t('contact.updatedAt'), width: 130, sort: 'updatedAt', hidden: true, render: (c) => ctx.date(c.updatedAt), csv: (c) => c.updatedAt },
    ];
  }

  private roles(c: Contact): string {
    return ROLES.filter((role) => c.roles.includes(role))
      .map((role) => this.t(`role.${role}`))
      .join(', ');
  }

  private filters(): Filter[] {
    const { t } = this.ctx;
    const options = (values: readonly string[], of: string) => values.map((value) => ({ value, label: t(`${of}.${value}`) }));
    return [
      { key: 'status', label: t('contact.status'), type: 'select', options: options(STATUSES, 'status') },
      { key: 'role', label: t('contact.roles'), type: 'select', options: options(ROLES, 'role') },
      { key: 'kind', label: t('contact.kind'), type: 'select', options: options(KINDS, 'kind') },
      { key: 'tag', label: t('contact.tag'), type: 'text' },
      { key: 'archived', label: t('contact.archived'), type: 'boolean' },
    ];
  }

  private views(): View[] {
    const { t } = this.ctx;
    return [
      { name: t('view.customers'), filters: { role: 'CUSTOMER' } },
      { name: t('view.leads'), filters: { role: 'LEAD' } },
      { name: t('view.suppliers'), filters: { role: 'SUPPLIER' } },
      { name: t('view.latest'), sort: '-createdAt' },
      { name: t('view.archived'), filters: { archived: 'true' } },
    ];
  }

  private menu(): TemplateResult {
    const { ctx } = this;
    const items = [{ label: ctx.t('dup.title'), icon: 'users-round', run: () => ctx.navigate('duplicates') }];
    if (ctx.may('crm.contact.import')) items.push({ label: ctx.t('imp.title'), icon: 'upload', run: () => ctx.navigate('imports') });
    return html`<c-menu slot="actions" label=${ctx.t('contacts.more')} .items=${items}></c-menu>`;
  }

  private create(primary = true): TemplateResult | typeof nothing {
    if (!this.ctx.may('crm.contact.write')) return nothing;
    return html`<a class="btn ${primary ? 'primary' : ''}" slot=${primary ? 'actions' : nothing} href=${this.ctx.href('contacts/new')}>${icon('plus', 18)}${this.t('contact.new')}</a>`;
  }

  override render(): TemplateResult {
    const { t } = this.ctx;
    return html`<c-page heading=${t('contacts.title')}>
      ${this.menu()} ${this.create()}
      <c-grid
        id="crm.contacts"
        label=${t('contacts.title')}
        search
        search-label=${t('contacts.search')}
        order="name"
        .columns=${this.columns()}
        .filters=${this.filters()}
        .views=${this.views()}
        .source=${this.source}
        .rowHref=${this.href}
      >
        <c-state slot="empty" kind="empty" icon="users" heading=${t('contacts.empty')} text=${t('contacts.empty.text')}>${this.create(false)}</c-state>
      </c-grid>
    </c-page>`;
  }
}
