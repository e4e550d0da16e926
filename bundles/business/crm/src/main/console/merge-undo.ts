import { Problem, html, icon, nothing, type ViewContext } from '@console/core';
import { fieldLabel, wordsFor, type MergeEntry, type UndoPreview } from './duplicates-model.js';

type How = 'REFUSE' | 'KEEP' | 'OVERWRITE';

/** Takes a merge back after asking; says first what was changed since and what would be lost. True if it was done. */
export async function undoMerge(ctx: ViewContext, entry: MergeEntry): Promise<boolean> {
  const { t } = ctx;
  try {
    const preview = await ctx.api.get<UndoPreview>(`merges/${entry.id}/undo`);
    const how = preview.changed.length ? await decide(ctx, entry, preview) : await plain(ctx, entry, preview);
    if (!how) return false;
    const outcome = await ctx.api.post<{ returned: number }>(`merges/${entry.id}/undo`, { onChanged: how });
    ctx.toast(t('merge.undo.done', { name: entry.loser.name, count: outcome.returned }));
    return true;
  } catch (e) {
    if (e instanceof Problem && e.code === 'crm.merge.later-first') ctx.toast(e.detail, 'warn');
    else ctx.problem(e);
    return false;
  }
}

async function plain(ctx: ViewContext, entry: MergeEntry, preview: UndoPreview): Promise<How | undefined> {
  const { t } = ctx;
  const sure = await ctx.confirm({
    heading: t('merge.undo.ask', { name: entry.loser.name }),
    text: t('merge.undo.text', { count: preview.rows, winner: entry.winner.name }),
    confirm: t('merge.undo'),
  });
  return sure ? 'REFUSE' : undefined;
}

function decide(ctx: ViewContext, entry: MergeEntry, preview: UndoPreview): Promise<How | undefined> {
  const { t } = ctx;
  const free = preview.changed.some((change) => !change.taken);
  return ctx.dialog<How>({
    heading: t('merge.undo.ask', { name: entry.loser.name }),
    size: 'm',
    body: (close) =>
      html`<div class="stack">
        <div class="note warn">${icon('triangle-alert', 18)}<div>${t('merge.undo.changed')}</div></div>
        <div class="scroll-x">
          <table class="table">
            <thead>
              <tr>
                <th>${t('merge.field')}</th>
                <th>${t('merge.now')}</th>
                <th>${t('merge.before')}</th>
              </tr>
            </thead>
            <tbody>
              ${preview.changed.map(
                (change) =>
                  html`<tr>
                    <td>${fieldLabel(ctx, change.field)}<div class="muted small">${change.contactId === preview.winnerId ? entry.winner.name : entry.loser.name}</div></td>
                    <td class="break">${wordsFor(ctx, change.field, change.now ?? '')}</td>
                    <td class="break">${wordsFor(ctx, change.field, change.before ?? '')}${change.taken ? html`<div class="muted small">${t('merge.taken')}</div>` : nothing}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
        <div class="row wrap">
          <button class="btn" @click=${() => close()}>${t('contact.cancel')}</button>
          ${free ? html`<button class="btn danger" @click=${() => close('OVERWRITE')}>${t('merge.overwrite')}</button>` : nothing}
          <button class="btn primary" @click=${() => close('KEEP')}>${t('merge.keep')}</button>
        </div>
      </div>`,
  });
}
