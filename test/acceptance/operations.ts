import { z } from 'zod';
import { addCalendarDays, instantOfHallTime } from '../../main/domain/calendar/hallTime.ts';
import type { WorkingCalendar } from '../../main/domain/calendar/workingCalendar.ts';
import { countsFromInstant, dueOn } from '../../main/domain/calendar/workingDays.ts';

/** An operation that the product does not have, or not for this input; `what` names it. */
export class NotBuilt extends Error {
  readonly what: string;

  constructor(what: string) {
    super(`not built: ${what}`);
    this.what = what;
  }
}

/** What the product answers to `given`, in the names of the examples; `data` is that of their file. */
type Operation = (given: unknown, data: unknown) => unknown;

const hallTime = z
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
function calendarOf(data: unknown): { readonly calendar: WorkingCalendar; readonly closesAt: string } {
  const { holidays, makeUpWorkdays, closesAt } = calendarSchema.parse(data);
  const free: string[] = [];
  for (const [from, to] of holidays) for (let day = from; day <= to; day = addCalendarDays(day, 1)) free.push(day);
  const years = [...free, ...makeUpWorkdays].map((day) => day.slice(0, 4)).sort();
  const validFrom = `${years.at(0) ?? ''}-01-01`;
  const validUntil = `${years.at(-1) ?? ''}-12-31`;
  return { calendar: { validFrom, validUntil, holidays: free, makeUpWorkdays }, closesAt };
}

interface Counted {
  readonly acceptedAt: string;
  readonly workingDays: number;
}

/** Day 0 and the day of a limit, or the code of why there is none. */
function due({ acceptedAt, workingDays }: Counted, data: unknown, paused = false) {
  const { calendar, closesAt } = calendarOf(data);
  const day0 = countsFromInstant(calendar, acceptedAt, closesAt);
  if (!day0.ok) return { refused: day0.code };
  const on = dueOn(calendar, day0.value, workingDays, paused ? [{ from: day0.value }] : []);
  return on.ok ? { day0: day0.value, dueOn: on.value } : { refused: on.code };
}

const limitSchema = z.object({
  acceptedAt: hallTime,
  workingDays: z.int(),
  pauses: z.array(z.tuple([z.string(), z.string().nullable()])),
});
const nodesSchema = z.object({
  nodes: z.array(z.object({ node: z.string(), arrivedAt: hallTime, limit: z.int() })),
});

/** The operations of the examples that the product has, by their names. What stands here must pass. */
export const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  [
    'clock.due',
    (given, data) => {
      const { pauses, ...counted } = limitSchema.parse(given);
      if (pauses.some(([, to]) => to !== null)) throw new NotBuilt('clock.due over a pause that has ended');
      return due(counted, data, pauses.length > 0);
    },
  ],
  [
    'clock.nodes',
    (given, data) => ({
      dueOn: Object.fromEntries(
        nodesSchema.parse(given).nodes.map(({ node, arrivedAt, limit }) => {
          const answer = due({ acceptedAt: arrivedAt, workingDays: limit }, data);
          return [node, 'dueOn' in answer ? answer.dueOn : answer];
        }),
      ),
    }),
  ],
]);
