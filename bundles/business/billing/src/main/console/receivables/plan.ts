import { dec, html, type ViewContext } from '@console/core';
import type { Schema, Values } from '@console/form';
import '@console/form';
import type { Plan, Term } from './types.js';

/** Asks when an invoice is to be paid: at once, by a term, or in instalments written out. */
export class PlanDialog {
  constructor(
    private readonly ctx: ViewContext,
    private readonly invoice: { id: string; currency: string },
  ) {}

  /** True once it is decided. */
  async open(): Promise<boolean> {
    const { ctx, invoice } = this;
    const { t } = ctx;
    const [plan, terms] = await Promise.all([ctx.api.get<Plan>(`receivables/plans/${invoice.id}`), ctx.api.get<Term[]>('payment-terms')]);
    const ways = ['one', ...terms.map((term) => term.id), 'hand'];
    const labels = { one: t('plan.one'), hand: t('plan.hand'), ...Object.fromEntries(terms.map((term) => [term.id, term.name])) };
    const schema: Schema = {
      type: 'object',
      required: ['way'],
      properties: {
        way: { type: 'string', title: t('plan.way'), enum: ways, 'x-labels': labels, 'x-span': 2 },
        instalments: {
          type: 'array',
          title: t('plan.instalments'),
          description: t('plan.sum', { amount: ctx.money(plan.payable, invoice.currency) }),
          'x-when': { way: 'hand' },
          maxItems: 36,
          'x-add': t('plan.add'),
          items: {
            type: 'object',
            required: ['dueDate', 'amount'],
            properties: {
              dueDate: { type: 'string', format: 'date', title: t('invoice.due') },
              amount: { type: 'string', title: t('payment.amount'), 'x-widget': 'money', 'x-currency': invoice.currency },
            },
          },
        },
      },
    };
    const way = plan.termId ?? (plan.instalments.length > 1 ? 'hand' : 'one');
    const half = dec(plan.payable).times('0.5').round(2);
    const instalments =
      plan.instalments.length > 1
        ? plan.instalments.map(({ dueDate, amount }) => ({ dueDate, amount }))
        : [{ dueDate: plan.instalments[0]?.dueDate, amount: half.toString() }, { amount: dec(plan.payable).minus(half).toString() }];
    const done = await ctx.dialog<boolean>({
      heading: t('plan.heading'),
      body: (close) =>
        html`<c-form
          .schema=${schema}
          .value=${{ way, instalments }}
          .submit=${(values: Values) => this.save(values)}
          submit-label=${t('item.save')}
          cancel-label=${t('item.cancel')}
          @cancel=${() => close()}
          @saved=${() => close(true)}
        ></c-form>`,
    });
    if (done) ctx.toast(t('plan.saved'));
    return done === true;
  }

  private save(values: Values): Promise<Plan> {
    const way = String(values['way']);
    const body = way === 'hand' ? { instalments: values['instalments'] } : way === 'one' ? {} : { termId: way };
    return this.ctx.api.put<Plan>(`receivables/plans/${this.invoice.id}`, body);
  }
}
