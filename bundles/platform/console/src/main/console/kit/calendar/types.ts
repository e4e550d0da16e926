import { addDays, daysBetween, instant, wallClock } from '../form/dates.js';

export type CalendarView = 'month' | 'week' | 'day' | 'list';

export interface CalendarEvent {
  readonly id: string;
  readonly title: string;
  /** An instant, or a day ("2026-11-20") for what lasts whole days. */
  readonly start: string;
  /** When it ends; of whole days the last one. An hour later if absent. */
  readonly end?: string;
  readonly sub?: string;
  /** accent | ok | warn | bad | info | muted */
  readonly tone?: string;
  readonly resource?: string;
  /** May not be moved. */
  readonly fixed?: boolean;
}

export interface CalendarResource {
  readonly id: string;
  readonly label: string;
}

/** What `select` tells: the time somebody picked for something new. */
export interface CalendarSelection {
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  readonly resource?: string;
}

export interface CalendarMove {
  readonly event: CalendarEvent;
  readonly start: string;
  readonly end: string;
  readonly resource?: string;
  revert(): void;
}

/** The part of an event that falls on one day, in minutes of that day's clock. */
export interface Span {
  readonly event: CalendarEvent;
  readonly day: string;
  readonly allDay: boolean;
  readonly from: number;
  readonly to: number;
}

export const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

export const clock = (m: number): string => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`;

/** The instant of a minute of a day, where the business is. */
export const moment = (day: string, minute: number, timeZone: string): string =>
  minute >= 1440 ? instant(addDays(day, Math.floor(minute / 1440)), clock(minute % 1440), timeZone) : instant(day, clock(minute), timeZone);

export const endOf = (e: CalendarEvent): string => e.end ?? (isDay(e.start) ? e.start : new Date(Date.parse(e.start) + 3_600_000).toISOString());

/** Cuts events into the days they fall on. */
export function spans(events: readonly CalendarEvent[], timeZone: string): Span[] {
  return events.flatMap((event) => {
    const end = endOf(event);
    if (isDay(event.start)) {
      const days = Math.max(0, daysBetween(event.start, end.slice(0, 10)));
      return Array.from({ length: days + 1 }, (_, i) => ({ event, day: addDays(event.start, i), allDay: true, from: 0, to: 1440 }));
    }
    const a = wallClock(new Date(event.start), timeZone);
    const b = wallClock(new Date(end), timeZone);
    const days = daysBetween(a.date, b.date);
    return Array.from({ length: days + 1 }, (_, i) => ({
      event,
      day: addDays(a.date, i),
      allDay: false,
      from: i ? 0 : minutes(a.time),
      to: i === days ? minutes(b.time) : 1440,
    })).filter((s) => s.to > s.from || days === 0);
  });
}

export const byTime = (a: Span, b: Span): number => Number(b.allDay) - Number(a.allDay) || a.from - b.from || b.to - a.to || a.event.title.localeCompare(b.event.title);

/** What overlaps stands side by side: each span with its lane and how many lanes there are. */
export function lanes(day: readonly Span[]): { span: Span; lane: number; of: number }[] {
  const out: { span: Span; lane: number; of: number }[] = [];
  let group: { span: Span; lane: number }[] = [];
  let until = -1;
  const close = () => {
    const of = Math.max(0, ...group.map((g) => g.lane)) + 1;
    out.push(...group.map((g) => ({ ...g, of })));
    group = [];
  };
  for (const span of [...day].sort(byTime)) {
    if (span.from >= until) close();
    const taken = group.filter((g) => Math.max(g.span.to, g.span.from + 20) > span.from).map((g) => g.lane);
    let lane = 0;
    while (taken.includes(lane)) lane++;
    group.push({ span, lane });
    until = Math.max(until, span.to, span.from + 20);
  }
  close();
  return out;
}
