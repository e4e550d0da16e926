import { html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import '@console/form';
import type { DraftText } from './draft.js';
import { REASONS, type Correction, type Reference } from './types.js';

/** A link to an invoice another one refers to; its number alone if it was issued elsewhere. */
export function referenceLink(ctx: ViewContext, reference: Reference): TemplateResult {
  const number = reference.number ?? ctx.t('invoice.unnumbered');
  return reference.invoiceId ? html`<a href=${ctx.href(`invoices/${reference.invoiceId}`)}>${number}</a>` : html`${number}`;
}

const listed = (ctx: ViewContext, references: readonly Reference[]): TemplateResult =>
  html`${references.map(
    (reference, i) => html`${i > 0 ? ', ' : nothing}<b>${referenceLink(ctx, reference)}</b>${reference.issueDate ? html` ${ctx.t('reference.of', { date: ctx.date(reference.issueDate) })}` : nothing}`,
  )}`;

/** What a draft corrects or takes the place of, and why: shown above the rest of it. */
export function referenceCard(ctx: ViewContext, draft: DraftText, errors: ReadonlyMap<string, string>, set: (correction: Correction) => void): TemplateResult {
  const { t } = ctx;
  const { correction } = draft;
  const wrong = [...errors].filter(([path]) => /^(correction|replaces)\b/.test(path) && path !== 'correction.reason').map(([, message]) => message);
  return html`<c-card heading=${t(correction ? 'correction.title' : 'replaces.title')}>
    <div class="stack">
      <p>${correction ? t(`correction.of.${correction.method}`) : t('replaces.of')} ${listed(ctx, correction?.invoices ?? draft.replaces)}.</p>
      ${correction
        ? html`<p class="muted">${t(`correction.how.${correction.method === 'SUBSTITUTION' ? 'substitute' : draft.kind === 'DEBIT_NOTE' ? 'debit' : 'credit'}`)}</p>
            <c-select
              required
              label=${t('correction.reason')}
              .options=${REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
              .value=${correction.reason}
              .error=${errors.get('correction.reason') ?? ''}
              @change=${(e: CustomEvent<{ value: Correction['reason'] }>) => set({ ...correction, reason: e.detail.value })}
            ></c-select>`
        : nothing}
      ${wrong.map((message) => html`<div class="note bad" role="alert">${icon('circle-alert', 18)}<span>${message}</span></div>`)}
    </div>
  </c-card>`;
}
