import { host } from './host.js';

/** How numbers, money and dates are written for the person, in the organisation's currency and time zone. */
export const formats = {
  number(value: number | string, options?: Intl.NumberFormatOptions): string {
    return new Intl.NumberFormat(host.locale, options).format(value as number);
  },

  /** An amount as the server sends it, a decimal text, in its currency. */
  money(value: number | string | null | undefined, currency: string = host.currency): string {
    if (value === null || value === undefined || value === '') return '—';
    return new Intl.NumberFormat(host.locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      useGrouping: true,
    }).format(value as number);
  },

  quantity(value: number | string | null | undefined, unit = '', decimals = 3): string {
    if (value === null || value === undefined || value === '') return '—';
    const text = new Intl.NumberFormat(host.locale, { maximumFractionDigits: decimals }).format(value as number);
    return unit ? `${text} ${unit}` : text;
  },

  /** A share in hundredths: `21` is 21 %. */
  percent(value: number | string | null | undefined, decimals = 2): string {
    if (value === null || value === undefined || value === '') return '—';
    return new Intl.NumberFormat(host.locale, { style: 'percent', maximumFractionDigits: decimals }).format(Number(value) / 100);
  },

  /** A day (`2026-11-20`, taken as it is) or a moment (in the organisation's time zone). */
  date(value: string | number | Date | null | undefined, options: Intl.DateTimeFormatOptions = { dateStyle: 'medium' }): string {
    if (value === null || value === undefined || value === '') return '—';
    const day = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
    return new Intl.DateTimeFormat(host.locale, { ...options, timeZone: day ? 'UTC' : host.timeZone }).format(new Date(value));
  },

  dateTime(value: string | number | Date | null | undefined): string {
    return formats.date(value, { dateStyle: 'medium', timeStyle: 'short' });
  },

  time(value: string | number | Date | null | undefined): string {
    return formats.date(value, { timeStyle: 'short' });
  },

  /** «hace 5 minutos». */
  relative(value: string | number | Date): string {
    const seconds = (new Date(value).getTime() - Date.now()) / 1000;
    const steps: [Intl.RelativeTimeFormatUnit, number][] = [
      ['year', 31_536_000],
      ['month', 2_592_000],
      ['day', 86_400],
      ['hour', 3600],
      ['minute', 60],
    ];
    const words = new Intl.RelativeTimeFormat(host.locale, { numeric: 'auto' });
    for (const [unit, size] of steps) if (Math.abs(seconds) >= size) return words.format(Math.round(seconds / size), unit);
    return words.format(0, 'second');
  },

  /** Today in the organisation's time zone, as `2026-11-20`. */
  today(): string {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: host.timeZone }).format(new Date());
  },

  bytes(value: number): string {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
    const power = Math.min(units.length - 1, value > 0 ? Math.floor(Math.log10(value) / 3) : 0);
    return new Intl.NumberFormat(host.locale, {
      style: 'unit',
      unit: units[power] as string,
      unitDisplay: 'short',
      maximumFractionDigits: power > 1 ? 1 : 0,
    }).format(value / 1000 ** power);
  },
};

export type Formats = typeof formats;
