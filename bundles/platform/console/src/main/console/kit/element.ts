import { LitElement } from './lit.js';
import { host } from './core/host.js';
import { shellTexts } from './core/shell-texts.js';

/** The elements of the kit: texts and formats of the console, drawn again when language or theme changes. */
export abstract class KitElement extends LitElement {
  protected readonly host = host;
  private readonly redraw = () => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    host.addEventListener('change', this.redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    host.removeEventListener('change', this.redraw);
  }

  protected get locale(): string {
    return host.locale;
  }

  /** A text of the kit. */
  protected say(key: string, params?: Record<string, unknown>): string {
    return shellTexts.t(key, params);
  }

  /** Tells what happened to whoever listens above; false if a listener prevented it. */
  protected emit(type: string, detail: unknown = undefined, cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
  }
}
