import { css, html, icon, live, nothing, repeat, type ReactiveController, type TemplateResult, type ViewContext } from '@console/core';
import { calculate, parseNumber, printNumber } from '@console/form';
import { readPasted } from './pasted.js';
import { Suggestions } from './suggestions.js';
import { TaxChoice } from './tax-choice.js';
import { taxName } from './tax-words.js';
import { lineAmount, withTax, type Figured } from './totals.js';
import type { Item, Line, ListedTax, Tax } from './types.js';

/** A line as it is being written. */
export interface Row extends Figured {
  readonly key: number;
  readonly description: string;
  readonly tax: Tax | undefined;
}

type Cell = 'description' | 'quantity' | 'unitPrice' | 'discountPercent' | 'tax';

const NUMBERS: Cell[] = ['quantity', 'unitPrice', 'discountPercent'];
const MAX_LINES = 1000;

interface Host extends EventTarget {
  readonly ctx: ViewContext;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly updateComplete: Promise<boolean>;
  addController(controller: ReactiveController): void;
  requestUpdate(): void;
}

/**
 * The lines of an invoice as a table to be filled in without the mouse: Enter goes to the next line (and makes it), the
 * arrows up and down stay in the column, Ctrl+Supr removes the line, and lines copied from a spreadsheet are pasted as
 * lines. A number may be a sum (12*3). On a phone each line is a card.
 */
export class Lines {
  rows: readonly Row[] = [];
  /** What is wrong, by the path the server names: `lines[2].quantity`. */
  errors: ReadonlyMap<string, string> = new Map();
  /** Whether prices are written with tax, as on a till. */
  pricesIncludeTax = false;
  private taxes = new TaxChoice();
  private next = 0;
  /** What stands in a box while it is being edited or makes no sense. */
  private typed: { readonly key: number; readonly cell: Cell; readonly text: string } | undefined;
  private readonly wrong = new Set<string>();
  private readonly suggestions: Suggestions;

  constructor(
    private readonly host: Host,
    private readonly changed: () => void,
  ) {
    this.suggestions = new Suggestions(host, (key, item) => this.choose(key, item));
  }

  /** Replaces all lines. */
  take(lines: readonly (Omit<Row, 'key'> | Line)[]): void {
    this.rows = lines.map((line) => ({
      key: this.next++,
      description: line.description,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      discountPercent: line.discountPercent === '0' ? '' : line.discountPercent,
      tax: line.tax,
    }));
    this.typed = undefined;
    this.wrong.clear();
    if (this.rows.length === 0) this.rows = [this.blank()];
  }

  /** The lines that say something. */
  get written(): readonly Row[] {
    return this.rows.filter((row) => !this.isBlank(row));
  }

  /** Whether a box holds something that is no number. */
  get nonsense(): boolean {
    return this.wrong.size > 0;
  }

  private isBlank(row: Row): boolean {
    return !row.description.trim() && !row.unitPrice && !row.discountPercent && (row.quantity === '' || row.quantity === '1');
  }

  private blank(): Row {
    const last = this.rows.at(-1);
    return { key: this.next++, description: '', quantity: '1', unitPrice: '', discountPercent: '', tax: last?.tax ?? this.taxes.usual };
  }

  /** The taxes in force: they arrive after the first line was made, and change with the date of the invoice. */
  offer(taxes: readonly ListedTax[]): void {
    this.taxes = new TaxChoice(taxes);
    this.rows = this.rows.map((row) => ({ ...row, tax: row.tax ? (this.taxes.coded(row.tax.code) ?? row.tax) : this.taxes.usual }));
  }

  private set(key: number, part: Partial<Row>): void {
    this.rows = this.rows.map((row) => (row.key === key ? { ...row, ...part } : row));
    this.changed();
  }

  private choose(key: number, item: Item): void {
    const row = this.rows.find((r) => r.key === key);
    // what another law than the general one charges stays
    const special = row?.tax && this.taxes.own.some((tax) => tax.code === row.tax?.code);
    const tax = special ? row.tax : (this.taxes.at(item.taxRate) ?? row?.tax);
    const unitPrice = this.pricesIncludeTax && tax ? withTax(item.unitPrice, tax.rate) : item.unitPrice;
    this.set(key, { description: item.name, unitPrice, tax, quantity: row?.quantity || '1' });
    this.focus(key, 'quantity');
  }

