import { parseNumber } from '@console/form';

type Column = 'description' | 'quantity' | 'unitPrice' | 'discountPercent' | 'taxRate';
export type Pasted = Partial<Record<Column, string>>;

const ORDER: readonly Column[] = ['description', 'quantity', 'unitPrice', 'discountPercent', 'taxRate'];

/** What the columns of a table mean that begins with a description, by how many there are. */
const MEANINGS: Record<number, readonly Column[]> = {
  1: ['description'],
  2: ['description', 'unitPrice'],
  3: ['description', 'quantity', 'unitPrice'],
  4: ['description', 'quantity', 'unitPrice', 'taxRate'],
};

/**
 * Reads rows copied from a spreadsheet. From a description on they are read as whole lines; from a number on, as the
 * columns to its right. A heading, recognised by texts where numbers are wanted, is left out.
 */
export function readPasted(text: string, from: Column, locale: string): Pasted[] {
  const table = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => line.split('\t').map((cell) => cell.trim().replace(/^"([\s\S]*)"$/, '$1').replaceAll('""', '"')));
  const width = Math.max(0, ...table.map((cells) => cells.length));
  const columns = (from === 'description' ? MEANINGS[width] : undefined) ?? ORDER.slice(ORDER.indexOf(from));
  return table.flatMap((cells) => {
    const line: Pasted = {};
    let numbers = 0;
    let texts = 0;
    columns.forEach((column, i) => {
      const cell = cells[i];
      if (!cell) return;
      if (column === 'description') {
        line.description = cell.slice(0, 500);
        return;
      }
      const read = parseNumber(cell.replace(/[€$%]/g, ''), locale);
      if (read) {
        line[column] = read.trim().toString();
        numbers++;
      } else texts++;
    });
    return texts > 0 && numbers === 0 ? [] : [line];
  });
}
