import { z } from 'zod';
import { addCalendarDays, instantOfHallTime } from '../../main/domain/calendar/hallTime.ts';
import type { WorkingCalendar } from '../../main/domain/calendar/workingCalendar.ts';

/** An operation that the product does not have, or not for this input; `what` names it. */
export class NotBuilt extends Error {
  readonly what: string;

  constructor(what: string) {
    super(`not built: ${what}`);
    this.what = what;
  }
}

/** What the product answers to `given`, in the names of the examples; `data` is that of their file. */
export type Operation = (given: unknown, data: unknown) => unknown;

/** Makes an operation of a shape of `given` and what the product answers to it. */
export function operation<Given>(given: z.ZodType<Given>, answer: (given: Given, data: unknown) => unknown): Operation {
  return (raw, data) => answer(given.parse(raw), data);
}

/** A time of the hall, `YYYY-MM-DD HH:mm[:ss]`, as a UTC instant (ISO 8601). */
export const hallTime = z
  .string()
  .transform((text) => (text.length === 16 ? `${text}:00` : text).replace(' ', 'T'))
  .transform((text, context) => {
    const instant = instantOfHallTime(`${text}.000`);
    if (instant !== null) return instant;
    context.addIssue('not a time of the hall');
    return z.NEVER;
  });

const calendarSchema = z.object({
  holidays: z.array(z.tuple([z.iso.date(), z.iso.date()])),
  makeUpWorkdays: z.array(z.iso.date()),
  closesAt: z.string().default('17:00'),
});

/** The calendar of a file: its days, for the whole years they lie in. */
export function calendarOf(data: unknown): { readonly calendar: WorkingCalendar; readonly closesAt: string } {
  const { holidays, makeUpWorkdays, closesAt } = calendarSchema.parse(data);
  const free: string[] = [];
  for (const [from, to] of holidays) for (let day = from; day <= to; day = addCalendarDays(day, 1)) free.push(day);
  const years = [...free, ...makeUpWorkdays].map((day) => day.slice(0, 4)).sort();
  const validFrom = `${years.at(0) ?? ''}-01-01`;
  const validUntil = `${years.at(-1) ?? ''}-12-31`;
  return { calendar: { validFrom, validUntil, holidays: free, makeUpWorkdays }, closesAt };
}
