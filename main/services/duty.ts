import type { DutyView } from '../contract/duty.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { absenceText, LYING_MINUTES } from '../domain/staff/absence.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import type { Role } from '../domain/staff/role.ts';
import { strandedWords } from '../domain/staff/taskOwner.ts';
import { postsHeld } from '../domain/staff/posts.ts';
import { absencesFrom, absentAt, openTasks, standInsOf, tasksWithAbsent } from '../store/duty.ts';
import { findCaseRow } from '../store/cases.ts';
import { staffWithPosts } from '../store/staff.ts';
import {
  answerSilence,
  endAbsence,
  enterAbsence,
  keepsAbsenceOf,
  keepsOthers,
  nameSubstitute,
  type EnteredAbsence,
  type NamedSubstitute,
} from './absences.ts';
import type { CounterNotice } from './counterLight.ts';
import { silentPeople } from './silence.ts';
import { giveTask } from './tasks.ts';
import type { Context } from './context.ts';
import type { Answer, Request } from './once.ts';

/** Who is there, who stands in for whom, and what follows from it. */
export interface Duty {
  view(viewer: StaffActor): DutyView;
  /** Failures: NOT_ALLOWED, STAFF_UNKNOWN, ABSENCE_UNFIT. */
  enterAbsence(actor: StaffActor, request: Request, absence: EnteredAbsence): Answer<{ absenceId: string }>;
  /** Failures: NOT_ALLOWED, ABSENCE_OVER. */
  endAbsence(actor: StaffActor, request: Request, absenceId: string): Answer<Record<string, never>>;
  /** Failures: SILENCE_OVER. */
  answerSilence(
    actor: StaffActor,
    request: Request,
    said: Parameters<typeof answerSilence>[3],
  ): Answer<Record<string, never>>;
  /** Failures: SUBSTITUTE_UNFIT. */
  nameSubstitute(actor: StaffActor, request: Request, named: NamedSubstitute): Answer<Record<string, never>>;
  /** Failures: CASE_UNKNOWN, TASK_NOT_OPEN, TASK_NOT_YOURS, TASK_NOT_FOR. */
  give(actor: StaffActor, request: Request, given: Parameters<typeof giveTask>[3]): Answer<Record<string, never>>;
  /** What is to be looked at now by this post: nobody may take a task, or somebody was not seen for long. */
  notices(role: Role | null): readonly CounterNotice[];
}

/** Posts that see to tasks that nobody may take. */
const SUPERVISORS: ReadonlySet<Role | null> = new Set<Role | null>(['duty-leader', 'bureau-head']);

/** Duty over the store. */
export function createDuty(context: Context): Duty {
  return {
    view: (viewer) => viewDuty(context, viewer),
    enterAbsence: (actor, request, absence) => enterAbsence(context, actor, request, absence),
    endAbsence: (actor, request, absenceId) => endAbsence(context, actor, request, absenceId),
    answerSilence: (actor, request, said) => answerSilence(context, actor, request, said),
    nameSubstitute: (actor, request, named) => nameSubstitute(context, actor, request, named),
    give: (actor, request, given) => giveTask(context, actor, request, given),
    notices: (role) => dutyNotices(context, role),
  };
}

function viewDuty(context: Context, viewer: StaffActor): DutyView {
  const {
    store: { read },
    clock,
  } = context;
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
    stranded: SUPERVISORS.has(viewer.role) ? strandedTasks(context) : [],
    silent: viewer.role === 'duty-leader' ? [...silentPeople(context)] : [],
    lying: tasksWithAbsent(read, LYING_MINUTES, now),
  };
}

/** The open tasks that nobody may take, the oldest first. */
function strandedTasks({ store: { read }, catalogue }: Context): DutyView['stranded'] {
  const words: Readonly<Record<string, string>> = strandedWords;
  return openTasks(read)
    .filter(({ owner }) => owner === null)
    .map(({ caseId, role, inPlaceOf, why, since }) => {
      const row = findCaseRow(read, caseId);
      return {
        caseId,
        caseNumber: row?.caseNumber ?? '',
        itemName: row ? catalogue.nameOf(row.itemCode, row.itemVersion) : '',
        role,
        of: inPlaceOf,
        why: words[why] ?? why,
        since,
      };
    });
}

function dutyNotices(context: Context, role: Role | null): readonly CounterNotice[] {
  if (!SUPERVISORS.has(role)) return [];
  const stranded = openTasks(context.store.read).filter(({ owner }) => owner === null).length;
  const silent = role === 'duty-leader' ? silentPeople(context).length : 0;
  const advice = '请打开“在岗”（Alt+0）处理。';
  return [
    ...(stranded > 0 ? [{ level: 'bad', text: `${stranded} 件待办没有人可以办`, advice } as const] : []),
    ...(silent > 0 ? [{ level: 'warn', text: `${silent} 人长时间没有操作，是否不在岗？`, advice } as const] : []),
  ].map((light) => ({ light, roles: 'everybody' }));
}
