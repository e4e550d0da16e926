import {
  Api,
  Catalog,
  formats,
  host,
  pick,
  sections,
  shellTexts,
  tellProblem,
  toast,
  topics,
  confirm,
  dialog,
  type ConsoleElement,
  type ModuleDefinition,
  type ViewContext,
} from '../kit/core.js';
import { contributions, type Contribution, type PageEntry, type PartEntry } from './contributions.js';
import { navigation } from './navigation.js';
import { preferences } from '../kit/core/preferences.js';

/** A module that is loaded now, with its texts and, once one of its screens was opened, its script. */
export class LoadedModule {
  readonly catalog: Catalog;
  readonly gone = new AbortController();
  private script: Promise<ModuleDefinition> | undefined;

  constructor(readonly entry: Contribution) {
    this.catalog = new Catalog(entry.assets, entry.languages);
  }

  get name(): string {
    return pick(this.entry.name);
  }

  definition(): Promise<ModuleDefinition> {
    if (!this.entry.script) return Promise.reject(new Error(`${this.entry.id} has no script`));
    this.script ??= (import(`${this.entry.assets}${this.entry.script}`) as Promise<{ default: ModuleDefinition }>).then((m) => m.default);
    return this.script;
  }
}

export interface Place {
  params?: Record<string, string>;
  query?: URLSearchParams;
}

/**
 * The modules the server has now. `change` tells that some came or went; its detail names them, so that the user is told.
 */
class Modules extends EventTarget {
  readonly loaded = new Map<string, LoadedModule>();
  ready = false;
  private running: Promise<void> | undefined;
  private again = false;

  get(id: string): LoadedModule | undefined {
    return this.loaded.get(id);
  }

  get all(): LoadedModule[] {
    return [...this.loaded.values()];
  }

  clear(): void {
    for (const module of this.loaded.values()) module.gone.abort();
    this.loaded.clear();
    this.ready = false;
  }

  /**
   * Asks the server what is there; a call during another is done after it. Once the modules are known, a server that does
   * not answer is asked again by itself.
   */
  sync(): Promise<void> {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.compare()
      .catch((e: unknown) => {
        if (!this.ready) throw e;
        this.later();
      })
      .finally(() => {
        this.running = undefined;
        if (this.again) {
          this.again = false;
          this.later(0);
        }
      });
    return this.running;
  }

  private later(wait = 2000): void {
    setTimeout(() => {
      if (this.ready) void this.sync();
    }, wait);
  }

  private async compare(): Promise<void> {
    const wanted = new Map((await contributions()).map((entry) => [entry.id, entry]));
    const missing = [...this.loaded.keys()].some((id) => !wanted.has(id));
    if (missing && !(await serverIsUp())) {
      // it is starting: what is not there yet has not gone, and pages with something typed in them stay
      this.later();
      return;
    }
    const gone: string[] = [];
    const come: string[] = [];
    let changed = false;
    const fresh = [...wanted.values()].filter((entry) => this.loaded.get(entry.id)?.entry.revision !== entry.revision);
    const arriving = fresh.map((entry) => new LoadedModule(entry));
    await Promise.all(arriving.filter((module) => module.entry.script).map((module) => module.catalog.load().catch(() => undefined)));
    for (const [id, module] of this.loaded) {
      const entry = wanted.get(id);
      if (!entry) {
        module.gone.abort();
        this.loaded.delete(id);
        gone.push(module.name);
        changed = true;
      } else if (entry.revision === module.entry.revision && JSON.stringify(entry) !== JSON.stringify(module.entry)) {
        Object.assign(module.entry, entry); // the user may do more or less than before
        changed = true;
      }
    }
    for (const module of arriving) {
      const before = this.loaded.get(module.entry.id);
      before?.gone.abort();
      this.loaded.set(module.entry.id, module);
      if (!before) come.push(module.name);
      changed = true;
    }
    const first = !this.ready;
    this.ready = true;
    if (changed || first) this.dispatchEvent(new CustomEvent('change', { detail: first ? { gone: [], come: [] } : { gone, come } }));
  }

  async loadTexts(): Promise<void> {
    await Promise.all(this.all.filter((module) => module.entry.script).map((module) => module.catalog.load().catch(() => undefined)));
  }
}

