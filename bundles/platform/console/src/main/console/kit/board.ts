/** `@console/board`: cards in columns. */
export { Board } from './board/board.js';
export type { BoardCard, BoardColumn, BoardMove } from './board/types.js';
