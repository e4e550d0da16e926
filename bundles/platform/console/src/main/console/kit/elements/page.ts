import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { icon } from '../core/icons.js';
import { shellTexts } from '../core/shell-texts.js';
import { ui } from '../core/styles.js';

/** A page: heading, a line below it, what can be done (slot `actions`), and the content. */
class Page extends LitElement {
  static override properties = { heading: {}, sub: {}, backHref: { attribute: 'back-href' }, backLabel: { attribute: 'back-label' } };
  declare heading: string;
  declare sub: string | undefined;
  declare backHref: string | undefined;
  declare backLabel: string | undefined;

  static override styles = [
    ui,
    css`
      .page {
        display: grid;
        gap: 20px;
        grid-template-columns: minmax(0, 1fr);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: 12px 16px;
        align-items: flex-end;
        justify-content: space-between;
      }
      .title {
        min-inline-size: 0;
        flex: 1 1 240px;
      }
      .heading {
        display: flex;
        align-items: center;
        gap: 10px;
        flex-wrap: wrap;
      }
      h1 {
        overflow-wrap: anywhere;
      }
      .back {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-block-size: 28px;
        margin-block-end: 4px;
        font-weight: 600;
        font-size: 13px;
        color: var(--c-text-2);
        text-decoration: none;
        border-radius: 6px;
      }
      .back:hover {
        color: var(--c-accent-text);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      ::slotted([slot='actions']) {
        max-inline-size: 100%;
      }
      @media (max-width: 720px) {
        .page {
          gap: 16px;
        }
        .back {
          min-block-size: 44px;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    return html`<div class="page">
      <header>
        <div class="title">
          ${this.backHref ? html`<a class="back" href=${this.backHref}>${icon('arrow-left', 16)}${this.backLabel ?? shellTexts.t('shell.back')}</a>` : nothing}
          <div class="heading">
            <h1>${this.heading}</h1>
            <slot name="badge"></slot>
          </div>
          ${this.sub ? html`<p class="muted">${this.sub}</p>` : nothing}
        </div>
        <div class="actions"><slot name="actions"></slot></div>
      </header>
      <slot></slot>
    </div>`;
  }
}
customElements.define('c-page', Page);

/** A framed part of a page. */
class Card extends LitElement {
  static override properties = { heading: {}, sub: {}, flush: { type: Boolean, reflect: true } };
  declare heading: string | undefined;
  declare sub: string | undefined;
  /** Without inner margins, for lists and tables that reach the edge. */
  declare flush: boolean;

  static override styles = [
    ui,
    css`
      .card {
        background: var(--c-surface);
        border: 1px solid var(--c-line);
        border-radius: 14px;
        box-shadow: var(--c-shadow);
        padding: 18px 20px;
        block-size: 100%;
        display: flex;
        flex-direction: column;
        min-inline-size: 0;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 12px;
        align-items: flex-start;
        justify-content: space-between;
        margin-block-end: 14px;
      }
      .body {
        flex: 1;
        min-inline-size: 0;
        display: grid;
        align-content: start;
        grid-template-columns: minmax(0, 1fr);
      }
      :host([flush]) .card {
        padding: 0;
        overflow: hidden;
      }
      :host([flush]) header {
        padding: 18px 20px 0;
      }
      @media (max-width: 720px) {
        .card {
          padding: 16px;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    return html`<div class="card" role=${this.heading ? 'group' : nothing} aria-label=${this.heading ?? nothing}>
      ${this.heading
        ? html`<header>
            <div class="grow">
              <h2>${this.heading}</h2>
              ${this.sub ? html`<p class="muted small">${this.sub}</p>` : nothing}
            </div>
            <slot name="actions"></slot>
          </header>`
        : nothing}
      <div class="body"><slot></slot></div>
    </div>`;
  }
}
customElements.define('c-card', Card);
