import { ConsoleElement, Load, html, icon, nothing, type TemplateResult } from '@console/core';
import type { Schema, Values } from '@console/form';
import '@console/form';
import { TaxChoice } from './tax-choice.js';
import { taxLabel, taxName } from './tax-words.js';
import type { ListedTax } from './types.js';

const SYSTEMS = ['IGIC', 'IPSI', 'IVA', 'OTHER'];
const TREATMENTS = ['TAXED', 'EXEMPT', 'REVERSE_CHARGE', 'NOT_SUBJECT', 'NOT_SUBJECT_BY_PLACE'];
const CAUSES = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6'];

/** Part of the settings: the taxes a line may bear, those of the law and the organisation's own. */
export default class TaxSettings extends ConsoleElement {
  private readonly taxes = new Load(this, () => this.ctx.api.get<ListedTax[]>('taxes'));

  private async add(): Promise<void> {
    const { ctx } = this;
    const schema = this.schema();
    const done = await ctx.dialog<boolean>({
      heading: ctx.t('tax.new'),
      body: (close) =>
        html`<c-form
          .schema=${schema}
          .submit=${(values: Values) => ctx.api.post('taxes', body(values))}
          submit-label=${ctx.t('tax.save')}
          cancel-label=${ctx.t('item.cancel')}
          @cancel=${() => close()}
          @saved=${() => close(true)}
        ></c-form>`,
    });
    if (!done) return;
    ctx.toast(ctx.t('tax.saved'));
    await this.taxes.reload();
  }

  private async drop(tax: ListedTax): Promise<void> {
    const { ctx } = this;
    if (!(await ctx.confirm({ heading: ctx.t('tax.remove.heading', { name: taxName(ctx, tax) }), text: ctx.t('tax.remove.text'), confirm: ctx.t('tax.remove'), danger: true }))) return;
    try {
      await ctx.api.delete(`taxes/${encodeURIComponent(tax.code)}`);
      ctx.toast(ctx.t('tax.removed'));
    } catch (e) {
      ctx.problem(e);
    }
    await this.taxes.reload();
  }

  private schema(): Schema {
    const { ctx } = this;
    const { t } = ctx;
    const spain = ctx.country === 'ES';
    const systems = spain ? SYSTEMS : ['IVA', 'OTHER'];
    const labels = (values: readonly string[], key: string) => Object.fromEntries(values.map((value) => [value, t(`${key}.${value}`)]));
    return {
      type: 'object',
      required: ['system', 'treatment', 'code', 'name', 'rate'],
      properties: {
        system: { type: 'string', title: t('tax.system'), enum: systems, 'x-labels': labels(systems, 'tax.system'), default: systems[0] },
        treatment: { type: 'string', title: t('tax.treatment'), enum: TREATMENTS, 'x-labels': labels(TREATMENTS, 'tax.treatment'), default: 'TAXED' },
        rate: { type: 'string', title: t('tax.rate'), 'x-widget': 'percent', minimum: '0', maximum: '100', 'x-when': { treatment: 'TAXED' } },
        ...(spain ? { surchargeRate: { type: 'string', title: t('tax.surchargeRate'), 'x-widget': 'percent', minimum: '0', maximum: '100', 'x-when': { treatment: 'TAXED', system: 'IVA' } } as Schema } : {}),
        cause: { type: 'string', title: t('tax.cause'), enum: CAUSES, 'x-labels': labels(CAUSES, 'tax.cause'), default: 'E1', 'x-when': { treatment: 'EXEMPT' } },
        name: { type: 'string', title: t('tax.name'), maxLength: 120, 'x-placeholder': t('tax.name.example'), 'x-span': 2 },
        code: { type: 'string', title: t('tax.code'), maxLength: 12, description: t('tax.code.help') },
        legalText: { type: 'string', title: t('tax.legalText'), maxLength: 200, description: t('tax.legalText.help'), 'x-span': 2 },
      },
    };
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    return html`<c-card heading=${t('taxes.title')} sub=${t('taxes.sub')}>
      <button slot="actions" class="btn" @click=${() => void this.add()}>${icon('plus', 18)}${t('tax.new')}</button>
      ${this.taxes.render((list) => {
        const { rates, own, others } = new TaxChoice(list);
        return html`<div class="stack">
          ${own.length > 0 ? html`<div class="stack tight"><h3>${t('tax.own')}</h3>${this.list(own)}</div>` : nothing}
          <div class="stack tight"><h3>${t('tax.rates')}</h3>${this.list(rates)}</div>
          ${others.length > 0 ? html`<details><summary class="strong">${t('tax.others')} (${others.length})</summary>${this.list(others)}</details>` : nothing}
        </div>`;
      })}
    </c-card>`;
  }

  private list(taxes: readonly ListedTax[]): TemplateResult {
    const { ctx } = this;
    const rate = (tax: ListedTax) => (tax.treatment === 'TAXED' ? ctx.percent(tax.rate) : ctx.t(`tax.treatment.${tax.treatment}`));
    const surcharge = (tax: ListedTax) => (Number(tax.surchargeRate) > 0 ? ctx.t('tax.with-surcharge', { rate: ctx.percent(tax.surchargeRate) }) : '');
    return html`<ul class="plain list">
      ${taxes.map(
        (tax) => html`<li class="row">
          <div class="grow break">
            <div class="strong">${taxName(ctx, tax)}</div>
            <div class="muted small">${[tax.code, taxLabel(ctx, tax), rate(tax), surcharge(tax)].filter(Boolean).join(' · ')}</div>
            ${tax.legalText ? html`<div class="muted small">${tax.legalText}</div>` : nothing}
          </div>
          ${tax.own
            ? html`<button class="icon-btn" title=${ctx.t('tax.remove')} aria-label=${ctx.t('tax.remove.of', { name: taxName(ctx, tax) })} @click=${() => void this.drop(tax)}>${icon('trash-2', 18)}</button>`
            : nothing}
        </li>`,
      )}
    </ul>`;
  }
}

/** What is not charged has no rate, and only an exemption has a cause. */
function body({ rate, surchargeRate, cause, ...values }: Values): object {
  const taxed = values['treatment'] === 'TAXED';
  return { ...values, rate: taxed ? rate : '0', surchargeRate: taxed && surchargeRate ? surchargeRate : null, cause: values['treatment'] === 'EXEMPT' ? cause : null };
}
