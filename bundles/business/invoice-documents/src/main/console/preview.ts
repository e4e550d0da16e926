import { Problem, css, html, icon, nothing, problemText, save, type TemplateResult, type ViewContext } from '@console/core';

export type Paper = 'a4' | 'ticket';

export const PAPERS: readonly Paper[] = ['a4', 'ticket'];

const LANGUAGES = ['es-ES', 'es-AR', 'en'] as const;

/** A document, page by page, as it will be printed. */
export class Preview {
  private readonly pages: string[] = [];
  private language = '';
  private more = false;
  private started = false;
  private failure = '';
  private redraw: () => void = () => undefined;

  constructor(
    private readonly ctx: ViewContext,
    private readonly id: string,
    private readonly paper: Paper,
  ) {}

  async open(): Promise<void> {
    try {
      await this.ctx.dialog({
        heading: this.ctx.t(`documents.${this.paper}`),
        size: 'l',
        styles: Preview.styles,
        body: (_close, redraw) => {
          this.redraw = redraw;
          if (!this.started) {
            this.started = true;
            void this.next();
          }
          return this.draw();
        },
      });
    } finally {
      this.forget();
    }
  }

  private forget(): void {
    for (const page of this.pages.splice(0)) URL.revokeObjectURL(page);
  }

  private get query(): Record<string, string> {
    return { format: this.paper, lang: this.language };
  }

  /** Fetches the page after the last one; the one that is not there tells that there are no more. */
  private async next(): Promise<void> {
    const { language } = this;
    this.failure = '';
    try {
      const page = await this.ctx.api.blob(`invoices/${this.id}/picture`, { ...this.query, page: this.pages.length + 1 });
      if (language !== this.language) return;
      this.pages.push(URL.createObjectURL(page));
      this.more = this.paper === 'a4';
    } catch (e) {
      this.more = false;
      if (!(e instanceof Problem && e.status === 404 && this.pages.length > 0)) this.failure = problemText(e);
    }
    this.redraw();
  }

  private async speak(language: string): Promise<void> {
    this.language = language;
    this.forget();
    this.redraw();
    await this.next();
  }

  private async save(): Promise<void> {
    try {
      save(await this.ctx.api.blob(`invoices/${this.id}/pdf`, this.query), `${this.ctx.t(`documents.${this.paper}`)}.pdf`);
    } catch (e) {
      this.ctx.problem(e);
    }
  }

  private draw(): TemplateResult {
    const t = this.ctx.t;
    return html`<div class="stack">
      <div class="row wrap spread">
        <div class="field">
          <label for="language">${t('preview.language')}</label>
          <select id="language" @change=${(e: Event) => void this.speak((e.target as HTMLSelectElement).value)}>
            <option value="">${t('preview.usual')}</option>
            ${LANGUAGES.map((tag) => html`<option value=${tag}>${t(`language.${tag}`)}</option>`)}
          </select>
        </div>
        <button class="btn" @click=${() => void this.save()}>${icon('download', 18)}${t('preview.save')}</button>
      </div>
      ${this.failure ? html`<div class="note bad" role="alert">${this.failure}</div>` : nothing}
      <div class="pages ${this.paper}" aria-busy=${this.pages.length === 0 && !this.failure ? 'true' : 'false'}>
        ${this.pages.map((page, i) => html`<img src=${page} alt=${t('preview.page', { page: i + 1 })} />`)}
      </div>
      ${this.more ? html`<button class="btn" @click=${() => void this.next()}>${t('preview.next')}</button>` : nothing}
    </div>`;
  }

  static readonly styles = css`
    .pages {
      display: grid;
      gap: 16px;
      justify-items: center;
      min-block-size: 320px;
      padding: 16px;
      border-radius: 12px;
      background: var(--c-hover);
    }
    .pages img {
      inline-size: min(100%, 820px);
      background: #fff;
      box-shadow: var(--c-shadow);
    }
    .pages.ticket img {
      inline-size: min(100%, 380px);
    }
  `;
}
