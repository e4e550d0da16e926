import { ConsoleElement, html, icon, nothing, type Page, type TemplateResult } from '@console/core';
import type { Column, Filter, Grid, Query } from '@console/grid';
import '@console/grid';
import { KINDS, STATES, isLive, pathOf, type Converted, type DocumentKind, type DocumentSummary } from './types.js';
import { documentBadge } from './words.js';

const ALL = 'ALL';

/** All quotes, orders, delivery notes and pro forma invoices; a tab for each kind. */
export default class DocumentList extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, kind: { state: true }, chosen: { state: true }, busy: { state: true } };
  private declare kind: DocumentKind | typeof ALL;
  private declare chosen: readonly DocumentSummary[];
  private declare busy: boolean;

  constructor() {
    super();
    this.kind = ALL;
    this.chosen = [];
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.kind = KINDS.find((kind) => kind === this.ctx.query.get('kind')) ?? ALL;
    this.ctx.on<{ type: string }>('change', (change) => {
      if (change.type === 'billing.document') void this.grid?.reload();
    });
  }

  private get grid(): Grid<DocumentSummary> | null {
    return this.renderRoot.querySelector<Grid<DocumentSummary>>('c-grid');
  }

  private readonly source = ({ filters, search, ...rest }: Query, signal: AbortSignal): Promise<Page<DocumentSummary>> =>
    this.ctx.api.list<DocumentSummary>('documents', { ...rest, ...filters, kind: this.kind === ALL ? undefined : this.kind, q: search }, signal);

  private turn(kind: DocumentKind | typeof ALL): void {
    this.kind = kind;
    this.ctx.setQuery({ kind: kind === ALL ? undefined : kind });
    void this.updateComplete.then(() => this.grid?.reload());
  }

  private columns(): Column<DocumentSummary>[] {
    const { ctx } = this;
    const all = this.kind === ALL;
    const kind = (row: DocumentSummary) => this.t(`document.kind.${row.kind}`);
    return [
      { key: 'number', label: this.t('invoice.number'), width: 150, sort: 'number', phone: 'sub', render: (row) => html`<span class="strong">${row.number ?? this.t('document.state.DRAFT')}</span>`, csv: (row) => row.number },
      { key: 'kind', label: this.t('invoice.kind'), width: 160, hidden: !all, phone: 'sub', render: kind, csv: kind },
      { key: 'date', label: this.t('invoice.date'), width: 130, sort: 'date', phone: 'sub', render: (row) => ctx.date(row.date) },
      { key: 'customer.name', label: this.t('invoice.customer'), grow: 2, sort: 'customer', phone: 'title' },
      { key: 'state', label: this.t('invoice.state'), width: 170, phone: 'end', render: (row) => documentBadge(ctx, row.state), csv: (row) => this.t(`document.state.${row.state}`) },
      { key: 'validUntil', label: this.t('document.validUntil'), width: 130, sort: 'validUntil', hidden: this.kind !== 'QUOTE', phone: 'hide', render: (row) => ctx.date(row.validUntil) },
      { key: 'deliveryDate', label: this.t('document.deliveryDate'), width: 130, sort: 'deliveryDate', hidden: this.kind !== 'ORDER' && this.kind !== 'DELIVERY_NOTE', phone: 'hide', render: (row) => ctx.date(row.deliveryDate) },
      { key: 'total', label: this.t('invoice.total'), width: 130, align: 'end', sort: 'total', phone: 'end', render: (row) => html`<span class="num">${ctx.money(row.total, row.currency)}</span>` },
    ];
  }

  private filters(): Filter[] {
    return [
      { key: 'state', label: this.t('invoice.state'), type: 'select', options: STATES.map((value) => ({ value, label: this.t(`document.state.${value}`) })) },
      { key: 'pending', label: this.t('document.pending'), type: 'boolean' },
      { key: 'period', label: this.t('invoice.date'), type: 'period' },
    ];
  }

  /** All that is open of the chosen documents becomes one invoice. */
  private async merge(): Promise<void> {
    const { ctx } = this;
    if (this.busy) return;
    this.busy = true;
    try {
      const made = await ctx.api.post<Converted>('documents/merge', { documents: this.chosen.map((each) => each.id) });
      ctx.toast(ctx.t('documents.merged'));
      ctx.navigate(pathOf(made));
    } catch (e) {
      ctx.problem(e);
    } finally {
      this.busy = false;
    }
  }

  override render(): TemplateResult {
    const { ctx } = this;
    const write = ctx.may('billing.document.write');
    const merge = write && ctx.may('billing.invoice.create');
    const kind = this.kind === ALL ? 'QUOTE' : this.kind;
    const create = ctx.href(`documents/new?kind=${kind}`);
    const others = KINDS.filter((each) => each !== kind).map((each) => ({ label: this.t(`document.new.${each}`), icon: 'file-plus', run: () => ctx.navigate(`documents/new?kind=${each}`) }));
    const fit = this.chosen.length > 0 && this.chosen.every(isLive);
    return html`<c-page heading=${this.t('documents.title')}>
      ${write
        ? html`<div slot="actions" class="row wrap">
            <c-menu label=${this.t('documents.new.other')} .items=${others}></c-menu>
            <a class="btn primary" href=${create}>${icon('plus', 18)}${this.t(`document.new.${kind}`)}</a>
          </div>`
        : nothing}
      <c-tabs
        label=${this.t('document.kind')}
        .choices=${[ALL, ...KINDS].map((id) => ({ id, label: this.t(`documents.kind.${id}`) }))}
        .value=${this.kind}
        @change=${(e: CustomEvent<{ value: DocumentKind | typeof ALL }>) => this.turn(e.detail.value)}
      ></c-tabs>
      <c-grid
        id="billing.documents"
        label=${this.t('documents.title')}
        search
        search-label=${this.t('invoices.search')}
        order="-createdAt"
        ?selectable=${merge}
        .columns=${this.columns()}
        .filters=${this.filters()}
        .source=${this.source}
        .rowHref=${(row: DocumentSummary) => ctx.href(`documents/${row.id}`)}
        @selection=${(e: CustomEvent<{ rows: readonly DocumentSummary[] }>) => (this.chosen = e.detail.rows)}
      >
        <button slot="selection" class="btn primary" type="button" ?disabled=${!fit || this.busy} title=${fit ? '' : this.t('documents.merge.unfit')} @click=${() => void this.merge()}>${icon('receipt-text', 18)}${this.t('documents.merge')}</button>
        <c-state slot="empty" kind="empty" icon="layers" heading=${this.t('documents.empty')} text=${this.t('documents.empty.text')}>
          ${write ? html`<a class="btn primary" href=${create}>${this.t(`document.new.${kind}`)}</a>` : nothing}
        </c-state>
      </c-grid>
    </c-page>`;
  }
}
