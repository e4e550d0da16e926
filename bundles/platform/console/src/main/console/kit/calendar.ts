/** `@console/calendar`: events by month, week, day and as a list. */
export { Calendar } from './calendar/calendar.js';
export type { CalendarEvent, CalendarMove, CalendarResource, CalendarSelection, CalendarView } from './calendar/types.js';