  private index(key: number): number {
    return this.rows.findIndex((row) => row.key === key);
  }

  private focus(key: number | undefined, cell: Cell): void {
    if (key === undefined) return;
    void this.host.updateComplete.then(() => {
      const box = this.host.renderRoot.querySelector<HTMLInputElement>(`[data-key="${key}"][data-cell="${cell}"]`);
      box?.focus();
      if (box instanceof HTMLInputElement) box.select();
      box?.scrollIntoView({ block: 'nearest' });
    });
  }

  /** Puts the cursor where the first thing is wrong; false if that is not in a line. */
  focusFirstWrong(): boolean {
    for (const path of this.errors.keys()) {
      const at = /^lines\[(\d+)\]\.(\w+)$/.exec(path);
      const row = at && this.written[Number(at[1])];
      if (row) {
        this.focus(row.key, /^tax/.test(at[2] ?? '') ? 'tax' : (at[2] as Cell));
        return true;
      }
    }
    return false;
  }

  /** A new line below the last one, or the empty one that is there. */
  add(): void {
    const last = this.rows.at(-1);
    if (!last || !this.isBlank(last)) this.rows = [...this.rows, this.blank()].slice(0, MAX_LINES);
    this.changed();
    this.focus(this.rows.at(-1)?.key, 'description');
  }

  private remove(key: number): void {
    const at = this.index(key);
    this.rows = this.rows.filter((row) => row.key !== key);
    if (this.rows.length === 0) this.rows = [this.blank()];
    this.errors = new Map();
    for (const path of [...this.wrong]) if (path.startsWith(`${key}.`)) this.wrong.delete(path);
    this.changed();
    this.focus(this.rows[Math.min(at, this.rows.length - 1)]?.key, 'description');
  }

  private key(e: KeyboardEvent, row: Row, cell: Cell): void {
    if (cell === 'description' && this.suggestions.key(e)) return;
    const at = this.index(row.key);
    if (e.key === 'Enter' && !e.ctrlKey && !e.metaKey && !e.shiftKey) {
      e.preventDefault();
      this.settle(row, cell);
      if (at === this.rows.length - 1) {
        if (!this.isBlank(this.rows[at] ?? row)) this.add();
      } else this.focus(this.rows[at + 1]?.key, 'description');
    } else if ((e.key === 'ArrowDown' || e.key === 'ArrowUp') && !e.altKey && cell !== 'tax') {
      e.preventDefault();
      this.focus(this.rows[at + (e.key === 'ArrowDown' ? 1 : -1)]?.key, cell);
    } else if (e.key === 'Delete' && (e.ctrlKey || e.metaKey)) {
      e.preventDefault();
      this.remove(row.key);
    }
  }

  private input(row: Row, cell: Cell, text: string): void {
    this.errors = new Map([...this.errors].filter(([path]) => path !== this.path(row, cell)));
    if (cell === 'description') {
      this.set(row.key, { description: text });
      return;
    }
    this.typed = { key: row.key, cell, text };
    const read = calculate(text, this.host.ctx.locale);
    if (read || !text.trim()) this.wrong.delete(`${row.key}.${cell}`);
    this.set(row.key, { [cell]: read && text.trim() ? this.normal(read.toString(), text) : '' } as Partial<Row>);
  }

  /** A sum is rounded to what an invoice can say; a plain number stays as it was typed. */
  private normal(value: string, text: string): string {
    const plain = parseNumber(text, this.host.ctx.locale);
    return plain ? plain.trim().toString() : (calculate(text, this.host.ctx.locale)?.round(6).trim().toString() ?? value);
  }

  private settle(row: Row, cell: Cell): void {
    const typed = this.typed;
    if (!typed || typed.key !== row.key || typed.cell !== cell) return;
    if (!typed.text.trim() || calculate(typed.text, this.host.ctx.locale)) this.typed = undefined;
    else this.wrong.add(`${row.key}.${cell}`);
    this.host.requestUpdate();
  }

  private shown(row: Row, cell: Cell): string {
    if (this.typed?.key === row.key && this.typed.cell === cell) return this.typed.text;
    const value = cell === 'tax' ? '' : row[cell];
    return value ? printNumber(value, this.host.ctx.locale, cell === 'unitPrice' ? 2 : 0, 6, false) : '';
  }

