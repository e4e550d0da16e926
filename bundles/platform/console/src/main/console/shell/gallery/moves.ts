import type { BoardMove } from '../../kit/board.js';
import type { Deal } from './data.js';

/** The cards after a move, with the order of both columns counted anew; a server does the same. */
export function moved(deals: readonly Deal[], m: BoardMove): Deal[] {
  const card = deals.find((d) => d.id === m.id);
  if (!card) return [...deals];
  const order = (d: Deal) => Number(d.order ?? 0);
  const others = deals.filter((d) => d.id !== m.id);
  const column = others.filter((d) => d.column === m.to).sort((a, b) => order(a) - order(b));
  column.splice(m.index, 0, { ...card, column: m.to });
  return [...others.filter((d) => d.column !== m.to), ...column.map((d, i) => ({ ...d, order: i }))];
}
