import { ConsoleElement, Load, css, html, ui, type TemplateResult } from '@console/core';
import { chainStyles } from './documents/chain.js';
import { Editor } from './editor.js';
import { Lines } from './lines.js';
import { markStyles } from './mark.js';
import { paperStyles } from './paper-styles.js';
import { Paper } from './paper.js';
import { suggestionStyles } from './suggestion-styles.js';
import { TermsPart } from './terms.js';
import type { Invoice } from './types.js';

/** One invoice: a draft to be written, or the legal document it became. */
export default class InvoicePage extends ConsoleElement {
  static override styles = [ui, Lines.styles, Editor.styles, suggestionStyles, TermsPart.styles, paperStyles, markStyles, chainStyles, css`
    :host {
      display: block;
    }
  `];

  private readonly editor = new Editor(this, (id) => this.saved(id));
  private readonly paper = new Paper(this, () => void this.now.reload());
  private readonly now = new Load<Invoice | null>(this, async () => {
    const id = this.ctx.params['id'];
    const invoice = id ? await this.ctx.api.get<Invoice>(`invoices/${id}`) : null;
    if (!invoice || (invoice.status === 'DRAFT' && this.ctx.may('billing.invoice.create'))) await this.editor.take(invoice);
    else await this.paper.take(invoice);
    return invoice;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.ctx.on<{ type: string; id: string }>('change', (change) => {
      if (change.type === 'billing.invoice' && change.id === this.ctx.params['id'] && !this.editor.busy && !this.editor.dirty) void this.now.reload();
    });
  }

  private async saved(id: string): Promise<void> {
    if (this.ctx.params['id'] === id) await this.now.reload();
    else this.ctx.navigate(`invoices/${id}`, { replace: true, force: true });
  }

  override render(): TemplateResult {
    const invoice = this.now.value;
    if (invoice === undefined) {
      return html`<c-page heading=${this.t(this.ctx.params['id'] ? 'invoice.title' : 'invoice.new')} back-href=${this.ctx.href('invoices')} back-label=${this.t('invoices.title')}>
        <c-card>${this.now.render(() => html``, { lines: 8 })}</c-card>
      </c-page>`;
    }
    if (!invoice || (invoice.status === 'DRAFT' && this.ctx.may('billing.invoice.create'))) return this.editor.render();
    return this.paper.render(invoice);
  }
}
