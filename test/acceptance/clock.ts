import { z } from 'zod';
import { promisedDeadline } from '../../main/domain/calendar/deadline.ts';
import { lightAt } from '../../main/domain/calendar/light.ts';
import { countsFromInstant, isOver } from '../../main/domain/calendar/workingDays.ts';
import { cutLimit, limitDays, nodeDays, type ItemLimit } from '../../main/domain/catalogue/limit.ts';
import { calendarOf, hallTime, operation, type Operation } from './given.ts';

const counted = {
  acceptedAt: hallTime,
  workingDays: z.int(),
  pauses: z.array(z.tuple([hallTime, hallTime.nullable()])).default([]),
};

const limitSchema = z.object(counted);
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
function due(
  { acceptedAt, workingDays, pauses, extension = 0 }: z.infer<typeof limitSchema> & { readonly extension?: number },
  data: unknown,
): Due {
  const { calendar, closesAt } = calendarOf(data);
  const day0 = countsFromInstant(calendar, acceptedAt, closesAt);
  if (!day0.ok) return { refused: day0.code };
  const stretches = pauses.map(([from, until]) => ({ from, until }));
  const delays = { pauses: stretches, extension };
  const on = promisedDeadline(calendar, { promisedLimit: limitOf(workingDays) }, acceptedAt, closesAt, delays);
  return 'on' in on ? { day0: day0.value, dueOn: on.on } : { refused: on.unknown };
}

/** The light at each time, by what was known then: a pause that begins later moves nothing yet, one that lasts has no light. */
function lights({ at, ...limit }: z.infer<typeof lightSchema>, data: unknown) {
  const { calendar, closesAt } = calendarOf(data);
  const shown = at.map((instant) => {
    const begun = limit.pauses.filter(([from]) => from <= instant);
    const ended = begun.map(([from, until]) => [from, until !== null && until <= instant ? until : null] as const);
    const end = due({ ...limit, pauses: ended.map(([from, until]) => [from, until]) }, data);
    return 'refused' in end ? null : lightAt(calendar, { on: end.dueOn, days: limit.workingDays }, instant, closesAt);
  });
  return { ...due(limit, data), lights: shown };
}

function extended({ extension, extendedOn, ...limit }: z.infer<typeof extensionSchema>, data: unknown) {
  const { closesAt } = calendarOf(data);
  const end = due(limit, data);
  if ('refused' in end) return end;
  if (isOver(end.dueOn, extendedOn, closesAt)) return { refused: 'OVERDUE' };
  const later = due({ ...limit, extension }, data);
  return 'refused' in later ? later : { dueOn: end.dueOn, extendedDueOn: later.dueOn, notice: 'YQ' };
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
