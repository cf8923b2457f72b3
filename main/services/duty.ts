import type { DutyView } from '../contract/duty.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { absenceText, LYING_MINUTES } from '../domain/staff/absence.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { postsHeld } from '../domain/staff/posts.ts';
import { absencesFrom, absentAt, standInsOf, tasksWithAbsent } from '../store/duty.ts';
import { staffWithPosts } from '../store/staff.ts';
import { endAbsence, enterAbsence, keepsAbsenceOf, keepsOthers, type EnteredAbsence } from './absences.ts';
import type { Context } from './context.ts';
import type { Answer, Request } from './once.ts';

/** Who is there, who stands in for whom, and what follows from it. */
export interface Duty {
  view(viewer: StaffActor): DutyView;
  /** Failures: NOT_ALLOWED, STAFF_UNKNOWN, ABSENCE_UNFIT. */
  enterAbsence(actor: StaffActor, request: Request, absence: EnteredAbsence): Answer<{ absenceId: string }>;
  /** Failures: NOT_ALLOWED, ABSENCE_OVER. */
  endAbsence(actor: StaffActor, request: Request, absenceId: string): Answer<Record<string, never>>;
}

/** Duty over the store. */
export function createDuty(context: Context): Duty {
  return {
    view: (viewer) => viewDuty(context, viewer),
    enterAbsence: (actor, request, absence) => enterAbsence(context, actor, request, absence),
    endAbsence: (actor, request, absenceId) => endAbsence(context, actor, request, absenceId),
  };
}

function viewDuty({ store: { read }, clock }: Pick<Context, 'store' | 'clock'>, viewer: StaffActor): DutyView {
  const now = clock.wall().toISOString();
  const [absent, staff, today] = [absentAt(read, now), staffWithPosts(read), hallDate(now)];
  const nameOf = (number: string | undefined) => {
    const found = staff.find((one) => one.number === number);
    return found ? { number: found.number, name: found.name } : null;
  };
  return {
    people: staff.map((one) => ({
      number: one.number,
      name: one.name,
      posts: postsHeld(one, today).map((role) => ({ role, standIn: nameOf(standInsOf(read, role).get(one.number)) })),
      absent: absent.has(one.number),
    })),
    absences: absencesFrom(read, now).map((row) => ({
      absenceId: row.absenceId,
      number: row.number,
      name: row.name,
      days: absenceText(row),
      reason: row.reason,
      enteredBy: row.enteredBy,
      now: row.begins <= now,
      mayEnd: keepsAbsenceOf(viewer, row.number),
    })),
    keepsOthers: keepsOthers(viewer),
    lying: tasksWithAbsent(read, LYING_MINUTES, now),
  };
}
