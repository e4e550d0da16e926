import '@console/form';
import { html, icon, type ConsoleElement, type TemplateResult } from '@console/core';
import type { Schema, Values } from '@console/form';
import { ROLES, type Contact } from './crm.js';

export type Deed = 'ADD_TAG' | 'REMOVE_TAG' | 'ADD_ROLE' | 'REMOVE_ROLE' | 'ARCHIVE' | 'RESTORE';

/** One thing done to many contacts. */
export interface BulkDeed {
  ids: string[];
  deed: Deed;
  tag?: string;
  role?: string;
}

export interface BulkOutcome {
  changed: string[];
  unchanged: number;
  refused: { id: string; code: string }[];
}

/** What was done last, to be taken back. */
export interface Done {
  deed: BulkDeed;
  outcome: BulkOutcome;
}

const OPPOSITE: Readonly<Record<Deed, Deed>> = { ADD_TAG: 'REMOVE_TAG', REMOVE_TAG: 'ADD_TAG', ADD_ROLE: 'REMOVE_ROLE', REMOVE_ROLE: 'ADD_ROLE', ARCHIVE: 'RESTORE', RESTORE: 'ARCHIVE' };

/** Takes back what was done, from those it was done to. */
export const undoing = ({ deed, outcome }: Done): BulkDeed => ({ ...deed, ids: outcome.changed, deed: OPPOSITE[deed.deed] });

/** Asks what is wanted in a dialog; undefined if nothing is. */
async function asked(owner: ConsoleElement, heading: string, property: string, field: Schema, confirm: string): Promise<string | undefined> {
  const { ctx } = owner;
  const schema: Schema = { type: 'object', required: [property], properties: { [property]: { ...field, 'x-span': 2 } } };
  return ctx.dialog<string>({
    heading,
    size: 's',
    body: (close) =>
      html`<c-form .schema=${schema} submit-label=${confirm} cancel-label=${ctx.t('contact.cancel')} @save=${(e: CustomEvent<{ value: Values }>) => close(String(e.detail.value[property]))} @cancel=${() => close()}></c-form>`,
  });
}

/** The deeds for the selected rows of the list. */
export function bulkDeeds(owner: ConsoleElement, rows: readonly Contact[], tags: readonly string[], run: (deed: BulkDeed) => void): TemplateResult {
  const { t, may } = owner.ctx;
  const ids = rows.map((row) => row.id);
  const count = rows.length;
  const tag = async (deed: 'ADD_TAG' | 'REMOVE_TAG') => {
    const known = deed === 'ADD_TAG' ? tags : [...new Set(rows.flatMap((row) => row.tags))].sort();
    const word = await asked(owner, t(`bulk.${deed}.ask`, { count }), 'tag', { title: t('contact.tag'), type: 'string', maxLength: 40, 'x-known': known }, t(`bulk.${deed}`));
    if (word) run({ ids, deed, tag: word });
  };
  const role = async (deed: 'ADD_ROLE' | 'REMOVE_ROLE') => {
    const labels = Object.fromEntries(ROLES.map((r) => [r, t(`role.${r}`)]));
    const chosen = await asked(owner, t(`bulk.${deed}.ask`, { count }), 'role', { title: t('contact.roles'), type: 'string', enum: ROLES, 'x-labels': labels }, t(`bulk.${deed}`));
    if (chosen) run({ ids, deed, role: chosen });
  };
  const archive = async () => {
    if (await owner.ctx.confirm({ heading: t('bulk.ARCHIVE.ask', { count }), text: t('contact.archive.text'), confirm: t('contact.archive'), danger: true })) run({ ids, deed: 'ARCHIVE' });
  };
  const archived = rows.every((row) => row.archivedAt);
  return html`<span slot="selection" class="row tight wrap">
    <button class="btn" @click=${() => void tag('ADD_TAG')}>${icon('tag', 16)}${t('bulk.ADD_TAG')}</button>
    <button class="btn" @click=${() => void role('ADD_ROLE')}>${icon('user-check', 16)}${t('bulk.ADD_ROLE')}</button>
    ${may('crm.contact.delete')
      ? archived
        ? html`<button class="btn" @click=${() => run({ ids, deed: 'RESTORE' })}>${icon('archive-restore', 16)}${t('contact.restore')}</button>`
        : html`<button class="btn" @click=${() => void archive()}>${icon('archive', 16)}${t('contact.archive')}</button>`
      : ''}
    <c-menu
      label=${t('bulk.more')}
      .items=${[
        { label: t('bulk.REMOVE_TAG'), icon: 'tags', run: () => void tag('REMOVE_TAG') },
        { label: t('bulk.REMOVE_ROLE'), icon: 'user', run: () => void role('REMOVE_ROLE') },
      ]}
    ></c-menu>
  </span>`;
}
