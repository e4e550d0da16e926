import { ConsoleElement, Decimal, Load, css, dec, html, icon, nothing, ui, type Page, type TemplateResult } from '@console/core';
import '@console/chart';
import type { Column, Filter, Grid, Query } from '@console/grid';
import '@console/grid';
import { Inbox } from './inbox.js';
import { ReceiptDialog } from './receipt.js';
import { statementPath, type Ageing, type Buckets, type Debtor, type OpenItem, type Reminder } from './types.js';

type Tab = 'open' | 'customers' | 'reminders';

/** What customers owe: how old it is, what is open, and whom to remind. */
export default class Receivables extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, tab: { state: true } };
  static override styles = [
    ui,
    Inbox.styles,
    css`
      :host {
        display: block;
      }
      .late {
        color: var(--c-bad);
        font-weight: 600;
      }
      td a {
        font-weight: 600;
        color: var(--c-text);
        text-decoration: none;
      }
      td a:hover {
        text-decoration: underline;
      }
    `,
  ];
  declare private tab: Tab;
  private readonly ageing = new Load(this, () => this.ctx.api.get<Ageing>('receivables/ageing'));
  private readonly waiting = new Load(this, () => this.ctx.api.get<Reminder[]>('reminders', { state: 'PROPOSED' }));
  private readonly inbox = new Inbox(this, this.waiting);

  constructor() {
    super();
    this.tab = 'open';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const asked = this.ctx.query.get('tab');
    if (asked === 'customers' || asked === 'reminders') this.tab = asked;
    this.ctx.on<{ type: string }>('change', (change) => {
      if (['billing.invoice', 'billing.receipt', 'billing.reminder'].includes(change.type)) this.again();
    });
  }

  private again(): void {
    void this.ageing.reload();
    void this.waiting.reload();
    void this.renderRoot.querySelector<Grid<OpenItem>>('c-grid')?.reload();
  }

  private choose(tab: Tab): void {
    this.tab = tab;
    this.ctx.setQuery({ tab: tab === 'open' ? undefined : tab });
  }

  private async receive(customer?: Pick<Debtor, 'customer' | 'name'>): Promise<void> {
    if (await new ReceiptDialog(this.ctx, customer).open()) this.again();
  }

  private readonly source = async ({ filters, search }: Query, signal: AbortSignal): Promise<Page<OpenItem>> => {
    const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const all = await this.ctx.api.get<OpenItem[]>('receivables/open', undefined, signal);
    const items = all.filter((item) => {
      const text = `${item.number} ${item.customerName}`.toLowerCase();
      const late = filters['due'] === 'late' ? item.daysLate > 0 : filters['due'] === 'later' ? item.daysLate <= 0 : true;
      return late && words.every((word) => text.includes(word));
    });
    return { items, next: null };
  };

  private columns(): Column<OpenItem>[] {
    const { ctx } = this;
    const { t } = ctx;
    const number = (row: OpenItem) => (row.parts > 1 ? `${row.number} · ${row.part}/${row.parts}` : row.number);
    return [
      { key: 'customerName', label: t('invoice.customer'), grow: 2, phone: 'title' },
      { key: 'number', label: t('invoice.number'), width: 190, phone: 'sub', render: (row) => html`<span class="strong">${number(row)}</span>`, csv: number },
      { key: 'dueDate', label: t('invoice.due'), width: 130, phone: 'sub', render: (row) => ctx.date(row.dueDate) },
      { key: 'daysLate', label: t('rcv.days'), width: 160, phone: 'end', render: (row) => this.age(row), csv: (row) => row.daysLate },
      { key: 'amount', label: t('rcv.amount'), width: 130, align: 'end', phone: 'hide', render: (row) => html`<span class="num">${ctx.money(row.amount, row.currency)}</span>` },
      { key: 'open', label: t('invoice.pending'), width: 140, align: 'end', phone: 'end', render: (row) => html`<span class="num strong">${ctx.money(row.open, row.currency)}</span>` },
    ];
  }

  private age(item: OpenItem): TemplateResult {
    const { t } = this.ctx;
    if (Number(item.open) < 0) return html`<c-badge tone="info">${t('rcv.in-favour')}</c-badge>`;
    if (item.daysLate <= 0) return html`<c-badge tone="plain">${t(item.daysLate === 0 ? 'rcv.today' : 'rcv.in-days', { count: -item.daysLate })}</c-badge>`;
    return html`<c-badge tone=${item.daysLate > 60 ? 'bad' : 'warn'}>${t('rcv.late-days', { count: item.daysLate })}</c-badge>`;
  }

  private filters(): Filter[] {
    const { t } = this.ctx;
    return [{ key: 'due', label: t('rcv.days'), type: 'select', options: [{ value: 'late', label: t('rcv.filter.late') }, { value: 'later', label: t('rcv.filter.later') }] }];
  }

  private tiles({ total, currency }: Ageing): TemplateResult {
    const { ctx } = this;
    const owed = dec(total.total).minus(total.credit);
    const late = Decimal.sum([total.to30, total.to60, total.to90, total.beyond]);
    const isLate = late.compare(0) > 0;
    return html`<div class="tiles">
      <c-stat label=${ctx.t('rcv.tile.owed')} icon="wallet" .value=${ctx.money(owed.toString(), currency)} note=${ctx.t('rcv.tile.not-due', { amount: ctx.money(total.notDue, currency) })}></c-stat>
      <c-stat label=${ctx.t('rcv.tile.late')} icon="calendar-clock" .value=${ctx.money(late.toString(), currency)} tone=${isLate ? 'bad' : 'ok'} note=${owed.compare(0) > 0 ? ctx.t('rcv.tile.share', { share: ctx.percent((Number(late) / Number(owed)) * 100, 0) }) : ctx.t('rcv.tile.nothing')}></c-stat>
      <c-stat label=${ctx.t('rcv.bucket.beyond')} icon="triangle-alert" .value=${ctx.money(total.beyond, currency)} tone=${Number(total.beyond) > 0 ? 'bad' : 'ok'} note=${ctx.t('rcv.tile.beyond')}></c-stat>
      <c-stat label=${ctx.t('rcv.tile.credit')} icon="hand-coins" .value=${ctx.money(dec(total.credit).negate().toString(), currency)} note=${ctx.t('rcv.tile.credit.note')}></c-stat>
    </div>`;
  }

  private buckets(): (keyof Buckets)[] {
    return ['notDue', 'to30', 'to60', 'to90', 'beyond'];
  }

  private customers(): unknown {
    const { ctx } = this;
    const { t } = ctx;
    return this.ageing.render(
      (ageing) => html`<div class="stack">
        <c-card heading=${t('rcv.ageing')}>
          <c-chart
            type="bar"
            size="s"
            plain
            label=${t('rcv.ageing')}
            .labels=${this.buckets().map((key) => t(`rcv.bucket.${key}`))}
            .series=${[{ name: t('rcv.ageing'), values: this.buckets().map((key) => Number(ageing.total[key])) }]}
            .format=${(value: number) => ctx.money(value, ageing.currency)}
          ></c-chart>
        </c-card>
        <c-card flush>
          <div class="scroll-x">
            <table class="table">
              <thead>
                <tr>
                  <th>${t('invoice.customer')}</th>
                  ${this.buckets().map((key) => html`<th class="num">${t(`rcv.bucket.${key}`)}</th>`)}
                  <th class="num">${t('rcv.bucket.credit')}</th>
                  <th class="num">${t('invoice.total')}</th>
                </tr>
              </thead>
              <tbody>
                ${ageing.customers.map(
                  (debtor) => html`<tr>
                    <td><a href=${ctx.href(statementPath(debtor.customer))}>${debtor.name}</a></td>
                    ${this.buckets().map((key) => html`<td class="num ${key !== 'notDue' && Number(debtor.owes[key]) > 0 ? 'late' : 'muted'}">${Number(debtor.owes[key]) ? ctx.money(debtor.owes[key], ageing.currency) : '—'}</td>`)}
                    <td class="num">${Number(debtor.owes.credit) ? ctx.money(debtor.owes.credit, ageing.currency) : '—'}</td>
                    <td class="num strong">${ctx.money(debtor.owes.total, ageing.currency)}</td>
                  </tr>`,
                )}
              </tbody>
            </table>
          </div>
        </c-card>
      </div>`,
      { lines: 8, empty: (ageing) => ageing.customers.length === 0, emptyState: html`<c-card><c-state kind="empty" icon="circle-check" heading=${t('rcv.empty')} text=${t('rcv.empty.text')}></c-state></c-card>` },
    );
  }

  private list(): TemplateResult {
    const { ctx } = this;
    return html`<c-grid
      id="billing.receivables"
      label=${ctx.t('rcv.open')}
      search
      search-label=${ctx.t('invoices.search')}
      .key=${(row: OpenItem) => `${row.invoiceId}-${row.part}`}
      .columns=${this.columns()}
      .filters=${this.filters()}
      .source=${this.source}
      .rowHref=${(row: OpenItem) => ctx.href(`invoices/${row.invoiceId}`)}
    >
      <c-state slot="empty" kind="empty" icon="circle-check" heading=${ctx.t('rcv.empty')} text=${ctx.t('rcv.empty.text')}></c-state>
    </c-grid>`;
  }

  override render(): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    const waiting = this.waiting.value?.length ?? 0;
    return html`<c-page heading=${t('rcv.title')} sub=${t('rcv.sub')}>
      ${ctx.may('billing.payment.register') ? html`<button slot="actions" class="btn primary" @click=${() => void this.receive()}>${icon('plus', 18)}${t('rcv.receipt.new')}</button>` : nothing}
      ${this.ageing.value ? this.tiles(this.ageing.value) : nothing}
      <c-tabs
        label=${t('rcv.title')}
        .value=${this.tab}
        .choices=${[{ id: 'open', label: t('rcv.open') }, { id: 'customers', label: t('rcv.ageing') }, { id: 'reminders', label: t('rcv.reminders'), ...(waiting ? { count: waiting } : {}) }]}
        @change=${(e: CustomEvent<{ value: Tab }>) => this.choose(e.detail.value)}
      ></c-tabs>
      ${this.tab === 'open' ? this.list() : this.tab === 'customers' ? this.customers() : this.inbox.render()}
    </c-page>`;
  }
}
