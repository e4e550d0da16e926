import { host, type Account, type Organization, type Workplace } from './host.js';
import { Problem } from './problem.js';

const BASE = '/api/v1/security/';

/** What the server answers to whoever has shown who he is. The refresh token stays in a cookie no script can read. */
interface Login {
  accessToken: string;
  expiresIn: number;
  user: Account;
  organization: Organization | null;
  organizations: Workplace[];
}

interface Access {
  permissions: string[];
  organizations: Workplace[];
}

/**
 * The session of this browser. The access token lives in memory alone; the refresh token in an HttpOnly, SameSite=Strict
 * cookie that travels to one path only. Tabs renew one after another (Web Locks), so that a token is never used twice.
 *
 * Events: `in` (somebody logged in), `out` (the session is over), `elsewhere` (another tab changed the organisation).
 */
class Session extends EventTarget {
  private token: string | undefined;
  private expires = 0;
  private renewing: Promise<boolean> | undefined;
  private readonly tabs = new BroadcastChannel('rubro-session');

  constructor() {
    super();
    this.tabs.onmessage = (message: MessageEvent<{ kind: string; organization?: string }>) => {
      if (message.data.kind === 'out') this.end();
      else if (message.data.organization !== host.organization?.id) this.dispatchEvent(new Event('elsewhere'));
    };
  }

  /** Whether somebody was in on this browser the last time; without it nobody asks the server for nothing. */
  get remembered(): boolean {
    try {
      return localStorage.getItem('rubro.in') === '1';
    } catch {
      return true;
    }
  }

  private remember(inside: boolean): void {
    try {
      if (inside) localStorage.setItem('rubro.in', '1');
      else localStorage.removeItem('rubro.in');
    } catch {
      // asked for each time instead
    }
  }

  get active(): boolean {
    return this.token !== undefined;
  }

  /** A token that lives for some seconds more; undefined if there is no session. */
  async bearer(): Promise<string | undefined> {
    if (this.token && Date.now() < this.expires) return this.token;
    await this.renew();
    return this.token;
  }

  /** Takes up the session of the cookie, or gets a new access token; false if there is none. */
  renew(): Promise<boolean> {
    this.renewing ??= navigator.locks
      .request('rubro-session', () => this.send('session/refresh', {}))
      .then((login) => this.enter(login).then(() => true))
      .catch((e: unknown) => {
        if (e instanceof Problem && (e.status === 401 || e.status === 403)) {
          this.token = undefined;
          this.remember(false);
          return false;
        }
        throw e;
      })
      .finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  async login(email: string, password: string, remember: boolean): Promise<void> {
    await this.enter(await this.send('session', { email, password, remember }), true);
  }

  /** Logs in by another way that answers like `login`: the first set-up, an invitation. */
  async enterBy(path: string, body: unknown): Promise<void> {
    await this.enter(await this.send(path, body), true);
  }

  async switchTo(organizationId: string): Promise<void> {
    const login = await navigator.locks.request('rubro-session', () =>
      this.send('session/switch', { organizationId }, this.token),
    );
    await this.enter(login, true);
  }

  async logout(): Promise<void> {
    try {
      await fetch(`${BASE}session`, { method: 'DELETE', headers: { 'X-Rubro-Console': '1' } });
    } finally {
      this.tabs.postMessage({ kind: 'out' });
      this.end();
    }
  }

  /** Reads again what the user may do, after a change of roles. */
  async reload(): Promise<void> {
    await this.access();
    host.changed();
  }

  private end(): void {
    this.token = undefined;
    this.remember(false);
    host.user = undefined;
    host.organization = undefined;
    host.permissions = new Set();
    this.dispatchEvent(new Event('out'));
  }

  private async enter(login: Login, announce = false): Promise<void> {
    const before = host.organization?.id;
    this.token = login.accessToken;
    this.remember(true);
    this.expires = Date.now() + Math.max(10, login.expiresIn - 30) * 1000;
    const organization = login.organization ?? undefined;
    if (!announce && before && organization && before !== organization.id) {
      this.dispatchEvent(new Event('elsewhere'));
      return;
    }
    host.user = login.user;
    host.organization = organization;
    host.organizations = login.organizations;
    await this.access();
    if (announce) {
      this.tabs.postMessage({ kind: 'in', organization: organization?.id });
      this.dispatchEvent(new Event('in'));
    }
  }

  private async access(): Promise<void> {
    const answer = await fetch(`${BASE}me/access`, {
      headers: { Authorization: `Bearer ${this.token}`, Accept: 'application/json' },
      cache: 'no-store',
    });
    if (!answer.ok) throw await Problem.of(answer);
    const access = (await answer.json()) as Access;
    host.permissions = new Set(access.permissions);
    host.organizations = access.organizations;
  }

  private async send(path: string, body: unknown, bearer?: string): Promise<Login> {
    let answer: Response;
    try {
      answer = await fetch(BASE + path, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-Rubro-Console': '1',
          'Accept-Language': host.locale,
          ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}),
        },
        body: JSON.stringify(body),
      });
    } catch {
      throw Problem.offline();
    }
    if (!answer.ok) throw await Problem.of(answer);
    return (await answer.json()) as Login;
  }
}

export const session = new Session();
