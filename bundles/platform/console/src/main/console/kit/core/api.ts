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

  /** Saves a file under a name on the person's machine. */
  async download(path: string, name: string, query?: Query): Promise<void> {
    save(await this.blob(path, query), name);
  }

  /** Sends a file; `onProgress` hears how much of it has gone, from 0 to 1. */
  async upload<T = void>(path: string, file: Blob, options: UploadOptions = {}): Promise<T> {
    const bearer = await session.bearer();
    return new Promise<T>((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(options.method ?? 'POST', this.url(path, options.query));
      request.setRequestHeader('Content-Type', options.contentType ?? (file.type || 'application/octet-stream'));
      request.setRequestHeader('Accept', 'application/json');
      request.setRequestHeader('Accept-Language', host.locale);
      if (bearer) request.setRequestHeader('Authorization', `Bearer ${bearer}`);
      if (options.etag) request.setRequestHeader('If-Match', options.etag);
      if (options.onProgress) {
        request.upload.onprogress = (e) => e.lengthComputable && options.onProgress?.(e.loaded / e.total);
      }
      request.onerror = () => reject(Problem.offline());
      request.onload = () => {
        if (request.status >= 400) {
          void Problem.of(new Response(request.responseText, { status: request.status })).then(reject);
        } else resolve((request.responseText ? JSON.parse(request.responseText) : undefined) as T);
      };
      options.signal?.addEventListener('abort', () => request.abort());
      request.send(file);
    });
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

  private async request(
    method: string,
    path: string,
    options: SendOptions,
    body?: unknown,
    accept = 'application/json',
  ): Promise<Response> {
    const url = this.url(path, options.query);
    const text = body === undefined ? undefined : JSON.stringify(body);
    const intent = `${method} ${url} ${text ?? ''}`;
    const key = method === 'POST' && !options.secret ? (options.idempotencyKey ?? keys.get(intent) ?? crypto.randomUUID()) : undefined;
    if (key) keys.set(intent, key);
    const signals = [this.signal, options.signal].filter((s): s is AbortSignal => s !== undefined);
    for (let again = 0; ; again++) {
      const bearer = await session.bearer();
      const headers: Record<string, string> = { Accept: accept, 'Accept-Language': host.locale };
      if (bearer) headers['Authorization'] = `Bearer ${bearer}`;
      if (text !== undefined) headers['Content-Type'] = 'application/json';
      if (options.etag) headers['If-Match'] = options.etag;
      if (key) headers['Idempotency-Key'] = key;
      let answer: Response;
      try {
        answer = await fetch(url, {
          method,
          headers,
          body: text ?? null,
          cache: method === 'GET' ? 'no-cache' : 'no-store',
          ...(signals.length > 0 && { signal: AbortSignal.any(signals) }),
        });
      } catch (e) {
        if (e instanceof DOMException && e.name === 'AbortError') throw e;
        host.setOnline(false);
        throw Problem.offline();
      }
      if (answer.status === 401 && again < 2) {
        if ((again === 0 && (await session.renew())) || (await relogin.open())) continue;
      }
      if (answer.status < 500) keys.delete(intent);
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

/** Gives a file to the browser to save. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
