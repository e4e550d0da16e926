import { addDays, instant, today, wallClock, weekday } from '@console/form';

/** The same time of day on another day, where the business is. */
export function onDay(at: string, day: string, timeZone: string): string {
  return instant(day, wallClock(new Date(at), timeZone).time, timeZone);
}

/** Tomorrow at the same time. */
export const tomorrow = (at: string, timeZone: string): string => onDay(at, addDays(today(timeZone), 1), timeZone);

/** The Monday after this week, at the same time. */
export function nextWeek(at: string, timeZone: string): string {
  const now = today(timeZone);
  return onDay(at, addDays(now, 7 - weekday(now)), timeZone);
}
