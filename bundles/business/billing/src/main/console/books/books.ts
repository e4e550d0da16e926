import { ConsoleElement, Load, css, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import '@console/form';
import { showDocuments } from './drill.js';
import { SupplierDialog } from './supplier.js';
import type { FormLine, IssuedLine, Party, Posting, SupplierInvoice, VatForm } from './types.js';

type Tab = 'issued' | 'received' | '303' | '390' | '347';

/** The books of value added tax, and the figures of its returns. */
export default class Books extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, tab: { state: true }, year: { state: true }, quarter: { state: true } };
  static override styles = [
    ui,
    css`
      :host {
        display: block;
      }
      .period {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 180px));
        gap: 12px;
      }
      .box {
        color: var(--c-text-2);
        font: 600 12px/1.4 var(--c-mono);
        margin-inline-end: 8px;
      }
      .figure {
        all: unset;
        cursor: pointer;
        text-decoration: underline dotted;
        text-underline-offset: 4px;
      }
      .figure:focus-visible {
        outline: 2px solid var(--c-focus);
        outline-offset: 2px;
        border-radius: 4px;
      }
      td:first-child,
      td a,
      .num {
        white-space: nowrap;
      }
      .sum td {
        font-weight: 600;
        background: var(--c-hover);
      }
      .gone td {
        color: var(--c-text-2);
        text-decoration: line-through;
      }
      .pick {
        position: relative;
      }
      .pick input {
        position: absolute;
        inset: 0;
        opacity: 0;
        cursor: pointer;
      }
    `,
  ];
  declare private tab: Tab;
  declare private year: number;
  declare private quarter: number;

  private readonly now = new Load(this, async (): Promise<unknown> => {
    const { api } = this.ctx;
    const year = { year: this.year };
    const period = this.quarter ? { ...year, quarter: this.quarter } : year;
    switch (this.tab) {
      case 'issued':
        return api.get<IssuedLine[]>('vat-books/issued', period);
      case 'received':
        return api.get<SupplierInvoice[]>('vat-books/received', period);
      case '303':
        return api.get<VatForm>('vat-books/303', { ...year, quarter: this.quarter || 1 });
      case '390':
        return api.get<VatForm>('vat-books/390', year);
      case '347':
        return api.get<Party[]>('vat-books/347', year);
    }
  });

  constructor() {
    super();
    this.tab = 'issued';
    this.year = this.quarter = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const today = this.ctx.today();
    const asked = this.ctx.query.get('tab') as Tab | null;
    if (asked && this.tabs().includes(asked)) this.tab = asked;
    this.year = Number(this.ctx.query.get('year')) || Number(today.slice(0, 4));
    this.quarter = Number(this.ctx.query.get('quarter') ?? Math.ceil(Number(today.slice(5, 7)) / 3));
    this.ctx.on<{ type: string }>('change', (change) => {
      if (['billing.invoice', 'billing.supplier-invoice'].includes(change.type)) void this.now.reload();
    });
  }

  /** The returns are those of Spain. */
  private tabs(): Tab[] {
    return this.ctx.country === 'ES' ? ['issued', 'received', '303', '390', '347'] : ['issued', 'received'];
  }

  private look(change: { tab?: Tab; year?: number; quarter?: number }): void {
    if (change.tab) this.now.value = undefined;
    this.tab = change.tab ?? this.tab;
    this.year = change.year ?? this.year;
    this.quarter = change.quarter ?? this.quarter;
    if (this.tab === '303' && !this.quarter) this.quarter = 1;
    this.ctx.setQuery({ tab: this.tab, year: String(this.year), quarter: String(this.quarter) });
    void this.now.reload();
  }

  private period(): TemplateResult {
    const { t } = this.ctx;
    const thisYear = Number(this.ctx.today().slice(0, 4));
    const years = Array.from({ length: 6 }, (_, i) => String(thisYear - i));
    const quarters = [...(this.tab === '303' ? [] : [{ value: '0', label: t('books.whole-year') }]), ...[1, 2, 3, 4].map((q) => ({ value: String(q), label: t('books.quarter', { quarter: q }) }))];
    const yearly = this.tab === '390' || this.tab === '347';
    return html`<div class="period">
      <c-select label=${t('books.year')} .value=${String(this.year)} .options=${years.map((value) => ({ value, label: value }))} @change=${(e: CustomEvent<{ value: string }>) => this.look({ year: Number(e.detail.value) })}></c-select>
      ${yearly ? nothing : html`<c-select label=${t('books.period')} .value=${String(this.quarter)} .options=${quarters} @change=${(e: CustomEvent<{ value: string }>) => this.look({ quarter: Number(e.detail.value) })}></c-select>`}
    </div>`;
  }

  private async edit(invoice?: SupplierInvoice): Promise<void> {
    if (await new SupplierDialog(this.ctx, invoice).open()) await this.now.reload();
  }

  private async load(input: HTMLInputElement): Promise<void> {
    const { ctx } = this;
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    try {
      const outcome = await ctx.api.post<{ recorded: number; known: number }>('supplier-invoices/import', { csv: await file.text() });
      ctx.toast(ctx.t('books.imported', { count: outcome.recorded, known: outcome.known }));
      await this.now.reload();
    } catch (e) {
      ctx.problem(e);
    }
  }

  private download(): void {
    const period = this.quarter ? { year: this.year, quarter: this.quarter } : { year: this.year };
    const name = `${this.tab === 'issued' ? 'facturas-expedidas' : 'facturas-recibidas'}-${this.year}${this.quarter ? `-${this.quarter}T` : ''}.csv`;
    void this.ctx.api.download(`vat-books/${this.tab}.csv`, name, period).catch((e: unknown) => this.ctx.problem(e));
  }

  private empty(text: string): TemplateResult {
    return html`<c-card><c-state kind="empty" icon="book-open" heading=${this.ctx.t('books.empty')} text=${text}></c-state></c-card>`;
  }

  private issued(lines: IssuedLine[]): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    if (!lines.length) return this.empty(t('books.empty.issued'));
    return html`<c-card flush>
      <div class="scroll-x">
        <table class="table">
          <thead>
            <tr>
              <th>${t('invoice.date')}</th>
              <th>${t('invoice.number')}</th>
              <th>${t('invoice.customer')}</th>
              <th>${t('customer.taxId')}</th>
              <th class="num">${t('invoice.base')}</th>
              <th class="num">${t('books.rate')}</th>
              <th class="num">${t('books.tax')}</th>
              <th class="num">${t('books.surcharge')}</th>
              <td></td>
            </tr>
          </thead>
          <tbody>
            ${lines.map(
              (line) => html`<tr class=${line.status === 'CANCELLED' ? 'gone' : ''}>
                <td>${ctx.date(line.issueDate)}</td>
                <td><a href=${ctx.href(`invoices/${line.invoiceId}`)}>${line.number}</a></td>
                <td>${line.customerName}</td>
                <td>${line.customerTaxId ?? ''}</td>
                <td class="num">${ctx.money(line.base)}</td>
                <td class="num">${line.treatment === 'TAXED' ? ctx.percent(line.rate) : (line.cause ?? t(`tax.short.${line.treatment}`))}</td>
                <td class="num">${ctx.money(line.tax)}</td>
                <td class="num">${Number(line.surcharge) ? ctx.money(line.surcharge) : ''}</td>
                <td>
                  ${line.status === 'CANCELLED'
                    ? html`<c-badge tone="bad">${t('books.cancelled')}</c-badge>`
                    : line.counts
                      ? line.kind === 'INVOICE'
                        ? nothing
                        : html`<c-badge tone="plain">${t(`kind.${line.kind}`)}</c-badge>`
                      : html`<c-badge tone="info">${t('books.replaces')}</c-badge>`}
                </td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </c-card>`;
  }

  private received(invoices: SupplierInvoice[]): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    if (!invoices.length) return this.empty(t('books.empty.received'));
    const write = ctx.may('billing.supplier.write');
    return html`<c-card flush>
      <div class="scroll-x">
        <table class="table">
          <thead>
            <tr>
              <th>${t('books.receivedOn')}</th>
              <th>${t('invoice.number')}</th>
              <th>${t('books.supplier')}</th>
              <th>${t('customer.taxId')}</th>
              <th class="num">${t('invoice.base')}</th>
              <th class="num">${t('books.tax')}</th>
              <th class="num">${t('invoice.total')}</th>
              <th>${t('books.paidOn')}</th>
              <td></td>
            </tr>
          </thead>
          <tbody>
            ${invoices.map(
              (invoice) => html`<tr>
                <td>${ctx.date(invoice.receivedOn)}</td>
                <td class="strong">${invoice.number}</td>
                <td>${invoice.supplierName}${invoice.operation === 'INTERIOR' ? nothing : html` <c-badge tone="info">${t(`books.operation.${invoice.operation}`)}</c-badge>`}</td>
                <td>${invoice.supplierTaxId}</td>
                <td class="num">${invoice.taxes.map((group) => html`<div>${ctx.money(group.base)}</div>`)}</td>
                <td class="num">${invoice.taxes.map((group) => html`<div>${ctx.percent(group.rate)} · ${ctx.money(group.tax)}</div>`)}</td>
                <td class="num strong">${ctx.money(invoice.total)}</td>
                <td>${invoice.paidOn ? ctx.date(invoice.paidOn) : invoice.dueOn ? t('rcv.due', { date: ctx.date(invoice.dueOn) }) : '—'}</td>
                <td>${write ? html`<button class="icon-btn" aria-label=${t('books.supplier.edit')} @click=${() => void this.edit(invoice)}>${icon('pencil', 18)}</button>` : nothing}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </c-card>`;
  }

  private async drill(form: VatForm, line: FormLine, box: string): Promise<void> {
    const { ctx } = this;
    try {
      const period = form.form === '303' ? { year: this.year, quarter: this.quarter } : { year: this.year };
      const postings = await ctx.api.get<Posting[]>(`vat-books/${form.form}/${encodeURIComponent(box)}`, period);
      await showDocuments(ctx, this.label(line), postings.map((p) => ({ issued: p.issued, id: p.documentId, number: p.number, date: p.date, name: p.name, base: p.base, tax: p.tax })));
    } catch (e) {
      ctx.problem(e);
    }
  }

  private label(line: FormLine): string {
    const { ctx } = this;
    return ctx.t(`box.${line.label}`) + (line.rate === null ? '' : ` ${ctx.percent(line.rate)}`);
  }

  private figure(form: VatForm, line: FormLine, box: string | null, amount: string): unknown {
    if (box === null) return nothing;
    const { ctx } = this;
    const money = ctx.money(amount);
    const number = html`<span class="box">${box}</span>`;
    return line.documents ? html`${number}<button class="figure" title=${ctx.t('books.documents', { count: line.documents })} @click=${() => void this.drill(form, line, box)}>${money}</button>` : html`${number}${money}`;
  }

  private section(form: VatForm, lines: readonly FormLine[], heading: string): TemplateResult | typeof nothing {
    const { t } = this.ctx;
    if (!lines.length) return nothing;
    const taxed = lines.some((line) => line.taxBox !== null);
    return html`<c-card flush heading=${heading}>
      <div class="scroll-x">
        <table class="table">
          <thead>
            <tr>
              <th>${t('books.concept')}</th>
              <th class="num">${t('invoice.base')}</th>
              ${taxed ? html`<th class="num">${t('books.tax')}</th>` : nothing}
            </tr>
          </thead>
          <tbody>
            ${lines.map(
              (line) => html`<tr class=${line.section === 'RESULT' ? 'sum' : ''}>
                <td>${this.label(line)}</td>
                <td class="num">${this.figure(form, line, line.baseBox, line.base)}</td>
                ${taxed ? html`<td class="num">${this.figure(form, line, line.taxBox, line.tax)}</td>` : nothing}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </c-card>`;
  }

  private form(form: VatForm): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    const of = (section: FormLine['section'], result?: string) =>
      form.lines.filter((line) => (line.section === section && (Number(line.base) || Number(line.tax) || line.documents)) || (line.section === 'RESULT' && line.label === result));
    const result = Number(form.result);
    return html`<div class="stack">
      <div class="tiles">
        <c-stat label=${t('box.accrued')} icon="trending-up" .value=${ctx.money(form.accrued)}></c-stat>
        <c-stat label=${t('box.deductible')} icon="trending-down" .value=${ctx.money(form.deductible)}></c-stat>
        <c-stat label=${t('box.result')} icon="scale" .value=${ctx.money(form.result)} note=${t(result > 0 ? 'books.to-pay' : result < 0 ? 'books.to-compensate' : 'books.zero')} tone=${result > 0 ? 'warn' : 'ok'}></c-stat>
      </div>
      <div class="note">${icon('info', 18)}<span>${t('books.figures-only')}</span></div>
      ${this.section(form, of('ACCRUED', 'accrued'), t('books.accrued'))} ${this.section(form, of('DEDUCTIBLE', 'deductible'), t('books.deducted'))}
      ${this.section(form, of('VOLUME'), t('books.volume'))} ${this.section(form, of('INFORMATION'), t('books.information'))}
    </div>`;
  }

  private parties(parties: Party[]): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    if (!parties.length) return this.empty(t('books.empty.347'));
    return html`<c-card flush>
      <div class="scroll-x">
        <table class="table">
          <thead>
            <tr>
              <th>${t('books.key')}</th>
              <th>${t('books.party')}</th>
              <th>${t('customer.taxId')}</th>
              ${[1, 2, 3, 4].map((q) => html`<th class="num">${t('books.quarter', { quarter: q })}</th>`)}
              <th class="num">${t('invoice.total')}</th>
            </tr>
          </thead>
          <tbody>
            ${parties.map(
              (party) => html`<tr>
                <td><c-badge tone=${party.key === 'B' ? 'ok' : 'info'}>${t(`books.key.${party.key}`)}</c-badge></td>
                <td class="strong">${party.name}</td>
                <td>${party.taxId}</td>
                ${party.quarters.map((amount) => html`<td class="num">${Number(amount) ? ctx.money(amount) : '—'}</td>`)}
                <td class="num"><button class="figure" @click=${() => void showDocuments(ctx, party.name, party.documents.map((d) => ({ ...d, tax: d.amount })))}>${ctx.money(party.total)}</button></td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </c-card>`;
  }

  private content(value: unknown): TemplateResult {
    switch (this.tab) {
      case 'issued':
        return this.issued(value as IssuedLine[]);
      case 'received':
        return this.received(value as SupplierInvoice[]);
      case '347':
        return this.parties(value as Party[]);
      case '303':
      case '390':
        return this.form(value as VatForm);
    }
  }

  override render(): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    const write = this.tab === 'received' && ctx.may('billing.supplier.write');
    const book = this.tab === 'issued' || this.tab === 'received';
    return html`<c-page heading=${t('books.title')} sub=${t('books.sub')}>
      ${book ? html`<button slot="actions" class="btn" @click=${() => this.download()}>${icon('download', 18)}CSV</button>` : nothing}
      ${write
        ? html`<label slot="actions" class="btn pick">${icon('upload', 18)}${t('books.import')}<input type="file" accept=".csv,text/csv" aria-label=${t('books.import')} @change=${(e: Event) => void this.load(e.target as HTMLInputElement)} /></label>
            <button slot="actions" class="btn primary" @click=${() => void this.edit()}>${icon('plus', 18)}${t('books.supplier.new')}</button>`
        : nothing}
      <c-tabs label=${t('books.title')} .value=${this.tab} .choices=${this.tabs().map((id) => ({ id, label: t(`books.tab.${id}`) }))} @change=${(e: CustomEvent<{ value: Tab }>) => this.look({ tab: e.detail.value })}></c-tabs>
      ${this.period()} ${this.now.render((value) => this.content(value), { lines: 10 })}
    </c-page>`;
  }
}
