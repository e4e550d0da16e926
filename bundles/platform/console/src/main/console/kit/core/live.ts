import { host } from './host.js';
import { session } from './session.js';

/** What the server tells while the page is open, by topic: `modules`, `change`, `notification`, `telemetry.reading`, … */
export const topics = new EventTarget();

const WAITS = [500, 1000, 2000, 4000, 8000, 15_000];

/**
 * The one stream of news from the server (server-sent events over fetch: the token travels in a header, never in an
 * address). Comes back by itself, with longer waits while the server is away.
 */
class Live {
  private stop: AbortController | undefined;
  private failures = 0;

  constructor() {
    // a request that found nobody may know before the stream does: it is opened anew, and says when the server is back
    host.addEventListener('online', () => {
      if (!host.online && this.stop) this.start();
    });
  }

  start(): void {
    this.stop?.abort();
    this.stop = new AbortController();
    void this.run(this.stop.signal);
  }

  end(): void {
    this.stop?.abort();
    this.stop = undefined;
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const bearer = await session.bearer();
        if (!bearer) return;
        const answer = await fetch('/console/live', {
          headers: { Authorization: `Bearer ${bearer}`, Accept: 'text/event-stream' },
          cache: 'no-store',
          signal,
        });
        if (answer.status === 401) {
          if (!(await session.renew())) return;
          continue;
        }
        if (!answer.ok || !answer.body) throw new Error(String(answer.status));
        const back = this.failures > 0;
        this.failures = 0;
        host.setOnline(true);
        if (back) topics.dispatchEvent(new CustomEvent('modules'));
        await this.read(answer.body, signal);
      } catch (e) {
        if (signal.aborted) return;
        if (++this.failures > 1 || !navigator.onLine) host.setOnline(false);
      }
      await this.wait(signal);
    }
  }

  private wait(signal: AbortSignal): Promise<void> {
    const span = WAITS[Math.min(this.failures, WAITS.length - 1)] ?? 15_000;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, span);
      const now = () => {
        clearTimeout(timer);
        resolve();
      };
      signal.addEventListener('abort', now, { once: true });
      addEventListener('online', now, { once: true });
    });
  }

  private async read(body: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<void> {
    const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
    let rest = '';
    while (!signal.aborted) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += value;
      const blocks = rest.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) this.tell(block);
    }
  }

  private tell(block: string): void {
    let topic = 'message';
    const data: string[] = [];
    for (const line of block.split('\n')) {
      if (line.startsWith('event:')) topic = line.slice(6).trim();
      else if (line.startsWith('data:')) data.push(line.slice(5).trim());
    }
    if (data.length === 0 && topic === 'message') return;
    let detail: unknown = {};
    try {
      if (data.length > 0) detail = JSON.parse(data.join('\n'));
    } catch {
      return;
    }
    topics.dispatchEvent(new CustomEvent(topic, { detail }));
  }
}

export const live = new Live();
