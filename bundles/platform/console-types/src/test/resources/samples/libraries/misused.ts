import { LitElement } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Chart } from 'chart.js';
import { Grid } from '@vaadin/grid';
import { Calendar } from '@fullcalendar/core';
import Sortable from 'sortablejs';

export class Wrong extends LitElement {
  nothing = this.requestUpdate(1, 2, 3, 4, 5, 6, 7);
}
export const list = repeat(5);
export const chart = new Chart();
export const rows: string = new Grid().pageSize;
export const calendar = new Calendar();
export const order: string = Sortable.create(document.body).toArray();
