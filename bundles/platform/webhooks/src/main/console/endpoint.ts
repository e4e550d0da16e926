import { ConsoleElement, Load, css, html, icon, nothing, ui, type Answer, type TemplateResult } from '@console/core';
import type { Column, Grid, Query } from '@console/grid';
import '@console/grid';
import { showDelivery } from './delivery.js';
import { askChange, showSecret } from './endpoint-form.js';
import { MANAGE, READ_AGAIN_AFTER, deliveryState, hostOf, nameOf, outcome, stateOf, type Delivery, type DeliveryState, type Endpoint, type Issued, type Standing } from './model.js';
import { askSince } from './replay-since.js';

const STATES: readonly DeliveryState[] = ['PENDING', 'DELIVERED', 'FAILED'];

/** One endpoint: what it is, how it fares, and everything that was sent to it. */
export default class EndpointPage extends ConsoleElement {
  static override styles = [
    ui,
    css`
      .types {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }
    `,
  ];

  private readonly endpoint = new Load(this, async () => {
    const answer = await this.ctx.api.fetch<Endpoint>(this.path);
    this.ctx.setTitle(nameOf(answer.data));
    return answer;
  });
  private readonly standings = new Load(this, () => this.ctx.api.get<Standing[]>('endpoints/standings'));
  private timer: number | undefined;

  private readonly source = (q: Query, signal: AbortSignal) =>
    this.ctx.api.list<Delivery>(`${this.path}/deliveries`, { ...q.filters, cursor: q.cursor, limit: q.limit }, signal);

  private get path(): string {
    return `endpoints/${this.ctx.params['id'] ?? ''}`;
  }

  private get manages(): boolean {
    return this.ctx.may(MANAGE);
  }

  private get standing(): Standing | undefined {
    return this.standings.value?.find((s) => s.endpoint === this.ctx.params['id']);
  }

