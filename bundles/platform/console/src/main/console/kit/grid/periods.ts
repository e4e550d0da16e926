import { addDays, addMonths } from '../form/dates.js';

export interface Period {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** The periods people ask for, seen from a day; quarters as taxes are declared. */
export function periods(today: string): Period[] {
  const month = `${today.slice(0, 7)}-01`;
  const quarter = addMonths(month, -((Number(today.slice(5, 7)) - 1) % 3));
  const year = `${today.slice(0, 4)}-01-01`;
  const span = (id: string, from: string, months: number): Period => ({ id, from, to: addDays(addMonths(from, months), -1) });
  return [
    { id: 'today', from: today, to: today },
    { id: 'week', from: addDays(today, -6), to: today },
    span('month', month, 1),
    span('lastMonth', addMonths(month, -1), 1),
    span('quarter', quarter, 3),
    span('lastQuarter', addMonths(quarter, -3), 3),
    span('year', year, 12),
    span('lastYear', addMonths(year, -12), 12),
  ];
}
