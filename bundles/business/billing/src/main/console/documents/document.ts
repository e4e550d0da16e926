import { ConsoleElement, Load, css, html, ui, type TemplateResult } from '@console/core';
import { Editor } from '../editor.js';
import { Lines } from '../lines.js';
import { paperStyles } from '../paper-styles.js';
import { suggestionStyles } from '../suggestion-styles.js';
import { TermsPart } from '../terms.js';
import { chainStyles } from './chain.js';
import { DocumentEditor } from './document-editor.js';
import { DocumentPaper } from './document-paper.js';
import { isWritable, type SalesDocument } from './types.js';

interface Shown {
  readonly document: SalesDocument | null;
  readonly edits: boolean;
}

/** One document: being written, or as its customer sees it with what it came from and what became of it. */
export default class DocumentPage extends ConsoleElement {
  static override styles = [ui, Lines.styles, Editor.styles, suggestionStyles, TermsPart.styles, paperStyles, chainStyles, css`
    :host {
      display: block;
    }
  `];
  /** A sent document is rewritten only when somebody says so. */
  private writing = false;

  private readonly editor = new DocumentEditor(
    this,
    (id) => this.saved(id),
    () => this.write(false),
  );
  private readonly paper = new DocumentPaper(
    this,
    () => void this.now.reload(),
    () => this.write(true),
  );
  private readonly now = new Load<Shown>(this, async () => {
    const id = this.ctx.params['id'];
    const document = id ? await this.ctx.api.get<SalesDocument>(`documents/${id}`) : null;
    const edits = this.edits(document);
    if (!document || edits) await this.editor.take(document);
    else await this.paper.take(document);
    return { document, edits };
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.ctx.on<{ type: string; id: string }>('change', (change) => {
      if (change.type === 'billing.document' && change.id === this.ctx.params['id'] && !this.editor.busy && !this.editor.dirty) void this.now.reload();
    });
  }

  private edits(document: SalesDocument | null): boolean {
    return !document || (this.ctx.may('billing.document.write') && isWritable(document) && (document.state === 'DRAFT' || this.writing));
  }

  private write(writing: boolean): void {
    this.writing = writing;
    void this.now.reload();
  }

  private async saved(id: string): Promise<void> {
    this.writing = false;
    if (this.ctx.params['id'] === id) await this.now.reload();
    else this.ctx.navigate(`documents/${id}`, { replace: true, force: true });
  }

  override render(): TemplateResult {
    const shown = this.now.value;
    if (shown === undefined) {
      return html`<c-page heading=${this.t('documents.title')} back-href=${this.ctx.href('documents')} back-label=${this.t('documents.title')}>
        <c-card>${this.now.render(() => html``, { lines: 8 })}</c-card>
      </c-page>`;
    }
    return shown.document && !shown.edits ? this.paper.render(shown.document) : this.editor.render();
  }
}
