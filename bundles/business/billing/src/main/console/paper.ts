import { html, icon, nothing, type ReactiveControllerHost, type TemplateResult, type ViewContext } from '@console/core';
import { Deeds } from './deeds.js';
import { chainSteps } from './documents/chain.js';
import { alone, type Chain } from './documents/types.js';
import { mark } from './mark.js';
import { PaymentDialog } from './payment.js';
import { sheet } from './sheet.js';
import { fiscalBadge, stateBadge } from './state.js';
import type { Plan } from './receivables/types.js';
import type { Invoice, ListedTax, Payment, Related } from './types.js';

interface Host extends ReactiveControllerHost {
  readonly ctx: ViewContext;
}

interface Attached {
  readonly payments: readonly Payment[];
  readonly related: readonly Related[];
  readonly taxes: readonly ListedTax[];
  readonly chain: Chain;
  readonly qr: string | undefined;
  readonly plan: Plan | undefined;
}

/** An invoice as its customer sees it, what became of it, what was paid, and the mark of the authority. */
export class Paper {
  private attached: Attached = { payments: [], related: [], taxes: [], chain: alone, qr: undefined, plan: undefined };

  constructor(
    private readonly host: Host,
    private readonly changed: () => void,
  ) {}

  private get ctx(): ViewContext {
    return this.host.ctx;
  }

  async take(invoice: Invoice): Promise<void> {
    const { api, signal } = this.ctx;
    const issued = invoice.status !== 'DRAFT';
    const [payments, related, taxes, chain, qr, plan] = await Promise.all([
      issued ? api.get<Payment[]>(`invoices/${invoice.id}/payments`) : [],
      issued ? api.get<Related[]>(`invoices/${invoice.id}/related`) : [],
      api.get<ListedTax[]>('taxes', { date: invoice.issueDate }),
      api.get<Chain>(`invoices/${invoice.id}/chain`),
      invoice.fiscal?.qrUrl ? (this.attached.qr ?? this.picture(`invoices/${invoice.id}/qr`, signal)) : undefined,
      issued ? api.get<Plan>(`receivables/plans/${invoice.id}`) : undefined,
    ]);
    this.attached = { payments, related, taxes, chain, qr, plan };
  }

  private async picture(path: string, signal: AbortSignal): Promise<string> {
    const url = URL.createObjectURL(await this.ctx.api.blob(path));
    signal.addEventListener('abort', () => URL.revokeObjectURL(url), { once: true });
    return url;
  }

  private async pay(invoice: Invoice): Promise<void> {
    if (await new PaymentDialog(this.ctx, invoice).open()) this.changed();
  }

  render(invoice: Invoice): TemplateResult {
    const { ctx } = this;
    const t = ctx.t;
    const open = invoice.status === 'ISSUED' && Number(invoice.balance) > 0;
    const deeds = new Deeds(ctx, invoice, this.attached.related, this.changed).items();
    const state = invoice.fiscal?.state;
    return html`<c-page heading=${invoice.number ?? t('invoice.draft')} sub=${t('paper.sub', { customer: invoice.customer.name, total: ctx.money(invoice.total, invoice.currency) })} back-href=${ctx.href('invoices')} back-label=${t('invoices.title')}>
      <span slot="badge" class="row wrap badges">${stateBadge(ctx, invoice)} ${state && state !== 'NOT_SENT' ? fiscalBadge(ctx, state) : nothing}</span>
      <div slot="actions" class="row wrap screen">
        ${deeds.length > 0 ? html`<c-menu label=${t('editor.more')} text=${t('deeds.title')} .items=${deeds}></c-menu>` : nothing}
        <button class="btn" @click=${() => window.print()}>${icon('printer', 18)}${t('paper.print')}</button>
        ${open && ctx.may('billing.payment.register')
          ? html`<button class="btn primary" @click=${() => void this.pay(invoice)}>${icon('hand-coins', 18)}${t('payment.register')}</button>`
          : nothing}
      </div>
      ${chainSteps(ctx, this.attached.chain, invoice.id)}
      <div class="issued">
        <article class="sheet" aria-label=${t('paper.label', { kind: t(`kind.${invoice.kind}`), number: invoice.number ?? '' })}>${sheet(ctx, invoice, this.attached.taxes, this.attached.qr)}</article>
        <div class="side screen">
          ${invoice.status === 'CANCELLED' ? html`<div class="note warn">${icon('circle-x', 18)}<span>${t('paper.cancelled.text')}</span></div>` : this.balance(invoice)} ${this.plan(invoice)} ${this.related()} ${this.payments(invoice)}
          <c-sections at="billing.invoice" record=${invoice.id}></c-sections>
          ${mark(ctx, invoice)}
        </div>
      </div>
    </c-page>`;
  }