  private paste(e: ClipboardEvent, row: Row, cell: Cell): void {
    const text = e.clipboardData?.getData('text/plain') ?? '';
    if (!/[\t\n]/.test(text.trimEnd())) return;
    const pasted = readPasted(text, cell === 'tax' ? 'taxRate' : cell, this.host.ctx.locale);
    if (pasted.length === 0) return;
    e.preventDefault();
    this.suggestions.close();
    this.typed = undefined;
    const rows = [...this.rows];
    let at = this.index(row.key);
    for (const part of pasted) {
      const before = rows[at] ?? this.blank();
      const { taxRate, ...said } = part;
      rows[at] = { ...before, ...said, tax: (taxRate && this.taxes.at(taxRate)) || before.tax };
      at++;
    }
    this.rows = rows.slice(0, MAX_LINES);
    this.host.ctx.toast(this.host.ctx.t('lines.pasted', { count: pasted.length }));
    this.changed();
    this.focus(this.rows[Math.min(at, this.rows.length) - 1]?.key, cell);
  }

  /** Where the server will find the line: lines that say nothing are not sent. */
  private path(row: Row, cell: string): string {
    return `lines[${this.written.indexOf(row)}].${cell}`;
  }

  private error(row: Row, cell: Cell): string | undefined {
    const own = this.wrong.has(`${row.key}.${cell}`) ? this.host.ctx.t('lines.no-number') : undefined;
    if (cell === 'tax') return this.errors.get(this.path(row, 'taxCode')) ?? this.errors.get(this.path(row, 'taxRate'));
    return own ?? this.errors.get(this.path(row, cell));
  }

  render(currency: string): TemplateResult {
    const t = this.host.ctx.t;
    return html`<div class="lines">
      <table role="table" aria-label=${t('lines.title')}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">${t('line.description')}</th>
            <th role="columnheader" scope="col" class="n">${t('line.quantity')}</th>
            <th role="columnheader" scope="col" class="n">${t(this.pricesIncludeTax ? 'line.unitPrice.with-tax' : 'line.unitPrice')}</th>
            <th role="columnheader" scope="col" class="n">${t('line.discountPercent')}</th>
            <th role="columnheader" scope="col" class="n">${t('line.taxRate')}</th>
            <th role="columnheader" scope="col" class="n">${t('line.amount')}</th>
            <th role="columnheader" scope="col"><span class="visually-hidden">${t('lines.remove')}</span></th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${repeat(
            this.rows,
            (row) => row.key,
            (row, i) => this.row(row, i, currency),
          )}
        </tbody>
      </table>
      ${this.suggestions.render()}
      <div class="under">
        <button class="btn" type="button" @click=${() => this.add()}>${icon('plus', 18)}${t('lines.add')}</button>
        <span class="muted small hint">${t('lines.hint')}</span>
      </div>
    </div>`;
  }

  private row(row: Row, i: number, currency: string): TemplateResult {
    const t = this.host.ctx.t;
    const amount = lineAmount(row);
    const errors = (['description', ...NUMBERS, 'tax'] as Cell[]).map((cell) => this.error(row, cell)).filter((e) => e !== undefined);
    return html`<tr role="row" class=${errors.length ? 'bad' : ''}>
      <td role="cell" class="d">
        ${this.description(row, i)}
        ${errors.length ? html`<div class="errors" id="errors-${row.key}">${errors.map((e) => html`<p>${icon('circle-alert', 14)}${e}</p>`)}</div>` : nothing}
      </td>
      ${NUMBERS.map((cell) => html`<td role="cell" class="n ${cell}">${this.number(row, cell, i)}</td>`)}
      <td role="cell" class="n tax">${this.tax(row, i)}</td>
      <td role="cell" class="n amount"><span class="name">${t('line.amount')}</span><output class="num">${amount ? this.host.ctx.money(amount, currency) : '—'}</output></td>
      <td role="cell" class="x">
        <button class="icon-btn" type="button" tabindex="-1" title=${t('lines.remove')} aria-label=${t('lines.remove.of', { line: i + 1 })} @click=${() => this.remove(row.key)}>${icon('trash-2', 17)}</button>
      </td>
    </tr>`;
  }

  private described(row: Row, cell: Cell): unknown {
    return this.error(row, cell) ? `errors-${row.key}` : nothing;
  }

