import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { icon } from '../core/icons.js';
import { ui } from '../core/styles.js';

export interface MenuItem {
  label: string;
  icon?: string;
  danger?: boolean;
  disabled?: boolean;
  run: () => void;
}

/** A button that opens a list of deeds. Without `text` it is three dots. */
class Menu extends LitElement {
  static override properties = { label: {}, text: {}, icon: {}, items: { attribute: false }, open: { state: true } };
  declare label: string;
  declare text: string | undefined;
  declare icon: string | undefined;
  declare items: MenuItem[];
  declare open: boolean;

  static override styles = [
    ui,
    css`
      :host {
        display: inline-block;
      }
      [role='menu'] {
        position: fixed;
        margin: 0;
        inset: auto;
        min-inline-size: 190px;
        max-inline-size: min(340px, calc(100vw - 24px));
        padding: 6px;
        border: 1px solid var(--c-line);
        border-radius: 12px;
        background: var(--c-raised);
        color: var(--c-text);
        box-shadow: var(--c-shadow-2);
      }
      [role='menuitem'] {
        all: unset;
        box-sizing: border-box;
        display: flex;
        align-items: center;
        gap: 10px;
        inline-size: 100%;
        min-block-size: 40px;
        padding: 0 10px;
        border-radius: 8px;
        cursor: pointer;
        font: 400 14px/1.3 var(--c-font);
      }
      [role='menuitem']:is(:hover, :focus) {
        background: var(--c-hover);
      }
      [role='menuitem']:focus-visible {
        outline: 2px solid var(--c-focus);
        outline-offset: -2px;
      }
      .danger {
        color: var(--c-bad);
      }
      [aria-disabled='true'] {
        opacity: 0.5;
        cursor: default;
      }
      @media (max-width: 720px) {
        [role='menuitem'] {
          min-block-size: 46px;
        }
      }
    `,
  ];

  private get list(): HTMLElement {
    return this.renderRoot.querySelector('[role=menu]') as HTMLElement;
  }

  private get entries(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }

  private show(last = false): void {
    const button = this.renderRoot.querySelector('button') as HTMLElement;
    const at = button.getBoundingClientRect();
    const list = this.list;
    list.showPopover();
    const size = list.getBoundingClientRect();
    const below = at.bottom + 6 + size.height < innerHeight;
    list.style.insetBlockStart = `${Math.max(8, below ? at.bottom + 6 : at.top - size.height - 6)}px`;
    list.style.insetInlineStart = `${Math.max(8, Math.min(at.right - size.width, innerWidth - size.width - 8))}px`;
    (last ? this.entries.at(-1) : this.entries[0])?.focus();
  }

  private key(e: KeyboardEvent): void {
    const entries = this.entries;
    const at = entries.findIndex((entry) => entry.matches(':focus'));
    const to = { ArrowDown: (at + 1) % entries.length, ArrowUp: (at - 1 + entries.length) % entries.length, Home: 0, End: entries.length - 1 }[e.key];
    if (to !== undefined) {
      e.preventDefault();
      entries[to]?.focus();
    } else if (e.key === 'Tab') this.list.hidePopover();
  }

  private run(item: MenuItem): void {
    if (item.disabled) return;
    this.list.hidePopover();
    item.run();
  }

  override render(): TemplateResult {
    return html`<button
        class=${this.text ? 'btn' : 'icon-btn'}
        aria-label=${this.text ? nothing : this.label}
        aria-haspopup="menu"
        aria-expanded=${this.open ? 'true' : 'false'}
        @click=${(e: Event) => {
          e.stopPropagation();
          if (this.open) this.list.hidePopover();
          else this.show();
        }}
        @keydown=${(e: KeyboardEvent) => {
          if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
            e.preventDefault();
            this.show(e.key === 'ArrowUp');
          }
        }}
      >
        ${this.text ? html`${this.icon ? icon(this.icon, 18) : nothing}${this.text}${icon('chevron-down', 16)}` : icon(this.icon ?? 'ellipsis', 18)}
      </button>
      <div role="menu" aria-label=${this.label} popover="auto" @keydown=${this.key} @click=${(e: Event) => e.stopPropagation()} @toggle=${(e: ToggleEvent) => {
        this.open = e.newState === 'open';
      }}>
        ${(this.items ?? []).map(
          (item) =>
            html`<button role="menuitem" class=${item.danger ? 'danger' : ''} aria-disabled=${item.disabled ? 'true' : nothing} @click=${() => this.run(item)}>
              ${item.icon ? icon(item.icon, 17) : nothing}${item.label}
            </button>`,
        )}
      </div>`;
  }
}
customElements.define('c-menu', Menu);
