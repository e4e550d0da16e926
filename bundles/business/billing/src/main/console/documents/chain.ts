import { css, html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import type { Chain, DocumentState, Step } from './types.js';
import { documentBadge, kindIcon } from './words.js';

/** The way of a sale as steps: quote, order, delivery notes, invoice, with their numbers and dates. `now` is the one on the page. */
export function chainSteps(ctx: ViewContext, chain: Chain, now: string): TemplateResult | typeof nothing {
  if (chain.steps.length < 2) return nothing;
  return html`<nav class="chain screen" aria-label=${ctx.t('chain.title')}>
    <ol>
      ${columns(chain).map((steps) => html`<li>${steps.map((step) => stepCard(ctx, step, step.id === now, voided(chain, step)))}</li>`)}
    </ol>
  </nav>`;
}

/** Whether all that led to a step was given back. */
const voided = (chain: Chain, step: Step): boolean => {
  const into = chain.links.filter((link) => link.to === step.id);
  return into.length > 0 && into.every((link) => !link.counts);
};

/** The steps side by side: each as far from the beginning as the longest way to it. */
function columns(chain: Chain): Step[][] {
  const depth = new Map<string, number>();
  const of = (id: string): number => {
    const known = depth.get(id);
    if (known !== undefined) return known;
    depth.set(id, 0);
    const before = chain.links.filter((link) => link.to === id).map((link) => of(link.from) + 1);
    const found = Math.max(0, ...before);
    depth.set(id, found);
    return found;
  };
  const found: Step[][] = [];
  for (const step of chain.steps) (found[of(step.id)] ??= []).push(step);
  return found.filter(Boolean);
}

function stepCard(ctx: ViewContext, step: Step, now: boolean, off: boolean): TemplateResult {
  const body = html`<span class="mark">${icon(kindIcon(step.kind), 18)}</span>
    <span class="say">
      <span class="muted small">${ctx.t(step.invoice ? `kind.${step.kind}` : `document.kind.${step.kind}`)}</span>
      <b>${step.number ?? ctx.t('document.state.DRAFT')}</b>
      <span class="muted small">${step.date ? ctx.date(step.date) : ''}</span>
      ${step.invoice ? (step.state === 'CANCELLED' ? html`<c-badge tone="plain">${ctx.t('state.cancelled')}</c-badge>` : nothing) : documentBadge(ctx, step.state as DocumentState)}
    </span>`;
  const kind = `step ${off ? 'off' : ''}`;
  return now ? html`<span class="${kind} now" aria-current="step">${body}</span>` : html`<a class=${kind} href=${ctx.href(`${step.invoice ? 'invoices' : 'documents'}/${step.id}`)}>${body}</a>`;
}

export const chainStyles = css`
  .chain {
    overflow-x: auto;
    padding: 2px;
  }
  .chain ol {
    list-style: none;
    margin: 0;
    padding: 0;
    display: flex;
    gap: 28px;
    align-items: center;
  }
  .chain li {
    position: relative;
    display: grid;
    gap: 8px;
    flex: 0 0 auto;
  }
  .chain li + li::before {
    content: '';
    position: absolute;
    inset-inline-start: -19px;
    inset-block-start: calc(50% - 5px);
    inline-size: 8px;
    block-size: 8px;
    border: solid var(--c-text-2);
    border-width: 2px 2px 0 0;
    rotate: 45deg;
  }
  .chain .step {
    display: flex;
    gap: 10px;
    align-items: center;
    min-inline-size: 170px;
    min-block-size: 44px;
    padding: 10px 14px;
    border: 1px solid var(--c-line);
    border-radius: 12px;
    background: var(--c-surface);
    color: inherit;
    text-decoration: none;
  }
  .chain a.step:hover {
    background: var(--c-hover);
  }
  .chain .now {
    border-color: var(--c-accent);
    background: var(--c-accent-bg);
  }
  .chain .off {
    opacity: 0.6;
    border-style: dashed;
  }
  .chain .say {
    display: grid;
    justify-items: start;
    gap: 1px;
  }
  .chain b {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .chain .mark {
    color: var(--c-text-2);
  }
  @media (max-width: 720px) {
    .chain ol {
      flex-direction: column;
      align-items: stretch;
      gap: 22px;
    }
    .chain li + li::before {
      inset-inline-start: calc(50% - 4px);
      inset-block-start: -17px;
      rotate: 135deg;
    }
  }
`;
