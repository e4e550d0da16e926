/** `@console/grid`: lists of records. */
export { Grid } from './grid/grid.js';
export type { Choices, Column, Filter, Look, Query, Source, View } from './grid/types.js';
