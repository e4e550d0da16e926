import { ConsoleElement, Load, css, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import '@console/chart';
import '@console/form';
import { Curve } from './curve.js';
import { DEVICES, TELEMETRY, follow, metricName, numberText, ordered, type Device, type Reading } from './model.js';

interface Choice {
  readonly device: string;
  readonly metric: string;
}

interface Shown {
  readonly device: Device;
  readonly reading: Reading;
  readonly curve: Curve;
}

const KEY = 'live';

/** The last hour of one metric of one device; each user chooses which. */
export default class LiveWidget extends ConsoleElement {
  private choice: Choice | undefined;
  private readonly shown = new Load<Shown | null>(this, async () => {
    this.choice = (await this.ctx.preference<Choice | null>(KEY, null)) ?? (await this.first());
    if (!this.choice) return null;
    const { device, metric } = this.choice;
    const [status, last] = await Promise.all([this.ctx.api.get<Device>(`${DEVICES}/${device}/status`), this.last(device)]);
    const reading = last.find((r) => r.metric === metric);
    return reading ? { device: status, reading, curve: await Curve.load(this.ctx, device, metric, 'hour') } : null;
  });
  private now: { value: number; at: string } | undefined;

  static override styles = [
    ui,
    css`
      :host {
        display: grid;
      }
      .now {
        font-size: 27px;
        line-height: 1.2;
        font-weight: 600;
        letter-spacing: -0.02em;
        margin-block-end: 8px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    follow(
      this.ctx,
      () => this.choice?.device,
      (news) => {
        const value = this.choice && news.metrics[this.choice.metric];
        if (typeof value === 'number') this.add(value, news.at);
      },
      () => void this.ask(),
    );
  }

  private last(device: string): Promise<Reading[]> {
    return this.ctx.api.get<Reading[]>(`${TELEMETRY}/devices/${device}/last`);
  }

  private add(value: number, at: string): void {
    if (this.now?.at === at) return;
    this.now = { value, at };
    this.shown.value?.curve.add(value, at);
    this.requestUpdate();
  }

  private async ask(): Promise<void> {
    if (!this.choice || !this.shown.value) return;
    try {
      const reading = (await this.last(this.choice.device)).find((r) => r.metric === this.choice?.metric);
      const before = this.now?.at ?? this.shown.value.reading.at;
      if (reading?.number != null && reading.at !== before) this.add(Number(reading.number), reading.at);
    } catch {
      // asked again in five seconds
    }
  }

  /** Until somebody chooses: the first connected device that measures something. */
  private async first(): Promise<Choice | undefined> {
    const { items } = await this.ctx.api.list<Device>(DEVICES, { state: 'online', limit: 20 });
    if (items.length === 0) return undefined;
    const last = await this.ctx.api.get<{ device: string; readings: Reading[] }[]>(`${TELEMETRY}/last`, { device: items.map((d) => d.id) });
    for (const { device, readings } of last) {
      const numeric = ordered(readings).find((r) => r.number != null);
      if (numeric) return { device, metric: numeric.metric };
    }
    return undefined;
  }

  private async choose(): Promise<void> {
    let device = this.shown.value?.device.id;
    const choice = await this.ctx.dialog<Choice>({
      heading: this.t('widget.live.choose'),
      body: (close) =>
        html`<c-form
          .schema=${{
            type: 'object',
            properties: {
              device: { type: 'string', title: this.t('widget.live.device'), 'x-widget': 'lookup', 'x-span': 2 },
              metric: { type: 'string', title: this.t('widget.live.metric'), 'x-widget': 'lookup', 'x-span': 2 },
            },
            required: ['device', 'metric'],
          }}
          .lookups=${{
            device: {
              find: async (q: string, signal: AbortSignal) =>
                (await this.ctx.api.list<Device>(DEVICES, { q, limit: 20 }, signal)).items.map((d) => ({ id: d.id, label: d.name, ...(d.place && { sub: d.place }) })),
            },
            metric: {
              find: async (q: string) =>
                device
                  ? (await this.last(device))
                      .filter((r) => r.number != null)
                      .map((r) => ({ id: r.metric, label: metricName(this.ctx, r.metric) }))
                      .filter((m) => m.label.toLowerCase().includes(q.toLowerCase()))
                  : [],
            },
          }}
          submit-label=${this.t('widget.live.go')}
          cancel-label=${this.t('cancel')}
          @input-change=${(e: CustomEvent<{ path: string; value?: string }>) => {
            if (e.detail.path === 'device') device = e.detail.value;
          }}
          @save=${(e: CustomEvent<{ value: { device: string; metric: string } }>) => close(e.detail.value)}
          @cancel=${() => close()}
        ></c-form>`,
    });
    if (!choice) return;
    try {
      await this.ctx.setPreference(KEY, choice);
      this.now = undefined;
      this.shown.value = undefined;
      await this.shown.reload();
    } catch (e) {
      this.ctx.problem(e);
    }
  }

  override render(): TemplateResult {
    const shown = this.shown.value;
    return html`<c-card heading=${shown ? shown.device.name : this.t('widget.live')} sub=${shown ? metricName(this.ctx, shown.reading.metric) : this.t('widget.live.sub')}>
      <button slot="actions" class="icon-btn" aria-label=${this.t('widget.live.choose')} title=${this.t('widget.live.choose')} @click=${() => void this.choose()}>${icon('settings-2', 18)}</button>
      ${this.shown.render((s) => (s ? this.plot(s) : nothing), {
        lines: 7,
        empty: (s) => s === null,
        emptyState: html`<c-state kind="empty" icon="chart-line" heading=${this.t('widget.live.none')} text=${this.t('widget.live.none.text')}>
          <button class="btn" @click=${() => void this.choose()}>${this.t('widget.live.choose')}</button>
        </c-state>`,
      })}
    </c-card>`;
  }

  private plot({ device, reading, curve }: Shown): TemplateResult {
    const { labels, mean } = curve.points(this.ctx);
    const name = metricName(this.ctx, reading.metric);
    const value = this.now?.value ?? reading.number ?? 0;
    return html`<div class="row spread">
        <div class="now num">${numberText(this.ctx, value, reading.unit)}</div>
        <c-time class="muted small" at=${this.now?.at ?? reading.at}></c-time>
      </div>
      <c-chart
        type="area"
        label=${this.t('chart.label', { metric: `${device.name}: ${name}`, period: this.t('period.hour') })}
        .labels=${labels}
        .series=${[{ name, values: mean, tone: 'c1' }]}
        .format=${(v: number) => numberText(this.ctx, v, reading.unit)}
      ></c-chart>`;
  }
}