  private description(row: Row, i: number): TemplateResult {
    const label = this.host.ctx.t('line.description');
    return html`<label class="name" for="d${row.key}">${label}</label>
      <input
        id="d${row.key}"
        data-key=${row.key}
        data-cell="description"
        maxlength="500"
        autocomplete="off"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded=${this.suggestions.openFor(row.key)}
        aria-controls="suggestions"
        aria-activedescendant=${this.suggestions.activeFor(row.key)}
        aria-label="${label}, ${i + 1}"
        aria-invalid=${this.error(row, 'description') ? 'true' : nothing}
        aria-describedby=${this.described(row, 'description')}
        .value=${live(row.description)}
        @input=${(e: Event) => {
          const box = e.target as HTMLInputElement;
          this.input(row, 'description', box.value);
          this.suggestions.ask(row.key, box);
        }}
        @keydown=${(e: KeyboardEvent) => this.key(e, row, 'description')}
        @paste=${(e: ClipboardEvent) => this.paste(e, row, 'description')}
        @blur=${() => this.suggestions.close()}
      />`;
  }

  private number(row: Row, cell: Cell, i: number): TemplateResult {
    const label = this.host.ctx.t(`line.${cell}`);
    return html`<span class="name" aria-hidden="true">${label}</span
      ><input
        class="num"
        inputmode="decimal"
        autocomplete="off"
        data-key=${row.key}
        data-cell=${cell}
        aria-label="${label}, ${i + 1}"
        aria-invalid=${this.error(row, cell) ? 'true' : nothing}
        aria-describedby=${this.described(row, cell)}
        placeholder=${cell === 'discountPercent' ? '0' : nothing}
        .value=${live(this.shown(row, cell))}
        @focus=${(e: Event) => (e.target as HTMLInputElement).select()}
        @input=${(e: Event) => this.input(row, cell, (e.target as HTMLInputElement).value)}
        @keydown=${(e: KeyboardEvent) => this.key(e, row, cell)}
        @paste=${(e: ClipboardEvent) => this.paste(e, row, cell)}
        @blur=${() => this.settle(row, cell)}
      />`;
  }

  private tax(row: Row, i: number): TemplateResult {
    const { ctx } = this.host;
    const label = ctx.t('line.taxRate');
    const { rates, own, others } = this.taxes;
    const chosen = row.tax;
    const listed = chosen && this.taxes.coded(chosen.code);
    const option = (tax: Tax, text: string) => html`<option value=${tax.code} .selected=${live(tax.code === chosen?.code)}>${text}</option>`;
    const group = (name: string, taxes: readonly ListedTax[]) =>
      taxes.length > 0 ? html`<optgroup label=${name}>${taxes.map((tax) => option(tax, taxName(ctx, tax)))}</optgroup>` : nothing;
    return html`<span class="name" aria-hidden="true">${label}</span
      ><select
        class="num"
        data-key=${row.key}
        data-cell="tax"
        aria-label="${label}, ${i + 1}"
        title=${listed && !rates.includes(listed) ? taxName(ctx, listed) : nothing}
        aria-invalid=${this.error(row, 'tax') ? 'true' : nothing}
        aria-describedby=${this.described(row, 'tax')}
        @change=${(e: Event) => {
          const paths = [this.path(row, 'taxCode'), this.path(row, 'taxRate')];
          this.errors = new Map([...this.errors].filter(([path]) => !paths.includes(path)));
          this.set(row.key, { tax: this.taxes.coded((e.target as HTMLSelectElement).value) ?? chosen });
        }}
        @keydown=${(e: KeyboardEvent) => this.key(e, row, 'tax')}
      >
        ${chosen && !listed ? option(chosen, chosen.code) : nothing} ${rates.map((tax) => option(tax, ctx.percent(tax.rate)))} ${group(ctx.t('tax.own'), own)} ${group(ctx.t('tax.others'), others)}
      </select>`;
  }

