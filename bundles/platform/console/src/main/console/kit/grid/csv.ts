import { printNumber } from '../form/numbers.js';
import { plain, type Column } from './types.js';

/** Writes rows as RFC 4180, for the spreadsheet of the language: `;` and decimal commas in Spanish. */
export class Csv<R> {
  private readonly parts: string[] = [];
  private readonly separator: string;

  constructor(
    private readonly columns: readonly Column<R>[],
    private readonly locale: string,
  ) {
    this.separator = locale.startsWith('es') ? ';' : ',';
    this.line(columns.map((c) => c.label));
  }

  add(rows: readonly R[]): void {
    for (const row of rows) this.line(this.columns.map((c) => this.cell(c, row)));
  }

  /** With the mark of UTF-8, without which spreadsheets break accents. */
  blob(): Blob {
    return new Blob(['\ufeff', ...this.parts], { type: 'text/csv;charset=utf-8' });
  }

  private cell(column: Column<R>, row: R): string {
    const value = column.csv ? column.csv(row) : plain(row, column.key);
    const text = value === undefined || value === null ? '' : String(value);
    const number = typeof value === 'number' || (!column.csv && column.align === 'end');
    return number && /^-?\d+(\.\d+)?$/.test(text) ? printNumber(text, this.locale, 0, 20, false) : text;
  }

  private line(cells: readonly string[]): void {
    this.parts.push(cells.map((c) => quoted(harmless(c), this.separator)).join(this.separator) + '\r\n');
  }
}

/** A text that a spreadsheet would run as a formula gets an apostrophe; numbers, also negative ones, stay. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.,]+$/.test(text) ? `'${text}` : text;
}

function quoted(text: string, separator: string): string {
  return text.includes(separator) || /["\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
