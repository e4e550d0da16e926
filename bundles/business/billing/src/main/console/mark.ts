import { css, html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import { FISCAL } from './state.js';
import type { Invoice } from './types.js';

/** What the authority knows of an invoice, what that means and what is to be done; and the record that was made of it. */
export function mark(ctx: ViewContext, invoice: Invoice): TemplateResult | typeof nothing {
  const seal = invoice.fiscal;
  if (!seal) return nothing;
  const { t } = ctx;
  const chained = seal.regime === 'verifactu' && ctx.may('fiscal-verifactu.record.read');
  const { tone, icon: picture } = FISCAL[seal.state];
  const records = ctx.href(`/fiscal-verifactu/records?q=${encodeURIComponent(invoice.number ?? '')}`);
  return html`<c-card heading=${t('mark.title')}>
    <div class="stack tight">
      <div class="note ${tone === 'plain' ? 'quiet' : tone}" data-fiscal=${seal.state}>
        ${icon(picture, 18)}
        <div>
          <b>${t(`fiscal.${seal.state}`)}</b>
          <div>${t(`fiscal.${seal.state}.text`)}</div>
          ${chained && (seal.state === 'REJECTED' || seal.state === 'ACCEPTED_WITH_ERRORS') ? html`<a class="do" href=${records}>${t('fiscal.why')}</a>` : nothing}
        </div>
      </div>
      <c-facts
        .rows=${[
          [t('mark.position'), seal.chainPosition ? ctx.number(seal.chainPosition) : ''],
          [t('mark.kind'), seal.kind],
          [t('mark.at'), ctx.dateTime(seal.generatedAt)],
        ]}
      ></c-facts>
      ${seal.hash
        ? html`<div class="row spread">
            <div class="grow"><div class="muted small">${t('mark.hash')}</div><code title=${seal.hash}>${seal.hash.slice(0, 16)}…</code></div>
            <button class="icon-btn" aria-label=${t('mark.copy')} title=${t('mark.copy')} @click=${() => void copy(ctx, seal.hash!)}>${icon('copy', 18)}</button>
          </div>`
        : nothing}
      <div class="row wrap">
        ${chained ? html`<a class="btn" href=${records}>${icon('link', 17)}${t('mark.chain')}</a>` : nothing}
        ${seal.qrUrl ? html`<a class="btn" href=${seal.qrUrl} target="_blank" rel="noreferrer">${icon('external-link', 17)}${t('mark.check')}</a>` : nothing}
      </div>
    </div>
  </c-card>`;
}

async function copy(ctx: ViewContext, text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  ctx.toast(ctx.t('mark.copied'));
}

export const markStyles = css`
  .note.quiet {
    background: var(--c-hover);
    color: var(--c-text-2);
  }
  .note .do {
    display: inline-block;
    color: inherit;
    font-weight: 600;
    padding-block: 4px;
  }
`;
