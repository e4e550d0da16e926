/** `@console/chart`: figures over time and in parts. */
export { ChartElement, type Series } from './chart/chart.js';
