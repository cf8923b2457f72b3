import type { AwaitedCase } from '../contract/case.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { isOver, workingDaysBetween } from '../domain/calendar/workingDays.ts';
import { maskName } from '../domain/identity/mask.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { casesAwaitingPapers, type ListedRow } from '../store/cases.ts';
import type { CaseAccess } from './caseAccess.ts';
import type { Context } from './context.ts';

type Of = Pick<Context, 'store' | 'clock' | 'calendar' | 'facts'>;

/** The papers that citizens are still to hand in here, or have not in time, the first to end first. */
export function listAwaited(
  context: Of & Pick<Context, 'catalogue'>,
  access: Pick<CaseAccess, 'see'>,
  viewer: StaffActor,
): AwaitedCase[] {
  return casesAwaitingPapers(context.store.read, context.store.workstation).map((row) => ({
    caseId: row.caseId,
    caseNumber: row.caseNumber ?? '',
    itemName: context.catalogue.nameOf(row.itemCode, row.itemVersion),
    maskedName: maskName(row.personName, 'list'),
    phase: row.phase,
    tellerName: row.handlerName,
    dueOn: row.dueOn,
    daysLeft: daysLeft(context, row),
    opens: access.see(viewer, row.caseId).ok,
  }));
}

/** How many wait, and of how many the citizen is to be reminded: the last working day is the next one, or today. */
export function countAwaited(context: Of): { readonly count: number; readonly remind: number } {
  const left = casesAwaitingPapers(context.store.read, context.store.workstation).map((row) => daysLeft(context, row));
  return { count: left.length, remind: left.filter((days) => days === 0 || days === 1).length };
}

/** Working days to the last one: 0 today, negative when it is over, null where none is named. */
function daysLeft({ clock, calendar, facts }: Of, { dueOn }: Pick<ListedRow, 'dueOn'>): number | null {
  if (dueOn === null) return null;
  const now = clock.wall().toISOString();
  return isOver(dueOn, now, facts.closesAt) ? -1 : workingDaysBetween(calendar, hallDate(now), dueOn);
}
