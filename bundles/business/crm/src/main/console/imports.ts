import { ConsoleElement, Load, html, icon, nothing, problemText, ui, type Page, type TemplateResult } from '@console/core';
import { calmly, type Change } from './crm.js';
import { stateTone, type ContactImport } from './imports-model.js';
import { steps } from './imports-steps.js';
import { importStyles } from './imports-styles.js';

/** A file of contacts is chosen; below, those imported before. */
export default class Imports extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, over: { state: true }, share: { state: true }, sending: { state: true }, failure: { state: true } };
  static override styles = [ui, importStyles];
  private declare over: boolean;
  /** From 0 to 1 while the file travels; undefined while the server reads it. */
  private declare share: number | undefined;
  private declare sending: string;
  private declare failure: string;

  private readonly earlier = new Load<Page<ContactImport>>(this, (signal) => this.ctx.api.list<ContactImport>('imports', { limit: 50 }, signal));

  constructor() {
    super();
    this.over = false;
    this.sending = this.failure = '';
  }

  override firstUpdated(): void {
    const reload = calmly(() => void this.earlier.reload());
    this.ctx.on<Change>('change', (change) => change.type === 'crm.import' && reload());
  }

  private async send(file: File): Promise<void> {
    const { ctx } = this;
    this.sending = file.name;
    this.failure = '';
    this.share = 0;
    try {
      const made = await ctx.api.upload<ContactImport>('imports', file, {
        contentType: 'text/csv',
        query: { name: file.name },
        onProgress: (share) => (this.share = share < 1 ? share : undefined),
      });
      ctx.navigate(`imports/${made.id}`);
    } catch (e) {
      this.failure = problemText(e);
    } finally {
      this.sending = '';
    }
  }

  private hover(e: DragEvent, over: boolean): void {
    e.preventDefault();
    this.over = over;
  }

  private drop(e: DragEvent): void {
    e.preventDefault();
    this.over = false;
    const file = e.dataTransfer?.files[0];
    if (file && !this.sending) void this.send(file);
  }

  private choice(): TemplateResult {
    const { t } = this.ctx;
    return html`<div class="drop ${this.over ? 'over' : ''}" @dragover=${(e: DragEvent) => this.hover(e, true)} @dragleave=${(e: DragEvent) => this.hover(e, false)} @drop=${(e: DragEvent) => this.drop(e)}>
      ${this.sending
        ? html`<div class="wide stack tight" role="status">
            <div class="strong break">${this.sending}</div>
            <c-progress .value=${this.share} label=${t(this.share === undefined ? 'imp.reading' : 'imp.sending')}></c-progress>
          </div>`
        : html`<span class="tile-icon">${icon('upload', 22)}</span>
            <h2>${t('imp.drop')}</h2>
            <p class="muted small">${t('imp.drop.text')}</p>
            <label class="btn primary file">
              ${icon('file-text', 18)}${t('imp.choose')}
              <input
                class="visually-hidden"
                type="file"
                accept=".csv,.txt,.tsv,text/csv,text/plain"
                @change=${(e: Event) => {
                  const input = e.target as HTMLInputElement;
                  const file = input.files?.[0];
                  input.value = '';
                  if (file) void this.send(file);
                }}
              />
            </label>`}
      ${this.failure ? html`<div class="note bad wide" role="alert">${icon('circle-alert', 18)}<div class="grow">${this.failure}</div></div>` : nothing}
    </div>`;
  }

  private result(run: ContactImport): string {
    const { t } = this.ctx;
    const made = run.results.MADE ?? 0;
    const changed = run.results.CHANGED ?? 0;
    return made || changed ? t('imp.result', { made, changed }) : t('imp.rows', { count: run.total });
  }

  private list(page: Page<ContactImport>): TemplateResult {
    const { ctx } = this;
    return html`<c-card heading=${ctx.t('imp.before')}>
      <ul class="plain list">
        ${page.items.map(
          (run) => html`<li class="row wrap">
            <span class="tile-icon">${icon('file-text', 20)}</span>
            <div class="grow">
              <a class="strong break" href=${ctx.href(`imports/${run.id}`)}>${run.fileName}</a>
              <div class="muted small break">${ctx.dateTime(run.createdAt)} · ${run.createdBy} · ${this.result(run)}</div>
            </div>
            <c-badge tone=${stateTone[run.state]}>${ctx.t(`imp.state.${run.state}`)}</c-badge>
          </li>`,
        )}
      </ul>
    </c-card>`;
  }

  override render(): TemplateResult {
    const { ctx } = this;
    if (!ctx.may('crm.contact.import')) return html`<c-state kind="denied"></c-state>`;
    return html`<c-page heading=${ctx.t('imp.title')} sub=${ctx.t('imp.sub')} back-href=${ctx.href('contacts')}>
      <div class="stack">${steps(ctx, 1)} ${this.choice()} ${this.earlier.render((page) => this.list(page), { empty: (page) => page.items.length === 0, emptyState: html`` })}</div>
    </c-page>`;
  }
}
