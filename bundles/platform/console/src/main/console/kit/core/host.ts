export type Theme = 'auto' | 'light' | 'dark';

export interface Account {
  id: string;
  email: string;
  name: string;
  locale: string;
  platformAdmin: boolean;
}

export interface Organization {
  id: string;
  name: string;
  legalName: string;
  taxId: string | null;
  country: 'ES' | 'AR';
  currency: string;
  timeZone: string;
  locale: string;
  address: string | null;
  version: number;
}

export interface Workplace {
  id: string;
  name: string;
  role: string;
}

/** Languages the console speaks. */
export const LOCALES = ['es-ES', 'es-AR', 'en'] as const;

function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage switched off: the console works, it only forgets the theme
  }
}

function browserLocale(): string {
  for (const tag of navigator.languages ?? [navigator.language]) {
    if (tag === 'es-AR' || /^es-(UY|PY|CL|BO|PE|CO|MX|419)/.test(tag)) return 'es-AR';
    if (tag.startsWith('es') || /^(ca|gl|eu)\b/.test(tag)) return 'es-ES';
    if (tag.startsWith('en')) return 'en';
  }
  return 'es-ES';
}

/**
 * What the whole console knows: who works, where, in which language and colours. `change` tells that everything on the
 * screen is to be drawn again. Nothing secret is here.
 */
class Host extends EventTarget {
  locale: string = remembered('rubro.locale') ?? browserLocale();
  theme: Theme = (remembered('rubro.theme') as Theme | null) ?? 'auto';
  user: Account | undefined;
  organization: Organization | undefined;
  organizations: Workplace[] = [];
  permissions: ReadonlySet<string> = new Set();

  /** Fetches the texts of the language that was chosen; the shell sets it. */
  loadTexts: () => Promise<unknown> = () => Promise.resolve();

  /** Whether the server answers; false while it cannot be reached. */
  online = true;

  private pending = 0;

  get dark(): boolean {
    return this.theme === 'dark' || (this.theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  }

  get currency(): string {
    return this.organization?.currency ?? (this.locale === 'es-AR' ? 'ARS' : 'EUR');
  }

  get timeZone(): string {
    return this.organization?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  }

  may(permission: string | undefined): boolean {
    if (!permission) return true;
    return this.permissions.has(permission) || (this.permissions.has('*') && !permission.startsWith('platform.'));
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.remember('rubro.theme', theme);
    this.apply();
    this.changed();
  }

  /** Whether somebody chose the language on this browser; otherwise it is that of the account. */
  get localeChosen(): boolean {
    return remembered('rubro.locale') !== null;
  }

  /** Everything is drawn again once the texts are there. */
  async setLocale(locale: string, chosen = true): Promise<void> {
    if (!(LOCALES as readonly string[]).includes(locale)) return;
    this.locale = locale;
    if (chosen) this.remember('rubro.locale', locale);
    await this.loadTexts();
    this.apply();
    this.changed();
  }

  /** Puts language and colours on the document. */
  apply(): void {
    const root = document.documentElement;
    root.lang = this.locale;
    root.style.colorScheme = this.theme === 'auto' ? 'light dark' : this.theme;
    const colour = getComputedStyle(root).getPropertyValue('--c-surface').trim();
    if (colour) document.querySelector('meta[name=theme-color]')?.setAttribute('content', this.dark ? '#161922' : '#ffffff');
  }

  changed(): void {
    this.dispatchEvent(new Event('change'));
  }

  setOnline(online: boolean): void {
    if (this.online === online) return;
    this.online = online;
    this.dispatchEvent(new Event('online'));
    this.changed();
  }

  /** Counts work whose end the page waits for; see `settled`. */
  busy(): () => void {
    this.pending++;
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      this.pending--;
      if (this.pending === 0) this.dispatchEvent(new Event('idle'));
    };
  }

  /** Resolves when nothing is being loaded any more. */
  async settled(): Promise<void> {
    for (let calm = 0; calm < 2; ) {
      await new Promise((next) => requestAnimationFrame(next));
      if (this.pending > 0) {
        await new Promise((next) => this.addEventListener('idle', next, { once: true }));
        calm = 0;
      } else calm++;
    }
  }

  private remember(key: string, value: string): void {
    try {
      localStorage.setItem(key, value);
    } catch {
      // not remembered: the choice holds until the page is left
    }
  }
}

export const host = new Host();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  if (host.theme === 'auto') {
    host.apply();
    host.changed();
  }
});
