import { ConsoleElement, Load, html, nothing, ui, type TemplateResult } from '@console/core';
import { calmly, concerns, type Change, type Contact } from './crm.js';
import { ownFields, ownRows, type OwnField } from './own-fields.js';
import { partStyles } from './part-styles.js';

/** A part of a contact's page: where it came from, its size, and the values of the organisation's own fields. */
export default class OwnValues extends ConsoleElement {
  static override styles = [ui, partStyles];

  private readonly all = new Load<{ contact: Contact; fields: OwnField[] }>(this, async () => {
    const [contact, fields] = await Promise.all([this.ctx.api.get<Contact>(`contacts/${this.ctx.params['id']}`), ownFields(this.ctx)]);
    return { contact, fields };
  });

  override firstUpdated(): void {
    const reload = calmly(() => void this.all.reload());
    this.ctx.on<Change>('change', (change) => (change.type === 'crm.contact-field' || concerns(change, this.ctx.params['id'])) && reload());
  }

  override render(): TemplateResult | typeof nothing {
    const { ctx } = this;
    const found = this.all.value;
    if (!found) return nothing;
    const { contact, fields } = found;
    const rows: [string, string][] = [
      [ctx.t('contact.size'), contact.size ? ctx.t(`size.${contact.size}`) : ''],
      [ctx.t('contact.source'), contact.source ?? ''],
      ...ownRows(ctx, fields, contact),
    ];
    const filled = rows.filter(([, value]) => value);
    return filled.length ? html`<c-card heading=${ctx.t('own.title')}><c-facts .rows=${filled}></c-facts></c-card>` : nothing;
  }
}
