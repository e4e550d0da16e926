import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { icon } from '../core/icons.js';
import { shellTexts } from '../core/shell-texts.js';
import { ui } from '../core/styles.js';

const ICONS: Record<string, string> = {
  empty: 'inbox',
  error: 'circle-alert',
  denied: 'lock',
  offline: 'wifi-off',
  missing: 'search',
  loading: 'loader',
};

/** Why there is nothing to see here, and what can be done about it (buttons in the default slot). */
class State extends LitElement {
  static override properties = { kind: {}, heading: {}, text: {}, icon: {} };
  declare kind: 'empty' | 'error' | 'denied' | 'offline' | 'missing' | 'loading';
  declare heading: string | undefined;
  declare text: string | undefined;
  declare icon: string | undefined;

  static override styles = [
    ui,
    css`
      div {
        display: grid;
        justify-items: center;
        text-align: center;
        gap: 6px;
        padding: 36px 16px;
      }
      .picture {
        padding: 0;
        inline-size: 56px;
        block-size: 56px;
        place-content: center;
        border-radius: 18px;
        background: var(--c-hover);
        color: var(--c-text-2);
        margin-block-end: 8px;
      }
      p {
        max-inline-size: 46ch;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: 8px;
        padding: 0;
        margin-block-start: 10px;
      }
    `,
  ];

  override render(): TemplateResult {
    const t = shellTexts.t;
    const kind = this.kind ?? 'empty';
    const role = kind === 'error' || kind === 'offline' ? 'alert' : nothing;
    return html`<div role=${role}>
      <div class="picture">${icon(this.icon ?? ICONS[kind] ?? 'inbox', 26)}</div>
      <h2>${this.heading ?? t(`shell.state.${kind}`)}</h2>
      <p class="muted">${this.text || t(`shell.state.${kind}.text`)}</p>
      <div class="actions"><slot></slot></div>
    </div>`;
  }
}
customElements.define('c-state', State);

/** Grey lines where content is about to be. */
class Skeleton extends LitElement {
  static override properties = { lines: { type: Number } };
  declare lines: number;

  static override styles = [
    ui,
    css`
      div {
        display: grid;
        gap: 14px;
        padding-block: 6px;
      }
      i {
        display: block;
        block-size: 14px;
        border-radius: 7px;
        background: var(--c-hover);
        animation: breathe 1.1s ease-in-out infinite alternate;
      }
      i:nth-child(3n + 1) {
        inline-size: 72%;
      }
      i:nth-child(3n + 2) {
        inline-size: 92%;
      }
      i:nth-child(3n) {
        inline-size: 54%;
      }
      @keyframes breathe {
        from {
          opacity: 0.5;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    return html`<div role="status" aria-label=${shellTexts.t('shell.loading')}>${Array.from({ length: this.lines || 4 }, () => html`<i></i>`)}</div>`;
  }
}
customElements.define('c-skeleton', Skeleton);

/** How far something is; without a value it only says that it goes on. */
class Progress extends LitElement {
  static override properties = { value: { type: Number }, max: { type: Number }, label: {} };
  declare value: number | undefined;
  declare max: number;
  declare label: string;

  static override styles = [
    ui,
    css`
      .track {
        block-size: 6px;
        border-radius: 9px;
        background: var(--c-hover);
        overflow: hidden;
      }
      progress {
        display: block;
        appearance: none;
        inline-size: 100%;
        block-size: 6px;
        border: 0;
        background: none;
      }
      progress::-webkit-progress-bar {
        background: none;
      }
      progress::-webkit-progress-value {
        background: var(--c-accent);
        border-radius: 9px;
      }
      progress::-moz-progress-bar {
        background: var(--c-accent);
        border-radius: 9px;
      }
    `,
  ];

  override render(): TemplateResult {
    return html`<div class="track"><progress aria-label=${this.label ?? ''} max=${this.max || 1} value=${this.value ?? nothing}></progress></div>`;
  }
}
customElements.define('c-progress', Progress);
