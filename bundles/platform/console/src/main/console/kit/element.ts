import { HostElement } from './core/host-element.js';
import { host } from './core/host.js';
import { shellTexts } from './core/shell-texts.js';

/** The elements of the kit: texts and formats of the console. */
export abstract class KitElement extends HostElement {
  protected readonly host = host;

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
