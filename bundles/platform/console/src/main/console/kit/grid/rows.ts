import { host } from '../core/host.js';
import type { Look, Source } from './types.js';

const PAGE = 50;
const MOST = 200;

/** The rows loaded so far: pages are fetched one after the other, and only as far as somebody scrolls. */
export class Rows<R> {
  items: readonly R[] = [];
  /** The cursor of the next page; null once all are here, undefined before the first answer. */
  next: string | null | undefined;
  loading = false;
  error: unknown;
  private asking: AbortController | undefined;
  private again = false;

  constructor(
    private readonly source: () => Source<R> | undefined,
    private readonly look: () => Look,
    private readonly changed: () => void,
  ) {}

  get complete(): boolean {
    return this.next === null;
  }

  /** From the beginning; what was shown stays until the answer is there unless it belongs to another source. */
  async restart(): Promise<void> {
    await this.fetch(true, PAGE);
  }

  /** The next page, if there is one and none is on its way. */
  async more(): Promise<void> {
    if (!this.loading && this.next && !this.error) await this.fetch(false, PAGE);
  }

  /** As many rows as are here, afresh; asked for again meanwhile, it runs once more. */
  async reload(): Promise<void> {
    if (this.loading) {
      this.again = true;
      return;
    }
    await this.fetch(true, Math.max(PAGE, this.items.length));
    if (this.again) {
      this.again = false;
      await this.reload();
    }
  }

  stop(): void {
    this.asking?.abort();
    this.loading = false;
  }

  private async fetch(fresh: boolean, count: number): Promise<void> {
    const source = this.source();
    if (!source) return;
    this.asking?.abort();
    const { signal } = (this.asking = new AbortController());
    const done = host.busy();
    this.loading = true;
    this.error = undefined;
    this.changed();
    try {
      let items: R[] = fresh ? [] : [...this.items];
      let next = fresh ? undefined : this.next;
      const wanted = items.length + count;
      do {
        const page = await source(this.query(next ?? undefined, Math.min(wanted - items.length, MOST)), signal);
        if (signal.aborted) return;
        items = [...items, ...page.items];
        next = page.next ?? null;
      } while (next && items.length < wanted);
      this.items = items;
      this.next = next;
    } catch (e) {
      if (signal.aborted) return;
      this.error = e;
    } finally {
      done();
    }
    this.loading = false;
    this.changed();
  }

  /** All rows of the look, page by page, for a file. */
  async *all(signal: AbortSignal): AsyncGenerator<readonly R[]> {
    const source = this.source();
    let cursor: string | undefined;
    while (source && !signal.aborted) {
      const page = await source(this.query(cursor, MOST), signal);
      yield page.items;
      if (!page.next) return;
      cursor = page.next;
    }
  }

  private query(cursor: string | undefined, limit: number) {
    const { search, sort, filters } = this.look();
    return { limit, filters, ...(cursor ? { cursor } : {}), ...(sort ? { sort } : {}), ...(search ? { search } : {}) };
  }
}
