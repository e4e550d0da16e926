import { host } from './host.js';

/** A text of a descriptor, by language tag; Spanish is always there. */
export type Texts = Record<string, string>;

export type Params = Record<string, unknown>;

/** The languages of a person, best first: `es-AR`, then `es`. */
export function chain(locale: string): string[] {
  return [...new Set([locale, locale.split('-')[0] ?? 'es', 'es'])];
}

/** The text of a descriptor in the person's language. */
export function pick(texts: Texts | undefined): string {
  if (!texts) return '';
  for (const tag of chain(host.locale)) if (texts[tag]) return texts[tag];
  return Object.values(texts)[0] ?? '';
}

/**
 * The messages of a module: `es.json` is complete, `es-AR.json` holds what Argentines say in another way, `en.json` is
 * complete. `{name}` is filled in; with a number named `count`, `key.one` and `key.other` are looked for first, and
 * need no `key` beside them.
 */
export class Catalog {
  private parts = new Map<string, Record<string, string>>();

  constructor(
    private readonly base: string,
    private readonly languages: readonly string[] = ['es', 'es-AR', 'en'],
  ) {}

  async load(): Promise<void> {
    const missing = chain(host.locale).filter((tag) => this.languages.includes(tag) && !this.parts.has(tag));
    await Promise.all(
      missing.map(async (tag) => {
        const answer = await fetch(`${this.base}i18n/${tag}.json`);
        this.parts.set(tag, answer.ok ? ((await answer.json()) as Record<string, string>) : {});
      }),
    );
  }

  /** The text filled in; undefined if there is none for the key. */
  find(key: string, params: Params = {}): string | undefined {
    const count = params['count'];
    const form = typeof count !== 'number' ? '' : new Intl.PluralRules(host.locale).select(count) === 'one' ? '.one' : '.other';
    for (const tag of chain(host.locale)) {
      const part = this.parts.get(tag);
      const text = (form && part?.[key + form]) || part?.[key];
      if (text !== undefined) return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
    }
    return undefined;
  }

  t = (key: string, params?: Params): string => this.find(key, params) ?? key;
}
