import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { host } from './host.js';
import { Problem } from './problem.js';
import { shellTexts } from './shell-texts.js';

interface Host extends ReactiveControllerHost {
  ctx?: { signal: AbortSignal };
}

export interface Parts<T> {
  /** Whether there is nothing to show. */
  empty?: (value: T) => boolean;
  /** What is shown then. */
  emptyState?: TemplateResult;
  /** How many lines the skeleton has. */
  lines?: number;
}

/**
 * Something a screen reads from the server: loads when the element is there, draws a skeleton meanwhile, and says in words
 * what went wrong. What could not be reached is tried again as soon as the server answers.
 */
export class Load<T> implements ReactiveController {
  value: T | undefined;
  error: Problem | undefined;
  loading = false;

  private run = 0;
  private started = false;
  private readonly back = () => {
    if (host.online && this.error?.unreachable) void this.reload();
  };

  constructor(
    private readonly element: Host,
    private readonly work: (signal: AbortSignal | undefined) => Promise<T>,
  ) {
    element.addController(this);
  }

  hostConnected(): void {
    host.addEventListener('online', this.back);
  }

  hostDisconnected(): void {
    host.removeEventListener('online', this.back);
  }

  hostUpdate(): void {
    if (!this.started) {
      this.started = true;
      void this.reload();
    }
  }

  /** Reads again; what is on the screen stays until the new value is there. */
  async reload(): Promise<void> {
    const run = ++this.run;
    const done = host.busy();
    this.loading = true;
    this.element.requestUpdate();
    try {
      const value = await this.work(this.element.ctx?.signal);
      if (run !== this.run) return;
      this.value = value;
      this.error = undefined;
    } catch (e) {
      if (run !== this.run || (e instanceof DOMException && e.name === 'AbortError')) return;
      if (!(e instanceof Problem)) console.error(e);
      this.error = e instanceof Problem ? e : new Problem(-1, 'client', '', String(e));
    } finally {
      if (run === this.run) {
        this.loading = false;
        this.element.requestUpdate();
        void this.element.updateComplete.then(done);
      } else done();
    }
  }

  render(draw: (value: T) => unknown, parts: Parts<T> = {}): unknown {
    if (this.value !== undefined && !(this.error && !this.error.unreachable)) {
      if (parts.empty?.(this.value)) return parts.emptyState ?? nothing;
      return draw(this.value);
    }
    if (this.error) return this.failure(this.error);
    return html`<c-skeleton lines=${parts.lines ?? 4}></c-skeleton>`;
  }

  private failure(e: Problem): TemplateResult {
    const t = shellTexts.t;
    if (e.status === 403) return html`<c-state kind="denied"></c-state>`;
    if (e.status === 404) return html`<c-state kind="missing" text=${e.detail}></c-state>`;
    return html`<c-state kind=${e.unreachable ? 'offline' : 'error'} text=${e.detail}>
      <button class="btn" @click=${() => void this.reload()}>${t('shell.retry')}</button>
    </c-state>`;
  }
}
