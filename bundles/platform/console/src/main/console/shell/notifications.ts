import { Api, HostElement, Load, html, shellTexts, topics, ui, type Page, type TemplateResult, type Tone } from '../kit/core.js';

interface Notification {
  id: string;
  module: string;
  severity: 'info' | 'success' | 'warning' | 'error';
  text: string;
  path: string | null;
  at: string;
  seen: boolean;
}

const api = new Api('/api/v1/console');
const LOOK: Record<Notification['severity'], { icon: string; tone: Tone }> = {
  info: { icon: 'info', tone: 'info' },
  success: { icon: 'circle-check', tone: 'ok' },
  warning: { icon: 'triangle-alert', tone: 'warn' },
  error: { icon: 'circle-alert', tone: 'bad' },
};

/** What the business should know of. Opening the page marks it as seen. */
class Notifications extends HostElement {
  static override styles = [ui];
  private readonly stop = new AbortController();
  private readonly list = new Load(this, async () => {
    const page = await api.list<Notification>('notifications', { limit: 100 });
    const newest = page.items[0];
    if (newest && page.items.some((n) => !n.seen)) {
      await api.post('notifications/seen', { upTo: newest.id });
      document.dispatchEvent(new Event('rubro-notifications-seen'));
    }
    return page;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    topics.addEventListener('notification', () => void this.list.reload(), { signal: this.stop.signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop.abort();
  }

  override render(): TemplateResult {
    const t = shellTexts.t;
    return html`<c-page heading=${t('notifications.title')}>
      <c-card>
        ${this.list.render(
          (page: Page<Notification>) =>
            html`<h2 class="visually-hidden">${t('notifications.title')}</h2>
              <c-timeline
              .items=${page.items.map((n) => ({
                id: n.id,
                icon: LOOK[n.severity].icon,
                tone: LOOK[n.severity].tone,
                title: n.text,
                at: n.at,
                href: n.path ? `/console/${n.module}/${n.path}` : undefined,
                ...(n.seen ? {} : { actions: html`<c-badge tone="info">${t('notifications.new')}</c-badge>` }),
              }))}
            ></c-timeline>`,
          {
            empty: (page) => page.items.length === 0,
            emptyState: html`<c-state kind="empty" icon="bell" heading=${t('notifications.none')} text=${t('notifications.none.text')}></c-state>`,
          },
        )}
      </c-card>
    </c-page>`;
  }
}
customElements.define('console-notifications', Notifications);
