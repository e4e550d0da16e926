import { confirm, shellTexts } from '../kit/core.js';

const BASE = '/console/';

/** Where the user is, and how to go elsewhere without losing what was typed. `change` tells that the address is another. */
class Navigation extends EventTarget {
  private readonly dirty = new Set<object>();
  private at = '';

  start(): void {
    this.at = this.path + location.search;
    addEventListener('popstate', () => void this.moved());
    addEventListener('beforeunload', (e) => {
      if (this.dirty.size > 0) e.preventDefault();
    });
    document.addEventListener('click', (e) => this.link(e));
  }

  /** The address below the console's own, without query: `crm/contacts`. */
  get path(): string {
    return location.pathname.startsWith(BASE) ? location.pathname.slice(BASE.length).replace(/\/$/, '') : '';
  }

  get query(): URLSearchParams {
    return new URLSearchParams(location.search);
  }

  /** `contacts/3` is of the module, `/billing/invoices` of another. */
  resolve(path: string, module: string): string {
    return path.startsWith('/') ? path.slice(1) : path === '' ? '' : `${module}/${path}`;
  }

  href(path: string): string {
    return BASE + path;
  }

  async go(path: string, options: { replace?: boolean; force?: boolean } = {}): Promise<void> {
    if (!options.force && !(await this.mayLeave())) return;
    this.dirty.clear();
    if (options.replace) history.replaceState(null, '', BASE + path);
    else history.pushState(null, '', BASE + path);
    this.at = this.path + location.search;
    this.dispatchEvent(new Event('change'));
  }

  setQuery(query: Record<string, string | undefined>): void {
    const params = this.query;
    for (const [name, value] of Object.entries(query)) {
      if (value === undefined || value === '') params.delete(name);
      else params.set(name, value);
    }
    const text = params.toString();
    history.replaceState(null, '', location.pathname + (text ? `?${text}` : ''));
    this.at = this.path + location.search;
  }

  setTitle(title: string): void {
    document.title = title ? `${title} · Rubro` : 'Rubro';
  }

  setDirty(owner: object, dirty: boolean): void {
    if (dirty) this.dirty.add(owner);
    else this.dirty.delete(owner);
  }

  get hasUnsaved(): boolean {
    return this.dirty.size > 0;
  }

  private async mayLeave(): Promise<boolean> {
    if (this.dirty.size === 0) return true;
    const t = shellTexts.t;
    return confirm({ heading: t('shell.leave'), text: t('shell.leave.text'), confirm: t('shell.leave.confirm'), danger: true });
  }

  private async moved(): Promise<void> {
    const to = location.href;
    if (this.dirty.size > 0) {
      history.pushState(null, '', BASE + this.at); // stay while the question is open
      if (!(await this.mayLeave())) return;
      this.dirty.clear();
      history.replaceState(null, '', to);
    }
    this.at = this.path + location.search;
    this.dispatchEvent(new Event('change'));
  }

  private link(e: MouseEvent): void {
    if (e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
    const link = e.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
    if (!link?.href || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (!link.pathname.startsWith(BASE)) return;
    e.preventDefault();
    void this.go(link.pathname.slice(BASE.length) + link.search);
  }
}

export const navigation = new Navigation();
