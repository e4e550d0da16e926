import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { formats } from '../core/formats.js';
import { HostElement } from '../core/host-element.js';
import { icon } from '../core/icons.js';
import type { Tone } from '../core/overlay.js';
import { shellTexts } from '../core/shell-texts.js';
import { ui } from '../core/styles.js';

/** A figure with its name: «Pendiente de cobro · 1.250,00 €». */
class Stat extends LitElement {
  static override properties = { label: {}, value: {}, note: {}, tone: {}, icon: {}, href: {} };
  declare label: string;
  declare value: string | undefined;
  declare note: string | undefined;
  declare tone: Tone | undefined;
  declare icon: string | undefined;
  declare href: string | undefined;

  static override styles = [
    ui,
    css`
      .stat {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 2px 12px;
        align-content: start;
        background: var(--c-surface);
        border: 1px solid var(--c-line);
        border-radius: 14px;
        box-shadow: var(--c-shadow);
        padding: 16px 18px;
        color: inherit;
        text-decoration: none;
        block-size: 100%;
        min-block-size: 118px;
      }
      a.stat:hover {
        border-color: var(--c-line-2);
        background: var(--c-hover);
      }
      .label {
        color: var(--c-text-2);
        font-weight: 600;
        align-self: center;
      }
      .value {
        grid-column: 1 / -1;
        font-size: clamp(20px, 2.2vw, 27px);
        line-height: 1.25;
        font-weight: 600;
        letter-spacing: -0.02em;
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
      .line {
        grid-column: 1 / -1;
        font-size: 13px;
        color: var(--c-text-2);
      }
      .ok {
        color: var(--c-ok);
      }
      .warn {
        color: var(--c-warn);
      }
      .bad {
        color: var(--c-bad);
      }
      .tile-icon {
        inline-size: 36px;
        block-size: 36px;
      }
    `,
  ];

  override render(): TemplateResult {
    const inside = html`<span class="label">${this.label}</span>
      ${this.icon ? html`<span class="tile-icon">${icon(this.icon, 18)}</span>` : html`<span></span>`}
      <span class="value">${this.value ?? '—'}</span>
      ${this.note ? html`<span class="line ${this.tone ?? ''}">${this.note}</span>` : nothing}`;
    return this.href ? html`<a class="stat" href=${this.href}>${inside}</a>` : html`<div class="stat">${inside}</div>`;
  }
}
customElements.define('c-stat', Stat);

/** A state in a word. `pictured`: with a picture of its own before the word instead of the dot. */
class Badge extends LitElement {
  static override properties = { tone: { reflect: true }, pictured: { type: Boolean, reflect: true } };
  declare tone: Tone;
  declare pictured: boolean;

  static override styles = css`
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      padding: 2px 10px;
      border-radius: 99px;
      font: 600 12px/1.6 var(--c-font);
      background: var(--c-hover);
      color: var(--c-text-2);
      white-space: nowrap;
      vertical-align: middle;
    }
    :host::before {
      content: '';
      inline-size: 6px;
      block-size: 6px;
      border-radius: 50%;
      background: currentColor;
      flex: none;
    }
    :host([pictured])::before {
      display: none;
    }
    ::slotted(svg) {
      flex: none;
    }
    :host([tone='ok']) {
      background: var(--c-ok-bg);
      color: var(--c-ok);
    }
    :host([tone='warn']) {
      background: var(--c-warn-bg);
      color: var(--c-warn);
    }
    :host([tone='bad']) {
      background: var(--c-bad-bg);
      color: var(--c-bad);
    }
    :host([tone='info']) {
      background: var(--c-info-bg);
      color: var(--c-info);
    }
  `;

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}
customElements.define('c-badge', Badge);

/** A moment as people say it, «hace 5 minutos», with the exact one as its title. */
class Time extends HostElement {
  static override properties = { at: {} };
  declare at: string;
  private timer: number | undefined;

  static override styles = css`
    :host {
      display: inline;
      font-variant-numeric: tabular-nums;
    }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = window.setInterval(() => this.requestUpdate(), 30_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  override render(): TemplateResult {
    return this.at ? html`<time datetime=${this.at} title=${formats.dateTime(this.at)}>${formats.relative(this.at)}</time>` : html`—`;
  }
}
customElements.define('c-time', Time);

/** A value with a button that copies it. */
class Copy extends LitElement {
  static override properties = { value: {}, label: {}, done: { state: true } };
  declare value: string;
  declare label: string | undefined;
  declare done: boolean;

  static override styles = [
    ui,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 4px;
      }
      code {
        flex: 1;
        padding: 9px 12px;
        border-radius: 10px;
        border: 1px solid var(--c-line);
        user-select: all;
        white-space: pre-wrap;
      }
    `,
  ];

  private async copy(): Promise<void> {
    await navigator.clipboard.writeText(this.value);
    this.done = true;
    setTimeout(() => (this.done = false), 2000);
  }

  override render(): TemplateResult {
    const t = shellTexts.t;
    return html`<code>${this.value}</code>
      <button class="icon-btn" aria-label="${t('shell.copy')} ${this.label ?? ''}" title=${t('shell.copy')} @click=${() => void this.copy()}>
        ${icon(this.done ? 'check' : 'copy', 18)}
      </button>
      <span class="visually-hidden" role="status">${this.done ? t('shell.copied') : ''}</span>`;
  }
}
customElements.define('c-copy', Copy);

/** A secret the server shows this once. */
class Secret extends LitElement {
  static override properties = { value: {}, label: {} };
  declare value: string;
  declare label: string;

  static override styles = [
    ui,
    css`
      .box {
        display: grid;
        gap: 10px;
        padding: 14px;
        border-radius: 12px;
        background: var(--c-warn-bg);
      }
      p {
        color: var(--c-warn);
        display: flex;
        gap: 8px;
      }
      c-copy {
        --c-hover: var(--c-surface);
      }
    `,
  ];

  override render(): TemplateResult {
    return html`<div class="box">
      <p>${icon('key-round', 18)}<span><b>${this.label}</b><br />${shellTexts.t('shell.secret')}</span></p>
      <c-copy .value=${this.value} .label=${this.label}></c-copy>
    </div>`;
  }
}
customElements.define('c-secret', Secret);
