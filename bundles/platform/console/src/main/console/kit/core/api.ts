import { host } from './host.js';
import { Problem } from './problem.js';
import { session } from './session.js';

/** One page of a list; `next` asks for the following one. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

type Value = string | number | boolean | null | undefined | readonly string[];

/** The parameters of a request; those of an inner object (the `filters` of a grid) stand beside the others. */
export type Query = Readonly<Record<string, Value | Readonly<Record<string, Value>>>>;

/** What came, and the version it has (`ETag`), to be shown again when it is changed. */
export interface Answer<T> {
  data: T;
  etag: string | undefined;
}

export interface SendOptions {
  etag?: string | undefined;
  query?: Query;
  signal?: AbortSignal;
  /** Named by the caller when one intent is sent again with another body. */
  idempotencyKey?: string;
  /** The answer holds a secret that is shown once: sent without an `Idempotency-Key`, for it is not kept to be repeated. */
  secret?: boolean;
}

export interface UploadOptions extends SendOptions {
  method?: 'POST' | 'PUT';
  contentType?: string;
  onProgress?: (share: number) => void;
}

interface CarriedRequest {
  method: string;
  headers: Record<string, string>;
  signal?: AbortSignal;
}

type Carrier = (url: string, request: CarriedRequest) => Promise<Response>;

/** One thing to be sent, as often as the session asks for it. */
interface Delivery {
  headers: Record<string, string>;
  /** Each of them ends it. */
  signals: readonly (AbortSignal | undefined)[];
  send: Carrier;
  /** The server has decided: nothing is to be repeated. */
  answered?: () => void;
}

/** How the login is opened over the page when a session has ended; the shell sets it. */
export const relogin: { open: () => Promise<boolean> } = { open: () => Promise.resolve(false) };

// The same intent, sent again after a lost answer, must be one deed: its key is kept until the server has answered.
const keys = new Map<string, string>();

/**
 * The one way from a screen to the server. Paths without a leading slash are relative to the module's REST base. It shows
 * the token and renews it, asks for the login when the session is over and then repeats the request, sends an
 * `Idempotency-Key` with every POST but those that make a secret, and turns whatever goes wrong into a {@link Problem}.
 */
export class Api {
  constructor(
    private readonly base: string,
    private readonly signal?: AbortSignal,
  ) {}

