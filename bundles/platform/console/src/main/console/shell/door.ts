import { HostElement, css, html, host, icon, LOCALES, shellTexts, ui, type TemplateResult } from '../kit/core.js';

/** The frame of what is shown to people who are not in yet: brand, a card, and the choice of language. */
export abstract class Door extends HostElement {
  static override styles = [
    ui,
    css`
      :host {
        min-block-size: 100dvh;
        display: grid;
        grid-template-rows: 1fr auto;
        background: radial-gradient(1100px 520px at 50% -12%, var(--c-accent-bg), transparent 72%) var(--c-bg);
      }
      main {
        display: grid;
        place-items: center;
        padding: 32px 16px 16px;
      }
      .card {
        inline-size: min(420px, 100%);
        background: var(--c-surface);
        border: 1px solid var(--c-line);
        border-radius: 20px;
        box-shadow: var(--c-shadow-2);
        padding: 32px;
      }
      .card.wide {
        inline-size: min(640px, 100%);
      }
      .brand {
        display: flex;
        align-items: center;
        gap: 12px;
        margin-block-end: 22px;
        font: 600 18px/1 var(--c-font);
        letter-spacing: -0.01em;
      }
      .brand img {
        inline-size: 40px;
        block-size: 40px;
      }
      h1 + p {
        margin-block: 6px 0;
      }
      form {
        display: grid;
        gap: 16px;
        margin-block-start: 22px;
      }
      .pair {
        display: grid;
        gap: 16px;
        grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr));
      }
      .password {
        position: relative;
      }
      .password input {
        padding-inline-end: 48px;
      }
      .password .icon-btn {
        position: absolute;
        inset: 1px 1px auto auto;
      }
      .check {
        display: flex;
        gap: 10px;
        align-items: center;
        min-block-size: 28px;
        cursor: pointer;
      }
      .check input {
        inline-size: 18px;
        block-size: 18px;
        margin: 0;
        accent-color: var(--c-accent);
      }
      .btn {
        min-block-size: 44px;
      }
      footer {
        display: flex;
        justify-content: center;
        align-items: center;
        gap: 8px;
        padding: 16px;
        color: var(--c-text-2);
      }
      footer select {
        appearance: none;
        min-block-size: 40px;
        padding: 0 36px 0 14px;
        border-radius: 10px;
        border: 1px solid var(--c-line-2);
        background: var(--c-surface) var(--c-chevron) no-repeat right 12px center;
        color: var(--c-text);
        font: 600 13px/1 var(--c-font);
        cursor: pointer;
      }
      @media (max-width: 480px) {
        .card {
          padding: 24px 20px;
        }
      }
    `,
  ];

  static override properties = { busy: { state: true }, shown: { state: true } };
  declare busy: boolean;
  /** Whether the password can be read. */
  declare shown: boolean;

  protected frame(content: TemplateResult, wide = false): TemplateResult {
    return html`<main>
        <div class="card ${wide ? 'wide' : ''}">
          <div class="brand"><img src="static/icon.svg" alt="" width="40" height="40" />Rubro</div>
          ${content}
        </div>
      </main>
      <footer>
        ${icon('languages', 18)}
        <select aria-label=${shellTexts.t('shell.language')} @change=${(e: Event) => void host.setLocale((e.target as HTMLSelectElement).value)}>
          ${LOCALES.map((tag) => html`<option value=${tag} ?selected=${tag === host.locale}>${shellTexts.t(`shell.locale.${tag}`)}</option>`)}
        </select>
      </footer>`;
  }

  protected password(id: string, label: string, autocomplete: string, hint?: string): TemplateResult {
    const t = shellTexts.t;
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <div class="password">
        <input id=${id} name=${id} type=${this.shown ? 'text' : 'password'} autocomplete=${autocomplete} required maxlength="200" aria-describedby="${id}-hint" />
        <button type="button" class="icon-btn" aria-label=${t(this.shown ? 'shell.password.hide' : 'shell.password.show')} aria-pressed=${this.shown ? 'true' : 'false'} @click=${() => (this.shown = !this.shown)}>
          ${icon(this.shown ? 'eye-off' : 'eye', 18)}
        </button>
      </div>
      <span class="hint" id="${id}-hint">${hint ?? ''}</span>
    </div>`;
  }

  protected data(e: SubmitEvent): Record<string, string> {
    return Object.fromEntries([...new FormData(e.target as HTMLFormElement)].map(([k, v]) => [k, String(v).trim()]));
  }
}
