import { LitElement, css, html, type CSSResult, type TemplateResult } from 'lit';
import { host } from './host.js';
import { icon } from './icons.js';
import { Problem } from './problem.js';
import { shellTexts } from './shell-texts.js';
import { ui } from './styles.js';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'plain';

export interface Question {
  heading: string;
  text?: string;
  /** What the button that does it says. */
  confirm: string;
  danger?: boolean;
  /** A word that has to be typed before: for what cannot be undone. */
  typed?: string;
}

export interface DialogOptions<T> {
  heading: string;
  size?: 's' | 'm' | 'l';
  /** Drawn at first and whenever `redraw` is called. */
  body: (close: (value?: T) => void, redraw: () => void) => TemplateResult;
  /** Of the body, beside the console's own. */
  styles?: CSSResult;
  /** Asked before it is closed without a value; false keeps it open. */
  mayClose?: () => boolean | Promise<boolean>;
}

/** The frame of a dialog: the browser's own, which keeps the focus inside and gives it back. */
class Dialog extends LitElement {
  static override properties = { heading: {}, size: { reflect: true } };
  declare heading: string;
  declare size: 's' | 'm' | 'l';
  mayClose: () => boolean | Promise<boolean> = () => true;

  static override styles = [
    ui,
    css`
      dialog {
        border: 0;
        padding: 0;
        inline-size: min(560px, calc(100vw - 32px));
        max-block-size: calc(100dvh - 32px);
        border-radius: 18px;
        background: var(--c-raised);
        color: var(--c-text);
        box-shadow: var(--c-shadow-2);
        overflow: hidden;
      }
      dialog[open] {
        display: flex;
        flex-direction: column;
        animation: up 0.16s ease-out;
      }
      :host([size='s']) dialog {
        inline-size: min(420px, calc(100vw - 32px));
      }
      :host([size='l']) dialog {
        inline-size: min(900px, calc(100vw - 32px));
      }
      dialog::backdrop {
        background: var(--c-scrim);
      }
      .head {
        display: flex;
        align-items: center;
        gap: 12px;
        padding: 18px 14px 6px 22px;
      }
      .head h2 {
        flex: 1;
        font-size: 17px;
      }
      .body {
        padding: 8px 22px 22px;
        overflow: auto;
      }
      @keyframes up {
        from {
          translate: 0 10px;
          opacity: 0;
        }
      }
      @media (max-width: 720px) {
        dialog {
          inline-size: 100vw !important;
          max-inline-size: 100vw;
          margin: auto 0 0;
          border-end-start-radius: 0;
          border-end-end-radius: 0;
          max-block-size: 92dvh;
        }
        .body {
          padding-block-end: calc(22px + env(safe-area-inset-bottom));
        }
      }
    `,
  ];

