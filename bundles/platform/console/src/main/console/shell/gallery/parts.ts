import { css, dec, formats, host, html, type TemplateResult } from '../../kit/core.js';
import type { BoardColumn, BoardMove } from '../../kit/board.js';
import type { Column, Filter } from '../../kit/grid.js';
import { deals, events, find, get, isArgentine, people, record, schema, source, type Deal, type Invoice } from './data.js';

export type T = (key: string, params?: Record<string, unknown>) => string;

export const partStyles = css`
  .two { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(min(330px, 100%), 1fr)); align-items: start; }
  .three { display: grid; gap: 16px 20px; grid-template-columns: repeat(auto-fit, minmax(min(230px, 100%), 1fr)); align-items: start; }
  .swatches { display: grid; gap: 10px; grid-template-columns: repeat(auto-fit, minmax(92px, 1fr)); font-size: 12px; color: var(--c-text-2); }
  .swatches span::before { content: ''; display: block; block-size: 44px; border-radius: 10px; margin-block-end: 4px; border: 1px solid var(--c-line); background: currentColor; }
  .swatches span { color: var(--c-text); } .swatches .accent::before { background: var(--c-accent); } .swatches .ok::before { background: var(--c-ok); } .swatches .warn::before { background: var(--c-warn); } .swatches .bad::before { background: var(--c-bad); } .swatches .info::before { background: var(--c-info); } .swatches .surface::before { background: var(--c-surface); } .swatches .bg::before { background: var(--c-bg); } .swatches .hover::before { background: var(--c-hover); }
  .deal { display: grid; gap: 4px; } .deal b { font-weight: 600; } .deal .row { justify-content: space-between; font-size: 13px; color: var(--c-text-2); }
`;

const tones = { draft: 'plain', issued: 'info', paid: 'ok', overdue: 'bad' } as const;

export const columns = (t: T): Column<Invoice>[] => [
  { key: 'number', label: t('gallery.grid.number'), width: 170, sort: 'number', phone: 'sub' },
  { key: 'customer', label: t('gallery.grid.customer'), sort: 'customer', phone: 'title' },
  { key: 'taxId', label: t('gallery.form.taxId'), width: 140, hidden: true },
  { key: 'date', label: t('gallery.grid.date'), width: 130, sort: 'date', phone: 'sub', render: (i) => formats.date(i.date) },
  { key: 'status', label: t('gallery.grid.status'), width: 130, phone: 'end', render: (i) => html`<c-badge tone=${tones[i.status]}>${t(`gallery.status.${i.status}`)}</c-badge>`, csv: (i) => t(`gallery.status.${i.status}`) },
  { key: 'total', label: t('gallery.grid.total'), width: 150, align: 'end', sort: 'total', phone: 'end', render: (i) => formats.money(i.total) },
];

export const filters = (t: T): Filter[] => [
  { key: 'status', label: t('gallery.grid.status'), type: 'select', options: Object.keys(tones).map((value) => ({ value, label: t(`gallery.status.${value}`) })) },
  { key: 'date', label: t('gallery.grid.date'), type: 'period' },
];

export const grid = (t: T): TemplateResult => html`<c-grid
  id="console.gallery"
  .label=${t('gallery.grid.label')}
  search
  selectable
  .columns=${columns(t)}
  .source=${source}
  .filters=${filters(t)}
  .views=${[{ name: t('gallery.grid.overdue'), filters: { status: 'overdue' } }]}
  .rowHref=${(i: Invoice) => `/console/gallery?invoice=${i.id}`}
>
  <button slot="selection" class="btn" type="button">${t('gallery.grid.collect')}</button>
</c-grid>`;

const nothingThere = async () => ({ items: [], next: null });
const broken = () => Promise.reject(new Error('broken on purpose'));

/** A grid with nothing in it, and one whose server does not answer. */
export const gridStates = (t: T): TemplateResult => html`<div class="two">
  <c-grid local .label=${t('gallery.grid.label')} .columns=${columns(t).slice(0, 2)} .source=${nothingThere}>
    <c-state slot="empty" kind="empty" icon="receipt" heading=${t('gallery.grid.none')} text=${t('gallery.grid.noneText')}><button class="btn primary" type="button">${t('gallery.grid.new')}</button></c-state>
  </c-grid>
  <c-grid local .label=${t('gallery.grid.label')} .columns=${columns(t).slice(0, 2)} .source=${broken}></c-grid>
</div>`;

/** Refuses what says so in the name, as a server would; else takes it. */
async function submit(value: Record<string, unknown>): Promise<unknown> {
  await new Promise((next) => setTimeout(next, 50));
  if (/refus|rechaz/i.test(String(value['name']))) {
    throw Object.assign(new Error(), {
      errors: [
        { field: 'email', message: host.locale === 'en' ? 'There is a customer with this address' : 'Ya hay un cliente con este correo' },
        { field: 'lines[0].quantity', message: host.locale === 'en' ? 'Only 4 left' : 'Solo quedan 4' },
      ],
    });
  }
  return value;
}

export const form = (t: T): TemplateResult => html`<c-card>
  <c-form .schema=${schema(t)} .value=${record()} .lookups=${{ agent: { find, get, allowNew: true } }} .submit=${submit} submit-label=${t('gallery.form.save')} cancel-label=${t('gallery.form.cancel')} draft-key="gallery"></c-form>
</c-card>`;

