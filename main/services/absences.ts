import { failure } from '../contract/failures.ts';
import { absenceProblem, absenceProblems, type AbsenceDays } from '../domain/staff/absence.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import type { Role } from '../domain/staff/role.ts';
import { absencesFrom } from '../store/duty.ts';
import { findStaff } from '../store/staff.ts';
import type { Context } from './context.ts';
import { once, type Answer, type Request } from './once.ts';
import { moveTasks } from './tasks.ts';

/** Posts that enter and end the absence of others. */
const KEEPERS: ReadonlySet<Role> = new Set<Role>(['office', 'administrator']);

/** An absence as it is entered. */
export interface EnteredAbsence extends AbsenceDays {
  /** Staff number of whoever is absent. */
  readonly number: string;
  readonly reason: string;
}

/** Whether somebody enters the absence of others too. */
export function keepsOthers({ role }: StaffActor): boolean {
  return KEEPERS.has(role);
}

/** Whether somebody may enter or end an absence of this number: their own, or by their post anybody's. */
export function keepsAbsenceOf(actor: StaffActor, number: string): boolean {
  return actor.number === number || keepsOthers(actor);
}

/**
 * Enters an absence, once: what lies with the person goes to their B person at once where it begins now. Failures: NOT_ALLOWED, STAFF_UNKNOWN,
 * ABSENCE_UNFIT.
 */
export function enterAbsence(
  context: Pick<Context, 'store' | 'newId'>,
  actor: StaffActor,
  request: Request,
  { number, reason, from, to, half }: EnteredAbsence,
): Answer<{ absenceId: string }> {
  return once(context, request, (transaction, refuse) => {
    if (!keepsAbsenceOf(actor, number)) return refuse(failure('NOT_ALLOWED'));
    const staff = findStaff(transaction.write, number);
    if (!staff) return refuse(failure('STAFF_UNKNOWN', number));
    const own = absencesFrom(transaction.write, transaction.at).filter((one) => one.number === number);
    const problem = absenceProblem({ from, to, half }, transaction.at, own);
    if (problem) return refuse(failure('ABSENCE_UNFIT', absenceProblems[problem]));
    const absenceId = context.newId();
    transaction.append({
      kind: 'absence.entered',
      subject: absenceId,
      actor,
      payload: { of: { number, name: staff.name }, from, to, half, reason },
    });
    moveTasks(transaction, actor);
    return { absenceId };
  });
}

/**
 * Ends an absence now: whoever it is of is back. What was given to others stays with them unless they hand it back. Failures: NOT_ALLOWED,
 * ABSENCE_OVER.
 */
export function endAbsence(
  context: Pick<Context, 'store'>,
  actor: StaffActor,
  request: Request,
  absenceId: string,
): Answer<Record<string, never>> {
  return once(context, request, (transaction, refuse) => {
    const absence = absencesFrom(transaction.write, transaction.at).find((one) => one.absenceId === absenceId);
    if (!absence) return refuse(failure('ABSENCE_OVER'));
    if (!keepsAbsenceOf(actor, absence.number)) return refuse(failure('NOT_ALLOWED'));
    transaction.append({ kind: 'absence.ended', subject: absenceId, actor, payload: {} });
    moveTasks(transaction, actor);
    return {};
  });
}
