import { ConsoleElement, Load, html, icon, nothing, type TemplateResult, type Tone } from '@console/core';
import '@console/form';
import type { Schema, Values } from '@console/form';
import type { Column, Grid, Query } from '@console/grid';
import '@console/grid';
import type { HeldEvent, Subscriber } from './model.js';

const TONES: Record<HeldEvent['state'], Tone> = { RETRY: 'warn', PARKED: 'bad', HELD: 'plain' };

/** Parts that pass work on to one another, and what could not be passed on. */
export default class Held extends ConsoleElement {
  private readonly subscribers = new Load(this, () => this.ctx.api.list<Subscriber>('subscribers'));
  private readonly source = (q: Query, signal: AbortSignal) => this.ctx.api.list<HeldEvent>('held', { ...q.filters, cursor: q.cursor, limit: q.limit }, signal);

  override firstUpdated(): void {
    this.ctx.on<{ type: string }>('change', ({ type }) => {
      if (type === 'events.held') void this.again();
    });
  }

  private get manages(): boolean {
    return this.ctx.may('events.journal.manage');
  }

  private titleOf(name: string): string {
    return this.subscribers.value?.items.find((s) => s.name === name)?.title ?? name;
  }

  private get columns(): Column<HeldEvent>[] {
    const t = this.ctx.t;
    return [
      { key: 'heldAt', label: t('held.since'), width: 190, phone: 'sub', render: (e) => this.ctx.dateTime(e.heldAt) },
      { key: 'type', label: t('held.type'), phone: 'title', grow: 1 },
      { key: 'subscriber', label: t('held.for'), phone: 'sub', grow: 1, render: (e) => this.titleOf(e.subscriber), csv: (e) => this.titleOf(e.subscriber) },
      { key: 'error', label: t('held.reason'), phone: 'hide', grow: 2, render: (e) => e.error ?? html`<span class="muted">${t('held.behind')}</span>` },
      { key: 'state', label: t('held.state'), width: 150, phone: 'end', render: (e) => html`<c-badge tone=${TONES[e.state]}>${t(`state.${e.state}`)}</c-badge>`, csv: (e) => t(`state.${e.state}`) },
    ];
  }

  private async again(): Promise<void> {
    await Promise.all([this.subscribers.reload(), this.renderRoot.querySelector<Grid<HeldEvent>>('c-grid')?.reload()]);
  }

  private async replayAll(subscriber: Subscriber): Promise<void> {
    const t = this.ctx.t;
    try {
      const { events } = await this.ctx.api.post<{ events: number }>(`subscribers/${encodeURIComponent(subscriber.name)}/replay`);
      this.ctx.toast(t('replay.done', { count: events }));
    } catch (e) {
      this.ctx.problem(e);
    }
    await this.again();
  }

  private async forget(subscriber: Subscriber): Promise<void> {
    const t = this.ctx.t;
    const sure = await this.ctx.confirm({ heading: t('forget.heading', { name: subscriber.title }), text: t('forget.text'), confirm: t('forget.go'), danger: true });
    if (!sure) return;
    try {
      await this.ctx.api.delete(`subscribers/${encodeURIComponent(subscriber.name)}`);
    } catch (e) {
      this.ctx.problem(e);
    }
    await this.again();
  }

  private path(event: HeldEvent): string {
    return `held/${encodeURIComponent(event.subscriber)}/${event.position}`;
  }

  private async open(event: HeldEvent): Promise<void> {
    const t = this.ctx.t;
    let payload: string;
    try {
      const detail = await this.ctx.api.get<{ event: HeldEvent; payload: string }>(this.path(event));
      payload = pretty(detail.payload);
    } catch (e) {
      this.ctx.problem(e);
      return this.again();
    }
    const deed = await this.ctx.dialog<'replay' | 'skip'>({
      heading: event.type,
      size: 'l',
      body: (close) =>
        html`<div class="stack">
          ${event.error ? html`<p class="note bad">${icon('circle-alert', 18)}<span class="break">${event.error}</span></p>` : html`<p class="note">${icon('info', 18)}<span>${t('held.behind.text')}</span></p>`}
          <c-facts
            .rows=${[
              [t('held.for'), this.titleOf(event.subscriber)],
              [t('held.since'), this.ctx.dateTime(event.heldAt)],
              [t('held.attempts'), this.ctx.number(event.attempts)],
              [t('held.next'), event.nextTry ? this.ctx.dateTime(event.nextTry) : null],
            ]}
          ></c-facts>
          <details>
            <summary class="muted small">${t('held.payload')}</summary>
            <div class="field"><textarea class="mono" readonly rows="10" aria-label=${t('held.payload')} .value=${payload}></textarea></div>
          </details>
          <div class="actions">
            <button class="btn" @click=${() => close()}>${t('shell.close')}</button>
            ${this.manages
              ? html`<button class="btn danger" @click=${() => close('skip')}>${t('skip.go')}</button><button class="btn primary" autofocus @click=${() => close('replay')}>${t('replay.go')}</button>`
              : nothing}
          </div>
        </div>`,
    });
    if (deed === 'replay') await this.replay(event);
    if (deed === 'skip') await this.skip(event);
  }

