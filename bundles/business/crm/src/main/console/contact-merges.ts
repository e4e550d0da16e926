import { ConsoleElement, Load, html, icon, nothing, ui, type Page, type TemplateResult } from '@console/core';
import { calmly, kindIcon, type Change, type Contact } from './crm.js';
import { likely, likelyTone, type MergeEntry, type Similar } from './duplicates-model.js';
import { duplicateStyles } from './duplicates-styles.js';
import { undoMerge } from './merge-undo.js';

interface Known {
  into: Contact | undefined;
  like: Similar[];
  merges: MergeEntry[];
}

/** Part of a contact's page: what it was merged with, and who may be the same. There is nothing to see if there is neither. */
export default class ContactMerges extends ConsoleElement {
  static override styles = [ui, duplicateStyles];

  private readonly known = new Load<Known>(this, async (signal) => {
    const { api } = this.ctx;
    const id = this.ctx.params['id'] as string;
    const [contact, like, merges] = await Promise.all([
      api.get<Contact & { mergedInto: string | null }>(`contacts/${id}`, undefined, signal),
      api.get<Similar[]>(`duplicates/${id}`, undefined, signal),
      api.list<MergeEntry>('merges', { contact: id, limit: 20 }, signal).then((page: Page<MergeEntry>) => page.items),
    ]);
    const into = contact.mergedInto ? await api.get<Contact>(`contacts/${contact.mergedInto}`, undefined, signal) : undefined;
    return { into, like, merges: merges.filter((merge) => !merge.undoneAt) };
  });

  override firstUpdated(): void {
    const reload = calmly(() => void this.known.reload());
    this.ctx.on<Change>('change', (change) => ['crm.contact', 'crm.duplicate'].includes(change.type) && reload());
  }

  private async undo(merge: MergeEntry): Promise<void> {
    if (await undoMerge(this.ctx, merge)) await this.known.reload();
  }

  override render(): TemplateResult | typeof nothing {
    const { ctx } = this;
    const { t } = ctx;
    const known = this.known.value;
    if (!known || (!known.into && !known.like.length && !known.merges.length)) return nothing;
    const may = ctx.may('crm.contact.merge');
    return html`<c-card heading=${t('dup.title')}>
      <div class="stack">
        ${known.into ? html`<div class="note warn">${icon('users-round', 18)}<div>${t('merge.into')} <a href=${ctx.href(`contacts/${known.into.id}`)}>${known.into.name}</a></div></div>` : nothing}
        ${known.like.map(
          ({ contact: c, score, reasons }) =>
            html`<div class="row wrap">
              <span class="tile-icon">${icon(kindIcon(c.kind), 20)}</span>
              <div class="grow">
                <a class="strong break" href=${ctx.href(`contacts/${c.id}`)}>${c.name}</a>
                <div class="muted small">${t(`dup.${likely(score)}`)}: ${reasons.map((reason) => t(`dup.reason.${reason}`)).join(', ')}</div>
              </div>
              <c-badge tone=${likelyTone[likely(score)]}>${ctx.percent(score, 0)}</c-badge>
              ${may ? html`<a class="btn" href=${ctx.href(`contacts/${ctx.params['id']}/merge/${c.id}`)}>${t('dup.compare')}</a>` : nothing}
            </div>`,
        )}
        ${known.merges.map(
          (merge) =>
            html`<div class="row wrap">
              <div class="grow"><b class="break">${merge.loser.name}</b><div class="muted small break">${t('merge.took.at', { name: merge.winner.name, date: ctx.date(merge.at), by: merge.by })}</div></div>
              ${may ? html`<button class="btn" aria-label=${`${t('merge.undo')}: ${merge.loser.name}`} @click=${() => void this.undo(merge)}>${icon('undo-2', 17)}${t('merge.undo')}</button>` : nothing}
            </div>`,
        )}
      </div>
    </c-card>`;
  }
}