  static readonly styles = css`
    .lines table {
      inline-size: 100%;
      border-collapse: separate;
      border-spacing: 0;
      table-layout: fixed;
    }
    .lines th {
      text-align: start;
      font: 600 12px/1.4 var(--c-font);
      color: var(--c-text-2);
      padding: 4px 10px 8px;
      white-space: nowrap;
      border-block-end: 1px solid var(--c-line);
    }
    .lines th.n {
      text-align: end;
    }
    .lines th:nth-child(2) {
      inline-size: 11%;
    }
    .lines th:nth-child(3) {
      inline-size: 14%;
    }
    .lines th:nth-child(4) {
      inline-size: 10%;
    }
    .lines th:nth-child(5) {
      inline-size: 112px;
    }
    .lines th:nth-child(6) {
      inline-size: 14%;
    }
    .lines th:nth-child(7) {
      inline-size: 48px;
    }
    .lines td {
      padding: 3px 1px;
      border-block-end: 1px solid var(--c-line);
      vertical-align: top;
    }
    .lines :is(input, select) {
      appearance: none;
      inline-size: 100%;
      block-size: 40px;
      padding: 0 9px;
      border: 1px solid transparent;
      border-radius: 8px;
      background: none;
      color: var(--c-text);
      font: 400 14px/1.4 var(--c-font);
      text-overflow: ellipsis;
    }
    .lines .n :is(input, select) {
      text-align: end;
      font-variant-numeric: tabular-nums;
    }
    .lines select {
      cursor: pointer;
      padding-inline-end: 10px;
      text-align-last: end;
    }
    .lines option {
      background: var(--c-surface);
    }
    .lines :is(input, select):hover {
      border-color: var(--c-line-2);
    }
    .lines :is(input, select):focus {
      background: var(--c-surface);
      border-color: transparent;
      outline: 2px solid var(--c-focus);
      outline-offset: -1px;
    }
    .lines [aria-invalid='true'] {
      border-color: var(--c-bad);
      background: var(--c-bad-bg);
    }
    .lines input::placeholder {
      color: var(--c-text-2);
      opacity: 0.75;
    }
    .lines .amount {
      padding: 13px 10px 3px 4px;
      text-align: end;
      white-space: nowrap;
      overflow: hidden;
      text-overflow: ellipsis;
      line-height: 1.4;
    }
    .lines .name {
      display: none;
    }
    .lines tr {
      position: relative;
    }
    .lines tr.bad td {
      padding-block-end: 32px;
    }
    .lines .errors {
      position: absolute;
      inset: auto 0 0 0;
      display: block;
      padding: 0 10px 8px;
      white-space: nowrap;
      overflow: hidden;
    }
    .lines .errors p {
      display: inline-flex;
      gap: 6px;
      align-items: center;
      color: var(--c-bad);
      font-size: 13px;
      margin-inline-end: 16px;
    }
    .lines .under {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 16px;
      align-items: center;
      padding-block-start: 12px;
    }
    .lines .x .icon-btn {
      margin-inline-start: 3px;
    }
    @media (max-width: 720px) {
      .lines thead {
        position: absolute;
        clip-path: inset(50%);
        block-size: 1px;
        overflow: hidden;
      }
      .lines :is(table, tbody) {
        display: grid;
        gap: 12px;
      }
      .lines tr {
        display: grid;
        grid-template-columns: repeat(6, minmax(0, 1fr));
        gap: 8px;
        border: 1px solid var(--c-line);
        border-radius: 12px;
        padding: 12px;
      }
      .lines td,
      .lines tr.bad td {
        border: 0;
        padding: 0;
        grid-column: span 2;
      }
      .lines .d {
        grid-column: 1 / -1;
        padding-inline-end: 48px !important;
      }
      .lines :is(.quantity, .unitPrice) {
        grid-column: span 3 !important;
      }
      .lines :is(.tax, .discountPercent) {
        grid-column: span 2;
      }
      .lines .x {
        position: absolute;
        inset-block-start: 8px;
        inset-inline-end: 6px;
      }
      .lines .name {
        display: block;
        font: 600 12px/1.4 var(--c-font);
        color: var(--c-text-2);
        padding-block-end: 4px;
        text-align: start;
      }
      .lines :is(input, select) {
        border-color: var(--c-field-line);
        block-size: 44px;
        font-size: 16px;
      }
      .lines td.amount {
        padding: 0;
        text-align: end;
      }
      .lines .amount .name {
        text-align: end;
      }
      .lines .amount output {
        display: block;
        padding-block-start: 11px;
        font-weight: 600;
      }
      .lines .errors {
        position: static;
        padding: 6px 0 0;
        white-space: normal;
      }
      .lines .hint {
        display: none;
      }
      .lines .under .btn {
        inline-size: 100%;
      }
    }
  `;
}
