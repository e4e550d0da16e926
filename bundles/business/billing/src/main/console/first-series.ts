import { ConsoleElement, Load, html, type TemplateResult } from '@console/core';
import type { Values } from '@console/form';
import '@console/form';
import { sample, seriesSchema } from './series-form.js';
import { DEFAULT_SERIES, type Series } from './types.js';

/** First step: how invoices are numbered. The usual series is there without asking. */
export default class FirstSeries extends ConsoleElement {
  private own = false;
  private readonly series = new Load(this, () => this.ctx.api.get<Series[]>('series'));

  private done(): void {
    this.dispatchEvent(new CustomEvent('step-done', { bubbles: true, composed: true }));
  }

  private async usual(): Promise<void> {
    const known = this.series.value ?? [];
    try {
      if (!known.some((s) => s.code === DEFAULT_SERIES.INVOICE)) await this.ctx.api.post('series', { code: DEFAULT_SERIES.INVOICE, digits: 3, yearly: true });
      this.done();
    } catch (e) {
      this.ctx.problem(e);
    }
  }

  override render(): TemplateResult {
    const { ctx } = this;
    const t = ctx.t;
    const year = ctx.today().slice(0, 4);
    return html`<div class="stack">
      <p class="muted">${t('first.series.text')}</p>
      ${this.series.render((list) => {
        const others = list.filter((s) => s.code !== DEFAULT_SERIES.INVOICE);
        return html`${others.length > 0 ? html`<p>${t('first.series.have', { series: others.map((s) => s.code).join(', ') })}</p>` : ''}
          <p><code>${sample(DEFAULT_SERIES.INVOICE, '{code}-{year}-{number}', 3, year)}</code></p>
          ${this.own
            ? html`<c-form .schema=${seriesSchema(ctx)} .submit=${(values: Values) => ctx.api.post('series', values)} submit-label=${t('series.save')} cancel-label=${t('item.cancel')} @cancel=${() => this.write(false)} @saved=${() => this.done()}></c-form>`
            : html`<div class="row wrap">
                <button class="btn primary" @click=${() => void this.usual()}>${t('first.series.usual')}</button>
                <button class="btn" @click=${() => this.write(true)}>${t('first.series.own')}</button>
              </div>`}`;
      })}
    </div>`;
  }

  private write(own: boolean): void {
    this.own = own;
    this.requestUpdate();
  }
}
