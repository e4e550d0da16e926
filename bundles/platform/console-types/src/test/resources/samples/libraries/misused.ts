import { LitElement } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Chart } from 'chart.js';

export class Wrong extends LitElement {
  nothing = this.requestUpdate(1, 2, 3, 4, 5, 6, 7);
}
export const list = repeat(5);
export const chart = new Chart();
