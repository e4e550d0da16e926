import { ConsoleElement, Load, css, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import type { Schema, Values } from '@console/form';
import '@console/form';
import { METHODS } from '../types.js';
import { ReceiptDialog } from './receipt.js';
import type { Receipt, Statement } from './types.js';

/** The account of a customer. */
export default class StatementPage extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, from: { state: true }, to: { state: true } };
  static override styles = [
    ui,
    css`
      :host {
        display: block;
      }
      .period {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(180px, 100%), 220px));
        gap: 12px;
      }
      .balance td {
        font-weight: 600;
        background: var(--c-hover);
      }
      @media print {
        .period,
        .left {
          display: none;
        }
      }
    `,
  ];
  declare private from: string;
  declare private to: string;

  private get customer(): string {
    return this.ctx.query.get('customer') ?? '';
  }

  private readonly statement = new Load(this, () => this.ofCustomer(() => this.ctx.api.get<Statement>('receivables/statement', this.asked())));
  private readonly left = new Load(this, () => this.ofCustomer(() => this.ctx.api.get<Receipt[]>('receipts', { customer: this.customer, unallocated: true })));

  constructor() {
    super();
    this.from = this.to = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // whose statement it is to be is chosen there
    if (!this.customer) this.ctx.navigate('receivables?tab=customers', { replace: true });
    this.ctx.on<{ type: string }>('change', (change) => {
      if (['billing.invoice', 'billing.receipt'].includes(change.type)) this.again();
    });
  }

  /** Without a customer the page is being left, and nothing is asked for. */
  private ofCustomer<T>(ask: () => Promise<T>): Promise<T> {
    return this.customer ? ask() : Promise.reject(new DOMException('no customer', 'AbortError'));
  }

  private asked(): Record<string, string> {
    return { customer: this.customer, ...(this.from ? { from: this.from } : {}), ...(this.to ? { to: this.to } : {}) };
  }

  private again(): void {
    void this.statement.reload();
    void this.left.reload();
  }

  private async receive(receipt?: Receipt): Promise<void> {
    const name = this.statement.value?.name ?? '';
    if (await new ReceiptDialog(this.ctx, { customer: this.customer, name }, receipt).open()) this.again();
  }

  private async refund(receipt: Receipt): Promise<void> {
    const { ctx } = this;
    const { t } = ctx;
    const schema: Schema = {
      type: 'object',
      required: ['amount', 'date', 'method'],
      properties: {
        amount: { type: 'string', title: t('payment.amount'), 'x-widget': 'money', minimum: '0.01', maximum: receipt.unallocated, 'x-span': 2 },
        date: { type: 'string', format: 'date', title: t('payment.date'), 'x-span': 2 },
        method: { type: 'string', title: t('payment.method'), enum: METHODS.map((m) => m.toUpperCase()), 'x-labels': Object.fromEntries(METHODS.map((m) => [m.toUpperCase(), t(`method.${m}`)])), 'x-span': 2 },
      },
    };
    const done = await ctx.dialog<boolean>({
      heading: t('rcv.refund'),
      size: 's',
      body: (close) =>
        html`<c-form
          columns="1"
          .schema=${schema}
          .value=${{ amount: receipt.unallocated, date: ctx.today(), method: 'TRANSFER' }}
          .submit=${(values: Values) => ctx.api.post(`receipts/${receipt.id}/refunds`, values)}
          submit-label=${t('rcv.refund.save')}
          cancel-label=${t('payment.cancel')}
          @cancel=${() => close()}
          @saved=${() => close(true)}
        ></c-form>`,
    });
    if (done) this.again();
  }

  private day(name: 'from' | 'to', label: string, value: string): TemplateResult {
    return html`<c-date
      label=${label}
      .value=${value}
      @change=${(e: CustomEvent<{ value: string }>) => {
        this[name] = e.detail.value;
        void this.statement.reload();
      }}
    ></c-date>`;
  }

  private credit(): unknown {
    const { ctx } = this;
    const receipts = this.left.value ?? [];
    if (!receipts.length || !ctx.may('billing.payment.register')) return nothing;
    return html`<c-card class="left" heading=${ctx.t('rcv.left')} sub=${ctx.t('rcv.left.sub')}>
      <ul class="plain list">
        ${receipts.map(
          (receipt) => html`<li class="row spread wrap">
            <div class="grow"><span class="strong num">${ctx.money(receipt.unallocated, receipt.currency)}</span><div class="muted small">${ctx.t('rcv.left.of', { amount: ctx.money(receipt.amount, receipt.currency), date: ctx.date(receipt.date) })}</div></div>
            <button class="btn" @click=${() => void this.receive(receipt)}>${ctx.t('rcv.allocate')}</button>
            <button class="btn" @click=${() => void this.refund(receipt)}>${ctx.t('rcv.refund')}</button>
          </li>`,
        )}
      </ul>
    </c-card>`;
  }

  private movements(s: Statement): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    const money = (amount: string) => (Number(amount) ? ctx.money(amount, s.currency) : '');
    return html`<c-card flush heading=${t('rcv.movements')}>
      <div class="scroll-x">
        <table class="table">
          <thead>
            <tr>
              <th>${t('invoice.date')}</th>
              <th>${t('rcv.movement')}</th>
              <th class="num">${t('rcv.charge')}</th>
              <th class="num">${t('rcv.paid')}</th>
              <th class="num">${t('rcv.balance')}</th>
            </tr>
          </thead>
          <tbody>
            <tr class="balance"><td>${ctx.date(s.from)}</td><td colspan="3">${t('rcv.opening')}</td><td class="num">${ctx.money(s.opening, s.currency)}</td></tr>
            ${s.movements.map(
              (m) => html`<tr>
                <td>${ctx.date(m.date)}</td>
                <td>${t(`rcv.kind.${m.kind}`)} ${m.invoiceId ? html`<a href=${ctx.href(`invoices/${m.invoiceId}`)}>${m.text}</a>` : (m.text ?? '')}</td>
                <td class="num">${money(m.charge)}</td>
                <td class="num">${money(m.credit)}</td>
                <td class="num">${ctx.money(m.balance, s.currency)}</td>
              </tr>`,
            )}
            <tr class="balance"><td>${ctx.date(s.to)}</td><td colspan="3">${t('rcv.closing')}</td><td class="num">${ctx.money(s.closing, s.currency)}</td></tr>
          </tbody>
        </table>
      </div>
    </c-card>`;
  }

  private open(s: Statement): TemplateResult | typeof nothing {
    const { ctx } = this;
    const { t } = ctx;
    if (!s.open.length) return nothing;
    const provisional = s.open.some((late) => late.stretches.some((stretch) => stretch.provisional));
    return html`<c-card flush heading=${t('rcv.open')}>
      <div class="scroll-x">
        <table class="table">
          <thead>
            <tr>
              <th>${t('invoice.number')}</th>
              <th>${t('invoice.due')}</th>
              <th class="num">${t('rcv.days')}</th>
              <th class="num">${t('invoice.pending')}</th>
              <th class="num">${t('rcv.interest')}</th>
            </tr>
          </thead>
          <tbody>
            ${s.open.map(
              ({ item, interest, stretches }) => html`<tr>
                <td><a href=${ctx.href(`invoices/${item.invoiceId}`)}>${item.number}</a>${item.parts > 1 ? html` <span class="muted">${item.part}/${item.parts}</span>` : nothing}</td>
                <td>${ctx.date(item.dueDate)}</td>
                <td class="num">${item.daysLate > 0 ? item.daysLate : '—'}</td>
                <td class="num">${ctx.money(item.open, s.currency)}</td>
                <td class="num" title=${stretches.map((x) => t('rcv.interest.stretch', { days: x.days, amount: ctx.money(x.open, s.currency), rate: ctx.percent(x.rate) })).join('\n')}>${Number(interest) ? ctx.money(interest, s.currency) : '—'}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${provisional ? html`<div class="note warn">${icon('triangle-alert', 18)}<span>${t('rcv.interest.provisional')}</span></div>` : nothing}
    </c-card>`;
  }

  override render(): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    const s = this.statement.value;
    return html`<c-page heading=${s?.name ?? t('rcv.statement')} sub=${t('rcv.statement.sub')} back-href=${ctx.href('receivables?tab=customers')} back-label=${t('rcv.title')}>
      ${s
        ? html`<button slot="actions" class="btn" @click=${() => window.print()}>${icon('printer', 18)}${t('rcv.print')}</button>
            <button slot="actions" class="btn" @click=${() => void ctx.api.download('receivables/statement.csv', `${s.name}.csv`, this.asked())}>${icon('download', 18)}CSV</button>`
        : nothing}
      ${s && ctx.may('billing.payment.register') ? html`<button slot="actions" class="btn primary" @click=${() => void this.receive()}>${icon('plus', 18)}${t('rcv.receipt.new')}</button>` : nothing}
      <div class="period">${this.day('from', t('rcv.from'), this.from || (s?.from ?? ''))}${this.day('to', t('rcv.to'), this.to || (s?.to ?? ''))}</div>
      ${this.statement.render(
        (now) => html`<div class="stack">
          <div class="tiles">
            <c-stat label=${t('rcv.closing')} icon="wallet" .value=${ctx.money(now.closing, now.currency)}></c-stat>
            ${Number(now.interest) ? html`<c-stat label=${t('rcv.interest')} icon="percent" .value=${ctx.money(now.interest, now.currency)} note=${t('rcv.interest.note')}></c-stat>` : nothing}
            ${Number(now.compensation) ? html`<c-stat label=${t('rcv.compensation')} icon="scale" .value=${ctx.money(now.compensation, now.currency)}></c-stat>` : nothing}
            ${now.due === now.closing ? nothing : html`<c-stat label=${t('rcv.all-due')} icon="hand-coins" .value=${ctx.money(now.due, now.currency)}></c-stat>`}
          </div>
          ${this.credit()} ${this.open(now)} ${this.movements(now)}
        </div>`,
        { lines: 10 },
      )}
    </c-page>`;
  }
}
