import { html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import { closeText, closeTone, initials, type Card } from './model.js';

/** What is inside of a card of the board: who, what, how much, when, and what is the matter with it. */
export function cardFace(ctx: ViewContext, card: Card, owners: ReadonlyMap<string, string>): TemplateResult {
  const { t, href, money, percent } = ctx;
  const o = card.opportunity;
  const owner = o.owner ? owners.get(o.owner) : undefined;
  const date = o.expectedClose || o.closedOn;
  return html`<div class="stack tight">
    <div class="row spread top">
      <a class="strong break" href=${href(`opportunities/${o.id}`)} draggable="false">${o.title}</a>
      ${owner ? html`<span class="muted small" title=${t('deal.ownedBy', { name: owner })} aria-label=${t('deal.ownedBy', { name: owner })} role="img">${initials(owner)}</span>` : nothing}
    </div>
    <div class="muted small break">${o.contactName}</div>
    <div class="row spread small"><span class="num strong">${money(o.value, o.currency)}</span><span class="num muted" title=${t('deal.probability')}>${percent(o.probability, 0)}</span></div>
    ${date || card.quietDays || card.alert
      ? html`<div class="row wrap tight">
          ${date ? html`<c-badge pictured tone=${closeTone(ctx, o)}>${icon(card.alert ? 'bell-ring' : 'calendar-clock', 13)}${closeText(ctx, o)}</c-badge>` : nothing}
          ${card.quietDays ? html`<c-badge pictured tone="warn" title=${t('deal.quiet.title')}>${icon('timer', 13)}${t('deal.quiet', { days: card.quietDays })}</c-badge>` : nothing}
        </div>`
      : nothing}
    ${o.lostReason ? html`<div class="muted small break">${o.lostReason}</div>` : nothing}
  </div>`;
}
