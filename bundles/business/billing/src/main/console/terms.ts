import { css, html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import '@console/form';
import type { TermsText } from './draft.js';

interface Host {
  readonly ctx: ViewContext;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
}

/** The usual rates of the withholding on professional services and rents (IRPF). */
const WITHHOLDINGS = ['7', '15', '19'];

/** What holds for all lines: out of the way until it is needed, because most invoices need none of it. */
export class TermsPart {
  private opened = false;
  private discounting = false;
  /** Whether a rate is written that is not among the usual ones. */
  private otherRate = false;

  constructor(
    private readonly host: Host,
    private readonly now: () => TermsText,
    private readonly set: (part: Partial<TermsText>) => void,
    private readonly error: (path: string) => string,
    /** Whether the day of the supply may be given, which only invoices say. */
    private readonly dated = true,
  ) {}

  begin(): void {
    const { withholdingRate, surcharge, operationDate, discountPercent } = this.now();
    this.opened = !!withholdingRate || surcharge || !!operationDate;
    this.discounting = !!discountPercent;
    this.otherRate = !!withholdingRate && !WITHHOLDINGS.includes(withholdingRate);
  }

  /** Shows everything, because something is wrong in it. */
  open(): void {
    this.opened = this.discounting = true;
    this.host.requestUpdate();
  }

  /** Puts the cursor into the field of a path; false if there is none. */
  focus(path: string): boolean {
    const box = this.host.renderRoot.querySelector<HTMLElement>(`[data-path="${path}"]`);
    box?.focus();
    return !!box;
  }

  /** The discount on the whole, above the totals it changes. */
  discount(): TemplateResult {
    const { t } = this.host.ctx;
    if (!this.discounting) return html`<div class="discount"><button class="chip" type="button" @click=${() => this.startDiscount()}>${icon('percent', 15)} ${t('terms.discount.add')}</button></div>`;
    return html`<div class="discount">
      <c-percent
        data-path="terms.discountPercent"
        label=${t('terms.discount')}
        helper=${t('terms.discount.help')}
        min="0"
        max="100"
        .value=${this.now().discountPercent}
        .error=${this.error('terms.discountPercent')}
        @change=${(e: CustomEvent<{ value: string }>) => this.set({ discountPercent: e.detail.value })}
      ></c-percent>
    </div>`;
  }

  private startDiscount(): void {
    this.discounting = true;
    this.host.requestUpdate();
    void this.host.updateComplete.then(() => this.focus('terms.discountPercent'));
  }

  render(): TemplateResult {
    const { ctx } = this.host;
    const terms = this.now();
    const spain = ctx.country === 'ES';
    return html`<details class="terms" ?open=${this.opened} @toggle=${(e: Event) => (this.opened = (e.target as HTMLDetailsElement).open)}>
      <summary>${icon('chevron-right', 17)}${ctx.t('terms.more')}<span class="muted small">${ctx.t(!this.dated ? 'terms.more.what.undated' : spain ? 'terms.more.what' : 'terms.more.what.other')}</span></summary>
      <c-card>
        <div class="fields">
          ${spain || terms.withholdingRate ? this.withholding(terms) : nothing}
          ${this.dated
            ? html`<c-date
                data-path="terms.operationDate"
                label=${ctx.t('terms.operationDate')}
                helper=${ctx.t('terms.operationDate.help')}
                .value=${terms.operationDate}
                .error=${this.error('terms.operationDate')}
                @change=${(e: CustomEvent<{ value: string }>) => this.set({ operationDate: e.detail.value })}
              ></c-date>`
            : nothing}
          ${spain || terms.surcharge
            ? html`<c-checkbox
                class="wide"
                data-path="terms.surcharge"
                label=${ctx.t('terms.surcharge')}
                helper=${ctx.t('terms.surcharge.help')}
                .checked=${terms.surcharge}
                .error=${this.error('terms.surcharge')}
                @change=${(e: CustomEvent<{ checked: boolean }>) => this.set({ surcharge: e.detail.checked })}
              ></c-checkbox>`
            : nothing}
        </div>
      </c-card>
    </details>`;
  }

  private withholding(terms: TermsText): TemplateResult {
    const { ctx } = this.host;
    const options = [...WITHHOLDINGS.map((value) => ({ value, label: ctx.t(`terms.withholding.${value}`) })), { value: 'other', label: ctx.t('terms.withholding.other') }];
    const error = this.error('terms.withholdingRate');
    return html`<div class="stack tight">
      <c-select
        data-path=${this.otherRate ? 'terms.withholding' : 'terms.withholdingRate'}
        label=${ctx.t('terms.withholding')}
        placeholder=${ctx.t('terms.withholding.none')}
        .options=${options}
        .value=${this.otherRate ? 'other' : terms.withholdingRate}
        .error=${this.otherRate ? '' : error}
        @change=${(e: CustomEvent<{ value: string }>) => this.withhold(e.detail.value)}
      ></c-select>
      ${this.otherRate
        ? html`<c-percent
            data-path="terms.withholdingRate"
            label=${ctx.t('terms.withholding.rate')}
            min="0"
            max="50"
            .value=${terms.withholdingRate}
            .error=${error}
            @change=${(e: CustomEvent<{ value: string }>) => this.set({ withholdingRate: e.detail.value })}
          ></c-percent>`
        : nothing}
    </div>`;
  }

  private withhold(chosen: string): void {
    this.otherRate = chosen === 'other';
    this.set({ withholdingRate: this.otherRate ? '' : chosen });
    if (this.otherRate) void this.host.updateComplete.then(() => this.focus('terms.withholdingRate'));
  }

  static readonly styles = css`
    .terms > summary {
      display: inline-flex;
      flex-wrap: wrap;
      gap: 2px 8px;
      align-items: center;
      min-block-size: 44px;
      padding-inline: 4px 10px;
      border-radius: 8px;
      font-weight: 600;
      cursor: pointer;
      list-style: none;
    }
    .terms > summary::-webkit-details-marker {
      display: none;
    }
    .terms > summary .small {
      font-weight: 400;
    }
    .terms > summary > svg {
      transition: rotate 0.12s;
    }
    .terms[open] > summary > svg {
      rotate: 90deg;
    }
    .terms[open] > summary {
      margin-block-end: 8px;
    }
    .discount {
      margin-block-end: 16px;
    }
    .discount .chip {
      display: inline-flex;
      gap: 6px;
      align-items: center;
    }
  `;
}
