import type { RefusedTryRow } from '../../contract/register.ts';
import { failureOfCode } from '../../contract/failures.ts';
import { addCalendarDays, instantOfHallTime } from '../../domain/calendar/hallTime.ts';
import { staffActor } from '../../domain/staff/actor.ts';
import { roleTitles } from '../../domain/staff/role.ts';
import { findCaseRow } from '../../store/cases.ts';
import { refusedTries, type RefusedTry } from '../../store/refusedTries.ts';
import type { Context } from '../context.ts';

type Of = Pick<Context, 'store' | 'catalogue'>;

/** The refused tries of a hall day, of everybody or of one staff number, the latest first. */
export function listRefusedTries(
  context: Of,
  { day, person }: { readonly day: string; readonly person?: string },
): RefusedTryRow[] {
  const during = { from: beginOf(day), until: beginOf(addCalendarDays(day, 1)) };
  const asked = person === undefined ? during : { ...during, person };
  return refusedTries(context.store.read, asked).map((one) => shownTry(context, one));
}

function shownTry({ store, catalogue }: Of, { at, actor, subject, payload }: RefusedTry): RefusedTryRow {
  const { number, name, role } = staffActor(actor);
  const row = findCaseRow(store.read, subject);
  const inList = catalogue.items.find(({ code }) => code === payload.item)?.name ?? '';
  return {
    at,
    number,
    name,
    post: roleTitles[role],
    act: payload.act,
    caseNumber: row?.caseNumber ?? '',
    itemName: row ? catalogue.nameOf(row.itemCode, row.itemVersion) : inList,
    why: failureOfCode(payload.code)?.happened ?? payload.code,
    times: payload.times,
  };
}

/** The instant at which a hall day begins. */
export function beginOf(day: string): string {
  const instant = instantOfHallTime(`${day}T00:00:00.000`);
  if (instant === null) throw new Error(`not a hall date: ${day}`);
  return instant;
}
