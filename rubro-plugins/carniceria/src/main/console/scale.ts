import { ConsoleElement, Load, html, icon, nothing, repeat, ui, type Tone, type TemplateResult } from '@console/core';
import { bars } from './ean13.js';
import { look } from './scale-look.js';

interface Scale {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly weightKg?: string | number | null;
  readonly at?: string | null;
}

interface Product {
  readonly id: string;
  readonly plu: number;
  readonly name: string;
  readonly pricePerKg: string;
}

interface Weighing {
  readonly weighedAt: string;
  readonly productName: string;
  readonly weightKg: string;
  readonly pricePerKg: string;
  readonly total: string;
  readonly barcode?: string | null;
}

interface News {
  readonly device: string;
  readonly metrics: { readonly weight?: number; readonly status?: string };
  readonly at: string;
}

const TONES: Record<string, Tone> = { stable: 'ok', motion: 'warn', silent: 'plain' };
/** A weight older than this is not shown as one. */
const STALE = 10_000;
/** While the live channel brings nothing, the scales are asked this often. */
const PAUSE = 2000;

/** The counter: what lies on the scale in figures to be read from afar, what it costs, and its label. */
export default class ScalePage extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, scale: { state: true }, product: { state: true }, search: { state: true }, last: { state: true }, busy: { state: true } };
  static override styles = [ui, look];
  declare scale: string;
  declare product: Product | undefined;
  declare search: string;
  declare last: Weighing | undefined;
  declare busy: boolean;
  private heard = 0;

  private readonly scales = new Load(this, () => this.ctx.api.get<Scale[]>('scales'));
  private readonly products = new Load(this, () => this.ctx.api.list<Product>('products', { q: this.search, limit: 60 }));

  constructor() {
    super();
    this.scale = this.search = '';
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.ctx.on<News>('telemetry.reading', (news) => this.hear(news));
    const timer = setInterval(() => {
      if (Date.now() - this.heard > PAUSE && !document.hidden && !this.scales.loading) void this.scales.reload();
    }, PAUSE);
    this.ctx.signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }

  private hear({ device, metrics, at }: News): void {
    const all = this.scales.value;
    if (!all?.some((s) => s.id === device)) return;
    if (device === this.current?.id) this.heard = Date.now();
    this.scales.value = all.map((s) => (s.id === device ? { ...s, at, status: metrics.status ?? s.status, weightKg: metrics.weight ?? s.weightKg ?? null } : s));
    this.requestUpdate();
  }

  private get current(): Scale | undefined {
    const all = this.scales.value;
    return all?.find((s) => s.id === this.scale) ?? all?.[0];
  }

  /** What it costs in cents, rounded as the server does: half up. */
  private price(kg: number, product: Product): number {
    return Math.floor((Math.round(kg * 1000) * Math.round(Number(product.pricePerKg) * 100) + 500) / 1000);
  }

  private find(text: string): void {
    this.search = text;
    void this.products.reload();
  }

  private async command(scale: Scale, command: string): Promise<void> {
    try {
      await this.ctx.api.post(`/api/v1/devices/${scale.id}/commands`, { command });
    } catch (e) {
      this.ctx.problem(e);
    }
  }

  private async weigh(scale: Scale, product: Product, print: boolean): Promise<void> {
    this.busy = true;
    try {
      // two customers may buy the same: each press is a weighing of its own
      this.last = await this.ctx.api.post<Weighing>('weighings', { scale: scale.id, product: product.id }, { idempotencyKey: crypto.randomUUID() });
      if (print) await this.print();
      this.ctx.toast(this.t('weighed', { product: product.name, total: this.ctx.money(this.last.total) }));
    } catch (e) {
      this.ctx.problem(e);
    } finally {
      this.busy = false;
    }
  }

  private async print(): Promise<void> {
    await this.updateComplete;
    window.print();
  }

  override render(): TemplateResult {
    return html`<c-page heading=${this.t('scale')}>
        ${this.scales.render((all) => this.counter(all), {
          lines: 8,
          empty: (all) => all.length === 0,
          emptyState: html`<c-card><c-state kind="empty" icon="scale" heading=${this.t('scale.none')} text=${this.t('scale.none.text')}>
            ${this.ctx.may('devices.device.manage') ? html`<a class="btn primary" href=${this.ctx.href('/devices/devices/new')}>${this.t('scale.register')}</a>` : nothing}
          </c-state></c-card>`,
        })}
      </c-page>
      ${this.last ? this.label(this.last, 'print') : nothing}`;
  }

  private counter(all: Scale[]): TemplateResult {
    const scale = this.current as Scale;
    return html`${all.length > 1
        ? html`<c-segmented label=${this.t('scale')} .choices=${all.map(({ id, name }) => ({ id, label: name }))} .value=${scale.id} @change=${(e: CustomEvent<{ value: string }>) => (this.scale = e.detail.value)}></c-segmented>`
        : nothing}
      <div class="counter">
        <div class="stack">${this.display(scale)} ${this.last ? this.label(this.last, 'last') : nothing}</div>
        ${this.picker()}
      </div>`;
  }

  private display(scale: Scale): TemplateResult {
    const fresh = !!scale.at && Date.now() - Date.parse(scale.at) < STALE;
    const status = fresh ? scale.status : 'silent';
    const shown = fresh && scale.weightKg != null && status !== 'overload' && status !== 'error';
    const kg = shown ? Number(scale.weightKg) : undefined;
    const { product } = this;
    const cents = kg !== undefined && kg > 0 && product ? this.price(kg, product) : undefined;
    const ready = status === 'stable' && cents !== undefined && !this.busy;
    return html`<section class="display ${status}" aria-label=${this.t('display')}>
      <div class="row spread">
        <b>${scale.name}</b>
        <c-badge tone=${TONES[status] ?? 'bad'} role="status">${this.t(`status.${status}`)}</c-badge>
      </div>
      <p class="weight"><span>${kg === undefined ? '—' : this.ctx.number(kg, { minimumFractionDigits: 3, maximumFractionDigits: 3 })}</span><small>kg</small></p>
      <div class="sale">
        <div class="grow">
          <div class="product">${product?.name ?? this.t('choose')}</div>
          <div class="muted">${product ? `${this.ctx.money(product.pricePerKg)} / kg` : this.t('choose.text')}</div>
        </div>
        <output class="price">${cents === undefined ? '—' : this.ctx.money((cents / 100).toFixed(2))}</output>
      </div>
      ${this.ctx.may('carniceria.weighing.create')
        ? html`<div class="deeds">
            <button class="btn primary go" ?disabled=${!ready} @click=${() => product && void this.weigh(scale, product, true)}>${icon('printer')}${this.t('weigh.print')}</button>
            <button class="btn go" ?disabled=${!ready} @click=${() => product && void this.weigh(scale, product, false)}>${icon('check')}${this.t('weigh')}</button>
            ${this.ctx.may('devices.command.send')
              ? html`<button class="btn" @click=${() => void this.command(scale, 'tare')}>${this.t('tare')}</button>
                  <button class="btn" @click=${() => void this.command(scale, 'zero')}>${this.t('zero')}</button>`
              : nothing}
          </div>`
        : nothing}
    </section>`;
  }

  private picker(): TemplateResult {
    return html`<c-card heading=${this.t('products')}>
      <div class="field">
        <label for="search" class="visually-hidden">${this.t('products.search')}</label>
        <input id="search" type="search" autocomplete="off" placeholder=${this.t('products.search')} @input=${(e: InputEvent) => this.find((e.target as HTMLInputElement).value)} />
      </div>
      ${this.products.render(
        ({ items }) =>
          html`<div class="products">
            ${repeat(
              items,
              (p) => p.id,
              (p) =>
                html`<button class="tile" aria-pressed=${p.id === this.product?.id ? 'true' : 'false'} @click=${() => (this.product = p)}>
                  <span class="plu">${p.plu}</span><b>${p.name}</b><span class="muted">${this.ctx.money(p.pricePerKg)} / kg</span>
                </button>`,
            )}
          </div>`,
        {
          empty: ({ items }) => items.length === 0,
          emptyState: html`<c-state kind="empty" icon="tag" heading=${this.t(this.search ? 'products.missing' : 'products.none')} text=${this.t('products.none.text')}>
            <a class="btn" href=${this.ctx.href('products')}>${this.t('products')}</a>
          </c-state>`,
        },
      )}
    </c-card>`;
  }

  /** The label of what was weighed last: on the screen, and alone on the paper. */
  private label(w: Weighing, where: 'last' | 'print'): TemplateResult {
    const kg = this.ctx.number(w.weightKg, { minimumFractionDigits: 3 });
    const text = html`<b>${w.productName}</b>
      <span>${kg} kg × ${this.ctx.money(w.pricePerKg)}</span>
      <strong>${this.ctx.money(w.total)}</strong>
      ${w.barcode
        ? html`<svg viewBox="0 0 95 1" preserveAspectRatio="none" role="img" aria-label=${w.barcode}><path d=${bars(w.barcode)}></path></svg>
            <span class="mono">${w.barcode}</span>`
        : nothing}`;
    if (where === 'print') return html`<div class="label print" aria-hidden="true">${text}</div>`;
    return html`<c-card heading=${this.t('last')} sub=${this.ctx.time(w.weighedAt)}>
      <button slot="actions" class="btn" @click=${() => void this.print()}>${icon('printer', 18)}${this.t('print')}</button>
      <div class="label">${text}</div>
    </c-card>`;
  }
}
