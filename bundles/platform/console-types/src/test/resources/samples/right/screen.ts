import { LitElement, html, type TemplateResult } from 'lit';

export class Screen extends LitElement {
  static override properties = { total: { type: Number } };
  declare total: number;

  override render(): TemplateResult {
    return html`<p>${this.total.toFixed(2)}</p>`;
  }
}
