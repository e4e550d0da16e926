import '@console/form';
import { ConsoleElement, Load, Problem, css, html, icon, nothing, ui, type Answer, type TemplateResult } from '@console/core';
import type { Schema, Values } from '@console/form';
import { contactSchema, draftFrom, mergeDrafts, placed, valuesFrom, type Merge } from './contact-schema.js';
import { etagOf, type Contact } from './crm.js';
import { SimilarContacts, similarStyles } from './similar.js';

interface Saved {
  detail: { result: Contact };
}

/** A contact is added (`contacts/new`) or changed (`contacts/:id/edit`). */
export default class ContactForm extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, merge: { state: true } };
  static override styles = [
    ui,
    similarStyles,
    css`
      c-card {
        max-inline-size: 860px;
      }
      .note {
        margin-block-end: 16px;
      }
      .note ul {
        margin: 6px 0 0;
        padding-inline-start: 18px;
      }
    `,
  ];
  private declare merge: Merge | undefined;
  private schema: Schema | undefined;
  private spoken = '';

  private readonly contact = new Load<Answer<Contact | undefined>>(this, () =>
    this.contactId ? this.ctx.api.fetch<Contact>(`contacts/${this.contactId}`) : Promise.resolve({ data: undefined, etag: undefined }),
  );

  private get contactId(): string | undefined {
    return this.ctx.params['id'];
  }

  private get back(): string {
    return this.contactId ? `contacts/${this.contactId}` : 'contacts';
  }

  override willUpdate(): void {
    const contact = this.contact.value?.data;
    if (contact) this.ctx.setTitle(contact.name);
    // made anew only when it would read differently: another schema makes the form forget what is not typed yet
    const spoken = this.ctx.locale;
    if (!this.schema || spoken !== this.spoken) {
      this.spoken = spoken;
      this.schema = contactSchema(this.ctx);
    }
  }

  private readonly similar = new SimilarContacts(
    () => this.ctx,
    () => this.requestUpdate(),
    () => this.contactId,
  );

  private readonly submit = async (values: Values): Promise<Contact> => {
    const { api } = this.ctx;
    const seen = this.merge?.theirs ?? this.contact.value?.data;
    try {
      const draft = draftFrom(values);
      return seen ? await api.put<Contact>(`contacts/${seen.id}`, draft, { etag: etagOf(seen) }) : await api.post<Contact>('contacts', draft);
    } catch (e) {
      if (seen && e instanceof Problem && e.stale) await this.reconcile(seen, values);
      throw placed(e);
    }
  };

  /** Somebody saved meanwhile: his changes come into the form, what was typed here stays, and the next attempt knows. */
  private async reconcile(base: Contact, mine: Values): Promise<void> {
    const theirs = await this.ctx.api.get<Contact>(`contacts/${base.id}`);
    this.merge = mergeDrafts(base, mine, theirs);
    this.ctx.setDirty(true);
  }

  private saved(e: Saved): void {
    this.ctx.setDirty(false);
    this.ctx.toast(this.t(this.contactId ? 'contact.saved' : 'contact.created', { name: e.detail.result.name }));
    this.ctx.navigate(`contacts/${e.detail.result.id}`, { replace: true, force: true });
  }

  private conflict(merge: Merge): TemplateResult {
    const { t } = this.ctx;
    return html`<div class="note warn" role="alert">
      ${icon('triangle-alert', 18)}
      <div>
        <b>${t('contact.stale')}</b>
        <p>${t('contact.stale.text')}</p>
        ${merge.changed.length ? html`<ul>${merge.changed.map((c) => html`<li>${t(c.mine ? 'contact.stale.both' : 'contact.stale.theirs', { field: t(c.label), value: c.value || '—' })}</li>`)}</ul>` : nothing}
      </div>
    </div>`;
  }

  override render(): TemplateResult {
    const { t, may } = this.ctx;
    const id = this.contactId;
    if (!may('crm.contact.write')) return html`<c-state kind="denied"></c-state>`;
    return html`<c-page heading=${id ? (this.contact.value?.data?.name ?? t('contact.edit')) : t('contact.new')} sub=${id ? t('contact.edit') : nothing} back-href=${this.ctx.href(this.back)}>
      <c-card>
        ${this.contact.render(
          ({ data }) => html`${this.merge ? this.conflict(this.merge) : nothing} ${this.similar.render()}
            <c-form
              .schema=${this.schema}
              .value=${this.merge?.values ?? (data ? valuesFrom(data) : { place: { country: this.ctx.country } })}
              .submit=${this.submit}
              draft-key=${`crm.contact.${id ?? 'new'}`}
              submit-label=${t(id ? 'contact.save' : 'contact.create')}
              cancel-label=${t('contact.cancel')}
              @dirty=${(e: CustomEvent<{ value: boolean }>) => this.ctx.setDirty(e.detail.value || !!this.merge)}
              @input-change=${(e: CustomEvent<{ values: Values }>) => this.similar.typed(e.detail.values)}
              @saved=${this.saved}
              @cancel=${() => this.ctx.navigate(this.back)}
            ></c-form>`,
          { lines: 8 },
        )}
      </c-card>
    </c-page>`;
  }
}
