import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { ui } from '../core/styles.js';

export interface Choice {
  id: string;
  label: string;
  count?: number;
}

abstract class Choices extends LitElement {
  static override properties = { choices: { attribute: false }, value: {}, label: {} };
  declare choices: Choice[];
  declare value: string;
  declare label: string;

  protected choose(id: string): void {
    if (id === this.value) return;
    this.value = id;
    this.dispatchEvent(new CustomEvent('change', { detail: { value: id }, bubbles: true, composed: true }));
  }

  /** Arrows move among the choices, as the pattern for tabs and radio groups has it. */
  protected move(e: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    if (!step) return;
    e.preventDefault();
    const at = this.choices.findIndex((choice) => choice.id === this.value);
    const next = this.choices[(at + step + this.choices.length) % this.choices.length];
    if (next) this.choose(next.id);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[tabindex="0"]')?.focus());
  }
}

/** The parts of a page, one shown at a time. */
class Tabs extends Choices {
  static override styles = [
    ui,
    css`
      [role='tablist'] {
        display: flex;
        gap: 4px;
        border-block-end: 1px solid var(--c-line);
        overflow-x: auto;
        scrollbar-width: none;
      }
      button {
        appearance: none;
        border: 0;
        background: none;
        color: var(--c-text-2);
        font: 600 14px/1.2 var(--c-font);
        padding: 0 14px;
        min-block-size: 44px;
        border-block-end: 2px solid transparent;
        margin-block-end: -1px;
        cursor: pointer;
        white-space: nowrap;
        border-start-start-radius: 8px;
        border-start-end-radius: 8px;
      }
      button:hover {
        color: var(--c-text);
      }
      button[aria-selected='true'] {
        color: var(--c-accent-text);
        border-color: var(--c-accent);
      }
      button:focus-visible {
        outline-offset: -3px;
      }
      .count {
        margin-inline-start: 6px;
        padding: 1px 7px;
        border-radius: 99px;
        background: var(--c-hover);
        font-size: 12px;
      }
    `,
  ];

  override render(): TemplateResult {
    return html`<div role="tablist" aria-label=${this.label ?? nothing} @keydown=${this.move}>
      ${(this.choices ?? []).map((choice) => {
        const on = choice.id === this.value;
        return html`<button role="tab" aria-selected=${on} tabindex=${on ? 0 : -1} @click=${() => this.choose(choice.id)}>
          ${choice.label}${choice.count === undefined ? nothing : html`<span class="count">${choice.count}</span>`}
        </button>`;
      })}
    </div>`;
  }
}
customElements.define('c-tabs', Tabs);

/** Few choices side by side, one of them taken. */
class Segmented extends Choices {
  static override styles = [
    ui,
    css`
      [role='radiogroup'] {
        display: inline-flex;
        flex-wrap: wrap;
        padding: 3px;
        border-radius: 12px;
        background: var(--c-hover);
        gap: 2px;
      }
      button {
        appearance: none;
        border: 0;
        background: none;
        color: var(--c-text-2);
        font: 600 13px/1.2 var(--c-font);
        padding: 0 14px;
        min-block-size: 36px;
        border-radius: 9px;
        cursor: pointer;
      }
      button[aria-checked='true'] {
        background: var(--c-chosen);
        color: var(--c-text);
        box-shadow: var(--c-shadow);
      }
      @media (max-width: 720px) {
        button {
          min-block-size: 44px;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    return html`<div role="radiogroup" aria-label=${this.label ?? nothing} @keydown=${this.move}>
      ${(this.choices ?? []).map((choice) => {
        const on = choice.id === this.value;
        return html`<button role="radio" aria-checked=${on} tabindex=${on ? 0 : -1} @click=${() => this.choose(choice.id)}>${choice.label}</button>`;
      })}
    </div>`;
  }
}
customElements.define('c-segmented', Segmented);