async function serverIsUp(): Promise<boolean> {
  try {
    return (await fetch('/health/ready', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

export const modules = new Modules();

/** Parts that modules contribute, in order: first steps, settings. */
export function parts(kind: 'firstSteps' | 'settings'): { module: LoadedModule; part: PartEntry }[] {
  return modules.all
    .flatMap((module) => module.entry[kind].map((part) => ({ module, part })))
    .sort((a, b) => (a.part.order ?? 50) - (b.part.order ?? 50));
}

/** The page of a module that a path means, and the parts of the path; `denied` if the user may not open it. */
export function findPage(module: LoadedModule, path: string): { page: PageEntry; params: Record<string, string> } | 'denied' | undefined {
  const asked = path.split('/');
  const { pages, denied } = module.entry;
  const known = [...pages.map((page) => ({ path: page.path, page })), ...denied.map((path) => ({ path, page: undefined }))];
  // `contacts/new` before `contacts/:id`
  known.sort((a, b) => Number(a.path.includes(':')) - Number(b.path.includes(':')));
  for (const { path, page } of known) {
    const parts = path.split('/');
    if (parts.length !== asked.length) continue;
    const params: Record<string, string> = {};
    const fits = parts.every((part, i) => {
      if (!part.startsWith(':')) return part === asked[i];
      params[part.slice(1)] = decodeURIComponent(asked[i] as string);
      return asked[i] !== '';
    });
    if (fits) return page ? { page, params } : 'denied';
  }
  return undefined;
}

function contextOf(module: LoadedModule, place: Place, signal: AbortSignal, owner: HTMLElement): ViewContext {
  const { id, assets, rest } = module.entry;
  return {
    ...formats,
    moduleId: id,
    assets,
    signal,
    params: place.params ?? {},
    query: place.query ?? new URLSearchParams(location.search),
    get locale() {
      return host.locale;
    },
    get country() {
      return host.organization?.country ?? 'ES';
    },
    get currency() {
      return host.currency;
    },
    get timeZone() {
      return host.timeZone;
    },
    get dark() {
      return host.dark;
    },
    api: new Api(rest, signal),
    may: (permission) => host.may(permission),
    t: (key, params) => module.catalog.find(key, params) ?? shellTexts.t(key, params),
    on: (topic, listener) =>
      topics.addEventListener(topic, (e) => listener((e as CustomEvent).detail), { signal }),
    toast,
    problem: tellProblem,
    confirm,
    dialog: (options) => dialog(options),
    navigate: (path, options) => navigation.go(navigation.resolve(path, id), options),
    href: (path) => navigation.href(navigation.resolve(path, id)),
    setQuery: (query) => navigation.setQuery(query),
    setTitle: (title) => navigation.setTitle(title),
    setDirty: (dirty) => navigation.setDirty(owner, dirty),
    preference: (key, otherwise) => preferences.get(`${id}.${key}`, otherwise),
    setPreference: (key, value) => preferences.set(`${id}.${key}`, value),
  };
}

/**
 * Puts a screen of a module into a place of the page. The element's tag carries the module's revision, for a class once
 * registered stays for ever: a new version never meets the old one.
 */
export async function mount(module: LoadedModule, view: string, target: HTMLElement, place: Place = {}): Promise<() => void> {
  const left = new AbortController();
  const signal = AbortSignal.any([left.signal, module.gone.signal]);
  const done = host.busy();
  try {
    const load = (await module.definition()).views[view];
    if (!load) throw new Error(`${module.entry.id} has no view ${view}`);
    const type = (await load()).default;
    if (signal.aborted) return () => undefined;
    const tag = `${module.entry.id}-${view}-${module.entry.revision}`.toLowerCase();
    if (!customElements.get(tag)) customElements.define(tag, type);
    const element = document.createElement(tag) as ConsoleElement;
    element.ctx = contextOf(module, place, signal, element);
    target.replaceChildren(element);
    await element.updateComplete;
    const off = () => {
      left.abort();
      navigation.setDirty(element, false);
      element.remove();
    };
    module.gone.signal.addEventListener('abort', off, { once: true });
    left.signal.addEventListener('abort', () => module.gone.signal.removeEventListener('abort', off), { once: true });
    return off;
  } finally {
    done();
  }
}

/** Draws what modules have for a place of a page of another one, and again whenever modules come or go. */
sections.fill = (place, at, record) => {
  const shown = new Map<string, { target: HTMLElement; off: () => void }>();
  const draw = (): void => {
    const wanted = modules.all
      .flatMap((module) => module.entry.sections.filter((section) => section.at === at).map((section) => ({ module, section })))
      .sort((a, b) => (a.section.order ?? 50) - (b.section.order ?? 50))
      .map((found) => ({ ...found, key: `${found.module.entry.id}.${found.section.id}@${found.module.entry.revision}` }));
    for (const [key, { target, off }] of shown) {
      if (wanted.some((w) => w.key === key)) continue;
      off();
      target.remove();
      shown.delete(key);
    }
    for (const [i, { module, section, key }] of wanted.entries()) {
      const known = shown.get(key);
      const target = known?.target ?? document.createElement('div');
      if (place.children[i] !== target) place.insertBefore(target, place.children[i] ?? null);
      if (known) continue;
      const entry = { target, off: (): void => undefined };
      shown.set(key, entry);
      mount(module, section.view, target, { params: { id: record } })
        .then((off) => (shown.get(key) === entry ? (entry.off = off) : off()))
        .catch((e: unknown) => {
          console.error(e);
          target.remove();
        });
    }
  };
  draw();
  modules.addEventListener('change', draw);
  return () => {
    modules.removeEventListener('change', draw);
    for (const { target, off } of shown.values()) {
      off();
      target.remove();
    }
    shown.clear();
  };
};

export { contextOf };
