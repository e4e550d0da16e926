import { ConsoleElement, Load, html, icon, nothing, type TemplateResult } from '@console/core';
import type { Schema, Values } from '@console/form';
import '@console/form';
import type { Level, Rules, Term } from './types.js';

interface Rate {
  validFrom: string;
  rate: string;
}

/** Part of the settings: payment terms, reminders and late interest. */
export default class CollectionSettings extends ConsoleElement {
  private readonly all = new Load(this, async () => {
    const { api } = this.ctx;
    const [terms, rules, levels, rates] = await Promise.all([
      api.get<Term[]>('payment-terms'),
      api.get<Rules>('reminders/rules'),
      api.get<{ levels: Level[] }>('reminders/levels'),
      api.get<Rate[]>('reminders/interest-rates'),
    ]);
    return { terms, rules, levels: levels.levels, rates };
  });

  private get manage(): boolean {
    return this.ctx.may('billing.collection.manage');
  }

  private async form(heading: string, schema: Schema, value: object, submit: (values: Values) => Promise<unknown>, more: TemplateResult | typeof nothing = nothing): Promise<void> {
    const { ctx } = this;
    const done = await ctx.dialog<boolean>({
      heading,
      body: (close) =>
        html`<c-form .schema=${schema} .value=${value} .submit=${submit} submit-label=${ctx.t('item.save')} cancel-label=${ctx.t('item.cancel')} @cancel=${() => close()} @saved=${() => close(true)}>${more}</c-form>`,
    });
    if (!done) return;
    ctx.toast(ctx.t('coll.saved'));
    await this.all.reload();
  }

