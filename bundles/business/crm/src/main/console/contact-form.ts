import '@console/form';
import { ConsoleElement, Load, Problem, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import type { Schema, SchemaForm, Values } from '@console/form';
import { conflictStyles } from './conflict-styles.js';
import { mergeDrafts, type Conflict, type Merge } from './contact-merge.js';
import { contactSchema, draftFrom, noWords, placed, valuesFrom, type Words } from './contact-schema.js';
import { etagOf, type Contact, type Kind } from './crm.js';
import { ownFields, type OwnField } from './own-fields.js';
import { SimilarContacts, similarStyles } from './similar.js';

interface Saved {
  detail: { result: Contact };
}

interface Needed {
  contact: Contact | undefined;
  own: OwnField[];
  words: Words;
}

/** A contact is added (`contacts/new`) or changed (`contacts/:id/edit`). */
export default class ContactForm extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, merge: { state: true }, kind: { state: true } };
  static override styles = [ui, conflictStyles, similarStyles];
  private declare merge: Merge | undefined;
  /** As chosen in the form. */
  private declare kind: Kind | undefined;
  private schema: Schema = {};
  private shape = '';

  private readonly needed = new Load<Needed>(this, async () => {
    const { api } = this.ctx;
    const [contact, own, words] = await Promise.all([
      this.contactId ? api.get<Contact>(`contacts/${this.contactId}`) : Promise.resolve(undefined),
      ownFields(this.ctx),
      api.get<Words>('contacts/terms').catch(() => noWords), // suggestions only: the form works without
    ]);
    return { contact, own, words };
  });

  private get contactId(): string | undefined {
    return this.ctx.params['id'];
  }

  private get back(): string {
    return this.contactId ? `contacts/${this.contactId}` : 'contacts';
  }

  override willUpdate(): void {
    const needed = this.needed.value;
    if (!needed) return;
    if (needed.contact) this.ctx.setTitle(needed.contact.name);
    // made anew only when it would read differently: another schema makes the form forget what is not typed yet
    const kind = this.kind ?? needed.contact?.kind ?? 'COMPANY';
    const shape = `${this.ctx.locale} ${kind} ${needed.own.map((f) => `${f.id}.${f.version}`).join()}`;
    if (shape === this.shape) return;
    this.shape = shape;
    this.schema = contactSchema(this.ctx, kind, needed.own, needed.words, needed.contact?.custom ?? {});
  }

  private get form(): SchemaForm | null {
    return this.renderRoot.querySelector<SchemaForm>('c-form');
  }

  private readonly similar = new SimilarContacts(
    () => this.ctx,
    () => this.requestUpdate(),
    () => this.contactId,
  );

  private typed(e: CustomEvent<{ path: string; value: Kind; values: Values }>): void {
    if (e.detail.path === 'kind') this.kind = e.detail.value;
    this.similar.typed(draftFrom(e.detail.values));
  }

  private readonly submit = async (values: Values): Promise<Contact> => {
    const { api, t } = this.ctx;
    if (this.merge?.conflicts.some((c) => !c.chosen)) throw new Problem(422, 'choose', '', t('contact.stale.choose'));
    const seen = this.merge?.theirs ?? this.needed.value?.contact;
    try {
      const draft = draftFrom(values);
      return seen ? await api.put<Contact>(`contacts/${seen.id}`, draft, { etag: etagOf(seen) }) : await api.post<Contact>('contacts', draft);
    } catch (e) {
      if (seen && e instanceof Problem && e.stale) {
        await this.reconcile(seen, values);
        throw new Problem(e.status, e.code, '', t('contact.stale.review'));
      }
      throw placed(e);
    }
  };

  /** Somebody saved meanwhile: what only he changed comes into the form; of what both changed a value is to be chosen. */
  private async reconcile(base: Contact, mine: Values): Promise<void> {
    const theirs = await this.ctx.api.get<Contact>(`contacts/${base.id}`);
    this.merge = mergeDrafts(this.ctx, this.needed.value?.own ?? [], base, mine, theirs);
    this.ctx.setDirty(true);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.conflict input, .stale')?.focus();
  }

  private choose(conflict: Conflict, chosen: 'mine' | 'theirs'): void {
    conflict.chosen = chosen;
    this.form?.set(conflict.path, chosen === 'mine' ? conflict.mineValue : conflict.theirsValue);
    this.requestUpdate();
  }

  private saved(e: Saved): void {
    this.ctx.setDirty(false);
    this.ctx.toast(this.t(this.contactId ? 'contact.saved' : 'contact.created', { name: e.detail.result.name }));
    this.ctx.navigate(`contacts/${e.detail.result.id}`, { replace: true, force: true });
  }

  private stale(merge: Merge): TemplateResult {
    const { t } = this.ctx;
    return html`<div class="stale" role="alert" tabindex="-1">
      <div class="row top">
        ${icon('triangle-alert', 18)}
        <div class="grow">
          <b>${t('contact.stale')}</b>
          <p>${t(merge.conflicts.length ? 'contact.stale.both' : 'contact.stale.text')}</p>
        </div>
      </div>
      ${merge.conflicts.map((c, i) => this.conflict(c, i))}
      ${merge.taken.length ? html`<p class="small">${t('contact.stale.taken')} ${merge.taken.map((c) => `${c.label}: ${c.value}`).join(' · ')}</p>` : nothing}
    </div>`;
  }

  private conflict(c: Conflict, at: number): TemplateResult {
    const { t } = this.ctx;
    const option = (who: 'mine' | 'theirs', value: string) =>
      html`<label class="option ${c.chosen === who ? 'on' : ''}">
        <input type="radio" name="conflict-${at}" .checked=${c.chosen === who} @change=${() => this.choose(c, who)} />
        <span><span class="who">${t(`contact.stale.${who}`)}</span><span class="what">${value}</span></span>
      </label>`;
    return html`<fieldset class="conflict">
      <legend>${c.label}</legend>
      <div class="options">${option('mine', c.mine)}${option('theirs', c.theirs)}</div>
    </fieldset>`;
  }

  override render(): TemplateResult {
    const { t, may } = this.ctx;
    const id = this.contactId;
    if (!may('crm.contact.write')) return html`<c-state kind="denied"></c-state>`;
    const name = this.needed.value?.contact?.name;
    return html`<c-page heading=${id ? (name ?? t('contact.edit')) : t('contact.new')} sub=${id ? t('contact.edit') : nothing} back-href=${this.ctx.href(this.back)}>
      <c-card>
        ${this.needed.render(
          ({ contact }) => html`${this.merge ? this.stale(this.merge) : nothing} ${this.similar.render()}
            ${contact?.erasedAt
              ? html`<c-state kind="denied" heading=${t('privacy.erased')}></c-state>`
              : html`<c-form
                  .schema=${this.schema}
                  .value=${this.merge?.values ?? (contact ? valuesFrom(contact) : { place: { country: this.ctx.country } })}
                  .submit=${this.submit}
                  draft-key=${`crm.contact.${id ?? 'new'}`}
                  submit-label=${t(id ? 'contact.save' : 'contact.create')}
                  cancel-label=${t('contact.cancel')}
                  @input-change=${this.typed}
                  @dirty=${(e: CustomEvent<{ value: boolean }>) => this.ctx.setDirty(e.detail.value || !!this.merge)}
                  @saved=${this.saved}
                  @cancel=${() => this.ctx.navigate(this.back)}
                ></c-form>`}`,
          { lines: 8 },
        )}
      </c-card>
    </c-page>`;
  }
}
