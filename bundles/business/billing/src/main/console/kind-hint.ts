import { html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import { kindOf, refers, usualKind, type DraftText } from './draft.js';
import { corrects, type Kind } from './types.js';

/** What sort of document a draft becomes, why, and how to have the other sort; `set` with '' leaves it to the customer. */
export function kindHint(ctx: ViewContext, draft: DraftText, set: (kind: Kind | '') => void): TemplateResult {
  const { t } = ctx;
  const kind = kindOf(draft);
  const other: Kind = kind === 'INVOICE' ? 'SIMPLIFIED' : 'INVOICE';
  return html`<div class="wide kind" role="status" data-kind=${kind}>
    <span class="muted">${icon(kind === 'SIMPLIFIED' ? 'receipt' : corrects(kind) ? 'undo-2' : 'receipt-text', 18)}</span>
    <div class="grow">
      <b>${t(`kind.${kind}.long`)}</b>
      ${draft.kind || refers(draft) ? nothing : html`<div class="muted small">${t(`kind.${kind}.because`)}</div>`}
    </div>
    ${refers(draft) ? nothing : html`<button class="chip" type="button" @click=${() => set(other === usualKind(draft.customer) ? '' : other)}>${t(`kind.${other}.rather`)}</button>`}
  </div>`;
}
