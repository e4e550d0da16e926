import { ConsoleElement, Load, css, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import '@console/grid';
import type { Column, Grid, Query } from '@console/grid';
import { DEVICES, MAY_MANAGE, MAY_READ_VALUES, TELEMETRY, badge, calmly, driverName, drivers, metricName, ordered, valueText, type Device, type Reading } from './model.js';

interface Row extends Device {
  readonly readings: readonly Reading[];
}

/** How many values a line of the list has room for. */
const SHOWN = 3;

/** All devices, with how they are doing and what they said last. */
export default class DevicesPage extends ConsoleElement {
  private readonly drivers = new Load(this, () => drivers(this.ctx));

  static override styles = [
    ui,
    css`
      .name {
        display: grid;
        min-inline-size: 0;
      }
      .name b {
        font-weight: 600;
        overflow: hidden;
        text-overflow: ellipsis;
      }
    `,
  ];

  private get grid(): Grid<Row> | null {
    return this.renderRoot.querySelector<Grid<Row>>('c-grid');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const reload = calmly(this.ctx.signal, 1500, () => void this.grid?.reload());
    this.ctx.on<{ type: string }>('change', (change) => change.type === 'devices.device' && reload());
    const timer = setInterval(() => !document.hidden && reload(), 20_000);
    this.ctx.signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }

  private readonly source = async ({ search, filters, ...page }: Query, signal: AbortSignal) => {
    const { items, next } = await this.ctx.api.list<Device>(DEVICES, { ...page, q: search, ...filters }, signal);
    const readings = new Map<string, Reading[]>();
    if (items.length > 0 && this.ctx.may(MAY_READ_VALUES)) {
      const last = await this.ctx.api.get<{ device: string; readings: Reading[] }[]>(`${TELEMETRY}/last`, { device: items.map((d) => d.id) }, signal);
      for (const of of last) readings.set(of.device, of.readings);
    }
    return { items: items.map((device): Row => ({ ...device, readings: readings.get(device.id) ?? [] })), next };
  };

  private values(row: Row): string {
    const values = ordered(row.readings);
    const text = values.slice(0, SHOWN).map((r) => `${metricName(this.ctx, r.metric)} ${valueText(this.ctx, r)}`).join(' · ');
    return values.length > SHOWN ? `${text} · +${values.length - SHOWN}` : text;
  }

  private get columns(): Column<Row>[] {
    const t = (key: string) => this.t(key);
    const seen = (d: Row) => (d.lastSeen ? html`<c-time at=${d.lastSeen}></c-time>` : html`<span class="muted">${t('never')}</span>`);
    return [
      { key: 'name', label: t('device.name'), sort: 'name', grow: 2, phone: 'title', render: (d) => html`<b>${d.name}</b>` },
      { key: 'state', label: t('device.state'), width: 150, phone: 'end', render: (d) => badge(this.ctx, d), csv: (d) => (d.enabled ? (d.online ? 'online' : 'offline') : 'blocked') },
      ...(this.ctx.may(MAY_READ_VALUES)
        ? [{ key: 'readings', label: t('device.values'), grow: 3, phone: 'sub' as const, render: (d: Row) => this.values(d) || html`<span class="muted">—</span>`, csv: (d: Row) => this.values(d) }]
        : []),
      { key: 'lastSeen', label: t('device.seen'), width: 140, phone: 'hide', render: seen, csv: (d) => d.lastSeen ?? '' },
      {
        key: 'driver',
        label: t('device.driver'),
        width: 180,
        phone: 'hide',
        render: (d) => (d.driverRunning ? driverName(this.drivers.value, d.driver) : html`<c-badge tone="warn">${d.driver}</c-badge>`),
        csv: (d) => driverName(this.drivers.value, d.driver),
      },
      { key: 'place', label: t('device.place'), width: 130, phone: 'hide' },
      { key: 'group', label: t('device.group'), hidden: true, phone: 'hide' },
      { key: 'createdAt', label: t('device.created'), sort: 'createdAt', width: 150, hidden: true, phone: 'hide', render: (d) => this.ctx.date(d.createdAt), csv: (d) => d.createdAt },
    ];
  }

  override render(): TemplateResult {
    const may = this.ctx.may(MAY_MANAGE);
    const add = may ? html`<a class="btn primary" href=${this.ctx.href('devices/new')}>${icon('plus', 18)}${this.t('new')}</a>` : nothing;
    const states = ['online', 'offline', 'silent', 'blocked'].map((value) => ({ value, label: this.t(`filter.${value}`) }));
    return html`<c-page heading=${this.t('devices.title')} sub=${this.t('devices.sub')}>
      <div slot="actions">${add}</div>
      <c-grid
        id="devices.devices"
        label=${this.t('devices.title')}
        search
        search-label=${this.t('devices.search')}
        .columns=${this.columns}
        .source=${this.source}
        .filters=${[
          { key: 'state', label: this.t('device.state'), type: 'select', options: states },
          { key: 'driver', label: this.t('device.driver'), type: 'select', options: (this.drivers.value ?? []).map((d) => ({ value: d.id, label: d.name })) },
          { key: 'group', label: this.t('device.group'), type: 'text' },
        ]}
        .rowHref=${(d: Row) => this.ctx.href(`devices/${d.id}`)}
      >
        <c-state slot="empty" kind="empty" icon="cpu" heading=${this.t('devices.empty')} text=${this.t('devices.empty.text')}>${add}</c-state>
      </c-grid>
    </c-page>`;
  }
}