  private balance(invoice: Invoice): TemplateResult {
    const { ctx } = this;
    const back = Number(invoice.payable) < 0;
    const money = (amount: string) => ctx.money(back ? amount.replace('-', '') : amount, invoice.currency);
    return html`<c-card heading=${ctx.t(back ? 'paper.balance.back' : 'paper.balance')}>
      <div class="due-now"><span class="big num">${money(invoice.balance)}</span><span class="muted">${ctx.t('paper.of', { total: money(invoice.payable) })}</span></div>
      <c-progress
        value=${Math.abs(Number(invoice.paid))}
        max=${Math.abs(Number(invoice.payable))}
        label=${ctx.t(back ? 'paper.paid.back' : 'paper.paid', { paid: money(invoice.paid) })}
      ></c-progress>
    </c-card>`;
  }

  /** When it is to be paid, if not at once. */
  private plan(invoice: Invoice): TemplateResult | typeof nothing {
    const { ctx } = this;
    const parts = this.attached.plan?.instalments ?? [];
    if (parts.length < 2 || invoice.status === 'CANCELLED') return nothing;
    return html`<c-card heading=${ctx.t('plan.heading')}>
      <ul class="plain list">
        ${parts.map((part) => {
          const open = Number(part.open) !== 0;
          const late = open && part.dueDate < ctx.today();
          return html`<li class="row spread">
            <div><div class="strong">${ctx.date(part.dueDate)}</div><c-badge tone=${late ? 'bad' : open ? 'plain' : 'ok'}>${ctx.t(late ? 'state.overdue' : open ? 'state.unpaid' : 'state.paid')}</c-badge></div>
            <span class="num strong">${ctx.money(part.amount, invoice.currency)}</span>
          </li>`;
        })}
      </ul>
    </c-card>`;
  }

  /** What became of it: the invoices that correct it or take its place. */
  private related(): TemplateResult | typeof nothing {
    const { ctx } = this;
    const { related } = this.attached;
    if (related.length === 0) return nothing;
    return html`<c-card heading=${ctx.t('related.title')}>
      <ul class="plain list">
        ${related.map(
          (later) => html`<li class="row spread top">
            <div>
              <div>${ctx.t(later.status === 'DRAFT' ? 'related.begun' : !later.method ? 'related.replaced' : later.method === 'SUBSTITUTION' ? 'related.substituted' : 'related.corrected')} <a class="strong" href=${ctx.href(`invoices/${later.id}`)}>${later.number ?? ctx.t('state.draft')}</a></div>
              <div class="muted small">${later.status === 'CANCELLED' ? ctx.t('state.cancelled') : ctx.date(later.issueDate)}</div>
            </div>
            <span class="num">${ctx.money(later.total, later.currency)}</span>
          </li>`,
        )}
      </ul>
    </c-card>`;
  }

  private payments(invoice: Invoice): TemplateResult | typeof nothing {
    const { ctx } = this;
    const { payments } = this.attached;
    if (payments.length === 0 && (invoice.status !== 'ISSUED' || Number(invoice.balance) <= 0)) return nothing;
    return html`<c-card heading=${ctx.t('payments.title')}>
      ${payments.length === 0
        ? html`<p class="muted">${ctx.t('payments.none')}</p>`
        : html`<ul class="plain list">
            ${payments.map(
              (payment) => html`<li class="row spread">
                <div><div class="strong">${ctx.t(`method.${payment.method.toLowerCase()}`)}</div><div class="muted small">${ctx.date(payment.date)}</div></div>
                <span class="num strong">${ctx.money(payment.amount, invoice.currency)}</span>
              </li>`,
            )}
          </ul>`}
    </c-card>`;
  }
}
