import '@console/form';
import { ConsoleElement, Load, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import type { Schema, Values } from '@console/form';
import { calmly, concerns, type Change, type Contact } from './crm.js';
import { partStyles } from './part-styles.js';

interface Erasure {
  name: string;
  kept: { what: string; rows: number | null; reason: string }[];
}

/** A part of a contact's page: the person's rights, to have the data and to have them erased. */
export default class Privacy extends ConsoleElement {
  static override styles = [ui, partStyles];

  private readonly contact = new Load<Contact>(this, () => this.ctx.api.get<Contact>(`contacts/${this.ctx.params['id']}`));

  override firstUpdated(): void {
    const reload = calmly(() => void this.contact.reload());
    this.ctx.on<Change>('change', (change) => concerns(change, this.ctx.params['id']) && reload());
  }

  private async save(contact: Contact): Promise<void> {
    try {
      await this.ctx.api.download(`contacts/${contact.id}/personal-data`, `${this.t('privacy.file')} ${contact.name}.json`);
    } catch (e) {
      this.ctx.problem(e);
    }
  }

  /** Asks why and for the name, typed; says afterwards what stays. */
  private async erase(contact: Contact): Promise<void> {
    const { ctx } = this;
    const { t } = ctx;
    const schema: Schema = {
      type: 'object',
      required: ['reason', 'typed'],
      properties: {
        reason: { title: t('privacy.reason'), type: 'string', minLength: 3, maxLength: 500, 'x-span': 2, 'x-widget': 'text', description: t('privacy.reason.help') },
        typed: {
          title: t('privacy.typed', { name: contact.name }),
          type: 'string',
          pattern: contact.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
          'x-pattern-text': t('privacy.typed.wrong'),
          'x-span': 2,
          'x-autocomplete': 'off',
        },
      },
    };
    const done = await ctx.dialog<Erasure>({
      heading: t('privacy.erase.ask', { name: contact.name }),
      body: (close) =>
        html`<div class="stack">
          <div class="note bad">${icon('triangle-alert', 18)}<span>${t('privacy.erase.text')}</span></div>
          <c-form
            .schema=${schema}
            .submit=${({ reason }: Values) => ctx.api.post<Erasure>(`contacts/${contact.id}/erase`, { reason })}
            submit-label=${t('privacy.erase.do')}
            cancel-label=${t('contact.cancel')}
            @saved=${(e: CustomEvent<{ result: Erasure }>) => close(e.detail.result)}
            @cancel=${() => close()}
          ></c-form>
        </div>`,
    });
    if (!done) return;
    await ctx.dialog<void>({
      heading: t('privacy.erased.now', { name: done.name }),
      body: (close) =>
        html`<div class="stack">
          <p>${t('privacy.kept')}</p>
          <ul class="list plain">
            ${done.kept.map((kept) => html`<li><span class="strong">${t(`privacy.kept.${kept.what}`)}${kept.rows ? ` (${ctx.number(kept.rows)})` : ''}</span><div class="muted small">${kept.reason}</div></li>`)}
          </ul>
          <div class="actions"><button class="btn primary" @click=${() => close()}>${t('privacy.understood')}</button></div>
        </div>`,
    });
    await this.contact.reload();
  }

  override render(): TemplateResult | typeof nothing {
    const { t, may, date } = this.ctx;
    const contact = this.contact.value;
    if (!contact) return nothing;
    const mayErase = may('crm.contact.erase') && !contact.erasedAt;
    return html`<c-card heading=${t('privacy.title')}>
      ${contact.erasedAt ? html`<div class="note warn">${icon('shield-alert', 18)}<span>${t('privacy.erased.since', { date: date(contact.erasedAt) })}</span></div>` : nothing}
      <div class="row wrap tight">
        ${may('crm.contact.export') && !contact.erasedAt ? html`<button class="btn" @click=${() => void this.save(contact)}>${icon('download', 17)}${t('privacy.export')}</button>` : nothing}
        ${mayErase ? html`<button class="btn danger" @click=${() => void this.erase(contact)}>${icon('trash-2', 17)}${t('privacy.erase')}</button>` : nothing}
      </div>
    </c-card>`;
  }
}
