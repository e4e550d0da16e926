import { ConsoleElement, Load, html, icon, nothing, type TemplateResult } from '@console/core';
import type { Values } from '@console/form';
import '@console/form';
import { sample, seriesSchema } from './series-form.js';
import type { Series } from './types.js';

/** Part of the settings: the series invoices are numbered in. */
export default class SeriesSettings extends ConsoleElement {
  private readonly series = new Load(this, () => this.ctx.api.get<Series[]>('series'));

  private async add(): Promise<void> {
    const { ctx } = this;
    const schema = seriesSchema(ctx);
    const done = await ctx.dialog<boolean>({
      heading: ctx.t('series.new'),
      body: (close) =>
        html`<c-form
          .schema=${schema}
          .submit=${(values: Values) => ctx.api.post('series', values)}
          submit-label=${ctx.t('series.save')}
          cancel-label=${ctx.t('item.cancel')}
          @cancel=${() => close()}
          @saved=${() => close(true)}
        ><p class="muted small">${ctx.t('series.forever')}</p></c-form>`,
    });
    if (!done) return;
    ctx.toast(ctx.t('series.saved'));
    await this.series.reload();
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    const year = this.ctx.today().slice(0, 4);
    return html`<c-card heading=${t('series.title')} sub=${t('series.sub')}>
      ${this.ctx.may('billing.series.manage') ? html`<button slot="actions" class="btn" @click=${() => void this.add()}>${icon('plus', 18)}${t('series.new')}</button>` : nothing}
      ${this.series.render(
        (list) =>
          html`<ul class="plain list">
            ${list.map(
              (s) => html`<li class="row">
                <span class="tile-icon">${icon('hash', 19)}</span>
                <div class="grow">
                  <div class="strong">${s.code}</div>
                  <div class="muted small break">${s.lastNumber ? t('series.last', { number: s.lastNumber }) : t('series.first', { number: sample(s.code, s.pattern, s.digits, year) })}</div>
                </div>
                <c-badge tone="info">${t(`series.kind.${s.kind}`)}</c-badge>
                <c-badge tone="plain">${t(s.yearly ? 'series.by-year' : 'series.continuous')}</c-badge>
              </li>`,
            )}
          </ul>`,
        { empty: (list) => list.length === 0, emptyState: html`<p class="muted">${t('series.none')}</p>` },
      )}
    </c-card>`;
  }
}
