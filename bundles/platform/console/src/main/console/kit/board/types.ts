import type { TemplateResult } from '../core.js';

export interface BoardColumn {
  readonly id: string;
  readonly label: string;
  /** ok | warn | bad | info | accent: the dot before the name. */
  readonly tone?: string;
  /** A figure beside the count, already in words, e.g. a sum of money. */
  readonly total?: string;
  /** How many cards there are, if not all of them are on the board. */
  readonly count?: number;
  /** Below the cards, e.g. a button that adds one. */
  readonly foot?: TemplateResult;
}

export interface BoardCard {
  readonly id: string;
  readonly column: string;
  /** Cards of a column stand by it, small ones first. */
  readonly order?: number | string;
}

/** What `move` tells; `revert()` puts the card back where it was, e.g. when the server refused. */
export interface BoardMove {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** The place among the cards of the column, from 0. */
  readonly index: number;
  revert(): void;
}

export type DrawCard<C> = (card: C) => TemplateResult | string;

/** Which cards stand in which column, in order. */
export type Arrangement = ReadonlyMap<string, readonly string[]>;

export interface Place {
  readonly column: string;
  readonly index: number;
}

export function arranged(columns: readonly BoardColumn[], cards: readonly BoardCard[]): Arrangement {
  const compare = (a: BoardCard, b: BoardCard) =>
    typeof a.order === 'number' && typeof b.order === 'number' ? a.order - b.order : String(a.order ?? '').localeCompare(String(b.order ?? ''));
  return new Map(
    columns.map((c) => [
      c.id,
      cards
        .filter((card) => card.column === c.id)
        .sort(compare)
        .map((card) => card.id),
    ]),
  );
}

/** The arrangement with a card at another place. */
export function moved(arrangement: Arrangement, id: string, to: Place): Arrangement {
  return new Map(
    [...arrangement].map(([column, ids]) => {
      const others = ids.filter((other) => other !== id);
      return [column, column === to.column ? [...others.slice(0, to.index), id, ...others.slice(to.index)] : others];
    }),
  );
}

/** Where a card stands. */
export function placeOf(arrangement: Arrangement, id: string): Place | undefined {
  for (const [column, ids] of arrangement) if (ids.includes(id)) return { column, index: ids.indexOf(id) };
  return undefined;
}
