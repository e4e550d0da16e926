import { html, icon, nothing, type ReactiveControllerHost, type TemplateResult, type ViewContext } from '@console/core';
import { goods, heads, legalTexts, sums } from '../sheet.js';
import type { ListedTax } from '../types.js';
import { chainSteps } from './chain.js';
import { ConvertDialog, targetsOf } from './convert.js';
import { alone, isLive, isWritable, pathOf, type Chain, type DocumentLine, type SalesDocument, type Target } from './types.js';
import { documentBadge, kindIcon } from './words.js';

interface Host extends ReactiveControllerHost {
  readonly ctx: ViewContext;
}

type Decision = 'accept' | 'reject' | 'close' | 'cancel' | 'reopen';

/** A document as its customer sees it, with what it came from, what became of it, and what can be made of it. */
export class DocumentPaper {
  private chain: Chain = alone;
  private taxes: readonly ListedTax[] = [];
  private busy = false;

  constructor(
    private readonly host: Host,
    private readonly changed: () => void,
    private readonly write: () => void,
  ) {}

  private get ctx(): ViewContext {
    return this.host.ctx;
  }

  async take(document: SalesDocument): Promise<void> {
    const { api } = this.ctx;
    [this.chain, this.taxes] = await Promise.all([api.get<Chain>(`documents/${document.id}/chain`), api.get<ListedTax[]>('taxes', { date: document.date }).catch(() => [])]);
  }

  private async convert(document: SalesDocument, target: Target): Promise<void> {
    const { ctx } = this;
    const made = await new ConvertDialog(ctx, document, target).open();
    if (!made) return;
    ctx.toast(ctx.t(`convert.done.${made.target}`));
    ctx.navigate(pathOf(made));
  }

  private async decide(document: SalesDocument, decision: Decision): Promise<void> {
    const { ctx } = this;
    if (this.busy) return;
    if (decision === 'cancel' && !(await ctx.confirm({ heading: ctx.t('document.cancel.heading', { number: document.number ?? '' }), text: ctx.t('document.cancel.text'), confirm: ctx.t('document.decide.cancel'), danger: true }))) return;
    this.busy = true;
    try {
      await ctx.api.post(`documents/${document.id}/${decision}`, {}, { etag: `"${document.version}"` });
      ctx.toast(ctx.t(`document.decided.${decision}`));
    } catch (e) {
      ctx.problem(e);
    } finally {
      this.busy = false;
      this.changed();
    }
  }

  /** What may be decided about it now; the server knows all the rules, here is what makes sense to offer. */
  private decisions(document: SalesDocument): Decision[] {
    const untouched = document.lines.every((line) => Number(line.converted) === 0);
    const settled = document.lines.every((line) => Number(line.open) === 0);
    switch (document.state) {
      case 'DRAFT':
        return [];
      case 'OPEN':
        return ['accept', 'reject', 'close', 'cancel'];
      case 'ACCEPTED':
        return ['reject', 'close', 'reopen', 'cancel'];
      case 'EXPIRED':
        return ['reject', 'cancel'];
      case 'PARTIAL':
        return ['close'];
      case 'REJECTED':
        return ['reopen', 'cancel'];
      case 'CLOSED':
        return settled ? [] : untouched ? ['reopen', 'cancel'] : ['reopen'];
      case 'CANCELLED':
        return ['reopen'];
    }
  }

  private static readonly pictures: Record<Decision, string> = { accept: 'circle-check', reject: 'circle-x', close: 'archive', cancel: 'circle-x', reopen: 'rotate-ccw' };

