import { css, dec, html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import '@console/form';
import type { DraftText } from './draft.js';
import { correct, type Deed } from './handover.js';
import { totalsOf } from './totals.js';
import { REASONS, type Correction, type Invoice, type Related } from './types.js';

const DEEDS: readonly Deed[] = ['credit', 'debit', 'substitute'];

/** Asks what is to be corrected of an invoice, why, and how much of each line, and begins the invoice that does. */
export class CorrectDialog {
  private deed: Deed = 'credit';
  private reason: Correction['reason'] = 'RETURN';
  /** How much of each line is taken back; all of it at first. */
  private taken: readonly string[] | undefined;
  private wrong = '';
  private close: (draft?: DraftText) => void = () => undefined;
  private redraw: () => void = () => undefined;

  constructor(
    private readonly ctx: ViewContext,
    private readonly invoice: Invoice,
    /** The issued ones that correct it already. */
    private readonly earlier: readonly Related[],
    private readonly begin: (how: string, draft: DraftText) => void,
  ) {}

  async open(): Promise<void> {
    const { ctx, invoice } = this;
    const draft = await ctx.dialog<DraftText>({
      heading: ctx.t('correct.heading', { number: invoice.number ?? '' }),
      size: 'l',
      styles: CorrectDialog.styles,
      body: (close, redraw) => {
        this.close = close;
        this.redraw = redraw;
        return this.body();
      },
    });
    if (draft) this.begin('correct', draft);
  }

  private get quantities(): readonly string[] {
    return this.taken ?? this.invoice.lines.map((line) => line.quantity);
  }

  private choose(deed: Deed): void {
    // a whole new invoice mostly mends mistakes in the data
    if (deed === 'substitute' && this.reason === 'RETURN') this.reason = 'OTHER';
    if (deed !== 'substitute' && this.reason === 'OTHER') this.reason = 'RETURN';
    this.deed = deed;
    this.wrong = '';
    this.redraw();
  }

  private take(at: number, quantity: string): void {
    this.taken = this.quantities.map((each, i) => (i === at ? quantity : each));
    this.wrong = '';
    this.redraw();
  }

  private go(): void {
    const { ctx, invoice, deed } = this;
    const taken = this.quantities.map((quantity) => (quantity && !dec(quantity).isZero() ? quantity : ''));
    if (deed === 'credit' && !taken.some(Boolean)) {
      this.complain(ctx.t('correct.nothing'));
      return;
    }
    const tooMuch = invoice.lines.some((line, i) => taken[i] && dec(taken[i]).compare(line.quantity) > 0);
    if (deed === 'credit' && tooMuch) {
      this.complain(ctx.t('correct.too-much'));
      return;
    }
    this.close(correct(invoice, deed, this.reason, taken));
  }

  private complain(wrong: string): void {
    this.wrong = wrong;
    this.redraw();
  }

  private body(): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    return html`<div class="stack">
      ${this.earlier.length > 0
        ? html`<div class="note warn">${icon('info', 18)}<span>${t('correct.already', { numbers: this.earlier.map((each) => `${each.number} (${ctx.money(each.total, each.currency)})`).join(', ') })}</span></div>`
        : nothing}
      <fieldset>
        <legend>${t('correct.what')}</legend>
        ${DEEDS.map(
          (deed) => html`<label class="choice">
            <input type="radio" name="deed" value=${deed} .checked=${deed === this.deed} @change=${() => this.choose(deed)} />
            <b>${t(`correct.${deed}`)}</b>
            <span class="muted small">${t(`correct.${deed}.text`)}</span>
          </label>`,
        )}
      </fieldset>
      <c-select required label=${t('correction.reason')} .options=${REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))} .value=${this.reason} @change=${(e: CustomEvent<{ value: Correction['reason'] }>) => (this.reason = e.detail.value)}></c-select>
      ${this.deed === 'credit' ? this.lines() : nothing}
      ${this.wrong ? html`<div class="note bad" role="alert">${icon('circle-alert', 18)}<span>${this.wrong}</span></div>` : nothing}
      <div class="actions">
        <button class="btn" type="button" @click=${() => this.close()}>${t('payment.cancel')}</button>
        <button class="btn primary" type="button" @click=${() => this.go()}>${t('correct.go')}</button>
      </div>
    </div>`;
  }

  private lines(): TemplateResult {
    const { ctx, invoice } = this;
    const { t } = ctx;
    const { terms } = invoice;
    const quantities = this.quantities;
    const back = totalsOf(
      invoice.lines.map((line, i) => ({ ...line, quantity: quantities[i] ?? '' })),
      terms,
    );
    return html`<div>
      <h3>${t('correct.lines')}</h3>
      <div class="lines">
        ${invoice.lines.map(
          (line, i) => html`<div class="line">
            <div class="break">
              <div>${line.description}</div>
              <div class="muted small">${t('correct.of', { quantity: ctx.quantity(line.quantity, '', 6), price: ctx.money(line.unitPrice, invoice.currency) })}</div>
            </div>
            <c-quantity
              hide-label
              label=${t('correct.quantity', { line: line.description })}
              decimals="6"
              min="0"
              max=${line.quantity}
              .value=${quantities[i] ?? ''}
              @change=${(e: CustomEvent<{ value: string }>) => this.take(i, e.detail.value)}
            ></c-quantity>
          </div>`,
        )}
      </div>
      <p class="row spread sum"><span>${t('correct.total')}</span><span class="num" data-back=${back.total}>${ctx.money(back.total, invoice.currency)}</span></p>
    </div>`;
  }

  static readonly styles = css`
    fieldset {
      border: 0;
      margin: 0;
      padding: 0;
      display: grid;
      gap: 8px;
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
    legend {
      padding: 0;
      margin-block-end: 8px;
      font-weight: 600;
    }
    .choice {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: 2px 10px;
      padding: 12px 14px;
      border: 1px solid var(--c-line-2);
      border-radius: 12px;
      cursor: pointer;
      align-content: start;
    }
    .choice:has(:checked) {
      border-color: var(--c-accent);
      background: var(--c-accent-bg);
    }
    .choice:has(:focus-visible) {
      outline: 2px solid var(--c-focus);
      outline-offset: 2px;
    }
    .choice input {
      margin: 3px 0 0;
      accent-color: var(--c-accent);
      outline: none;
    }
    .choice .small {
      grid-column: 2;
    }
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
      fieldset {
        grid-template-columns: minmax(0, 1fr);
      }
      .line {
        grid-template-columns: minmax(0, 1fr) 120px;
      }
    }
  `;
}