  get dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog') as HTMLDialogElement;
  }

  override firstUpdated(): void {
    this.dialog.showModal();
    void this.focusFirst();
  }

  /** Puts the focus on what the dialog is for; what is loaded first has it as soon as it is there. */
  private async focusFirst(): Promise<void> {
    let first = await firstOf(this);
    if (!first) {
      await host.settled();
      first = await firstOf(this);
    }
    const at = this.shadowRoot?.activeElement; // null: somebody was quicker and works in the body already
    if (first && this.isConnected && (at || !this.matches(':focus-within'))) first.focus();
  }

  private async ask(e?: Event): Promise<void> {
    e?.preventDefault();
    if (await this.mayClose()) this.dispatchEvent(new Event('dismiss'));
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading" @cancel=${(e: Event) => void this.ask(e)}>
      <div class="head">
        <h2 id="heading">${this.heading}</h2>
        <button class="icon-btn" aria-label=${shellTexts.t('shell.close')} @click=${() => void this.ask()}>${icon('x')}</button>
      </div>
      <div class="body"><slot></slot></div>
    </dialog>`;
  }
}
customElements.define('c-dialog', Dialog);

const FIELD = ':is(input:not([type=hidden]), select, textarea):enabled:not([readonly], [tabindex="-1"])';

/** What somebody begins with: what asks for it (`autofocus`), or the first field, or the button that is meant. */
async function firstOf(root: HTMLElement): Promise<HTMLElement | undefined> {
  const all = await drawn(root);
  const shown = (selector: string) => all.find((e) => e.matches(selector) && e.checkVisibility());
  return shown('[autofocus]') ?? shown(FIELD) ?? shown('button.primary:enabled');
}

/** The elements below one, in order, with those in the shadow of others, once they are drawn. */
async function drawn(root: HTMLElement): Promise<HTMLElement[]> {
  const all: HTMLElement[] = [];
  for (const child of root.children) {
    if (!(child instanceof HTMLElement)) continue;
    all.push(child);
    if (child instanceof LitElement) {
      await child.updateComplete;
      for (const inner of child.shadowRoot?.children ?? []) if (inner instanceof HTMLElement) all.push(inner, ...(await drawn(inner)));
    }
    all.push(...(await drawn(child)));
  }
  return all;
}

/** Opens a dialog; the promise gives what it was closed with, or undefined. */
export function dialog<T>(options: DialogOptions<T>, root?: HTMLElement): Promise<T | undefined> {
  return new Promise((resolve) => {
    const frame = document.createElement('c-dialog') as Dialog;
    frame.heading = options.heading;
    frame.size = options.size ?? 'm';
    if (options.mayClose) frame.mayClose = options.mayClose;
    const close = (value?: T) => {
      frame.dialog.close();
      frame.remove();
      resolve(value);
    };
    frame.addEventListener('dismiss', () => close());
    const content = document.createElement('c-dialog-content') as DialogContent;
    content.draw = () => options.body(close, () => content.requestUpdate());
    content.extra = options.styles;
    frame.append(content);
    (root ?? document.body).append(frame);
  });
}

/** The body of a dialog, with the console's styles. */
class DialogContent extends LitElement {
  draw: () => TemplateResult = () => html``;
  extra: CSSResult | undefined;

  static override styles = [
    ui,
    css`
      .actions {
        display: flex;
        justify-content: flex-end;
        flex-wrap: wrap;
        gap: 10px;
        margin-block-start: 20px;
      }
    `,
  ];

  override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    const sheet = this.extra?.styleSheet;
    if (sheet && root instanceof ShadowRoot) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return root;
  }

  override render(): TemplateResult {
    return this.draw();
  }
}
customElements.define('c-dialog-content', DialogContent);

/** Asks whether something is really to be done. */
export async function confirm(question: Question): Promise<boolean> {
  const t = shellTexts.t;
  const answer = await dialog<boolean>({
    heading: question.heading,
    size: 's',
    body: (close) => {
      const go = (e: SubmitEvent) => {
        e.preventDefault();
        const typed = new FormData(e.target as HTMLFormElement).get('typed');
        if (!question.typed || typed === question.typed) close(true);
      };
      return html`<form @submit=${go} class="stack">
        ${question.text ? html`<p class="muted">${question.text}</p>` : ''}
        ${question.typed
          ? html`<div class="field">
              <label for="typed">${t('shell.type-to-confirm', { word: question.typed })}</label>
              <input id="typed" name="typed" autocomplete="off" required pattern=${question.typed.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')} />
            </div>`
          : ''}
        <div class="actions">
          <button class="btn" type="button" ?autofocus=${!question.typed && question.danger === true} @click=${() => close(false)}>${t('shell.cancel')}</button>
          <button class="btn primary ${question.danger ? 'danger' : ''}" type="submit" ?autofocus=${!question.danger}>${question.confirm}</button>
        </div>
      </form>`;
    },
  });
  return answer === true;
}

/** What can be done about a message at the edge of the screen: «Deshacer». */
export interface ToastDeed {
  label: string;
  run: () => void;
}

/** Whoever may still act on a message gets more time for it, in milliseconds. */
const TIME_TO_ACT = 9000;

/** The messages at the edge of the screen. */
class Toasts extends LitElement {
  private shown: { id: number; text: string; kind: Tone; deed?: ToastDeed | undefined }[] = [];
  private next = 0;
  static override styles = [
    ui,
    css`
      :host {
        position: fixed;
        inset: auto 24px 24px auto;
        display: grid;
        gap: 8px;
        z-index: 60;
        justify-items: end;
        pointer-events: none;
        margin: 0;
        padding: 0;
        border: 0;
        background: none;
        overflow: visible;
        max-inline-size: min(440px, calc(100vw - 24px));
      }
      .toast {
        display: flex;
        gap: 10px;
        align-items: flex-start;
        padding: 12px 8px 12px 16px;
        border-radius: 12px;
        background: var(--c-text);
        color: var(--c-bg);
        box-shadow: var(--c-shadow-2);
        font-weight: 600;
        pointer-events: auto;
        animation: up 0.18s ease-out;
      }
      .toast > svg {
        flex: none;
        margin-block-start: 1px;
      }
      .toast span {
        align-self: center;
      }
      button {
        appearance: none;
        border: 0;
        background: none;
        color: inherit;
        cursor: pointer;
        padding: 3px 6px;
        border-radius: 8px;
        opacity: 0.8;
      }
      button.deed {
        min-block-size: 32px;
        padding: 0 10px;
        font: inherit;
        opacity: 1;
        text-decoration: underline;
        text-underline-offset: 3px;
      }
      .toast button:focus-visible {
        outline: 2px solid currentColor;
        outline-offset: -2px;
      }
      @keyframes up {
        from {
          translate: 0 8px;
          opacity: 0;
        }
      }
      @media print {
        :host {
          display: none !important;
        }
      }
      @media (max-width: 860px) {
        :host {
          inset: auto 12px 84px 12px;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('popover', 'manual');
  }

  add(text: string, kind: Tone, deed?: ToastDeed): void {
    const toast = { id: this.next++, text, kind, deed };
    this.shown = [...this.shown.slice(-3), toast];
    this.requestUpdate();
    // in the top layer, above a dialog that may be open
    if (this.matches(':popover-open')) this.hidePopover();
    this.showPopover();
    const span = kind === 'bad' ? 12_000 : Math.max(deed ? TIME_TO_ACT : 4500, text.length * 70);
    setTimeout(() => this.drop(toast.id), span);
  }

  private act(id: number, deed: ToastDeed | undefined): void {
    this.drop(id);
    deed?.run();
  }

  private drop(id: number): void {
    this.shown = this.shown.filter((toast) => toast.id !== id);
    this.requestUpdate();
    if (this.shown.length === 0 && this.matches(':popover-open')) this.hidePopover();
  }

  override render(): TemplateResult {
    const icons: Record<Tone, string> = { ok: 'circle-check', warn: 'triangle-alert', bad: 'circle-alert', info: 'info', plain: 'info' };
    return html`<div role="status" aria-live="polite" class="stack tight">
      ${this.shown.map(
        (toast) =>
          html`<div class="toast">
            ${icon(icons[toast.kind], 18)}<span>${toast.text}</span>
            ${toast.deed ? html`<button class="deed" @click=${() => this.act(toast.id, toast.deed)}>${toast.deed.label}</button>` : ''}
            <button aria-label=${shellTexts.t('shell.close')} @click=${() => this.drop(toast.id)}>${icon('x', 16)}</button>
          </div>`,
      )}
    </div>`;
  }
}
customElements.define('c-toasts', Toasts);

let toasts: Toasts | undefined;

export function toast(text: string, kind: Tone = 'ok', deed?: ToastDeed): void {
  toasts ??= document.body.appendChild(document.createElement('c-toasts')) as Toasts;
  toasts.add(text, kind, deed);
}

/** Says in words what went wrong. */
export function tellProblem(e: unknown): void {
  if (e instanceof DOMException && e.name === 'AbortError') return;
  toast(problemText(e), 'bad');
}

/** The sentence for a problem: the server's own, or ours where it could not be asked. */
export function problemText(e: unknown): string {
  const t = shellTexts.t;
  if (!(e instanceof Problem)) {
    console.error(e);
    return t('shell.problem.client');
  }
  if (e.unreachable) return t('shell.problem.offline');
  if (e.stale) return t('shell.problem.stale');
  const fields = e.errors.map((error) => error.message).filter(Boolean);
  return fields.length > 0 && fields.length < 3 ? fields.join(' · ') : e.detail || e.title || t('shell.problem.client');
}

