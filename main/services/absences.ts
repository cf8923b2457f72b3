import { failure } from '../contract/failures.ts';
import { absenceProblem, absenceProblems, type AbsenceDays } from '../domain/staff/absence.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import type { StaffActor, StaffName } from '../domain/staff/actor.ts';
import type { Role } from '../domain/staff/role.ts';
import { absencesFrom, absentAt, standInsOf } from '../store/duty.ts';
import { findStaff } from '../store/staff.ts';
import type { Transaction } from '../store/store.ts';
import type { Context } from './context.ts';
import { once, type Answer, type Request } from './once.ts';
import { silentPeople } from './silence.ts';
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
    beginAbsence(transaction, actor, absenceId, { of: { number, name: staff.name }, from, to, half, reason });
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

function beginAbsence(
  transaction: Transaction,
  actor: StaffActor,
  absenceId: string,
  payload: AbsenceDays & { readonly of: StaffName; readonly reason: string },
): void {
  transaction.append({ kind: 'absence.entered', subject: absenceId, actor, payload });
  moveTasks(transaction, actor);
}

/** What is recorded where the duty leader says that somebody is not there. */
const NOT_SEEN = '值班领导确认不在岗';

/**
 * The duty leader's word about somebody of whom nothing was seen for long: absent for the rest of the day, so that their tasks move, or
 * there, so that it is not asked again for as long. Failures: SILENCE_OVER.
 */
export function answerSilence(
  context: Context,
  actor: StaffActor,
  request: Request,
  { number, absent }: { readonly number: string; readonly absent: boolean },
): Answer<Record<string, never>> {
  return once(context, request, (transaction, refuse) => {
    const asked = silentPeople(context).find((one) => one.number === number);
    if (!asked) return refuse(failure('SILENCE_OVER'));
    const of = { number, name: asked.name };
    const today = hallDate(transaction.at);
    if (absent) {
      const days = { from: today, to: today, half: null, reason: NOT_SEEN };
      beginAbsence(transaction, actor, context.newId(), { of, ...days });
    } else transaction.append({ kind: 'absence.denied', subject: `account:${number}`, actor, payload: { of } });
    return {};
  });
}

/** Who is to have an absent person's tasks today, and why. */
export interface NamedSubstitute {
  readonly number: string;
  readonly role: Role;
  readonly substitute: string;
  readonly reason: string;
}

/** The bureau head names who has an absent person's tasks today, where their B person is not there either. Failures: SUBSTITUTE_UNFIT. */
export function nameSubstitute(
  context: Pick<Context, 'store'>,
  actor: StaffActor,
  request: Request,
  named: NamedSubstitute,
): Answer<Record<string, never>> {
  return once(context, request, (transaction, refuse) => {
    const unfit = substituteProblem(transaction, named);
    if (unfit !== null) return refuse(failure('SUBSTITUTE_UNFIT', unfit));
    const nameOf = (number: string): StaffName => ({
      number,
      name: findStaff(transaction.write, number)?.name ?? number,
    });
    transaction.append({
      kind: 'absence.substitute-named',
      subject: `account:${named.number}`,
      actor,
      payload: {
        of: nameOf(named.number),
        role: named.role,
        substitute: nameOf(named.substitute),
        day: hallDate(transaction.at),
        reason: named.reason,
      },
    });
    moveTasks(transaction, actor);
    return {};
  });
}

function substituteProblem({ write, at }: Transaction, { number, role, substitute }: NamedSubstitute): string | null {
  const absent = absentAt(write, at);
  const standIn = standInsOf(write, role).get(number);
  if (!absent.has(number)) return '要代的人没有缺勤';
  if (standIn !== undefined && !absent.has(standIn)) return 'B 岗在岗，任务已经交给 B 岗';
  if (substitute === number || !findStaff(write, substitute)) return '没有这个人';
  return absent.has(substitute) ? '对方今天也不在岗' : null;
}