  private async replay(event: HeldEvent): Promise<void> {
    try {
      await this.ctx.api.post(`${this.path(event)}/replay`);
      this.ctx.toast(this.ctx.t('replay.one'), 'info');
    } catch (e) {
      this.ctx.problem(e);
    }
    await this.again();
  }

  private async skip(event: HeldEvent): Promise<void> {
    const t = this.ctx.t;
    const schema: Schema = { required: ['reason'], properties: { reason: { title: t('skip.reason'), 'x-widget': 'textarea', minLength: 3, maxLength: 500, description: t('skip.reason.help') } } };
    const done = await this.ctx.dialog<boolean>({
      heading: t('skip.heading'),
      body: (close) =>
        html`<div class="stack">
          <p class="note warn">${icon('triangle-alert', 18)}<span>${t('skip.text')}</span></p>
          <c-form
            .schema=${schema}
            submit-label=${t('skip.go')}
            cancel-label=${t('shell.cancel')}
            .submit=${(value: Values) => this.ctx.api.post(`${this.path(event)}/skip`, value)}
            @cancel=${() => close()}
            @saved=${() => close(true)}
          ></c-form>
        </div>`,
    });
    if (!done) return;
    this.ctx.toast(t('skip.done'));
    await this.again();
  }

  private card(s: Subscriber): TemplateResult {
    const t = this.ctx.t;
    const words = s.state === 'ABSENT' ? t('subscriber.absent', { count: s.lag, lag: this.ctx.number(s.lag) }) : s.lag > 0 ? t('subscriber.behind', { count: s.lag, lag: this.ctx.number(s.lag) }) : t('subscriber.current');
    return html`<li class="row wrap">
      <div class="grow">
        <div class="strong">${s.title}</div>
        <div class="muted small">${words}${s.held > 0 ? html` · ${t('subscriber.held', { count: s.held, held: this.ctx.number(s.held) })}` : nothing}</div>
      </div>
      <c-badge tone=${s.parked > 0 ? 'bad' : s.state === 'ABSENT' || s.held > 0 ? 'warn' : 'ok'}>${t(s.parked > 0 ? 'subscriber.state.parked' : s.state === 'ABSENT' ? 'subscriber.state.absent' : s.held > 0 ? 'subscriber.state.retry' : 'subscriber.state.ok')}</c-badge>
      ${s.parked > 0 && this.manages ? html`<button class="btn" aria-label="${t('replay.all')}: ${s.title}" @click=${() => void this.replayAll(s)}>${icon('rotate-cw', 16)}${t('replay.all')}</button>` : nothing}
      ${s.state === 'ABSENT' && this.ctx.may('platform.events.manage') ? html`<button class="btn danger" aria-label="${t('forget.go')}: ${s.title}" @click=${() => void this.forget(s)}>${t('forget.go')}</button>` : nothing}
    </li>`;
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    const options = (this.subscribers.value?.items ?? []).map((s) => ({ value: s.name, label: s.title }));
    return html`<c-page heading=${t('held.title')} sub=${t('held.sub')}>
      <button slot="actions" class="btn" @click=${() => void this.again()}>${icon('refresh-cw', 18)}${t('held.reload')}</button>
      <c-card heading=${t('subscribers.title')} sub=${t('subscribers.sub')}>
        ${this.subscribers.render((page) => html`<ul class="plain list">${page.items.map((s) => this.card(s))}</ul>`, {
          empty: (page) => page.items.length === 0,
          emptyState: html`<c-state kind="empty" heading=${t('subscribers.empty')}></c-state>`,
        })}
      </c-card>
      <c-grid
        id="events.held"
        label=${t('held.title')}
        clickable
        .columns=${this.columns}
        .source=${this.source}
        .key=${(e: HeldEvent) => `${e.subscriber}/${e.position}`}
        .filters=${[
          { key: 'state', label: t('held.state'), type: 'select', options: (['PARKED', 'RETRY', 'HELD'] as const).map((value) => ({ value, label: t(`state.${value}`) })) },
          { key: 'subscriber', label: t('held.for'), type: 'select', options },
        ]}
        @row=${(e: CustomEvent<{ row: HeldEvent }>) => void this.open(e.detail.row)}
      >
        <c-state slot="empty" kind="empty" icon="circle-check" heading=${t('held.empty')} text=${t('held.empty.text')}></c-state>
      </c-grid>
    </c-page>`;
  }
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
