import { addDays, today, type Found, type Schema } from '../../kit/form.js';
import type { Query, Source } from '../../kit/grid.js';
import type { BoardCard } from '../../kit/board.js';
import type { CalendarEvent } from '../../kit/calendar.js';
import { dec, host } from '../../kit/core.js';
import { instant } from '../../kit/form/dates.js';

/** The shop the gallery shows: a grocery of Cádiz or of Buenos Aires, with enough records to scroll. */
export interface Invoice {
  readonly id: string;
  readonly number: string;
  readonly customer: string;
  readonly taxId: string;
  readonly date: string;
  readonly status: 'draft' | 'issued' | 'paid' | 'overdue';
  readonly lines: number;
  readonly total: string;
}

const spain = ['Panadería La Espiga', 'Bodega Ruiz e Hijos', 'Talleres Martín, S. L.', 'Cafetería Luna', 'Floristería Azahar', 'Librería Cervantes', 'Ferretería del Sur', 'Peluquería Rizos', 'Hostal Puerto Chico', 'Clínica Dental Alameda'];
const argentina = ['Panadería La Moderna', 'Bodega Don Julio', 'Talleres Peralta S.R.L.', 'Café Tortuga', 'Florería Jacarandá', 'Librería El Ateneo Chico', 'Ferretería Boedo', 'Peluquería Rulos', 'Hotel Plaza Dorrego', 'Consultorio Dental Belgrano'];

export const isArgentine = (): boolean => host.locale === 'es-AR';

export const customers = (): Found[] => (isArgentine() ? argentina : spain).map((label, i) => ({ id: `c${i}`, label, sub: taxId(i) }));

const taxId = (i: number): string => (isArgentine() ? `30-7${String(1234567 + i * 7919).slice(0, 7)}-${i % 10}` : `B${String(11020000 + i * 7919)}`);

/** Amounts that look like those of a shop; the same on every visit. */
const amount = (i: number): string => dec(String(((i * 7919) % 48_000) + 350)).dividedBy(100, 2).times(isArgentine() ? 900 : 1).round(2).toString();

const statuses = ['issued', 'paid', 'paid', 'overdue', 'paid', 'draft'] as const;

function invoices(): Invoice[] {
  const now = today(host.timeZone);
  const names = customers();
  return Array.from({ length: 1240 }, (_, i) => ({
    id: String(1240 - i),
    number: isArgentine() ? `B 0003-${String(1240 - i).padStart(8, '0')}` : `F26-${String(1240 - i).padStart(5, '0')}`,
    customer: names[(i * 7) % names.length]!.label,
    taxId: names[(i * 7) % names.length]!.sub!,
    date: addDays(now, -Math.floor(i / 4)),
    status: statuses[(i * 5) % statuses.length]!,
    lines: (i % 7) + 1,
    total: amount(i),
  }));
}

/** Answers as the server does: searched, filtered, sorted, a page at a time. */
export const source: Source<Invoice> = async (query: Query) => {
  await new Promise((next) => setTimeout(next, 30));
  const { search = '', filters, sort = '-number', cursor = '0', limit } = query;
  const key = sort.replace(/^-/, '') as keyof Invoice;
  const order = (a: Invoice, b: Invoice) => (key === 'total' ? dec(a.total).compare(b.total) : String(a[key]).localeCompare(String(b[key]), host.locale, { numeric: true }));
  const found = invoices()
    .filter((i) => `${i.number} ${i.customer} ${i.taxId}`.toLowerCase().includes(search.toLowerCase()))
    .filter((i) => (!filters['status'] || i.status === filters['status']) && (!filters['from'] || i.date >= filters['from']) && (!filters['to'] || i.date <= filters['to']))
    .sort((a, b) => order(a, b) * (sort.startsWith('-') ? -1 : 1));
  const at = Number(cursor);
  return { items: found.slice(at, at + limit), next: at + limit < found.length ? String(at + limit) : null };
};

export const find = async (text: string): Promise<Found[]> => customers().filter((c) => `${c.label} ${c.sub}`.toLowerCase().includes(text.toLowerCase()));

export const get = async (id: string): Promise<Found> => customers().find((c) => c.id === id) ?? { id, label: id };

