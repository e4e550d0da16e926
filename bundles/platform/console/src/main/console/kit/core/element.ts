import type { LitElement } from 'lit';
import type { Api } from './api.js';
import type { Formats } from './formats.js';
import { HostElement } from './host-element.js';
import type { DialogOptions, Question, ToastDeed, Tone } from './overlay.js';
import { ui } from './styles.js';
import type { Params } from './texts.js';

/** What every screen is given. `signal` ends when the screen is left or its module goes. */
export interface ViewContext extends Formats {
  readonly moduleId: string;
  /** Where the module's files are. */
  readonly assets: string;
  readonly signal: AbortSignal;
  /** The parts of the address: `{id}` of `contacts/:id`. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly locale: string;
  readonly country: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly dark: boolean;
  readonly api: Api;
  may(permission: string): boolean;
  t(key: string, params?: Params): string;
  /** Hears a topic of the live channel while the screen is open. */
  on<D = Record<string, unknown>>(topic: string, listener: (data: D) => void): void;
  /** Says something at the edge of the screen, with what can be done about it: «Deshacer». */
  toast(text: string, kind?: Tone, deed?: ToastDeed): void;
  /** Says in words what went wrong. */
  problem(e: unknown): void;
  confirm(question: Question): Promise<boolean>;
  dialog<T>(options: DialogOptions<T>): Promise<T | undefined>;
  /** Goes to a page: of this module (`contacts/3`), or of another (`/billing/invoices`). */
  navigate(path: string, options?: { replace?: boolean; force?: boolean }): void;
  /** The address of a page, for links. */
  href(path: string): string;
  /** Changes the query of the address without leaving the page. */
  setQuery(query: Record<string, string | undefined>): void;
  setTitle(title: string): void;
  /** Whether something typed would be lost by leaving. */
  setDirty(dirty: boolean): void;
  /** What this user has chosen in this organisation, kept on the server. */
  preference<T>(key: string, otherwise: T): Promise<T>;
  setPreference(key: string, value: unknown): Promise<void>;
}

export type ViewClass = { new (): ConsoleElement };

/** What the script of a module gives the console. */
export interface ModuleDefinition {
  views: Record<string, () => Promise<{ default: ViewClass }>>;
}

export const defineModule = (definition: ModuleDefinition): ModuleDefinition => definition;

/** The base of every screen and widget. The shell registers the class under a tag of its own and sets `ctx`. */
export class ConsoleElement extends HostElement {
  static override properties = { ctx: { attribute: false } };
  declare ctx: ViewContext;

  static override styles: typeof LitElement.styles = [ui];

  protected t(key: string, params?: Params): string {
    return this.ctx.t(key, params);
  }
}
