import { css, html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import { deliveryState, outcome, type Attempt, type Delivery, type DeliveryDetail } from './model.js';

const styles = css`
  ol.tries {
    list-style: none;
    margin: 0;
    padding: 0;
    display: grid;
    gap: 10px;
  }
  ol.tries > li {
    border: 1px solid var(--c-line);
    border-radius: 12px;
    padding: 12px 14px;
    display: grid;
    gap: 8px;
  }
  pre {
    margin: 0;
    padding: 10px 12px;
    border-radius: 10px;
    background: var(--c-hover);
    font: 400 13px/1.5 var(--c-mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    max-block-size: 260px;
    overflow-y: auto;
  }
`;

/** What was sent, and what came back each time. Resolves to true if it is to be sent again. */
export async function showDelivery(ctx: ViewContext, delivery: Delivery, manages: boolean): Promise<boolean> {
  let detail: DeliveryDetail;
  try {
    detail = await ctx.api.get<DeliveryDetail>(`deliveries/${delivery.id}`);
  } catch (e) {
    ctx.problem(e);
    return false;
  }
  const again = await ctx.dialog<boolean>({ heading: delivery.type, size: 'l', styles, body: (close) => body(ctx, detail, manages, close) });
  return again === true;
}

function body(ctx: ViewContext, detail: DeliveryDetail, manages: boolean, close: (value?: boolean) => void): TemplateResult {
  const t = ctx.t;
  const d = detail.delivery;
  const { tone, text } = deliveryState(d, ctx);
  return html`<div class="stack">
    <c-facts
      .rows=${[
        [t('delivery.state'), html`<c-badge tone=${tone}>${text}</c-badge>`],
        [t('delivery.created'), ctx.dateTime(d.created)],
        [t('delivery.finished'), d.finished ? ctx.dateTime(d.finished) : null],
        [t('delivery.next'), d.nextAttempt ? ctx.dateTime(d.nextAttempt) : null],
        ['webhook-id', html`<span class="mono">${d.event}</span>`],
      ]}
    ></c-facts>
    <h3>${t('request.title')}</h3>
    <p class="mono break">POST ${detail.url}</p>
    <pre tabindex="0" aria-label=${t('request.title')}>${pretty(detail.body)}</pre>
    <h3>${t('tries.title')}</h3>
    ${detail.tries.length === 0 ? html`<p class="muted">${t('tries.none')}</p>` : html`<ol class="tries">${detail.tries.map((attempt) => tried(ctx, attempt))}</ol>`}
    <div class="actions">
      <button class="btn" autofocus @click=${() => close()}>${t('shell.close')}</button>
      ${manages ? html`<button class="btn primary" @click=${() => close(true)}>${icon('rotate-cw', 18)}${t('replay.one')}</button>` : nothing}
    </div>
  </div>`;
}

function tried(ctx: ViewContext, attempt: Attempt): TemplateResult {
  const good = attempt.status !== undefined && attempt.status >= 200 && attempt.status < 300;
  return html`<li>
    <div class="row wrap spread">
      <c-badge tone=${good ? 'ok' : 'bad'}>${outcome(attempt.status, attempt.problem, ctx)}</c-badge>
      <span class="muted small num">${ctx.dateTime(attempt.at)} · ${ctx.number(attempt.millis)} ms</span>
    </div>
    ${attempt.answer ? html`<pre tabindex="0" aria-label=${ctx.t('tries.answer')}>${attempt.answer}</pre>` : nothing}
  </li>`;
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
