import { Api, HostElement, css, host, html, icon, nothing, problemText, shellTexts, toast, ui } from '../kit/core.js';
import { logo, logoChanged } from './logo.js';

const api = new Api('/api/v1/security');
const LARGEST = 512 * 1024;

/** The picture of the business, shown in the console and on its documents. */
class LogoForm extends HostElement {
  static override properties = { picture: { state: true }, failure: { state: true }, busy: { state: true }, over: { state: true } };
  declare picture: string | undefined;
  declare failure: string;
  declare busy: boolean;
  declare over: boolean;

  static override styles = [
    ui,
    css`
      .drop {
        display: flex;
        flex-wrap: wrap;
        gap: 20px;
        align-items: center;
        padding: 20px;
        border: 1.5px dashed var(--c-field-line);
        border-radius: 14px;
      }
      .drop.over {
        background: var(--c-accent-bg);
      }
      img,
      .none {
        inline-size: 96px;
        block-size: 96px;
        border-radius: 18px;
        object-fit: contain;
        background: var(--c-hover);
        display: grid;
        place-items: center;
        color: var(--c-text-2);
        flex: none;
      }
      .btn {
        position: relative;
      }
      input {
        position: absolute;
        inset: 0;
        opacity: 0;
        cursor: pointer;
      }
      .btn:focus-within {
        outline: 2px solid var(--c-focus);
        outline-offset: 2px;
      }
      .note {
        margin-block-start: 12px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(): Promise<void> {
    const done = host.busy();
    try {
      this.picture = await logo();
    } catch (e) {
      this.failure = problemText(e);
    } finally {
      done();
    }
  }

  private async take(file: File | undefined): Promise<void> {
    if (!file) return;
    this.failure = '';
    if (file.size > LARGEST) {
      this.failure = shellTexts.t('logo.too-large');
      return;
    }
    this.busy = true;
    try {
      await api.upload('organization/logo', file, { method: 'PUT' });
      logoChanged();
      await this.load();
      toast(shellTexts.t('shell.saved'));
      this.dispatchEvent(new CustomEvent('step-done', { bubbles: true, composed: true }));
    } catch (e) {
      this.failure = problemText(e);
    } finally {
      this.busy = false;
    }
  }

  private async drop(): Promise<void> {
    try {
      await api.delete('organization/logo');
      this.picture = undefined;
      logoChanged();
      toast(shellTexts.t('shell.saved'));
    } catch (e) {
      this.failure = problemText(e);
    }
  }

  override render(): unknown {
    const t = shellTexts.t;
    return html`<div
        class="drop ${this.over ? 'over' : ''}"
        @dragover=${(e: DragEvent) => {
          e.preventDefault();
          this.over = true;
        }}
        @dragleave=${() => (this.over = false)}
        @drop=${(e: DragEvent) => {
          e.preventDefault();
          this.over = false;
          void this.take(e.dataTransfer?.files[0]);
        }}
      >
        ${this.picture ? html`<img src=${this.picture} alt=${t('logo.now')} />` : html`<div class="none">${icon('image', 32)}</div>`}
        <div class="stack tight grow">
          <p class="muted">${t('logo.text')}</p>
          <div class="row wrap">
            <label class="btn">
              ${icon('upload', 18)}${t(this.picture ? 'logo.change' : 'logo.choose')}
              <input type="file" accept="image/png,image/jpeg,image/webp" ?disabled=${this.busy} @change=${(e: Event) => void this.take((e.target as HTMLInputElement).files?.[0])} />
            </label>
            ${this.picture ? html`<button class="btn ghost" @click=${() => void this.drop()}>${t('logo.remove')}</button>` : nothing}
          </div>
        </div>
      </div>
      ${this.failure ? html`<p class="note bad" role="alert">${icon('circle-alert', 18)}<span>${this.failure}</span></p>` : nothing}`;
  }
}
customElements.define('console-logo-form', LogoForm);
