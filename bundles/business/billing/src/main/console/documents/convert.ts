import { Problem, css, dec, html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import '@console/form';
import { totalsOf } from '../totals.js';
import { BECOMES, type Converted, type SalesDocument, type Target } from './types.js';

/** Asks what a document is to become and how much of each line, all that is open at first, and makes it. */
export class ConvertDialog {
  private target: Target;
  private quantities: readonly string[];
  private errors: ReadonlyMap<string, string> = new Map();
  private wrong = '';
  private busy = false;
  private close: (made?: Converted) => void = () => undefined;
  private redraw: () => void = () => undefined;

  constructor(
    private readonly ctx: ViewContext,
    private readonly document: SalesDocument,
    target?: Target,
  ) {
    this.target = target ?? this.targets[0] ?? 'INVOICE';
    this.quantities = document.lines.map((line) => line.open);
  }

  /** What this person may make of it. */
  private get targets(): Target[] {
    return targetsOf(this.ctx, this.document);
  }

  open(): Promise<Converted | undefined> {
    return this.ctx.dialog<Converted>({
      heading: this.ctx.t('convert.heading', { number: this.document.number ?? '' }),
      size: 'l',
      styles: ConvertDialog.styles,
      body: (close, redraw) => {
        this.close = close;
        this.redraw = redraw;
        return this.body();
      },
    });
  }

  private take(at: number, quantity: string): void {
    this.quantities = this.quantities.map((each, i) => (i === at ? quantity : each));
    this.errors = new Map();
    this.wrong = '';
    this.redraw();
  }

  private choose(target: Target): void {
    this.target = target;
    this.redraw();
  }

  /** The lines of which something is taken, with their place in the document. */
  private get taken(): { at: number; lineId: string; quantity: string }[] {
    return this.document.lines.flatMap((line, at) => {
      const quantity = this.quantities[at] ?? '';
      return quantity && !dec(quantity).isZero() ? [{ at, lineId: line.id, quantity }] : [];
    });
  }

  private async go(): Promise<void> {
    const { ctx, document, target, taken } = this;
    if (this.busy) return;
    if (taken.length === 0) {
      this.wrong = ctx.t('convert.nothing');
      this.redraw();
      return;
    }
    this.busy = true;
    this.redraw();
    try {
      const lines = taken.map(({ lineId, quantity }) => ({ lineId, quantity }));
      this.close(await ctx.api.post<Converted>(`documents/${document.id}/convert`, { target, lines, open: true }));
    } catch (e) {
      this.refused(e);
    } finally {
      this.busy = false;
      this.redraw();
    }
  }

  private refused(e: unknown): void {
    if (!(e instanceof Problem)) return this.ctx.problem(e);
    const { taken } = this;
    const placed = new Map<string, string>();
    for (const error of e.errors) {
      const line = /^lines\[(\d+)\]/.exec(error.field);
      const at = line && taken[Number(line[1])]?.at;
      if (typeof at === 'number') placed.set(`${at}`, error.message);
    }
    this.errors = placed;
    this.wrong = placed.size > 0 ? '' : e.detail || e.title;
  }

  private body(): TemplateResult {
    const { ctx, document } = this;
    const { t } = ctx;
    const sums = totalsOf(
      document.lines.map((line, i) => ({ ...line, quantity: this.quantities[i] ?? '' })),
      document.terms,
    );
    return html`<div class="stack">
      <c-segmented
        label=${t('convert.what')}
        .choices=${this.targets.map((id) => ({ id, label: t(`convert.to.${id}`) }))}
        .value=${this.target}
        @change=${(e: CustomEvent<{ value: Target }>) => this.choose(e.detail.value)}
      ></c-segmented>
      <p class="muted small">${t(this.target === 'INVOICE' ? 'convert.text.INVOICE' : 'convert.text')}</p>
      <div class="lines">
        ${document.lines.map(
          (line, i) => html`<div class="line">
            <div class="break">
              <div>${line.description}</div>
              <div class="muted small">${t('convert.open', { open: ctx.quantity(line.open, '', 6), quantity: ctx.quantity(line.quantity, '', 6) })}</div>
            </div>
            <c-quantity
              hide-label
              label=${t('convert.quantity', { line: line.description })}
              decimals="6"
              min="0"
              max=${line.open}
              ?disabled=${dec(line.open).isZero()}
              .value=${this.quantities[i] ?? ''}
              .error=${this.errors.get(`${i}`) ?? ''}
              @change=${(e: CustomEvent<{ value: string }>) => this.take(i, e.detail.value)}
            ></c-quantity>
          </div>`,
        )}
      </div>
      <p class="row spread sum"><span>${t('invoice.total')}</span><span class="num" data-total=${sums.total}>${ctx.money(sums.total, document.currency)}</span></p>
      ${this.wrong ? html`<div class="note bad" role="alert">${icon('circle-alert', 18)}<span>${this.wrong}</span></div>` : nothing}
      <div class="actions">
        <button class="btn" type="button" @click=${() => this.close()}>${t('payment.cancel')}</button>
        <button class="btn primary" type="button" ?disabled=${this.busy} @click=${() => void this.go()}>${t(`convert.go.${this.target}`)}</button>
      </div>
    </div>`;
  }

  static readonly styles = css`
    .lines {
      display: grid;
    }
    .line {
      display: grid;
      grid-template-columns: minmax(0, 1fr) 150px;
      gap: 4px 16px;
      align-items: center;
      padding-block: 10px;
      border-block-start: 1px solid var(--c-line);
    }
    .line:first-child {
      border-block-start: 0;
    }
    .sum {
      font-weight: 600;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: 10px;
    }
    @media (max-width: 720px) {
      .line {
        grid-template-columns: minmax(0, 1fr) 120px;
      }
    }
  `;
}

/** What this person may make of a document. */
export const targetsOf = (ctx: ViewContext, document: SalesDocument): Target[] => BECOMES[document.kind].filter((target) => target !== 'INVOICE' || ctx.may('billing.invoice.create'));
