import { ConsoleElement, Load, css, html, nothing, repeat, ui, type TemplateResult } from '@console/core';
import '@console/chart';
import '@console/form';
import '@console/grid';
import type { Grid, Query } from '@console/grid';
import { blockOrLet, remove, send } from './deeds.js';
import { newCredentials } from './credentials.js';
import { Curve, type Period } from './curve.js';
import {
  DEVICES,
  MAY_COMMAND,
  MAY_MANAGE,
  MAY_READ_VALUES,
  TELEMETRY,
  badge,
  calmly,
  driverName,
  drivers,
  follow,
  fromNews,
  metricName,
  numberText,
  ordered,
  unitText,
  valueText,
  type Device,
  type News,
  type Reading,
} from './model.js';

interface SetAside {
  readonly id: string;
  readonly topic: string;
  readonly payload: string;
  readonly receivedAt: string;
  readonly reason: string;
  readonly detail?: string | null;
}

const PERIODS: Period[] = ['hour', 'day', 'week', 'month'];
const SINCE = '2000-01-01T00:00:00Z';

/** One device: what it says now, what it said, and what can be told to it. */
export default class DevicePage extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, metric: { state: true }, period: { state: true }, shownPart: { state: true }, last: { state: true } };
  declare metric: string;
  declare period: Period;
  declare shownPart: string;
  declare last: readonly Reading[];

  private readonly device = new Load(this, () => this.ctx.api.get<Device>(`${DEVICES}/${this.id_}/status`));
  private readonly drivers = new Load(this, () => drivers(this.ctx));
  private readonly values = new Load(this, async () => {
    if (!this.ctx.may(MAY_READ_VALUES)) return [];
    this.last = ordered(await this.ctx.api.get<Reading[]>(`${TELEMETRY}/devices/${this.id_}/last`));
    if (!this.metric) this.choose((this.last.find((r) => r.number != null) ?? this.last[0])?.metric ?? '');
    return this.last;
  });
  private readonly curve = new Load<Curve | undefined>(this, async () => {
    const metric = this.metric;
    if (!metric || !this.numeric(metric)) return undefined;
    return Curve.load(this.ctx, this.id_, metric, this.period);
  });

  static override styles = [
    ui,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: 10px;
        align-items: center;
        justify-content: space-between;
        margin-block-end: 14px;
      }
      .plot {
        min-block-size: 262px;
      }
      .value {
        appearance: none;
        all: unset;
        box-sizing: border-box;
        display: block;
        border-radius: 14px;
        cursor: pointer;
      }
      .value:focus-visible {
        outline: 2px solid var(--c-focus);
        outline-offset: 2px;
      }
      .value[aria-pressed='true'] {
        box-shadow: 0 0 0 2px var(--c-accent);
      }
      pre {
        margin: 0;
        font: 400 13px/1.5 var(--c-mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    this.metric = '';
    this.period = 'hour';
    this.shownPart = 'readings';
    this.last = [];
  }

  private redrawn = () => {};

  private get id_(): string {
    return this.ctx.params['id'] ?? '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.redrawn = calmly(this.ctx.signal, 1000, () => this.requestUpdate());
    const reload = calmly(this.ctx.signal, 500, () => void this.device.reload());
    this.ctx.on<{ type: string; id: string }>('change', (change) => change.type === 'devices.device' && change.id === this.id_ && reload());
    if (!this.ctx.may(MAY_READ_VALUES)) return;
    follow(
      this.ctx,
      () => this.id_,
      (news) => this.hear(news),
      () => void this.ask(),
    );
  }

  /** While the live channel is silent. */
  private async ask(): Promise<void> {
    if (!this.values.value || this.values.loading) return;
    const before = this.reading(this.metric)?.at;
    await this.values.reload();
    const now = this.reading(this.metric);
    if (now && now.at !== before && now.number != null) this.draw(Number(now.number), now.at);
  }

  private hear(news: News): void {
    const first = this.last.length === 0;
    this.last = fromNews(news, this.last);
    if (first || Object.keys(news.metrics).some((m) => !this.reading(m)?.unit)) this.unitsLater();
    if (first) this.choose(this.last.find((r) => r.number != null)?.metric ?? this.last[0]?.metric ?? '');
    const value = news.metrics[this.metric];
    if (typeof value === 'number') this.draw(value, news.at);
  }

  /** News tell no units: what is shown for the first time is asked for once. */
  private unitsAsked = new Set<string>();
  private unitsLater(): void {
    const unknown = this.last.filter((r) => !r.unit && !this.unitsAsked.has(r.metric));
    if (unknown.length === 0) return;
    for (const r of unknown) this.unitsAsked.add(r.metric);
    void this.values.reload();
  }

  private draw(value: number, at: string): void {
    this.curve.value?.add(value, at);
    this.redrawn();
  }

  private reading(metric: string): Reading | undefined {
    return this.last.find((r) => r.metric === metric);
  }

  private numeric(metric: string): boolean {
    return this.reading(metric)?.number != null;
  }

  private choose(metric: string, period: Period = this.period): void {
    if (metric === this.metric && period === this.period) return;
    this.metric = metric;
    this.period = period;
    this.curve.value = undefined;
    void this.curve.reload();
  }

  override render(): TemplateResult {
    const device = this.device.value;
    return html`<c-page heading=${device?.name ?? '…'} sub=${device ? [driverName(this.drivers.value, device.driver), device.place, device.group].filter(Boolean).join(' · ') : ''} back-href=${this.ctx.href('devices')}>
      ${device ? html`<span slot="badge">${badge(this.ctx, device)}</span>` : nothing}
      ${device ? this.actions(device) : nothing}
      ${this.device.render((d) => this.body(d), { lines: 8 })}
    </c-page>`;
  }

  private actions(device: Device): TemplateResult {
    const commands = this.drivers.value?.find((d) => d.id === device.driver)?.commands ?? [];
    const again = () => void this.device.reload();
    const manage = [
      { label: this.t('edit'), icon: 'pencil', run: () => this.ctx.navigate(`devices/${device.id}/edit`) },
      { label: this.t('credentials.new'), icon: 'key-round', run: () => void this.rotate(device) },
      { label: this.t(device.enabled ? 'block' : 'let'), icon: device.enabled ? 'lock' : 'check', run: () => void blockOrLet(this.ctx, device).then(again) },
      { label: this.t('delete'), icon: 'trash-2', danger: true, run: () => void remove(this.ctx, device) },
    ];
    return html`<div slot="actions" class="row">
      ${this.ctx.may(MAY_COMMAND) && device.enabled && commands.length > 0
        ? html`<c-menu label=${this.t('command.send')} text=${this.t('command.send')} icon="send" .items=${commands.map((c) => ({ label: c.title, run: () => void send(this.ctx, device, c) }))}></c-menu>`
        : nothing}
      ${this.ctx.may(MAY_MANAGE) ? html`<c-menu label=${this.t('more')} .items=${manage}></c-menu>` : nothing}
    </div>`;
  }

  private async rotate(device: Device): Promise<void> {
    const sure = device.lastSeen
      ? await this.ctx.confirm({ heading: this.t('credentials.new'), text: this.t('credentials.new.text', { name: device.name }), confirm: this.t('credentials.new.go'), danger: true })
      : true;
    if (!sure) return;
    try {
      await newCredentials(this.ctx, device);
    } catch (e) {
      this.ctx.problem(e);
    }
  }

  private body(device: Device): TemplateResult {
    return html`${device.driverRunning ? nothing : html`<p class="note warn" role="status">${this.t('driver.stopped.text', { driver: device.driver })}</p>`}
      ${this.ctx.may(MAY_READ_VALUES)
        ? html`${this.values.render(() => this.now(device), { lines: 2 })}
            <div class="main-side">${this.last.length > 0 ? this.chart() : nothing} ${this.facts(device)}</div>
            ${this.last.length > 0 ? this.raw() : nothing}`
        : this.facts(device)}`;
  }

  private now(device: Device): TemplateResult {
    if (this.last.length === 0) {
      return html`<c-card>
        <c-state kind="empty" icon="radio" heading=${this.t('values.none')} text=${this.t(device.lastSeen ? 'values.none.seen' : 'values.none.new')}>
          ${!device.lastSeen && this.ctx.may(MAY_MANAGE) ? html`<button class="btn" @click=${() => void this.rotate(device)}>${this.t('credentials.new')}</button>` : nothing}
        </c-state>
      </c-card>`;
    }
    return html`<div class="tiles">
      ${this.last.map(
        (r) =>
          html`<button class="value" aria-pressed=${r.metric === this.metric} @click=${() => this.choose(r.metric)}>
            <c-stat label=${metricName(this.ctx, r.metric)} .value=${valueText(this.ctx, r)} note=${this.ctx.relative(r.at)}></c-stat>
          </button>`,
      )}
    </div>`;
  }

  private chart(): TemplateResult {
    const name = metricName(this.ctx, this.metric);
    const unit = this.reading(this.metric)?.unit;
    return html`<c-card heading=${unit ? `${name} (${unitText(unit)})` : name}>
      <div slot="actions" class="row wrap">
        ${this.period === 'hour' && this.numeric(this.metric) ? html`<c-badge tone="ok">${this.t('live')}</c-badge>` : nothing}
        <c-segmented
          label=${this.t('period')}
          .choices=${PERIODS.map((id) => ({ id, label: this.t(`period.${id}`) }))}
          .value=${this.period}
          @change=${(e: CustomEvent<{ value: Period }>) => this.choose(this.metric, e.detail.value)}
        ></c-segmented>
      </div>
      <div class="plot">
        ${this.numeric(this.metric)
          ? this.curve.value
            ? this.plot(this.curve.value, name, unit)
            : this.curve.render(() => html`<c-skeleton lines="7"></c-skeleton>`, { lines: 7 })
          : html`<c-state kind="empty" icon="chart-line" heading=${this.t('chart.text')} text=${this.t('chart.text.text')}></c-state>`}
      </div>
    </c-card>`;
  }

  private plot(curve: Curve, name: string, unit: string | null | undefined): TemplateResult {
    const { labels, mean, min, max } = curve.points(this.ctx);
    const long = curve.period === 'week' || curve.period === 'month';
    const series = long
      ? [
          { name: this.t('chart.mean'), values: mean, tone: 'c1' },
          { name: this.t('chart.min'), values: min, tone: 'c2' },
          { name: this.t('chart.max'), values: max, tone: 'c3' },
        ]
      : [{ name, values: mean, tone: 'c1' }];
    return html`<c-chart
      type=${long ? 'line' : 'area'}
      label=${this.t('chart.label', { metric: name, period: this.t(`period.${curve.period}`) })}
      .labels=${labels}
      .series=${series}
      .format=${(v: number) => numberText(this.ctx, v, unit)}
    ></c-chart>`;
  }

  private facts(device: Device): TemplateResult {
    return html`<c-card heading=${this.t('facts')}>
      <c-facts
        .rows=${[
          [this.t('device.state'), badge(this.ctx, device)],
          [this.t('device.seen'), device.lastSeen ? html`<c-time at=${device.lastSeen}></c-time>` : this.t('never')],
          [this.t('device.driver'), driverName(this.drivers.value, device.driver)],
          [this.t('device.place'), device.place],
          [this.t('device.group'), device.group],
          [this.t('device.firmware'), device.firmware],
          [this.t('device.created'), this.ctx.date(device.createdAt)],
          [this.t('device.id'), html`<code>${device.id}</code>`],
        ]}
      ></c-facts>
    </c-card>`;
  }

  private raw(): TemplateResult {
    return html`<c-card>
      <div class="bar">
        <c-tabs
          label=${this.t('raw')}
          .choices=${[
            { id: 'readings', label: this.t('raw.readings') },
            { id: 'set-aside', label: this.t('raw.set-aside') },
          ]}
          .value=${this.shownPart}
          @change=${(e: CustomEvent<{ value: string }>) => (this.shownPart = e.detail.value)}
        ></c-tabs>
        ${this.shownPart === 'readings' ? html`<button class="btn" @click=${() => void this.renderRoot.querySelector<Grid<Reading>>('c-grid')?.reload()}>${this.t('refresh')}</button>` : nothing}
      </div>
      ${this.shownPart === 'readings' ? this.readings(this.metric) : this.setAside()}
    </c-card>`;
  }

  /** Made once for each metric: the page is drawn with every value that comes, the list only when it is asked for. */
  private list: { metric: string; locale: string; drawn: unknown } | undefined;

  private readings(metric: string): unknown {
    if (this.list?.metric !== metric || this.list.locale !== this.ctx.locale) {
      this.list = { metric, locale: this.ctx.locale, drawn: repeat([metric], (m) => m, (m) => this.readingsOf(m)) };
    }
    return this.list.drawn;
  }

  private readingsOf(metric: string): TemplateResult {
    const source = async (q: Query, signal: AbortSignal) => {
      const { readings, next } = await this.ctx.api.get<{ readings: Reading[]; next?: string }>(
        `${TELEMETRY}/devices/${this.id_}/history`,
        { metric, from: SINCE, sort: '-at', limit: q.limit, cursor: q.cursor },
        signal,
      );
      return { items: readings.map((r, i) => ({ ...r, id: `${r.at}/${q.cursor ?? ''}/${i}` })), next: next ?? null };
    };
    const exact: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'medium' };
    return html`<c-grid
        local
        bare
        id="devices.readings"
        label=${this.t('raw.readings.of', { metric: metricName(this.ctx, metric) })}
        .columns=${[
          { key: 'at', label: this.t('reading.at'), width: 230, phone: 'sub', render: (r: Reading) => this.ctx.date(r.at, exact), csv: (r: Reading) => r.at },
          { key: 'value', label: metricName(this.ctx, metric), align: 'end', width: 200, phone: 'title', render: (r: Reading) => valueText(this.ctx, r), csv: (r: Reading) => String(r.number ?? r.text ?? r.flag ?? '') },
          { key: 'receivedAt', label: this.t('reading.received'), grow: 1, phone: 'hide', render: (r: Reading) => this.ctx.date(r.receivedAt, exact), csv: (r: Reading) => r.receivedAt },
        ]}
        .source=${source}
      ></c-grid>`;
  }

  private setAside(): TemplateResult {
    const source = (q: Query, signal: AbortSignal) => this.ctx.api.list<SetAside>(`${TELEMETRY}/devices/${this.id_}/set-aside`, { limit: q.limit, cursor: q.cursor }, signal);
    return html`<c-grid
      local
      bare
      id="devices.set-aside"
      label=${this.t('raw.set-aside')}
      .columns=${[
        { key: 'receivedAt', label: this.t('reading.received'), width: 190, phone: 'sub', render: (m: SetAside) => this.ctx.dateTime(m.receivedAt) },
        { key: 'topic', label: this.t('set-aside.topic'), width: 160, phone: 'hide' },
        { key: 'reason', label: this.t('set-aside.reason'), grow: 2, phone: 'title', render: (m: SetAside) => [this.t(`set-aside.${m.reason}`), m.detail].filter(Boolean).join(': ') },
        { key: 'payload', label: this.t('set-aside.payload'), grow: 2, phone: 'hide', render: (m: SetAside) => text(m.payload), csv: (m: SetAside) => text(m.payload) },
      ]}
      .source=${source}
    >
      <c-state slot="empty" kind="empty" icon="check-check" heading=${this.t('set-aside.none')} text=${this.t('set-aside.none.text')}></c-state>
    </c-grid>`;
  }
}

/** What a device sent, as a text if it is one. */
function text(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join(' ');
  }
}
