import { LitElement } from 'lit';
import { host } from './host.js';

/** The base of what speaks to people: drawn again when language, colours, organisation or connection change. */
export abstract class HostElement extends LitElement {
  readonly #heard = () => this.hostChanged();

  override connectedCallback(): void {
    super.connectedCallback();
    host.addEventListener('change', this.#heard);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    host.removeEventListener('change', this.#heard);
  }

  /** Draws the element again; whoever keeps something in the old language makes it anew before. */
  protected hostChanged(): void {
    this.requestUpdate();
  }
}
