import '@console/grid';
import { ConsoleElement, Load, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import type { Column, Filter, Grid, Query, View } from '@console/grid';
import { bulkDeeds, undoing, type BulkDeed, type BulkOutcome, type Done } from './bulk.js';
import { noWords, type Words } from './contact-schema.js';
import { KINDS, ROLES, SIZES, STATUSES, calmly, statusTone, taxIdLabel, type Change, type Contact } from './crm.js';
import { ownFields, ownText, type OwnField } from './own-fields.js';

/** All contacts, found by words, filters and order. */
export default class Contacts extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, selected: { state: true }, done: { state: true } };
  static override styles = [ui];
  private declare selected: readonly Contact[];
  /** What was done to many of late, to be taken back. */
  private declare done: Done | undefined;

  /** What lists are narrowed by beside the fixed words; without it the list is there all the same. */
  private readonly known = new Load(this, async () => {
    const [own, words] = await Promise.all([ownFields(this.ctx).catch((): OwnField[] => []), this.ctx.api.get<Words>('contacts/terms').catch(() => noWords)]);
    return { own, words };
  });

  constructor() {
    super();
    this.selected = [];
  }

  private readonly source = (q: Query, signal: AbortSignal) =>
    this.ctx.api.list<Contact>('contacts', { cursor: q.cursor, limit: q.limit, sort: q.search && q.sort === 'name' ? undefined : q.sort, q: q.search, ...q.filters }, signal);

  private readonly href = (c: Contact) => this.ctx.href(`contacts/${c.id}`);

  override firstUpdated(): void {
    const reload = calmly(() => void this.grid?.reload());
    this.ctx.on<Change>('change', (change) => change.type === 'crm.contact-field' && void this.known.reload());
    this.ctx.on<Change>('change', (change) => change.type === 'crm.contact' && reload());
  }

  private get grid(): Grid<Contact> | null {
    return this.renderRoot.querySelector<Grid<Contact>>('c-grid');
  }

  private readonly run = async (deed: BulkDeed): Promise<void> => {
    try {
      const outcome = await this.ctx.api.post<BulkOutcome>('contacts/bulk', deed);
      this.done = { deed, outcome };
      this.grid?.clearSelection();
    } catch (e) {
      this.ctx.problem(e);
    }
    await Promise.all([this.grid?.reload(), this.known.reload()]);
  };

  private outcome({ deed, outcome }: Done): TemplateResult {
    const { t } = this.ctx;
    const role = deed.role ? t(`role.${deed.role}`) : '';
    return html`<div class="note ${outcome.refused.length ? 'warn' : 'ok'}" role="status">
      ${icon(outcome.refused.length ? 'triangle-alert' : 'circle-check', 18)}
      <span class="grow">
        ${t(`bulk.${deed.deed}.done`, { count: outcome.changed.length, tag: deed.tag ?? '', role })}
        ${outcome.unchanged ? t('bulk.unchanged', { count: outcome.unchanged }) : nothing} ${outcome.refused.length ? t('bulk.refused', { count: outcome.refused.length }) : nothing}
      </span>
      ${outcome.changed.length ? html`<button class="btn" @click=${() => void this.run(undoing({ deed, outcome }))}>${icon('undo-2', 16)}${t('bulk.undo')}</button>` : nothing}
      <button class="icon-btn" aria-label=${t('bulk.close')} @click=${() => (this.done = undefined)}>${icon('x', 18)}</button>
    </div>`;
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
      { key: 'size', label: t('contact.size'), width: 110, hidden: true, render: (c) => this.size(c), csv: (c) => this.size(c) },
      { key: 'source', label: t('contact.source'), hidden: true },
      ...(this.known.value?.own ?? []).map((f) => ({ key: `custom.${f.key}`, label: f.label, hidden: true, render: (c: Contact) => ownText(ctx, f, c.custom[f.key]), csv: (c: Contact) => c.custom[f.key] ?? '' })),
      { key: 'createdAt', label: t('contact.createdAt'), width: 130, sort: 'createdAt', render: (c) => ctx.date(c.createdAt), csv: (c) => c.createdAt },
      { key: 'updatedAt', label: t('contact.updatedAt'), width: 130, sort: 'updatedAt', hidden: true, render: (c) => ctx.date(c.updatedAt), csv: (c) => c.updatedAt },
    ];
  }

  private size(c: Contact): string {
    return c.size ? this.t(`size.${c.size}`) : '';
  }

  private roles(c: Contact): string {
    return ROLES.filter((role) => c.roles.includes(role))
      .map((role) => this.t(`role.${role}`))
      .join(', ');
  }

  private filters(): Filter[] {
    const { t } = this.ctx;
    const { own, words } = this.known.value ?? { own: [], words: noWords };
    const options = (values: readonly string[], of: string) => values.map((value) => ({ value, label: t(`${of}.${value}`) }));
    // a word that is in use is picked; of many it is typed
    const said = (key: string, label: string, values: readonly string[]): Filter =>
      values.length > 0 && values.length <= 40 ? { key, label: t(label), type: 'select', options: values.map((value) => ({ value, label: value })) } : { key, label: t(label), type: 'text' };
    return [
      { key: 'status', label: t('contact.status'), type: 'select', options: options(STATUSES, 'status') },
      { key: 'role', label: t('contact.roles'), type: 'select', options: options(ROLES, 'role') },
      { key: 'kind', label: t('contact.kind'), type: 'select', options: options(KINDS, 'kind') },
      said('tag', 'contact.tag', words.tags),
      said('sector', 'contact.sector', words.sectors),
      { key: 'size', label: t('contact.size'), type: 'select', options: options(SIZES, 'size') },
      said('source', 'contact.source', words.sources),
      said('city', 'contact.city', words.cities),
      ...own.map((f) => this.ownFilter(f)),
      { key: 'archived', label: t('contact.archived'), type: 'boolean' },
    ];
  }

  private ownFilter(f: OwnField): Filter {
    const { t } = this.ctx;
    const filter = { key: `custom.${f.key}`, label: f.label };
    if (f.type === 'YES_NO') return { ...filter, type: 'select', options: ['true', 'false'].map((value) => ({ value, label: t(value === 'true' ? 'field.yes' : 'field.no') })) };
    if (f.type === 'CHOICE') return { ...filter, type: 'select', options: f.options.map((value) => ({ value, label: value })) };
    return { ...filter, type: f.type === 'DATE' ? 'date' : 'text' };
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
    const { t, may } = this.ctx;
    return html`<c-page heading=${t('contacts.title')}>
      ${this.menu()} ${this.create()} ${this.done ? this.outcome(this.done) : nothing}
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
        ?selectable=${may('crm.contact.write')}
        @selection=${(e: CustomEvent<{ rows: readonly Contact[] }>) => (this.selected = e.detail.rows)}
      >
        ${this.selected.length ? bulkDeeds(this, this.selected, this.known.value?.words.tags ?? [], (deed) => void this.run(deed)) : nothing}
        <c-state slot="empty" kind="empty" icon="users" heading=${t('contacts.empty')} text=${t('contacts.empty.text')}>${this.create(false)}</c-state>
      </c-grid>
    </c-page>`;
  }
}
