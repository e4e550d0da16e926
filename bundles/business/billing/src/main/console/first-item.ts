import { ConsoleElement, Load, html, type TemplateResult } from '@console/core';
import type { Values } from '@console/form';
import '@console/form';
import { itemBody, itemSchema, ratesInForce } from './item-form.js';

/** First step: the first thing the business sells. */
export default class FirstItem extends ConsoleElement {
  private readonly schema = new Load(this, async () => itemSchema(this.ctx, await ratesInForce(this.ctx)));

  override render(): TemplateResult {
    const { ctx } = this;
    return html`<div class="stack">
      <p class="muted">${ctx.t('first.item.text')}</p>
      ${this.schema.render(
        (schema) =>
          html`<c-form
            .schema=${schema}
            .submit=${(values: Values) => ctx.api.post('items', itemBody(values))}
            submit-label=${ctx.t('first.item.save')}
            @saved=${() => this.dispatchEvent(new CustomEvent('step-done', { bubbles: true, composed: true }))}
          ></c-form>`,
      )}
    </div>`;
  }
}
