import { ConsoleElement, css, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import { Preview, PAPERS, type Paper } from './preview.js';

/** Part of the page of an invoice: its documents, to be seen and to be saved. */
export default class Documents extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, busy: { state: true } };
  declare busy: string;

  static override styles = [
    ui,
    css`
      li {
        padding-block: 8px;
      }
      li + li {
        border-block-start: 1px solid var(--c-line);
      }
      .deeds {
        flex-wrap: nowrap;
        gap: 4px;
      }
    `,
  ];

  private get invoice(): string {
    return this.ctx.params['id'] ?? '';
  }

  private async save(path: string, ending: string, query: Record<string, string> = {}): Promise<void> {
    this.busy = path + ending;
    try {
      const { number } = await this.ctx.api.get<{ number: string | null }>(`/api/v1/billing/invoices/${this.invoice}`);
      await this.ctx.api.download(`invoices/${this.invoice}/${path}`, `${number ?? this.t('documents.draft')}${ending}`, query);
    } catch (e) {
      this.ctx.problem(e);
    } finally {
      this.busy = '';
    }
  }

  private show(paper: Paper): void {
    void new Preview(this.ctx, this.invoice, paper).open();
  }

  private paper(paper: Paper): TemplateResult {
    const t = this.ctx.t;
    const name = t(`documents.${paper}`);
    const ending = paper === 'ticket' ? '-ticket.pdf' : '.pdf';
    return html`<li class="row spread">
      <div class="grow"><div class="strong">${name}</div><div class="muted small">${t(`documents.${paper}.sub`)}</div></div>
      <div class="row deeds">
        <button class="icon-btn" aria-label=${t('documents.show', { name })} title=${t('documents.show', { name })} @click=${() => this.show(paper)}>${icon('eye', 18)}</button>
        ${this.saver(name, 'pdf', ending, { format: paper })}
      </div>
    </li>`;
  }

  private file(kind: 'ubl' | 'facturae'): TemplateResult {
    const name = this.ctx.t(`documents.${kind}`);
    return html`<li class="row spread">
      <div class="grow"><div class="strong">${name}</div><div class="muted small">${this.ctx.t(`documents.${kind}.sub`)}</div></div>
      <div class="row deeds">${this.saver(name, kind, `-${kind}.xml`)}</div>
    </li>`;
  }

  private saver(name: string, path: string, ending: string, query: Record<string, string> = {}): TemplateResult {
    const label = this.ctx.t('documents.save', { name });
    return html`<button class="icon-btn" aria-label=${label} title=${label} ?disabled=${this.busy === path + ending} @click=${() => void this.save(path, ending, query)}>${icon('download', 18)}</button>`;
  }

  override render(): TemplateResult {
    return html`<c-card heading=${this.t('documents.title')}>
      <ul class="plain list">
        ${PAPERS.map((paper) => this.paper(paper))} ${this.file('ubl')} ${this.ctx.country === 'ES' ? this.file('facturae') : nothing}
      </ul>
    </c-card>`;
  }
}