  override firstUpdated(): void {
    this.ctx.on<{ type: string; id: string }>('change', ({ type, id }) => {
      if (type !== 'webhooks.endpoint' || id !== this.ctx.params['id']) return;
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.again(), READ_AGAIN_AFTER);
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  private async again(): Promise<void> {
    await Promise.all([this.endpoint.reload(), this.standings.reload(), this.renderRoot.querySelector<Grid<Delivery>>('c-grid')?.reload()]);
  }

  /** Does it, says what went wrong, and reads again. */
  private async attempt(deed: () => Promise<unknown>, done?: string): Promise<void> {
    try {
      await deed();
      if (done) this.ctx.toast(done);
    } catch (e) {
      this.ctx.problem(e);
    }
    await this.again();
  }

  private test(): Promise<void> {
    return this.attempt(() => this.ctx.api.post(`${this.path}/test`), this.ctx.t('test.sent'));
  }

  private async edit(now: Answer<Endpoint>): Promise<void> {
    if (await askChange(this.ctx, now.data, now.etag)) {
      this.ctx.toast(this.ctx.t('shell.saved'));
      await this.again();
    }
  }

  private async turn(now: Answer<Endpoint>): Promise<void> {
    const t = this.ctx.t;
    const { url, types, description, enabled } = now.data;
    if (enabled && !(await this.ctx.confirm({ heading: t('disable.heading'), text: t('disable.text'), confirm: t('disable.go') }))) return;
    await this.attempt(() => this.ctx.api.put(this.path, { url, types, description, enabled: !enabled }, { etag: now.etag }), t(enabled ? 'disable.done' : 'enable.done'));
  }

  private async rotate(now: Answer<Endpoint>): Promise<void> {
    const t = this.ctx.t;
    if (!(await this.ctx.confirm({ heading: t('rotate.heading'), text: t('rotate.text'), confirm: t('rotate.go') }))) return;
    await this.attempt(async () => {
      const issued = await this.ctx.api.post<Issued>(`${this.path}/rotate`, undefined, { etag: now.etag, secret: true });
      await showSecret(this.ctx, issued.secret, t('rotate.done'), t('rotate.how'));
    });
  }

  private async takeOut(now: Answer<Endpoint>): Promise<void> {
    const t = this.ctx.t;
    if (!(await this.ctx.confirm({ heading: t('delete.heading', { name: nameOf(now.data) }), text: t('delete.text'), confirm: t('delete.go'), danger: true }))) return;
    try {
      await this.ctx.api.delete(this.path, { etag: now.etag });
      this.ctx.toast(t('delete.done'));
      this.ctx.navigate('endpoints', { replace: true });
    } catch (e) {
      this.ctx.problem(e);
      await this.again();
    }
  }

  private async replayFailed(): Promise<void> {
    const count = await askSince(this.ctx, this.path, this.standing?.failingSince);
    if (count === undefined) return;
    this.ctx.toast(this.ctx.t('replay.all.done', { count }), 'info');
    await this.again();
  }

  private get columns(): Column<Delivery>[] {
    const t = this.ctx.t;
    return [
      { key: 'type', label: t('delivery.type'), grow: 2, phone: 'title', render: (d) => html`<span class="mono">${d.type}</span>` },
      { key: 'created', label: t('delivery.created'), width: 190, phone: 'sub', render: (d) => this.ctx.dateTime(d.created) },
      { key: 'attempts', label: t('delivery.attempts'), width: 100, align: 'end', phone: 'hide' },
      {
        key: 'answer',
        label: t('delivery.answer'),
        grow: 1,
        phone: 'sub',
        render: (d) => outcome(d.lastStatus, d.lastProblem, this.ctx) || html`<span class="muted">—</span>`,
        csv: (d) => outcome(d.lastStatus, d.lastProblem, this.ctx),
      },
      { key: 'nextAttempt', label: t('delivery.next'), width: 150, phone: 'hide', render: (d) => (d.nextAttempt ? html`<c-time at=${d.nextAttempt}></c-time>` : html`<span class="muted">—</span>`) },
      {
        key: 'state',
        label: t('delivery.state'),
        width: 150,
        phone: 'end',
        render: (d) => {
          const { tone, text } = deliveryState(d, this.ctx);
          return html`<c-badge tone=${tone}>${text}</c-badge>`;
        },
        csv: (d) => deliveryState(d, this.ctx).text,
      },
    ];
  }

  private notice(endpoint: Endpoint): TemplateResult | typeof nothing {
    const t = this.ctx.t;
    const standing = this.standing;
    if (!endpoint.enabled) {
      const text = t(endpoint.disabledReason === 'GONE' ? 'notice.gone' : endpoint.disabledReason === 'FAILING' ? 'notice.failing-long' : 'notice.disabled');
      return html`<p class="note ${endpoint.disabledReason ? 'bad' : ''}">${icon(endpoint.disabledReason ? 'circle-alert' : 'info', 18)}<span>${text}</span></p>`;
    }
    if (!standing?.failingSince) return nothing;
    return html`<p class="note warn">${icon('triangle-alert', 18)}<span>${t('notice.failing')} <c-time at=${standing.failingSince}></c-time>. ${t('notice.failing.then')}</span></p>`;
  }

  private tiles(): TemplateResult {
    const t = this.ctx.t;
    const s = this.standing;
    const figure = (n: number | undefined) => (n === undefined ? undefined : this.ctx.number(n));
    return html`<div class="tiles">
      <c-stat label=${t('tile.delivered')} icon="circle-check" .value=${figure(s?.delivered)} .note=${t('tile.period')}></c-stat>
      <c-stat label=${t('tile.waiting')} icon="clock" .value=${figure(s?.waiting)} .note=${t(s?.pausedUntil ? 'tile.paused' : 'tile.waiting.note')}></c-stat>
      <c-stat label=${t('tile.failed')} icon="circle-x" .value=${figure(s?.failed)} .note=${t('tile.failed.note')} .tone=${s && s.failed > 0 ? 'bad' : 'plain'}></c-stat>
    </div>`;
  }

  private facts(endpoint: Endpoint): TemplateResult {
    const t = this.ctx.t;
    return html`<c-card heading=${t('endpoint.facts')}>
      <c-facts
        .rows=${[
          [t('endpoint.url'), html`<c-copy .value=${endpoint.url} label=${t('endpoint.url')}></c-copy>`],
          [t('endpoint.types'), html`<span class="types">${endpoint.types.map((type) => html`<code>${type === '*' ? t('types.all') : type}</code>`)}</span>`],
          [t('endpoint.created'), this.ctx.dateTime(endpoint.created)],
          [t('secret.old'), endpoint.oldSecretUntil ? t('secret.old.until', { date: this.ctx.dateTime(endpoint.oldSecretUntil) }) : null],
        ]}
      ></c-facts>
    </c-card>`;
  }

  private deeds(now: Answer<Endpoint>): TemplateResult {
    const t = this.ctx.t;
    const { enabled } = now.data;
    return html`<div slot="actions" class="row wrap">
      ${enabled ? html`<button class="btn" @click=${() => void this.test()}>${icon('send', 18)}${t('test.go')}</button>` : html`<button class="btn primary" @click=${() => void this.turn(now)}>${icon('power', 18)}${t('enable.go')}</button>`}
      <button class="btn" @click=${() => void this.edit(now)}>${icon('pencil', 18)}${t('endpoint.edit')}</button>
      <c-menu
        label=${t('endpoint.more')}
        .items=${[
          { label: t('rotate.go'), icon: 'key-round', run: () => void this.rotate(now) },
          ...(enabled ? [{ label: t('disable.go'), icon: 'power', run: () => void this.turn(now) }] : []),
          { label: t('delete.go'), icon: 'trash-2', danger: true, run: () => void this.takeOut(now) },
        ]}
      ></c-menu>
    </div>`;
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    const now = this.endpoint.value;
    const state = now ? stateOf(now.data, this.standing, this.ctx) : undefined;
    return html`<c-page heading=${now ? nameOf(now.data) : t('endpoints.title')} sub=${now?.data.description ? hostOf(now.data.url) : ''} back-href=${this.ctx.href('endpoints')} back-label=${t('endpoints.title')}>
      ${state ? html`<c-badge slot="badge" tone=${state.tone}>${state.text}</c-badge>` : nothing} ${now && this.manages ? this.deeds(now) : nothing}
      ${this.endpoint.render(
        ({ data }) =>
          html`${this.notice(data)} ${this.tiles()} ${this.facts(data)}
            <c-card heading=${t('log.title')} sub=${t('log.sub')} flush>
              ${this.manages && data.enabled && (this.standing?.failed ?? 0) > 0
                ? html`<button slot="actions" class="btn" @click=${() => void this.replayFailed()}>${icon('rotate-cw', 18)}${t('replay.all')}</button>`
                : nothing}
              <c-grid
                id="webhooks.deliveries"
                label=${t('log.title')}
                bare
                clickable
                .columns=${this.columns}
                .source=${this.source}
                .filters=${[{ key: 'state', label: t('delivery.state'), type: 'select', options: STATES.map((value) => ({ value, label: t(`delivery.${value}`) })) }]}
                @row=${(e: CustomEvent<{ row: Delivery }>) => void this.show(e.detail.row, data.enabled)}
              >
                <c-state slot="empty" kind="empty" icon="send" heading=${t('log.empty')} text=${t('log.empty.text')}></c-state>
              </c-grid>
            </c-card>`,
      )}
    </c-page>`;
  }

  private async show(delivery: Delivery, enabled: boolean): Promise<void> {
    if (await showDelivery(this.ctx, delivery, this.manages && enabled)) {
      await this.attempt(() => this.ctx.api.post(`deliveries/${delivery.id}/replay`), this.ctx.t('replay.one.done'));
    }
  }
}
