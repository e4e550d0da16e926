import type { Values } from './schema.js';

interface Draft {
  readonly at: string;
  readonly values: Values;
}

/** What was typed and not yet saved, kept in the browser's tab so that a reload or a crash loses nothing. */
export class Drafts {
  private timer = 0;
  private pending: (() => Values) | undefined;
  /** A reload does not wait for the moment to pass. */
  private readonly leave = (): void => {
    if (this.pending) this.now(this.pending());
  };

  constructor(private readonly key: string) {}

  /** Keeps the values in a moment; the last ones win. */
  keep(values: () => Values): void {
    clearTimeout(this.timer);
    this.pending = values;
    addEventListener('pagehide', this.leave);
    this.timer = window.setTimeout(() => this.now(values()), 300);
  }

  now(values: Values): void {
    this.settle();
    try {
      sessionStorage.setItem(this.name, JSON.stringify({ at: new Date().toISOString(), values } satisfies Draft));
    } catch {
      // A full or forbidden storage must not keep anybody from working.
    }
  }

  read(): Draft | undefined {
    try {
      const text = sessionStorage.getItem(this.name);
      const draft = text ? (JSON.parse(text) as Partial<Draft>) : undefined;
      return draft?.at && draft.values ? (draft as Draft) : undefined;
    } catch {
      return undefined;
    }
  }

  drop(): void {
    this.settle();
    try {
      sessionStorage.removeItem(this.name);
    } catch {
      // see above
    }
  }

  private settle(): void {
    clearTimeout(this.timer);
    this.pending = undefined;
    removeEventListener('pagehide', this.leave);
  }

  private get name(): string {
    return `c.draft.${this.key}`;
  }
}