/** Every field in every state. */
export const fields = (t: T): TemplateResult => html`<c-card>
  <div class="three">
    <c-text label=${t('gallery.form.name')} .value=${'Bodega Ruiz e Hijos'} helper=${t('gallery.form.taxIdHelp')} required></c-text>
    <c-text label=${t('gallery.form.email')} type="email" .value=${'bodega@'} error=${t('gallery.form.emailError')}></c-text>
    <c-text label=${t('gallery.form.password')} type="password" .value=${'secreto'} autocomplete="off"></c-text>
    <c-money label=${t('gallery.form.price')} .value=${'1234.5'}></c-money>
    <c-money label=${t('gallery.form.dollars')} .value=${'99.9'} currency="USD"></c-money>
    <c-quantity label=${t('gallery.form.quantity')} .value=${'2.75'} unit="kg"></c-quantity>
    <c-percent label=${t('gallery.form.discount')} .value=${'21'}></c-percent>
    <c-number label=${t('gallery.form.units')} .value=${'12'} min="1" max="99"></c-number>
    <c-date label=${t('gallery.form.since')} .value=${'2026-11-20'}></c-date>
    <c-select label=${t('gallery.form.kind')} .options=${['company', 'person'].map((value) => ({ value, label: t(`gallery.form.${value}`) }))} .value=${'person'}></c-select>
    <c-lookup label=${t('gallery.form.agent')} .find=${find} .get=${get} .value=${'c2'} allow-new></c-lookup>
    <c-tags label=${t('gallery.form.tags')} .values=${['mayorista', 'hostelería']}></c-tags>
    <c-text label=${t('gallery.form.locked')} .value=${'F26-00041'} disabled></c-text>
    <c-text label=${t('gallery.form.fixed')} .value=${'B12345678'} readonly></c-text>
    <c-colour label=${t('gallery.form.colour')} .value=${'#4b45d6'}></c-colour>
    <c-checkbox label=${t('gallery.form.accept')} checked></c-checkbox>
    <c-checkbox label=${t('gallery.form.notify')} switch checked></c-checkbox>
    <c-checkbox label=${t('gallery.form.locked')} disabled></c-checkbox>
  </div>
</c-card>`;

const months = (): string[] => Array.from({ length: 12 }, (_, i) => new Intl.DateTimeFormat(host.locale, { month: 'short' }).format(new Date(2026, i, 15)));
const sales = (seed: number, base: number) => Array.from({ length: 12 }, (_, i) => (base + i * 310 + ((i * seed) % 5) * 240) * (isArgentine() ? 900 : 1));
const euros = (v: number) => new Intl.NumberFormat(host.locale, { style: 'currency', currency: host.currency, currencyDisplay: 'narrowSymbol', maximumFractionDigits: 0, notation: isArgentine() ? 'compact' : 'standard' }).format(v);

export const charts = (t: T): TemplateResult => html`<div class="two">
  <c-card heading=${t('gallery.chart.sales')}><c-chart type="area" label=${t('gallery.chart.sales')} .labels=${months()} .series=${[{ name: '2026', values: sales(7, 3400) }, { name: '2025', values: sales(3, 2600) }]} .format=${euros}></c-chart></c-card>
  <c-card heading=${t('gallery.chart.collected')}><c-chart type="bar" stacked label=${t('gallery.chart.collected')} .labels=${months()} .series=${[{ name: t('gallery.status.paid'), values: sales(7, 2200) }, { name: t('gallery.status.overdue'), values: sales(2, 200).map((v) => v / 4), tone: 'c3' }]} .format=${euros}></c-chart></c-card>
  <c-card heading=${t('gallery.chart.ways')}><c-chart type="doughnut" label=${t('gallery.chart.ways')} .labels=${isArgentine() ? ['Mercado Pago', 'Efectivo', 'Débito', 'Cuenta corriente'] : ['Tarjeta', 'Efectivo', 'Bizum', 'Domiciliado']} .series=${[{ name: t('gallery.grid.total'), values: [5210, 1890, 940, 420] }]} .format=${euros}></c-chart></c-card>
  <c-card heading=${t('gallery.chart.cold')}><c-chart id="live" type="line" live label=${t('gallery.chart.cold')} .labels=${Array.from({ length: 30 }, (_, i) => `${i - 30} s`)} .series=${['Cámara', 'Vitrina'].map((name, n) => ({ name, values: Array.from({ length: 30 }, (_, i) => 3 + n + Math.sin(i / 3 + n) / 2) }))} .format=${(v: number) => `${formats.number(v, { maximumFractionDigits: 1 })} °C`}></c-chart></c-card>
  <c-card heading=${t('gallery.chart.none')}><c-chart type="bar" size="s" label=${t('gallery.chart.none')}></c-chart></c-card>
</div>`;

const stages = ['new', 'talking', 'offer', 'won', 'lost'];
const stageTone: Record<string, string> = { new: 'info', talking: 'accent', offer: 'warn', won: 'ok', lost: 'bad' };

export function board(t: T, cards: readonly Deal[], move: (m: BoardMove) => void): TemplateResult {
  const of = (id: string) => cards.filter((c) => c.column === id);
  const list: BoardColumn[] = stages.map((id) => ({ id, label: t(`gallery.board.${id}`), tone: stageTone[id]!, total: of(id).length ? formats.money(dec('0').plus(of(id).reduce((sum, c) => sum.plus(c.amount), dec('0'))).toString()) : '' }));
  return html`<c-board
    .label=${t('gallery.board.label')}
    .columns=${list}
    .cards=${cards}
    .card=${(c: Deal) => html`<div class="row spread"><b class="strong">${c.title}</b></div>
      <div class="muted small">${c.customer}</div>
      <div class="row spread small"><span class="num">${formats.money(c.amount)}</span><span class="muted">${formats.date(c.due, { day: 'numeric', month: 'short' })}</span></div>`}
    @move=${(e: CustomEvent<BoardMove>) => move(e.detail)}
  ></c-board>`;
}

export const calendar = (): TemplateResult => html`<c-calendar .events=${events()} .resources=${people} view="week"></c-calendar>`;

export { deals };
