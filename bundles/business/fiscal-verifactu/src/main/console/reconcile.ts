import { html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import type { Schema, Values } from '@console/form';
import '@console/form';
import { isoDay, type Comparison, type Difference } from './types.js';

/** Compares a month with what the tax agency has. */
export async function reconcile(ctx: ViewContext): Promise<void> {
  const today = ctx.today();
  const months = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [String(i + 1), new Intl.DateTimeFormat(ctx.locale, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2026, i, 1)))]));
  const schema: Schema = {
    type: 'object',
    required: ['month', 'year'],
    properties: {
      month: { type: 'string', title: ctx.t('reconcile.month'), enum: Object.keys(months), 'x-labels': months },
      year: { type: 'integer', title: ctx.t('reconcile.year'), minimum: 2024, maximum: Number(today.slice(0, 4)) + 1 },
    },
  };
  const value = { month: String(Number(today.slice(5, 7))), year: Number(today.slice(0, 4)) };
  let outcome: Comparison | undefined;
  await ctx.dialog({
    heading: ctx.t('reconcile.heading'),
    size: 'l',
    body: (close, redraw) => html`<div class="stack">
      <p class="muted">${ctx.t('reconcile.text')}</p>
      <c-form
        .schema=${schema}
        .value=${value}
        .submit=${async (values: Values) => {
          outcome = await ctx.api.post<Comparison>('reconcile', { month: Number(values['month']), year: Number(values['year']) });
        }}
        submit-label=${ctx.t('reconcile.go')}
        cancel-label=${ctx.t('dialog.leave')}
        @cancel=${() => close()}
        @saved=${() => redraw()}
      ></c-form>
      <div role="status">${outcome ? result(ctx, outcome) : nothing}</div>
    </div>`,
  });
}

function result(ctx: ViewContext, c: Comparison): TemplateResult {
  const numbers = ctx.t('reconcile.numbers', { here: ctx.number(c.here), there: ctx.number(c.there), waiting: ctx.number(c.waiting) });
  if (c.differenceCount === 0) return html`<div class="note ok">${icon('circle-check', 18)}<span><b>${ctx.t('reconcile.same')}</b> ${numbers}</span></div>`;
  return html`<div class="note bad">${icon('triangle-alert', 18)}<span><b>${ctx.t('reconcile.differences', { count: c.differenceCount })}</b> ${numbers}</span></div>
    <ul class="plain list">
      ${c.differences.map(
        (d: Difference) => html`<li class="row wrap">
          <div class="grow"><span class="strong">${d.number}</span> <span class="muted">${ctx.date(isoDay(d.issueDate))}</span></div>
          <div>${ctx.t(`difference.${d.kind}`)}</div>
          <div class="muted small break">${ctx.t('difference.values', { here: d.here ?? '—', there: d.there ?? '—' })}</div>
        </li>`,
      )}
    </ul>`;
}
