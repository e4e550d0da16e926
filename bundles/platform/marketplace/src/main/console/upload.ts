import { Problem, html, icon, nothing, problemText, type TemplateResult, type ViewContext } from '@console/core';
import type { Plugin } from './model.js';

/** What can be tried again with force: an older version, or another content of the same one. */
const FORCEABLE = new Set(['marketplace.older', 'marketplace.same-version']);

/** Brings a plugin from a file of this machine to the server, and tells how far it is and why it was refused. */
export class Upload {
  file: File | undefined;
  /** From 0 to 1 while the file travels; undefined while the server installs it. */
  share: number | undefined;
  failure = '';
  forceable = false;
  over = false;

  constructor(
    private readonly ctx: ViewContext,
    private readonly changed: () => void,
    private readonly done: (plugin: Plugin) => void,
  ) {}

  get running(): boolean {
    return this.file !== undefined && !this.failure;
  }

  async send(file: File, force = false): Promise<void> {
    this.file = file;
    this.share = 0;
    this.failure = '';
    this.forceable = false;
    this.changed();
    try {
      const plugin = await this.ctx.api.upload<Plugin>('plugins', file, {
        contentType: 'application/octet-stream',
        query: { force: force || undefined },
        onProgress: (share) => {
          this.share = share < 1 ? share : undefined;
          this.changed();
        },
      });
      this.file = undefined;
      this.done(plugin);
    } catch (e) {
      this.failure = problemText(e);
      this.forceable = e instanceof Problem && FORCEABLE.has(e.code);
    }
    this.changed();
  }

  private drop(e: DragEvent): void {
    e.preventDefault();
    this.over = false;
    const file = e.dataTransfer?.files[0];
    if (file && !this.running) void this.send(file);
    else this.changed();
  }

  private hover(e: DragEvent, over: boolean): void {
    e.preventDefault();
    if (this.over === over) return;
    this.over = over;
    this.changed();
  }

  render(): TemplateResult {
    const t = this.ctx.t;
    return html`<div class="drop ${this.over ? 'over' : ''}" @dragover=${(e: DragEvent) => this.hover(e, true)} @dragleave=${(e: DragEvent) => this.hover(e, false)} @drop=${(e: DragEvent) => this.drop(e)}>
      ${this.running ? this.progress() : this.choice()}
      ${this.failure
        ? html`<div class="note bad" role="alert">
            ${icon('circle-alert', 18)}
            <div class="grow stack tight">
              <span><b>${t('upload.refused', { name: this.file?.name })}</b><br />${this.failure}</span>
              ${this.forceable && this.file ? html`<div><button class="btn" @click=${() => void this.force()}>${t('upload.force')}</button></div>` : nothing}
            </div>
          </div>`
        : nothing}
    </div>`;
  }

  private async force(): Promise<void> {
    const t = this.ctx.t;
    const file = this.file;
    if (file && (await this.ctx.confirm({ heading: t('upload.force'), text: t('upload.force.text'), confirm: t('upload.force'), danger: true }))) await this.send(file, true);
  }

  private choice(): TemplateResult {
    const t = this.ctx.t;
    return html`<div class="row wrap">
      <span class="tile-icon">${icon('package-plus')}</span>
      <div class="grow"><div class="strong">${t('upload.heading')}</div><div class="muted small">${t('upload.text')}</div></div>
      <label class="btn primary file">
        ${icon('upload', 18)}${t('upload.choose')}
        <input
          class="visually-hidden"
          type="file"
          accept=".kar"
          @change=${(e: Event) => {
            const input = e.target as HTMLInputElement;
            const file = input.files?.[0];
            input.value = '';
            if (file) void this.send(file);
          }}
        />
      </label>
    </div>`;
  }

  private progress(): TemplateResult {
    const t = this.ctx.t;
    const text = this.share === undefined ? t('upload.installing') : t('upload.sending', { share: this.ctx.percent(this.share * 100, 0) });
    return html`<div class="stack tight" role="status">
      <div class="row"><span class="tile-icon">${icon('package')}</span><div class="grow"><div class="strong break">${this.file?.name}</div><div class="muted small">${text}</div></div></div>
      <c-progress .value=${this.share} label=${text}></c-progress>
    </div>`;
  }
}
