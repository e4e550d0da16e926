import '@console/form';
import { ConsoleElement, Load, Problem, css, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import { calmly, etagOf, type Contact } from '../crm.js';
import { choiceLabel, fieldLabel, valueOf, type Condition, type Segment, type SegmentField } from './types.js';

interface Start {
  fields: SegmentField[];
  segment: Segment | undefined;
}

/** Makes or changes a segment: conditions in rows, and at once who would belong to it. */
export default class SegmentForm extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, name: { state: true }, description: { state: true }, kind: { state: true }, match: { state: true }, conditions: { state: true }, found: { state: true }, errors: { state: true }, saving: { state: true } };
  static override styles = [
    ui,
    css`
      .condition { display: grid; gap: 8px; grid-template-columns: minmax(150px, 1.2fr) minmax(150px, 1fr) minmax(150px, 1.6fr) 44px; align-items: start; }
      .chips { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; min-block-size: 40px; }
      .chip { appearance: none; min-block-size: 34px; padding: 0 12px; border: 1px solid var(--c-line-2); border-radius: 99px; background: var(--c-surface); color: var(--c-text); font: inherit; font-size: 13px; cursor: pointer; }
      .chip[aria-pressed='true'] { background: var(--c-accent-bg); border-color: var(--c-accent); color: var(--c-accent-text); font-weight: 560; }
      .chip:focus-visible { outline: 2px solid var(--c-focus); outline-offset: 2px; }
      .remove { margin-block-start: 0; }
      .bad { color: var(--c-bad); font-size: 13px; grid-column: 1 / -1; }
      .big { font-size: 32px; font-weight: 600; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
      ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 6px; }
      @media (max-width: 960px) { .main-side { grid-template-columns: minmax(0, 1fr); } }
      @media (max-width: 720px) {
        .condition { grid-template-columns: minmax(0, 1fr) 44px; padding-block-end: 14px; border-block-end: 1px solid var(--c-line); }
        .condition > * { grid-column: 1; }
        .condition > .remove { grid-column: 2; grid-row: 1; }
      }
    `,
  ];
  declare name: string;
  declare description: string;
  declare kind: 'DYNAMIC' | 'STATIC';
  declare match: 'ALL' | 'ANY';
  declare conditions: Condition[];
  declare found: { count: number; some: Contact[] } | undefined;
  declare errors: Record<string, string>;
  declare saving: boolean;
  private seen: Segment | undefined;
  private started = false;
  private asked = 0;

  constructor() {
    super();
    this.name = this.description = '';
    this.kind = 'DYNAMIC';
    this.match = 'ALL';
    this.conditions = [{ field: 'lifetimeValue', operator: 'AT_LEAST', values: ['1000'] }];
    this.errors = {};
    this.saving = false;
  }

  private readonly start = new Load<Start>(this, async (signal) => {
    const id = this.ctx.params['id'];
    const [fields, segment] = await Promise.all([
      this.ctx.api.get<SegmentField[]>('segments/fields', {}, signal),
      id ? this.ctx.api.get<Segment>(`segments/${id}`, {}, signal) : Promise.resolve(undefined),
    ]);
    if (segment) this.take(segment);
    return { fields, segment };
  });

  private take(segment: Segment): void {
    this.seen = segment;
    this.name = segment.name;
    this.description = segment.description ?? '';
    this.kind = segment.kind;
    this.match = segment.match;
    this.conditions = segment.conditions.map((one) => ({ ...one, values: [...one.values] }));
  }

  private readonly preview = calmly(() => void this.look(), 350);

  override updated(changed: Map<string, unknown>): void {
    super.updated(changed);
    if (this.start.value && (!this.started || changed.has('conditions') || changed.has('match'))) {
      this.started = true;
      this.preview();
    }
  }

  private complete(): boolean {
    const fields = this.start.value?.fields ?? [];
    return (
      this.conditions.length > 0 &&
      this.conditions.every((one) => {
        const field = fieldOf(fields, one.field);
        return valueOf(field, one.operator) === 'none' || (one.values.length > 0 && one.values.every((value) => value !== ''));
      })
    );
  }

  /** Who would belong to it, as the conditions stand. */
  private async look(): Promise<void> {
    if (this.kind === 'STATIC' || !this.complete()) {
      this.found = undefined;
      return;
    }
    const run = ++this.asked;
    const trial = { match: this.match, conditions: this.conditions };
    try {
      const [{ count }, page] = await Promise.all([
        this.ctx.api.post<{ count: number }>('segments/preview/count', trial),
        this.ctx.api.post<{ items: Contact[] }>('segments/preview?limit=8', trial),
      ]);
      if (run !== this.asked) return;
      this.found = { count, some: page.items };
      this.errors = {};
    } catch (e) {
      if (run !== this.asked || !(e instanceof Problem)) return;
      this.found = undefined;
      this.errors = wrong(e);
    }
  }

  private async save(): Promise<void> {
    const { ctx } = this;
    const body = { name: this.name, description: this.description, kind: this.kind, match: this.match, conditions: this.kind === 'STATIC' ? [] : this.conditions };
    this.saving = true;
    try {
      const saved = this.seen
        ? await ctx.api.put<Segment>(`segments/${this.seen.id}`, body, { etag: etagOf(this.seen) })
        : await ctx.api.post<Segment>('segments', body);
      ctx.setDirty(false);
      ctx.toast(ctx.t('segment.saved'));
      ctx.navigate(`segments/${this.seen?.id ?? saved.id}`, { replace: true });
    } catch (e) {
      if (e instanceof Problem && e.stale && this.seen) {
        const mine = { name: this.name, description: this.description, match: this.match, conditions: this.conditions };
        this.seen = await ctx.api.get<Segment>(`segments/${this.seen.id}`);
        Object.assign(this, mine);
        ctx.toast(ctx.t('segment.stale'), 'warn');
      } else if (e instanceof Problem && Object.keys(wrong(e)).length > 0) {
        this.errors = wrong(e);
      } else {
        ctx.problem(e);
      }
    } finally {
      this.saving = false;
    }
  }

  private change(index: number, part: Partial<Condition>): void {
    this.conditions = this.conditions.map((one, i) => (i === index ? { ...one, ...part } : one));
    this.ctx.setDirty(true);
  }

  private pick(fields: readonly SegmentField[], index: number, key: string): void {
    const field = fieldOf(fields, key);
    const operator = field.operators[0] ?? 'IS';
    this.change(index, { field: key, operator, values: first(field, operator) });
  }

  private row(fields: readonly SegmentField[], condition: Condition, index: number): TemplateResult {
    const { t } = this.ctx;
    const field = fieldOf(fields, condition.field);
    const own = fields.some((one) => one.key === condition.field) ? [] : [field];
    const error = Object.entries(this.errors).find(([key]) => key.startsWith(`conditions[${index}]`))?.[1];
    return html`<div class="condition" role="group" aria-label=${t('segment.condition', { number: String(index + 1) })}>
      <c-select
        hide-label
        required
        label=${t('segment.what')}
        value=${condition.field}
        .options=${[...fields, ...own].map((one) => ({ value: one.key, label: fieldLabel(this.ctx, one.key) }))}
        @change=${(e: CustomEvent<{ value: string }>) => this.pick(fields, index, e.detail.value)}
      ></c-select>
      <c-select
        hide-label
        required
        label=${t('segment.how')}
        value=${condition.operator}
        .options=${field.operators.map((operator) => ({ value: operator, label: t(`segment.operator.${operator}`) }))}
        @change=${(e: CustomEvent<{ value: string }>) => {
          const same = valueOf(field, e.detail.value) === valueOf(field, condition.operator);
          this.change(index, { operator: e.detail.value, values: same ? condition.values : first(field, e.detail.value) });
        }}
      ></c-select>
      ${this.value(field, condition, index)}
      <button type="button" class="icon-btn remove" title=${t('segment.condition.remove')} aria-label=${t('segment.condition.remove.of', { name: fieldLabel(this.ctx, condition.field) })} ?disabled=${this.conditions.length === 1} @click=${() => {
        this.conditions = this.conditions.filter((_, i) => i !== index);
        this.ctx.setDirty(true);
      }}>${icon('x', 18)}</button>
      ${error ? html`<p class="bad" role="alert">${error}</p>` : nothing}
    </div>`;
  }

  private value(field: SegmentField, condition: Condition, index: number): TemplateResult {
    const { t } = this.ctx;
    const one = condition.values[0] ?? '';
    const take = (e: CustomEvent<{ value: string }>) => this.change(index, { values: e.detail.value === '' ? [] : [e.detail.value] });
    switch (valueOf(field, condition.operator)) {
      case 'none':
        return html`<span></span>`;
      case 'choice':
        return html`<div class="chips">
          ${field.choices.map((choice) => {
            const on = condition.values.includes(choice);
            return html`<button
              type="button"
              class="chip"
              aria-pressed=${on}
              @click=${() => this.change(index, { values: on ? condition.values.filter((value) => value !== choice) : [...condition.values, choice] })}
            >
              ${choiceLabel(this.ctx, field.key, choice)}
            </button>`;
          })}
        </div>`;
      case 'flag':
        return html`<c-select
          hide-label
          required
          label=${t('segment.value')}
          value=${one}
          .options=${['true', 'false'].map((value) => ({ value, label: t(`segment.flag.${value}`) }))}
          @change=${take}
        ></c-select>`;
      case 'texts':
        return html`<c-tags hide-label label=${t('segment.value')} .values=${condition.values} placeholder=${t('segment.values')} @change=${(e: CustomEvent<{ value: string[] }>) => this.change(index, { values: e.detail.value })}></c-tags>`;
      case 'money':
        return html`<c-money hide-label label=${t('segment.value')} value=${one} currency=${this.ctx.currency} @change=${take}></c-money>`;
      case 'date':
        return html`<c-date hide-label label=${t('segment.value')} value=${one} @change=${take}></c-date>`;
      default:
        return html`<c-number hide-label label=${t('segment.value')} value=${one} unit=${valueOf(field, condition.operator) === 'days' ? t('segment.days') : ''} @change=${take}></c-number>`;
    }
  }

  private rules(fields: readonly SegmentField[]): TemplateResult {
    const { t } = this.ctx;
    return html`<c-card heading=${t('segment.conditions')}>
      <div class="stack">
        <c-segmented
          label=${t('segment.match')}
          value=${this.match}
          .choices=${['ALL', 'ANY'].map((id) => ({ id, label: t(`segment.match.${id}`) }))}
          @change=${(e: CustomEvent<{ value: 'ALL' | 'ANY' }>) => (this.match = e.detail.value)}
        ></c-segmented>
        ${this.conditions.map((one, i) => this.row(fields, one, i))}
        ${this.errors['conditions'] ? html`<p class="bad" role="alert">${this.errors['conditions']}</p>` : nothing}
        <div>
          <button
            type="button"
            class="btn"
            ?disabled=${this.conditions.length >= 20}
            @click=${() => {
              this.conditions = [...this.conditions, { field: 'status', operator: 'IS', values: ['ACTIVE'] }];
              this.ctx.setDirty(true);
            }}
          >
            ${icon('plus', 18)}${t('segment.condition.add')}
          </button>
        </div>
      </div>
    </c-card>`;
  }

  private who(): TemplateResult {
    const { t } = this.ctx;
    const found = this.found;
    return html`<c-card heading=${t('segment.preview')}>
      <div class="stack tight" aria-live="polite">
        ${found
          ? html`<div><span class="big">${this.ctx.number(String(found.count))}</span> <span class="muted">${t('segment.contacts')}</span></div>
              <ul class="small">
                ${found.some.map((one) => html`<li class="break">${one.name}</li>`)}
              </ul>
              ${found.count > found.some.length ? html`<p class="muted small">${t('segment.more', { count: this.ctx.number(String(found.count - found.some.length)) })}</p>` : nothing}`
          : html`<p class="muted">${t('segment.preview.none')}</p>`}
      </div>
    </c-card>`;
  }

  private form({ fields, segment }: Start): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    return html`<c-page heading=${segment ? t('segment.edit.title') : t('segment.new')} back-href=${ctx.href(segment ? `segments/${segment.id}` : 'segments')} back-label=${segment ? segment.name : t('segments.title')}>
      <form
        class="stack"
        novalidate
        @submit=${(e: Event) => {
          e.preventDefault();
          void this.save();
        }}
      >
        <div class="main-side">
          <div class="stack">
            <c-card>
              <div class="stack">
                <c-text required label=${t('segment.name')} value=${this.name} error=${this.errors['name'] ?? ''} @change=${(e: CustomEvent<{ value: string }>) => this.typed('name', e.detail.value)}></c-text>
                <c-text label=${t('segment.description')} value=${this.description} error=${this.errors['description'] ?? ''} @change=${(e: CustomEvent<{ value: string }>) => this.typed('description', e.detail.value)}></c-text>
                ${segment
                  ? nothing
                  : html`<c-segmented
                      label=${t('segment.kind')}
                      value=${this.kind}
                      .choices=${['DYNAMIC', 'STATIC'].map((id) => ({ id, label: t(`segment.kind.${id}`) }))}
                      @change=${(e: CustomEvent<{ value: 'DYNAMIC' | 'STATIC' }>) => (this.kind = e.detail.value)}
                    ></c-segmented>`}
                <p class="muted small">${t(`segment.kind.${this.kind}.help`)}</p>
              </div>
            </c-card>
            ${this.kind === 'DYNAMIC' ? this.rules(fields) : nothing}
          </div>
          ${this.kind === 'DYNAMIC' ? this.who() : nothing}
        </div>
        <div class="row">
          <button class="btn primary" type="submit" ?disabled=${this.saving}>${t('segment.save')}</button>
          <a class="btn" href=${ctx.href(segment ? `segments/${segment.id}` : 'segments')}>${t('contact.cancel')}</a>
        </div>
      </form>
    </c-page>`;
  }

  private typed(field: 'name' | 'description', value: string): void {
    this[field] = value;
    const { [field]: _, ...others } = this.errors;
    this.errors = others;
    this.ctx.setDirty(true);
  }

  override render(): unknown {
    return this.start.render((start) => this.form(start));
  }
}

/** A field by its key; one of the organisation's own is asked about as a text. */
const fieldOf = (fields: readonly SegmentField[], key: string): SegmentField => fields.find((one) => one.key === key) ?? { key, type: 'TEXT', operators: ['IS', 'IS_NOT', 'KNOWN', 'UNKNOWN'], choices: [] };

/** What a new condition starts with. */
function first(field: SegmentField, operator: string): string[] {
  switch (valueOf(field, operator)) {
    case 'choice':
      return field.choices.slice(0, 1);
    case 'days':
      return ['90'];
    case 'flag':
      return ['true'];
    default:
      return [];
  }
}

/** What the server found wrong, by field. */
const wrong = (e: Problem): Record<string, string> => Object.fromEntries((e.errors ?? []).map((one) => [one.field, one.message]));
