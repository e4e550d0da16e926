const day = 86_400_000;

/** A date without time as "2026-11-20"; nothing here depends on the time zone of the computer. */
export function isoDate(year: number, month: number, dayOfMonth: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, dayOfMonth));
  if (year < 1000 || year > 9999 || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== dayOfMonth) return undefined;
  return at.toISOString().slice(0, 10);
}

export const atNoon = (iso: string): Date => new Date(`${iso.slice(0, 10)}T12:00:00Z`);

export const isIso = (text: string): boolean => {
  const m = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return !!m && isoDate(Number(m[1]), Number(m[2]), Number(m[3])) !== undefined;
};

export const addDays = (iso: string, days: number): string => new Date(atNoon(iso).getTime() + days * day).toISOString().slice(0, 10);

/** The same day so many months later, or the last of that month. */
export function addMonths(iso: string, months: number): string {
  const [y = 0, m = 0, d = 0] = iso.split('-').map(Number);
  const first = new Date(Date.UTC(y, m - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return isoDate(first.getUTCFullYear(), first.getUTCMonth() + 1, Math.min(d, last)) ?? iso;
}

/** Days from one date to another. */
export const daysBetween = (from: string, to: string): number => Math.round((atNoon(to).getTime() - atNoon(from).getTime()) / day);

/** Today where the business is. */
export const today = (timeZone: string): string => wallClock(new Date(), timeZone).date;

/** 0 = Monday … 6 = Sunday, which is how weeks are drawn here. */
export const weekday = (iso: string): number => (atNoon(iso).getUTCDay() + 6) % 7;

export const printDate = (iso: string, locale: string, options: Intl.DateTimeFormatOptions = { day: '2-digit', month: '2-digit', year: 'numeric' }): string =>
  isIso(iso.slice(0, 10)) ? new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(atNoon(iso)) : iso;

/** The 42 days a month is drawn with, from the Monday before its first day. */
export function monthDays(iso: string): string[] {
  const first = `${iso.slice(0, 7)}-01`;
  const start = addDays(first, -weekday(first));
  return Array.from({ length: 42 }, (_, i) => addDays(start, i));
}

/** Which part comes first in a written date. */
function order(locale: string): string {
  return new Intl.DateTimeFormat(locale)
    .formatToParts(atNoon('2026-11-20'))
    .map((p) => ({ day: 'd', month: 'm', year: 'y' })[p.type as 'day'] ?? '')
    .join('');
}

/**
 * Reads a date as people type it: 20/11/2026, 20-11-26, 2011, 20112026, 20/11, 20, 2026-11-20, +7, hoy. What is missing is
 * of today. Undefined if it is none.
 */
export function parseDate(text: string, locale: string, now: string): string | undefined {
  const typed = text.trim().toLowerCase();
  if (isIso(typed)) return typed;
  if (['hoy', 'today', '.'].includes(typed)) return now;
  if (['mañana', 'tomorrow'].includes(typed)) return addDays(now, 1);
  if (['ayer', 'yesterday'].includes(typed)) return addDays(now, -1);
  const shift = /^([+-]\d{1,4})$/.exec(typed);
  if (shift) return addDays(now, Number(shift[1]));
  const run = /^(\d\d)(\d\d)(\d\d|\d{4})?$/.exec(typed);
  const parts = run ? run.slice(1).filter(Boolean) : typed.split(/[\s./-]+/);
  if (!parts.every((p) => /^\d{1,4}$/.test(p)) || parts.length > 3) return undefined;
  const monthFirst = order(locale).startsWith('m');
  const [a, b, c] = parts.map(Number);
  const [thisYear = 0, thisMonth = 0] = now.split('-').map(Number);
  if (a === undefined) return undefined;
  if (b === undefined) return isoDate(thisYear, thisMonth, a);
  const year = c === undefined ? thisYear : c < 100 ? 2000 + c : c;
  return monthFirst ? isoDate(year, a, b) : isoDate(year, b, a);
}

/** Reads a time of day as people type it: 9, 930, 9:30, 17.15; as "09:30". Undefined if it is none. */
export function parseTime(text: string): string | undefined {
  const m = /^(\d{1,2})(?:[:.,h ]?(\d\d))?h?$/.exec(text.trim().toLowerCase());
  if (!m || Number(m[1]) > 23 || Number(m[2] ?? 0) > 59) return undefined;
  return `${(m[1] ?? '').padStart(2, '0')}:${m[2] ?? '00'}`;
}

/** Date and time of day on the wall of a place. */
export function wallClock(at: Date, timeZone: string): { date: string; time: string } {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
      .formatToParts(at)
      .map((p) => [p.type, p.value]),
  );
  return { date: `${parts['year']}-${parts['month']}-${parts['day']}`, time: `${parts['hour']}:${parts['minute']}` };
}

/** The instant when the wall of a place shows that date and time; the later offset where a clock is put back. */
export function instant(date: string, time: string, timeZone: string): string {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  let at = wanted;
  for (let i = 0; i < 2; i++) {
    const shown = wallClock(new Date(at), timeZone);
    at += wanted - Date.parse(`${shown.date}T${shown.time}:00Z`);
  }
  return new Date(at).toISOString().replace('.000Z', 'Z');
}
