import { addCalendarDays, isHallDate } from './hallTime.ts';

/**
 * The last day (hall date) of what is issued on a hall date for so many years: the day before the same day of that year. What is
 * issued on 29 February ends on 28 February. Throws when `issuedOn` is no hall date.
 */
export function validUntil(issuedOn: string, years: number): string {
  const year = String(Number(issuedOn.slice(0, 4)) + years).padStart(4, '0');
  const anniversary = `${year}${issuedOn.slice(4)}`;
  return addCalendarDays(isHallDate(anniversary) ? anniversary : `${year}-03-01`, -1);
}

/** Whether what is valid between two hall dates, both included, is valid on a third. */
export function isValidOn({ from, until }: { readonly from: string; readonly until: string }, day: string): boolean {
  return from <= day && day <= until;
}