  private editTerm(term?: Term): Promise<void> {
    const { ctx } = this;
    const { t } = ctx;
    const schema: Schema = {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string', title: t('coll.term.name'), maxLength: 80, 'x-placeholder': '30/60/90' },
        payDay: { type: 'integer', title: t('coll.term.payDay'), description: t('coll.term.payDay.help'), minimum: 1, maximum: 31 },
        parts: {
          type: 'array',
          title: t('coll.term.parts'),
          description: t('coll.term.parts.help'),
          minItems: 1,
          maxItems: 36,
          'x-add': t('coll.term.part.add'),
          items: {
            type: 'object',
            required: ['days', 'share'],
            properties: {
              days: { type: 'integer', title: t('coll.term.days'), minimum: 0, maximum: 1830 },
              share: { type: 'string', title: t('coll.term.share'), 'x-widget': 'percent', minimum: '0.01', maximum: '100' },
            },
          },
        },
      },
    };
    const value = term ?? { parts: [{ days: 30, share: '100' }] };
    return this.form(t(term ? 'coll.term.edit' : 'coll.term.new'), schema, value, (values) =>
      term ? ctx.api.put(`payment-terms/${term.id}`, values, { etag: `"${term.version}"` }) : ctx.api.post('payment-terms', values),
    );
  }

  private async dropTerm(term: Term): Promise<void> {
    const { ctx } = this;
    if (!(await ctx.confirm({ heading: ctx.t('coll.term.delete', { name: term.name }), text: ctx.t('coll.term.delete.text'), confirm: ctx.t('item.delete'), danger: true }))) return;
    try {
      await ctx.api.delete(`payment-terms/${term.id}`, { etag: `"${term.version}"` });
    } catch (e) {
      ctx.problem(e);
    }
    await this.all.reload();
  }

  private editRules(rules: Rules): Promise<void> {
    const { ctx } = this;
    const { t } = ctx;
    const sorts = ['NONE', 'LEGAL', 'OWN'];
    const schema: Schema = {
      type: 'object',
      required: ['interest'],
      properties: {
        reminders: { type: 'boolean', title: t('coll.reminders'), description: t('coll.reminders.help'), 'x-widget': 'switch', 'x-span': 2 },
        automatic: { type: 'boolean', title: t('coll.automatic'), description: t('coll.automatic.help'), 'x-widget': 'switch', 'x-span': 2 },
        interest: { type: 'string', title: t('rcv.interest'), enum: sorts, 'x-labels': Object.fromEntries(sorts.map((s) => [s, t(`coll.interest.${s}`)])), description: t('coll.interest.help'), 'x-span': 2 },
        ownRate: { type: 'string', title: t('coll.ownRate'), 'x-widget': 'percent', minimum: '0', 'x-when': { interest: 'OWN' } },
        compensation: { type: 'string', title: t('rcv.compensation'), description: t('coll.compensation.help'), 'x-widget': 'money', minimum: '0' },
      },
    };
    const on = (values: Values, key: string) => values[key] === true || values[key] === 'true';
    return this.form(t('coll.rules'), schema, rules, (values) => ctx.api.put('reminders/rules', { ...values, reminders: on(values, 'reminders'), automatic: on(values, 'automatic') }));
  }

  private editLevel(levels: readonly Level[], at: number): Promise<void> {
    const { ctx } = this;
    const { t } = ctx;
    const level = levels[at]!;
    const properties: Record<string, Schema> = { daysLate: { type: 'integer', title: t('coll.level.days'), minimum: 1, maximum: 3650, 'x-span': 2 } };
    const value: Values = { daysLate: level.daysLate };
    level.texts.forEach((text, i) => {
      properties[`subject${i}`] = { type: 'string', title: `${t('coll.level.subject')} · ${t(`coll.language.${text.language}`)}`, maxLength: 200, 'x-span': 2 };
      properties[`text${i}`] = { type: 'string', title: `${t('coll.level.text')} · ${t(`coll.language.${text.language}`)}`, maxLength: 4000, 'x-widget': 'textarea', 'x-rows': 7, 'x-span': 2 };
      value[`subject${i}`] = text.subject;
      value[`text${i}`] = text.text;
    });
    const schema: Schema = { type: 'object', required: Object.keys(properties), properties };
    return this.form(
      t('rcv.reminder.level', { level: at + 1 }),
      schema,
      value,
      (values) =>
        ctx.api.put('reminders/levels', {
          levels: levels.map((other, i) =>
            i === at ? { daysLate: Number(values['daysLate']), texts: level.texts.map((text, k) => ({ language: text.language, subject: values[`subject${k}`], text: values[`text${k}`] })) } : other,
          ),
        }),
      html`<p class="muted small">${t('coll.level.words', { words: '{cliente} {factura} {importe} {vencimiento} {dias} {empresa}' })}</p>`,
    );
  }

  private addRate(): Promise<void> {
    const { ctx } = this;
    const { t } = ctx;
    const schema: Schema = {
      type: 'object',
      required: ['validFrom', 'rate'],
      properties: {
        validFrom: { type: 'string', format: 'date', title: t('coll.rate.from') },
        rate: { type: 'string', title: t('coll.rate'), 'x-widget': 'percent', minimum: '0' },
      },
    };
    return this.form(t('coll.rate.add'), schema, {}, (values) => ctx.api.post('reminders/interest-rates', values));
  }

  override render(): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    return html`${this.all.render(
      ({ terms, rules, levels, rates }) => html`<div class="stack">
        <c-card heading=${t('coll.terms')} sub=${t('coll.terms.sub')}>
          <ul class="plain list">
            ${terms.map(
              (term) => html`<li class="row spread">
                <div class="grow"><span class="strong">${term.name}</span><div class="muted small">${term.parts.map((part) => t('coll.term.part', { days: part.days, share: ctx.percent(part.share) })).join(' · ')}</div></div>
                ${this.manage
                  ? html`<button class="icon-btn" aria-label=${t('coll.term.edit')} @click=${() => void this.editTerm(term)}>${icon('pencil', 18)}</button>
                      <button class="icon-btn" aria-label=${t('coll.term.delete', { name: term.name })} @click=${() => void this.dropTerm(term)}>${icon('trash-2', 18)}</button>`
                  : nothing}
              </li>`,
            )}
            ${terms.length ? nothing : html`<li class="muted">${t('coll.terms.none')}</li>`}
          </ul>
          ${this.manage ? html`<p><button class="btn" @click=${() => void this.editTerm()}>${icon('plus', 17)}${t('coll.term.new')}</button></p>` : nothing}
        </c-card>
        <c-card heading=${t('rcv.reminders')} sub=${t('rcv.reminder.no-mail')}>
          <ul class="plain list">
            ${levels.map(
              (level, at) => html`<li class="row spread">
                <div class="grow"><span class="strong">${t('rcv.reminder.level', { level: at + 1 })}</span><div class="muted small">${t('coll.level.after', { count: level.daysLate })} · ${level.texts[0]?.subject}</div></div>
                ${this.manage ? html`<button class="icon-btn" aria-label=${t('coll.level.edit', { level: at + 1 })} @click=${() => void this.editLevel(levels, at)}>${icon('pencil', 18)}</button>` : nothing}
              </li>`,
            )}
          </ul>
        </c-card>
        <c-card heading=${t('coll.rules')}>
          <c-facts
            .rows=${[
              [t('coll.reminders'), t(rules.reminders ? 'coll.yes' : 'coll.no')],
              [t('coll.automatic'), t(rules.automatic ? 'coll.yes' : 'coll.no')],
              [t('rcv.interest'), `${t(`coll.interest.${rules.interest}`)}${rules.interest === 'OWN' ? ` · ${ctx.percent(rules.ownRate)}` : ''}`],
              [t('rcv.compensation'), rules.compensation ? ctx.money(rules.compensation) : t('coll.no')],
            ]}
          ></c-facts>
          ${this.manage ? html`<p><button class="btn" @click=${() => void this.editRules(rules)}>${icon('pencil', 17)}${t('coll.change')}</button></p>` : nothing}
        </c-card>
        <c-card heading=${t('coll.rates')} sub=${t('coll.rates.sub')}>
          <ul class="plain list">
            ${rates.slice(-4).map((rate) => html`<li class="row spread"><span>${t('coll.rate.since', { date: ctx.date(rate.validFrom) })}</span><span class="num strong">${ctx.percent(rate.rate)}</span></li>`)}
            ${rates.length ? nothing : html`<li class="muted">${t('coll.rates.none')}</li>`}
          </ul>
          ${this.manage ? html`<p><button class="btn" @click=${() => void this.addRate()}>${icon('plus', 17)}${t('coll.rate.add')}</button></p>` : nothing}
        </c-card>
      </div>`,
      { lines: 10 },
    )}`;
  }
}
