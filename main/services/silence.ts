import type { DutyView } from '../contract/duty.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { isOver, isWorkingDay } from '../domain/calendar/workingDays.ts';
import type { Light } from '../domain/calendar/light.ts';
import { missedFrom } from '../domain/staff/absence.ts';
import type { StaffName } from '../domain/staff/actor.ts';
import { findCaseRow } from '../store/cases.ts';
import { lastSignOf, openTasks, type TaskRow } from '../store/duty.ts';
import { lightOf } from './caseLists.ts';
import type { Context } from './context.ts';

/** Lights of tasks that cannot wait for somebody to come back. */
const URGENT: ReadonlySet<Light | null> = new Set<Light | null>(['red', 'black']);

/** Somebody of whom nothing was seen for long while tasks of theirs are due. */
export type Silent = DutyView['silent'][number];

/**
 * Of whom nothing was seen for as long as the hall allows, while tasks of theirs are on their last day or past it: the duty leader is asked
 * whether they are absent, and nothing moves without a word. Nobody is missed on a free day or after closing.
 */
export function silentPeople(context: Context): readonly Silent[] {
  const { store, clock, calendar, facts } = context;
  const now = clock.wall().toISOString();
  const today = hallDate(now);
  const works = isWorkingDay(calendar, today);
  if ((works.ok && !works.value) || isOver(today, now, facts.closesAt)) return [];
  const before = new Date(Date.parse(now) - facts.silentMs).toISOString();
  // Who comes at the opening is not missed before, and who was just given a task not before they can have seen it.
  if (before < missedFrom({ from: today, to: today, half: null })) return [];
  const owned = openTasks(store.read).filter(
    (task): task is TaskRow & { readonly owner: StaffName } => task.owner !== null && task.since <= before,
  );
  return [...Map.groupBy(owned, ({ owner }) => owner.number)].flatMap(([number, tasks]) => {
    const since = lastSignOf(store.read, number);
    if (since !== null && since > before) return [];
    const urgent = tasks.filter((task) => isUrgent(context, task)).length;
    const name = tasks[0]?.owner.name ?? '';
    return urgent > 0 ? [{ number, name, since, urgent }] : [];
  });
}

function isUrgent(context: Context, { caseId }: TaskRow): boolean {
  const row = findCaseRow(context.store.read, caseId);
  return row !== undefined && URGENT.has(lightOf(context, { ...row, extension: 0 }));
}
