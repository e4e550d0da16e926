import { ConsoleElement, html, icon, nothing, type Page, type TemplateResult } from '@console/core';
import type { Column, Filter, Grid, Query, View } from '@console/grid';
import '@console/grid';
import { fiscalBadge, stateBadge, stateOf, type State } from './state.js';
import { FISCAL_STATES, type Kind, type Summary } from './types.js';

const KINDS: readonly Kind[] = ['INVOICE', 'SIMPLIFIED', 'CREDIT_NOTE', 'DEBIT_NOTE'];

/** All invoices, drafts included. */
export default class Invoices extends ConsoleElement {
  override connectedCallback(): void {
    super.connectedCallback();
    this.ctx.on<{ type: string }>('change', (change) => {
      if (change.type === 'billing.invoice') void this.renderRoot.querySelector<Grid<Summary>>('c-grid')?.reload();
    });
  }

  private readonly source = ({ filters, search, ...rest }: Query, signal: AbortSignal): Promise<Page<Summary>> => {
    const { state, ...others } = filters;
    return this.ctx.api.list<Summary>('invoices', { ...rest, ...others, ...this.asked(state as State | undefined), q: search }, signal);
  };

  private asked(state: State | undefined): Record<string, string | boolean> {
    switch (state) {
      case 'draft':
        return { status: 'draft' };
      case 'open':
        return { unpaid: true };
      case 'overdue':
        return { overdue: this.ctx.today() };
      case 'partial':
        return { payment: 'partial' };
      case 'paid':
        return { payment: 'paid' };
      case 'cancelled':
        return { status: 'cancelled' };
      case 'owed':
      case undefined:
        return {};
    }
  }

  private columns(): Column<Summary>[] {
    const { ctx } = this;
    const state = (row: Summary) => this.t(`state.${stateOf(row, ctx.today())}`);
    return [
      { key: 'number', label: this.t('invoice.number'), width: 138, sort: 'number', phone: 'sub', render: (row) => html`<span class="strong">${row.number ?? this.t('invoice.unnumbered')}</span>`, csv: (row) => row.number },
      { key: 'issueDate', label: this.t('invoice.date'), width: 118, sort: 'issueDate', phone: 'sub', render: (row) => ctx.date(row.issueDate) },
      { key: 'kind', label: this.t('invoice.kind'), width: 150, hidden: true, phone: 'sub', render: (row) => this.t(`kind.${row.kind}`), csv: (row) => this.t(`kind.${row.kind}`) },
      { key: 'customer.name', label: this.t('invoice.customer'), grow: 2, sort: 'customer', phone: 'title' },
      { key: 'customer.taxId', label: this.t('customer.taxId'), width: 130, hidden: true, phone: 'hide' },
      { key: 'state', label: this.t('invoice.state'), width: 150, phone: 'end', render: (row) => stateBadge(ctx, row), csv: state },
      {
        key: 'fiscalState',
        label: this.t('invoice.fiscal'),
        width: 200,
        phone: 'hide',
        render: (row) => (row.fiscalState && row.fiscalState !== 'NOT_SENT' ? fiscalBadge(ctx, row.fiscalState) : nothing),
        csv: (row) => (row.fiscalState ? this.t(`fiscal.${row.fiscalState}`) : ''),
      },
      { key: 'dueDate', label: this.t('invoice.due'), width: 118, hidden: true, sort: 'collectBy', phone: 'hide', render: (row) => ctx.date(row.dueDate) },
      { key: 'total', label: this.t('invoice.total'), width: 118, align: 'end', sort: 'total', phone: 'end', render: (row) => html`<span class="num">${ctx.money(row.total, row.currency)}</span>` },
      {
        key: 'balance',
        label: this.t('invoice.pending'),
        width: 118,
        align: 'end',
        phone: 'hide',
        render: (row) => html`<span class="num ${Number(row.balance) > 0 ? '' : 'muted'}">${row.status !== 'ISSUED' ? '—' : ctx.money(row.balance, row.currency)}</span>`,
        csv: (row) => (row.status !== 'ISSUED' ? '' : row.balance),
      },
    ];
  }

  private filters(): Filter[] {
    const states: State[] = ['draft', 'open', 'overdue', 'partial', 'paid', 'cancelled'];
    const fiscal = FISCAL_STATES.filter((state) => state !== 'NOT_SENT');
    return [
      { key: 'state', label: this.t('invoice.state'), type: 'select', options: states.map((value) => ({ value, label: this.t(value === 'open' ? 'state.unpaid' : `state.${value}`) })) },
      { key: 'kind', label: this.t('invoice.kind'), type: 'select', options: KINDS.map((kind) => ({ value: kind.toLowerCase(), label: this.t(`kind.${kind}`) })) },
      { key: 'fiscalState', label: this.t('invoice.fiscal'), type: 'select', options: fiscal.map((state) => ({ value: state.toLowerCase(), label: this.t(`fiscal.${state}`) })) },
      { key: 'period', label: this.t('invoice.date'), type: 'period' },
    ];
  }

  private views(): View[] {
    return [
      { name: this.t('view.unpaid'), filters: { state: 'open' } },
      { name: this.t('view.rejected'), filters: { fiscalState: 'rejected' } },
      { name: this.t('view.corrections'), filters: { kind: 'credit_note' } },
    ];
  }

  override render(): TemplateResult {
    const create = this.ctx.may('billing.invoice.create');
    const button = html`<a slot="actions" class="btn primary" href=${this.ctx.href('invoices/new')}>${icon('plus', 18)}${this.t('invoice.new')}</a>`;
    return html`<c-page heading=${this.t('invoices.title')}>
      ${create ? button : nothing}
      <c-grid
        id="billing.invoices"
        label=${this.t('invoices.title')}
        search
        search-label=${this.t('invoices.search')}
        order="-createdAt"
        .columns=${this.columns()}
        .filters=${this.filters()}
        .views=${this.views()}
        .source=${this.source}
        .rowHref=${(row: Summary) => this.ctx.href(`invoices/${row.id}`)}
      >
        <c-state slot="empty" kind="empty" icon="receipt-text" heading=${this.t('invoices.empty')} text=${this.t('invoices.empty.text')}>
          ${create ? html`<a class="btn primary" href=${this.ctx.href('invoices/new')}>${this.t('invoice.new')}</a>` : nothing}
        </c-state>
      </c-grid>
    </c-page>`;
  }
}
