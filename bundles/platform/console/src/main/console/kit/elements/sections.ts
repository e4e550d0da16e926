import { LitElement, css, html } from 'lit';

/** How the parts other modules have for a place are drawn into an element, until the returned function is called; the shell sets it. */
export const sections: { fill: (place: HTMLElement, at: string, record: string) => () => void } = { fill: () => () => undefined };

/** A place of a page where other modules show what they have for its record: `at` names the place, `record` is its id. */
class Sections extends LitElement {
  static override properties = { at: {}, record: {} };
  declare at: string;
  declare record: string;
  private off: (() => void) | undefined;

  static override styles = css`
    :host {
      display: grid;
      gap: 20px;
      min-inline-size: 0;
    }
    :host(:empty) {
      display: none;
    }
    @media (max-width: 720px) {
      :host {
        gap: 12px;
      }
    }
  `;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.off?.();
    this.off = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.fill();
  }

  override updated(): void {
    this.fill();
  }

  private fill(): void {
    this.off?.();
    this.off = this.at && this.record ? sections.fill(this, this.at, this.record) : undefined;
  }

  override render(): unknown {
    return html`<slot></slot>`;
  }
}

customElements.define('c-sections', Sections);
