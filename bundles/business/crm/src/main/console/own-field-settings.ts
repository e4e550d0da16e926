import '@console/form';
import { ConsoleElement, Load, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import type { Schema, Values } from '@console/form';
import { KINDS, etagOf, type Change } from './crm.js';
import { FIELD_TYPES, ownFields, type OwnField } from './own-fields.js';

/** Part of the settings: the fields the organisation adds to its contacts. */
export default class OwnFieldSettings extends ConsoleElement {
  static override styles = [ui];

  private readonly all = new Load(this, async () => {
    const [fields, deleted] = await Promise.all([ownFields(this.ctx), this.ctx.api.get<OwnField[]>('contact-fields', { deleted: true })]);
    return { fields, deleted };
  });

  override firstUpdated(): void {
    this.ctx.on<Change>('change', (change) => change.type === 'crm.contact-field' && void this.all.reload());
  }

  private schema(field?: OwnField): Schema {
    const { t } = this.ctx;
    const labels = (values: readonly string[], of: string) => Object.fromEntries(values.map((value) => [value, t(`${of}.${value}`)]));
    return {
      type: 'object',
      required: ['label', 'type'],
      properties: {
        label: { title: t('field.label'), type: 'string', maxLength: 80, 'x-placeholder': t('field.label.example') },
        type: { title: t('field.type'), type: 'string', enum: FIELD_TYPES, 'x-labels': labels(FIELD_TYPES, 'field.type'), default: 'TEXT', ...(field ? { readOnly: true } : {}) },
        options: { title: t('field.options'), type: 'array', items: { type: 'string', maxLength: 100 }, maxItems: 100, description: t('field.options.help'), 'x-when': { type: 'CHOICE' } },
        appliesTo: { title: t('field.appliesTo'), type: 'string', enum: KINDS, 'x-labels': labels(KINDS, 'kind'), description: t('field.appliesTo.help') },
        required: { title: t('field.required'), type: 'boolean', 'x-span': 2 },
      },
    };
  }

  private async edit(field?: OwnField): Promise<void> {
    const { ctx } = this;
    const schema = this.schema(field);
    const given = field && Object.fromEntries(Object.entries(field).filter(([, value]) => value !== null));
    const submit = (values: Values) =>
      field ? ctx.api.put(`contact-fields/${field.id}`, { ...values, type: field.type }, { etag: etagOf(field) }) : ctx.api.post('contact-fields', values);
    const done = await ctx.dialog<boolean>({
      heading: ctx.t(field ? 'field.edit' : 'field.new'),
      body: (close) =>
        html`<c-form .schema=${schema} .value=${given} .submit=${submit} submit-label=${ctx.t('contact.save')} cancel-label=${ctx.t('contact.cancel')} @saved=${() => close(true)} @cancel=${() => close()}></c-form>`,
    });
    if (done) await this.finished(ctx.t('field.saved'));
  }

  private async move(fields: readonly OwnField[], at: number, step: number): Promise<void> {
    const ids = fields.map((f) => f.id);
    const [id] = ids.splice(at, 1);
    if (id) ids.splice(at + step, 0, id);
    await this.deed(() => this.ctx.api.put('contact-fields/order', { ids }));
  }

  private async drop(field: OwnField): Promise<void> {
    const { t, api, confirm } = this.ctx;
    const { contacts } = await api.get<{ contacts: number }>(`contact-fields/${field.id}/usage`);
    const sure = await confirm({ heading: t('field.delete.ask', { name: field.label }), text: t('field.delete.text', { count: contacts }), confirm: t('field.delete'), danger: true });
    if (sure) await this.deed(() => api.delete(`contact-fields/${field.id}`, { etag: etagOf(field) }), t('field.deleted'));
  }

  private async purge(field: OwnField): Promise<void> {
    const { t, api, confirm } = this.ctx;
    const { contacts } = await api.get<{ contacts: number }>(`contact-fields/${field.id}/usage`);
    const sure = await confirm({ heading: t('field.purge.ask', { name: field.label }), text: t('field.purge.text', { count: contacts }), confirm: t('field.purge'), danger: true, typed: field.label });
    if (sure) await this.deed(() => api.post(`contact-fields/${field.id}/purge`), t('field.purged'));
  }

  private async deed(work: () => Promise<unknown>, done?: string): Promise<void> {
    try {
      await work();
      await this.finished(done);
    } catch (e) {
      this.ctx.problem(e);
      await this.all.reload();
    }
  }

  private async finished(done?: string): Promise<void> {
    if (done) this.ctx.toast(done);
    await this.all.reload();
  }

  private row(fields: readonly OwnField[], at: number): TemplateResult {
    const { t } = this.ctx;
    const f = fields[at] as OwnField;
    const about = [t(`field.type.${f.type}`), f.options.join(', '), f.appliesTo ? t(`field.only.${f.appliesTo}`) : '', f.required ? t('field.isRequired') : ''].filter(Boolean).join(' · ');
    const button = (key: string, name: string, run: () => void, off = false) =>
      html`<button class="icon-btn" aria-label=${t(key, { name: f.label })} title=${t(key, { name: f.label })} ?disabled=${off} @click=${run}>${icon(name, 18)}</button>`;
    return html`<li class="row">
      <div class="grow break"><div class="strong">${f.label}</div><div class="muted small">${about}</div></div>
      ${button('field.up', 'arrow-up', () => void this.move(fields, at, -1), at === 0)} ${button('field.down', 'arrow-down', () => void this.move(fields, at, 1), at === fields.length - 1)}
      ${button('field.edit.of', 'pencil', () => void this.edit(f))} ${button('field.delete.of', 'trash-2', () => void this.drop(f))}
    </li>`;
  }

  override render(): TemplateResult {
    const { t, date } = this.ctx;
    return html`<c-card heading=${t('fields.title')} sub=${t('fields.sub')}>
      <button slot="actions" class="btn" @click=${() => void this.edit()}>${icon('plus', 18)}${t('field.new')}</button>
      ${this.all.render(
        ({ fields, deleted }) => html`<div class="stack">
          ${fields.length ? html`<ul class="plain list">${fields.map((_, at) => this.row(fields, at))}</ul>` : html`<c-state kind="empty" icon="list" heading=${t('fields.empty')} text=${t('fields.empty.text')}></c-state>`}
          ${deleted.length
            ? html`<details>
                <summary class="strong">${t('fields.deleted')} (${deleted.length})</summary>
                <ul class="plain list">
                  ${deleted.map(
                    (f) => html`<li class="row wrap">
                      <div class="grow break"><div class="strong">${f.label}</div><div class="muted small">${t('field.deleted.since', { date: date(f.deletedAt) })}</div></div>
                      <button class="btn" @click=${() => void this.deed(() => this.ctx.api.post(`contact-fields/${f.id}/restore`), t('field.restored'))}>${icon('archive-restore', 16)}${t('contact.restore')}</button>
                      <button class="btn danger" @click=${() => void this.purge(f)}>${icon('trash-2', 16)}${t('field.purge')}</button>
                    </li>`,
                  )}
                </ul>
              </details>`
            : nothing}
        </div>`,
        { lines: 5 },
      )}
    </c-card>`;
  }
}
