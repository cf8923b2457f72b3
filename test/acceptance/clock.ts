import { z } from 'zod';
import { extendedDay } from '../../main/domain/calendar/extension.ts';
import { lightAt } from '../../main/domain/calendar/light.ts';
import { countsFromInstant, dueOn } from '../../main/domain/calendar/workingDays.ts';
import { cutLimit, limitDays, nodeDays, type ItemLimit } from '../../main/domain/catalogue/limit.ts';
import { calendarOf, hallTime, NotBuilt, operation, type Operation } from './given.ts';

const counted = { acceptedAt: hallTime, workingDays: z.int() };
const pausesSchema = z.array(z.tuple([hallTime, hallTime.nullable()]));

const limitSchema = z.object({ ...counted, pauses: pausesSchema.default([]) });
const lightSchema = z.object({ ...counted, at: z.array(hallTime) });
/** A day without a time is that day before the hall opens. */
const dayOrTime = z.union([z.iso.date().transform((day) => `${day} 00:00`), z.string()]).pipe(hallTime);
const extensionSchema = z.object({ ...counted, extension: z.int(), extendedOn: dayOrTime });
const nodesSchema = z.object({
  nodes: z.array(z.object({ node: z.string(), arrivedAt: hallTime, limit: z.int() })),
});
const cutSchema = z.object({ promised: z.int(), statutory: z.int() });
const checkSchema = z.object({ promised: z.int(), nodes: z.record(z.string(), z.int()) });

/** A limit of the catalogue of so many working days; none is an instant one. */
const limitOf = (days: number): ItemLimit => (days === 0 ? { kind: 'instant' } : { kind: 'working-days', days });

type Due = { readonly day0: string; readonly dueOn: string } | { readonly refused: string };

/** Day 0 and the day of a limit, or the code of why there is none. */
function due({ acceptedAt, workingDays, pauses }: z.infer<typeof limitSchema>, data: unknown): Due {
  const { calendar, closesAt } = calendarOf(data);
  if (pauses.some(([, to]) => to !== null)) throw new NotBuilt('clock.due over a pause that has ended');
  const day0 = countsFromInstant(calendar, acceptedAt, closesAt);
  if (!day0.ok) return { refused: day0.code };
  const paused = pauses.map(() => ({ from: day0.value }));
  const on = dueOn(calendar, day0.value, workingDays, paused);
  return on.ok ? { day0: day0.value, dueOn: on.value } : { refused: on.code };
}

function lights({ at, ...limit }: z.infer<typeof lightSchema>, data: unknown) {
  const { calendar, closesAt } = calendarOf(data);
  const end = due({ ...limit, pauses: [] }, data);
  if ('refused' in end) return end;
  const running = { on: end.dueOn, days: limit.workingDays };
  return { dueOn: end.dueOn, lights: at.map((instant) => lightAt(calendar, running, instant, closesAt)) };
}

function extended({ extension, extendedOn, ...limit }: z.infer<typeof extensionSchema>, data: unknown) {
  const { calendar, closesAt } = calendarOf(data);
  const end = due({ ...limit, pauses: [] }, data);
  if ('refused' in end) return end;
  const day = extendedDay(calendar, end.dueOn, extendedOn, closesAt, extension);
  if (!day.ok) return { refused: day.code };
  return { dueOn: end.dueOn, extendedDueOn: day.value, notice: 'YQ' };
}

function nodesDue({ nodes }: z.infer<typeof nodesSchema>, data: unknown) {
  const days = nodes.map(({ node, arrivedAt, limit }) => {
    const answer = due({ acceptedAt: arrivedAt, workingDays: limit, pauses: [] }, data);
    return [node, 'dueOn' in answer ? answer.dueOn : answer];
  });
  return { dueOn: Object.fromEntries(days) as unknown };
}

function checked({ promised, nodes }: z.infer<typeof checkSchema>) {
  const days = nodeDays(
    Object.values(nodes).map((limit) => ({ limit: limitOf(limit) })),
    limitOf(promised),
  );
  return days.ok ? { accepted: true, sum: days.value } : { refused: days.code, sum: days.sum };
}

/** The clock of a case, and the limits it runs for. */
export const clockOperations: Readonly<Record<string, Operation>> = {
  'catalogue.check': operation(checkSchema, checked),
  'catalogue.cutLimit': operation(cutSchema, ({ promised, statutory }) => ({
    promised: limitDays(cutLimit(limitOf(promised))),
    statutory,
  })),
  'clock.due': operation(limitSchema, due),
  'clock.extend': operation(extensionSchema, extended),
  'clock.light': operation(lightSchema, lights),
  'clock.nodes': operation(nodesSchema, nodesDue),
};