  async get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
    return (await this.fetch<T>(path, query, signal)).data;
  }

  async fetch<T>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer<T>> {
    return this.read<T>(await this.request('GET', path, { ...(query && { query }), ...(signal && { signal }) }));
  }

  list<T>(path: string, query?: Query, signal?: AbortSignal): Promise<Page<T>> {
    return this.get<Page<T>>(path, query, signal);
  }

  async post<T = void>(path: string, body?: unknown, options: SendOptions = {}): Promise<T> {
    return (await this.read<T>(await this.request('POST', path, options, body ?? {}))).data;
  }

  async put<T = void>(path: string, body: unknown, options: SendOptions = {}): Promise<T> {
    return (await this.read<T>(await this.request('PUT', path, options, body))).data;
  }

  async delete(path: string, options: SendOptions = {}): Promise<void> {
    await this.request('DELETE', path, options);
  }

  /** Gets a file as a whole. */
  async blob(path: string, query?: Query): Promise<Blob> {
    const answer = await this.request('GET', path, { ...(query && { query }) }, undefined, '*/*');
    return answer.blob();
  }

  /** Sends something and gets a file made of it; nothing is changed on the server. */
  async postBlob(path: string, body: unknown, options: SendOptions = {}): Promise<Blob> {
    const answer = await this.request('POST', path, { ...options, secret: true }, body, '*/*');
    return answer.blob();
  }

  /** Saves a file under a name on the person's machine. */
  async download(path: string, name: string, query?: Query): Promise<void> {
    save(await this.blob(path, query), name);
  }

  /** Sends a file; `onProgress` hears how much of it has gone, from 0 to 1. It goes on when the screen is left. */
  async upload<T = void>(path: string, file: Blob, options: UploadOptions = {}): Promise<T> {
    const type = options.contentType ?? (file.type || 'application/octet-stream');
    const answer = await this.deliver(options.method ?? 'POST', this.url(path, options.query), options, {
      headers: { Accept: 'application/json', 'Content-Type': type },
      signals: [options.signal],
      send: (to, request) => carry(to, request, file, options.onProgress),
    });
    return (await this.read<T>(answer)).data;
  }

  private url(path: string, query?: Query): string {
    const url = new URL(path.startsWith('/') ? path : `${this.base}/${path}`, location.origin);
    const flat: [string, Value][] = Object.entries(query ?? {}).flatMap(([name, value]): [string, Value][] =>
      value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.entries(value as Record<string, Value>) : [[name, value as Value]],
    );
    for (const [name, value] of flat) {
      if (Array.isArray(value)) value.forEach((v: string) => url.searchParams.append(name, v));
      else if (value !== undefined && value !== null && value !== '') url.searchParams.set(name, String(value));
    }
    return url.href;
  }

  private async request(method: string, path: string, options: SendOptions, body?: unknown, accept = 'application/json'): Promise<Response> {
    const url = this.url(path, options.query);
    const text = body === undefined ? undefined : JSON.stringify(body);
    const intent = `${method} ${url} ${text ?? ''}`;
    const key = method === 'POST' && !options.secret ? (options.idempotencyKey ?? keys.get(intent) ?? crypto.randomUUID()) : undefined;
    if (key) keys.set(intent, key);
    return this.deliver(method, url, options, {
      headers: {
        Accept: accept,
        ...(text !== undefined && { 'Content-Type': 'application/json' }),
        ...(key && { 'Idempotency-Key': key }),
      },
      signals: [this.signal, options.signal],
      send: (to, request) => fetch(to, { ...request, body: text ?? null, cache: method === 'GET' ? 'no-cache' : 'no-store' }),
      answered: () => void keys.delete(intent),
    });
  }

  /** Shows who asks, and asks for the login if the session has ended: what was sent then goes once more. */
  private async deliver(method: string, url: string, options: SendOptions, what: Delivery): Promise<Response> {
    const signals = what.signals.filter((s): s is AbortSignal => s !== undefined);
    for (let again = 0; ; again++) {
      const bearer = await session.bearer();
      const headers: Record<string, string> = { ...what.headers, 'Accept-Language': host.locale };
      if (bearer) headers['Authorization'] = `Bearer ${bearer}`;
      if (options.etag) headers['If-Match'] = options.etag;
      let answer: Response;
      try {
        answer = await what.send(url, { method, headers, ...(signals.length > 0 && { signal: AbortSignal.any(signals) }) });
      } catch (e) {
        if (e instanceof DOMException && e.name === 'AbortError') throw e;
        host.setOnline(false);
        throw Problem.offline();
      }
      if (answer.status === 401 && again < 2) {
        if ((again === 0 && (await session.renew())) || (await relogin.open())) continue;
      }
      if (answer.status < 500) what.answered?.();
      if (!answer.ok) throw await Problem.of(answer);
      host.setOnline(true);
      return answer;
    }
  }

  private async read<T>(answer: Response): Promise<Answer<T>> {
    const text = await answer.text();
    return { data: (text ? JSON.parse(text) : undefined) as T, etag: answer.headers.get('ETag') ?? undefined };
  }
}

/** Sends a file as `fetch` would, which cannot tell how much of it has gone. */
function carry(url: string, { method, headers, signal }: CarriedRequest, file: Blob, onProgress?: (share: number) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new DOMException('given up', 'AbortError'));
    if (signal?.aborted) return abort();
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    if (onProgress) request.upload.onprogress = (e) => e.lengthComputable && onProgress(e.loaded / e.total);
    request.onerror = () => reject(new TypeError('not reached'));
    request.onabort = abort;
    request.onload = () => {
      const etag = request.getResponseHeader('ETag');
      resolve(new Response(request.responseText || null, { status: request.status, statusText: request.statusText, ...(etag && { headers: { ETag: etag } }) }));
    };
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

/** Gives a file to the browser to save. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