  render(document: SalesDocument): TemplateResult {
    const { ctx } = this;
    const t = ctx.t;
    const write = ctx.may('billing.document.write');
    const targets = write && isLive(document) ? targetsOf(ctx, document) : [];
    const accept = write && document.state === 'OPEN' && document.kind === 'QUOTE';
    const decisions = write ? this.decisions(document).filter((each) => each !== 'accept' || !accept) : [];
    const rewrite = write && isWritable(document) && document.number;
    const menu = [
      ...(rewrite ? [{ label: t('document.rewrite'), icon: 'pencil', run: () => this.write() }] : []),
      ...targets.slice(1).map((target) => ({ label: t(`convert.go.${target}`), icon: kindIcon(target), run: () => void this.convert(document, target) })),
      ...decisions.map((decision) => ({ label: t(`document.decide.${decision}`), icon: DocumentPaper.pictures[decision], danger: decision === 'cancel', run: () => void this.decide(document, decision) })),
    ];
    const [first] = targets;
    const begun = document.lines.some((line) => Number(line.converted) > 0);
    return html`<c-page
      heading=${document.number ?? t(`document.draft.${document.kind}`)}
      sub=${t('paper.sub', { customer: document.customer.name, total: ctx.money(document.total, document.currency) })}
      back-href=${ctx.href('documents')}
      back-label=${t('documents.title')}
    >
      <span slot="badge">${documentBadge(ctx, document.state)}</span>
      <div slot="actions" class="row wrap screen">
        ${menu.length > 0 ? html`<c-menu label=${t('editor.more')} text=${t('deeds.title')} .items=${menu}></c-menu>` : nothing}
        <button class="btn" @click=${() => window.print()}>${icon('printer', 18)}${t('paper.print')}</button>
        ${rewrite && document.state === 'EXPIRED' ? html`<button class="btn primary" @click=${() => this.write()}>${icon('pencil', 18)}${t('document.rewrite')}</button>` : nothing}
        ${accept ? html`<button class="btn" @click=${() => void this.decide(document, 'accept')}>${icon('circle-check', 18)}${t('document.decide.accept')}</button>` : nothing}
        ${first ? html`<button class="btn primary" @click=${() => void this.convert(document, first)}>${icon(kindIcon(first), 18)}${t(`convert.go.${first}`)}</button>` : nothing}
      </div>
      ${chainSteps(ctx, this.chain, document.id)}
      ${document.state === 'EXPIRED' ? html`<div class="note warn screen">${icon('triangle-alert', 18)}<span>${t('document.expired.text')}</span></div>` : nothing}
      <div class=${begun ? 'issued' : ''}>
        <article class="sheet ${document.state === 'CANCELLED' ? 'void' : ''}" aria-label=${`${t(`document.kind.${document.kind}`)} ${document.number ?? ''}`}>${this.sheet(document)}</article>
        ${begun ? html`<div class="side screen">${this.progress(document)}</div>` : nothing}
      </div>
    </c-page>`;
  }

  private sheet(document: SalesDocument): TemplateResult {
    const { ctx } = this;
    const t = ctx.t;
    const laws = legalTexts(document, this.taxes);
    return html`${document.state === 'CANCELLED' ? html`<div class="stamp" aria-hidden="true">${t('document.state.CANCELLED')}</div>` : nothing}
      ${heads(ctx, t(`document.kind.${document.kind}`), document.customer, [
        [t('invoice.number'), document.number ?? t('invoice.unnumbered')],
        [t('invoice.date'), ctx.date(document.date)],
        ...(document.validUntil ? [[t('document.validUntil'), ctx.date(document.validUntil)] as const] : []),
        ...(document.deliveryDate ? [[t('document.deliveryDate'), ctx.date(document.deliveryDate)] as const] : []),
      ])}
      ${goods(ctx, document)}
      <div class="bottom">
        <div class="legal">
          <div class="notes">
            ${document.notes ? html`<h3>${t('invoice.notes')}</h3><p>${document.notes}</p>` : nothing} ${laws.map((text) => html`<p class="law">${text}</p>`)}
            <p class="law">${t(`document.law.${document.kind}`)}</p>
          </div>
        </div>
        ${sums(ctx, document, this.taxes)}
      </div>`;
  }

  /** How much of each line went on, and what is left. */
  private progress(document: SalesDocument): TemplateResult {
    const { ctx } = this;
    const t = ctx.t;
    const done = (line: DocumentLine) => t('document.progress.of', { converted: ctx.quantity(line.converted, '', 6), quantity: ctx.quantity(line.quantity, '', 6) });
    return html`<c-card heading=${t('document.progress')}>
      <ul class="plain list">
        ${document.lines.map(
          (line) => html`<li class="stack tight">
            <div class="row spread small"><span class="break">${line.description}</span><span class="num muted">${done(line)}</span></div>
            <c-progress value=${Number(line.converted)} max=${Number(line.quantity)} label="${line.description}: ${done(line)}"></c-progress>
          </li>`,
        )}
      </ul>
    </c-card>`;
  }
}