/** A form with a field of every kind. */
export const schema = (t: (key: string) => string): Schema => ({
  type: 'object',
  required: ['name', 'email', 'kind', 'lines'],
  properties: {
    name: { type: 'string', title: t('gallery.form.name'), maxLength: 120, 'x-autocomplete': 'organization' },
    taxId: { type: 'string', title: t('gallery.form.taxId'), maxLength: 14, description: t('gallery.form.taxIdHelp') },
    email: { type: 'string', format: 'email', title: t('gallery.form.email') },
    phone: { type: 'string', format: 'phone', title: t('gallery.form.phone') },
    kind: { type: 'string', title: t('gallery.form.kind'), enum: ['company', 'person'], 'x-labels': { company: t('gallery.form.company'), person: t('gallery.form.person') } },
    since: { type: 'string', format: 'date', title: t('gallery.form.since') },
    credit: { type: 'string', 'x-widget': 'money', title: t('gallery.form.credit'), minimum: 0, maximum: 1_000_000, 'x-when': { kind: 'company' } },
    discount: { type: 'string', 'x-widget': 'percent', title: t('gallery.form.discount'), minimum: 0, maximum: 100 },
    agent: { type: 'string', 'x-widget': 'lookup', title: t('gallery.form.agent') },
    visit: { type: 'string', format: 'date-time', title: t('gallery.form.visit') },
    colour: { type: 'string', 'x-widget': 'colour', title: t('gallery.form.colour') },
    notify: { type: 'boolean', 'x-widget': 'switch', title: t('gallery.form.notify') },
    tags: { type: 'array', items: { type: 'string' }, title: t('gallery.form.tags'), 'x-known': ['mayorista', 'hostelería', 'preferente'] },
    lines: {
      type: 'array',
      title: t('gallery.form.lines'),
      minItems: 1,
      'x-add': t('gallery.form.addLine'),
      items: {
        type: 'object',
        required: ['text', 'quantity', 'price'],
        properties: {
          text: { type: 'string', title: t('gallery.form.text'), maxLength: 200 },
          quantity: { type: 'string', 'x-widget': 'quantity', title: t('gallery.form.quantity'), exclusiveMinimum: 0, default: '1' },
          price: { type: 'string', 'x-widget': 'money', title: t('gallery.form.price') },
        },
      },
    },
    address: {
      type: 'object',
      title: t('gallery.form.address'),
      properties: {
        street: { type: 'string', title: t('gallery.form.street'), 'x-span': 2 },
        postcode: { type: 'string', title: t('gallery.form.postcode'), maxLength: 8 },
        town: { type: 'string', title: t('gallery.form.town') },
      },
    },
    notes: { type: 'string', 'x-widget': 'textarea', title: t('gallery.form.notes'), maxLength: 500 },
  },
});

export const record = (): object => ({
  name: customers()[1]!.label,
  taxId: customers()[1]!.sub,
  kind: 'company',
  since: '2024-03-01',
  credit: '1500.00',
  agent: 'c3',
  colour: '#8a4b00',
  tags: ['mayorista'],
  lines: [
    { text: 'Aceite de oliva virgen extra, 5 l', quantity: '12', price: '38.90' },
    { text: 'Queso curado', quantity: '3.250', price: '17.40' },
  ],
});

export interface Deal extends BoardCard {
  readonly title: string;
  readonly customer: string;
  readonly amount: string;
  readonly due: string;
}

export const deals = (): Deal[] => {
  const names = customers();
  const now = today(host.timeZone);
  return ['new', 'new', 'talking', 'talking', 'talking', 'offer', 'won'].map((column, i) => ({
    id: `d${i}`,
    column,
    order: i,
    title: ['Cesta de Navidad', 'Reposición semanal', 'Vino para el otoño', 'Suministro del hotel', 'Desayunos de oficina', 'Catering de boda', 'Pedido mensual'][i]!,
    customer: names[i]!.label,
    amount: amount(i * 13 + 5),
    due: addDays(now, i * 3 + 1),
  }));
};

export const people = [
  { id: 'ana', label: 'Ana Beltrán' },
  { id: 'luis', label: 'Luis Ferreyra' },
  { id: 'marta', label: 'Marta Sosa' },
];

export const events = (): CalendarEvent[] => {
  const now = today(host.timeZone);
  const at = (days: number, from: string, to: string) => ({ start: instant(addDays(now, days), from, host.timeZone), end: instant(addDays(now, days), to, host.timeZone) });
  return [
    { id: 'e1', title: 'Reparto al puerto', sub: 'Furgoneta 2', tone: 'accent', resource: 'ana', ...at(0, '09:00', '10:30') },
    { id: 'e2', title: 'Visita a proveedor', sub: 'Bodega Ruiz', tone: 'info', resource: 'luis', ...at(0, '10:00', '11:00') },
    { id: 'e3', title: 'Inventario de cámara', tone: 'warn', resource: 'ana', ...at(0, '12:00', '14:00') },
    { id: 'e4', title: 'Recogida de envases', tone: 'ok', resource: 'marta', ...at(0, '12:30', '13:15') },
    { id: 'e5', title: 'Cierre de caja', tone: 'muted', resource: 'marta', fixed: true, ...at(0, '19:30', '20:00') },
    { id: 'e6', title: 'Reparto al mercado', tone: 'accent', resource: 'luis', ...at(1, '08:30', '10:00') },
    { id: 'e7', title: 'Vence el IVA del trimestre', tone: 'bad', start: addDays(now, 2), end: addDays(now, 2), fixed: true },
    { id: 'e8', title: 'Feria de alimentación', tone: 'info', start: addDays(now, 3), end: addDays(now, 5) },
    { id: 'e9', title: 'Formación: manipulación', tone: 'ok', resource: 'ana', ...at(-1, '16:00', '18:00') },
  ];
};
