import { ConsoleElement, Load, Problem, css, html, icon, nothing, problemText, ui, type TemplateResult } from '@console/core';

interface Template {
  kind: string;
  html: string;
  own: boolean;
  active: boolean;
  version: number;
}

const KINDS = ['invoice', 'ticket'] as const;
const PAUSE = 700;

/** Part of the settings: what invoices and tickets look like, with a sample beside the text. */
export default class Templates extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, kind: { state: true }, text: { state: true }, active: { state: true }, picture: { state: true }, failure: { state: true }, busy: { state: true } };
  declare kind: string;
  declare text: string;
  declare active: boolean;
  declare picture: string;
  declare failure: string;
  declare busy: boolean;

  private timer = 0;
  private asked = 0;

  static override styles = [
    ui,
    css`
      .both {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        gap: 20px;
        align-items: start;
      }
      .field textarea {
        min-block-size: 560px;
        font: 400 13px/1.5 ui-monospace, monospace;
        white-space: pre;
        overflow: auto;
        tab-size: 2;
      }
      .sample {
        min-block-size: 320px;
        padding: 14px;
        border-radius: 12px;
        background: var(--c-hover);
        display: grid;
        justify-items: center;
        align-items: start;
      }
      .sample img {
        max-inline-size: 100%;
        background: #fff;
        box-shadow: var(--c-shadow);
      }
      .tick {
        display: flex;
        gap: 10px;
        align-items: center;
        min-block-size: 42px;
      }
      .tick input {
        inline-size: 18px;
        block-size: 18px;
      }
      @media (max-width: 1180px) {
        .both {
          grid-template-columns: minmax(0, 1fr);
        }
        .field textarea {
          min-block-size: 320px;
        }
      }
    `,
  ];

  private readonly now = new Load<Template>(this, async () => {
    const template = await this.ctx.api.get<Template>(`templates/${this.kind}`);
    this.take(template);
    return template;
  });

  constructor() {
    super();
    this.kind = 'invoice';
    this.text = '';
    this.active = true;
    this.picture = '';
    this.failure = '';
    this.busy = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    if (this.picture) URL.revokeObjectURL(this.picture);
  }

  private take(template: Template): void {
    this.text = template.html;
    this.active = template.active || !template.own;
    this.ctx.setDirty(false);
    void this.look();
  }

  private async choose(kind: string): Promise<void> {
    const changed = this.now.value && this.text !== this.now.value.html;
    if (changed && !(await this.ctx.confirm({ heading: this.t('templates.leave'), confirm: this.t('templates.leave.yes'), danger: true }))) {
      this.requestUpdate();
      return;
    }
    this.kind = kind;
    await this.now.reload();
  }

  private typed(text: string): void {
    this.text = text;
    this.ctx.setDirty(text !== this.now.value?.html);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.look(), PAUSE);
  }

  /** Prints the sample with what is typed now; an answer that comes after a later question counts no more. */
  private async look(): Promise<void> {
    const asked = ++this.asked;
    try {
      const page = await this.ctx.api.postBlob(`templates/${this.kind}/picture`, { html: this.text }, { query: { lang: this.ctx.locale } });
      if (asked !== this.asked) return;
      if (this.picture) URL.revokeObjectURL(this.picture);
      this.picture = URL.createObjectURL(page);
      this.failure = '';
    } catch (e) {
      if (asked === this.asked && !this.ctx.signal.aborted) this.failure = words(e);
    }
  }

  private async save(): Promise<void> {
    const { value } = this.now;
    if (!value) return;
    this.busy = true;
    try {
      await this.ctx.api.put(`templates/${this.kind}`, { html: this.text, active: this.active }, { etag: `"${value.version}"` });
      this.ctx.setDirty(false);
      this.ctx.toast(this.t('templates.saved'));
      await this.now.reload();
    } catch (e) {
      if (e instanceof Problem && e.status === 422) this.failure = words(e);
      else this.ctx.problem(e);
    } finally {
      this.busy = false;
    }
  }

  private async reset(template: Template): Promise<void> {
    if (!(await this.ctx.confirm({ heading: this.t('templates.reset'), text: this.t('templates.reset.text'), confirm: this.t('templates.reset.yes'), danger: true }))) return;
    try {
      await this.ctx.api.delete(`templates/${this.kind}`, { etag: `"${template.version}"` });
      await this.now.reload();
    } catch (e) {
      this.ctx.problem(e);
    }
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    return html`<c-card heading=${t('templates.title')} sub=${t('templates.sub')}>
      <div class="stack">
        <c-segmented
          label=${t('templates.kind')}
          .choices=${KINDS.map((id) => ({ id, label: t(`templates.${id}`) }))}
          .value=${this.kind}
          @change=${(e: CustomEvent<{ value: string }>) => void this.choose(e.detail.value)}
        ></c-segmented>
        ${this.now.render((template: Template) => this.editor(template), { lines: 10 })}
      </div>
    </c-card>`;
  }

  private editor(template: Template): TemplateResult {
    const t = this.ctx.t;
    return html`<div class="both">
        <div class="stack">
          <div class="field">
            <label for="text">${t('templates.text')}</label>
            <textarea
              id="text"
              spellcheck="false"
              maxlength="65536"
              aria-invalid=${this.failure ? 'true' : 'false'}
              aria-describedby="failure hint"
              .value=${this.text}
              @input=${(e: Event) => this.typed((e.target as HTMLTextAreaElement).value)}
            ></textarea>
            <div class="error" id="failure" role="alert">${this.failure}</div>
            <div class="hint" id="hint">${t('templates.hint', { number: '{number}' })}</div>
          </div>
          <label class="tick"><input type="checkbox" .checked=${this.active} @change=${(e: Event) => (this.active = (e.target as HTMLInputElement).checked)} />${t('templates.active')}</label>
          <div class="row wrap">
            <button class="btn primary" ?disabled=${this.busy} @click=${() => void this.save()}>${t('templates.save')}</button>
            ${template.own ? html`<button class="btn" @click=${() => void this.reset(template)}>${icon('rotate-ccw', 18)}${t('templates.reset')}</button>` : nothing}
          </div>
        </div>
        <div class="sample">${this.picture ? html`<img src=${this.picture} alt=${t('templates.sample')} />` : nothing}</div>
      </div>`;
  }
}

/** What the server says is wrong: with the line, if it names one. */
function words(e: unknown): string {
  return e instanceof Problem && e.errors[0] ? e.errors[0].message : problemText(e);
}
