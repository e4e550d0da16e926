import { html } from 'lit';
import 'chart.js';
import { Screen } from '../right/screen.js';

export const row = html`${Screen.name}`;
