import { failure } from '../contract/failures.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import type { Case } from '../domain/case/case.ts';
import { parties, partyOf } from '../domain/case/node.ts';
import type { Phase } from '../domain/case/phase.ts';
import { taskRoles, waitingPhases } from '../domain/case/process.ts';
import { keysOf } from '../domain/keysOf.ts';
import type { Actor, StaffActor, StaffName, SystemActor } from '../domain/staff/actor.ts';
import { ok } from '../domain/result.ts';
import { postsHeld } from '../domain/staff/posts.ts';
import type { Role } from '../domain/staff/role.ts';
import {
  ownerInstead,
  ownerOfNew,
  type assignedWords,
  type Ownership,
  type PostHolder,
} from '../domain/staff/taskOwner.ts';
import { findCase } from '../store/cases.ts';
import type { ReadDatabase } from '../store/database.ts';
import { absentAt, openTasks, standInsOf, substitutesOn, taskCounts, taskOfCase, type TaskRow } from '../store/duty.ts';
import { isClosePerson, staffWithPosts } from '../store/staff.ts';
import type { Transaction } from '../store/store.ts';
import { COUNTER, type Context } from './context.ts';
import { once, type Answer, type Request } from './once.ts';

const CLOCK = { kind: 'system', part: 'clock' } as const satisfies SystemActor;

/** The post for whose act a case in this phase waits; null where it waits for nobody's. */
function postOfTask(phase: Phase): Role | null {
  return taskRoles.find((role) => waitingPhases(role).includes(phase)) ?? null;
}

/** Who holds this post now, as far as it matters for the task of this case. */
function holdersOf(database: ReadDatabase, role: Role, one: Case, at: string): readonly PostHolder[] {
  const [absent, standIns, counts] = [absentAt(database, at), standInsOf(database, role), taskCounts(database, role)];
  const today = hallDate(at);
  const substitutes = substitutesOn(database, role, today);
  return staffWithPosts(database)
    .filter((staff) => postsHeld(staff, today).includes(role))
    .map(({ number, name }) => ({
      number,
      name,
      standIn: standIns.get(number) ?? null,
      substitutes: substitutes.get(number) ?? [],
      present: !absent.has(number),
      barred: isClosePerson(database, number, one.personId) || actedForAnother(one, role, number),
      known: hasWorked(one, role, number),
      tasks: counts.get(number) ?? 0,
    }));
}

function actedForAnother({ chain }: Case, role: Role, number: string): boolean {
  const own = partyOf(role);
  return own !== null && keysOf(parties).some((party) => party !== own && chain?.parties[party].includes(number));
}

function hasWorked({ handler, opinions }: Case, role: Role, number: string): boolean {
  if (role === 'teller' && handler.number === number) return true;
  return opinions.some(({ by }) => by.role === role && by.number === number);
}

/**
 * Gives the case to whoever it waits for now, when it has moved to another post or phase. Part of the transaction of the act that moved
 * it. A counter without accounts has nobody to give it to.
 */
export function assignTask(transaction: Transaction, caseId: string, before: Case): void {
  const found = findCase(transaction.write, caseId);
  if (!found.ok || found.value.phase === before.phase) return;
  const role = postOfTask(found.value.phase);
  if (role === null || staffWithPosts(transaction.write).length === 0) return;
  const holders = holdersOf(transaction.write, role, found.value, transaction.at);
  assign(transaction, { caseId, role }, ownerOfNew(holders), 'arrived', COUNTER);
}

function assign(
  transaction: Transaction,
  { caseId, role }: Pick<TaskRow, 'caseId' | 'role'>,
  { to, inPlaceOf, ...rest }: Ownership,
  why: keyof typeof assignedWords,
  actor: Actor,
): void {
  transaction.append({
    kind: 'task.assigned',
    subject: caseId,
    actor,
    payload: { role, to, ...(inPlaceOf ? { inPlaceOf } : {}), why: 'why' in rest ? rest.why : why },
  });
}

/**
 * Moves every open task whose owner is absent or has lost the post, and gives out those that nobody could take before. The clock of a
 * case knows nothing of it. Call it inside the transaction that changes who is there, and as time passes.
 */
export function moveTasks(transaction: Transaction, actor: Actor): void {
  const lies = lyingNow(transaction.write, transaction.at);
  for (const task of openTasks(transaction.write).filter(lies)) {
    const moved = movedTask(transaction, task);
    if (moved) assign(transaction, task, moved.ownership, moved.why, actor);
  }
}

function movedTask(
  { write, at }: Transaction,
  task: TaskRow,
): { readonly ownership: Ownership; readonly why: 'absent' | 'back' } | null {
  const { owner, inPlaceOf, role, caseId } = task;
  const found = findCase(write, caseId);
  if (!found.ok) return null;
  const holders = holdersOf(write, role, found.value, at);
  const whose = inPlaceOf ?? owner;
  const ownership = whose ? ownerInstead(whose.number, holders) : ownerOfNew(holders);
  if (sameOwner(task, ownership)) return null;
  return { ownership, why: ownership.inPlaceOf ? 'absent' : 'back' };
}

function sameOwner({ owner, inPlaceOf, why }: TaskRow, ownership: Ownership): boolean {
  const same = (one: StaffName | null, other: StaffName | null): boolean => one?.number === other?.number;
  if (!same(owner, ownership.to) || !same(inPlaceOf, ownership.inPlaceOf)) return false;
  return ownership.to !== null || ownership.why === why;
}

/** Whether a task lies with nobody who is there: its owner is absent or has the post no more, or it has none. */
function lyingNow(database: ReadDatabase, at: string): (task: TaskRow) => boolean {
  const [absent, today] = [absentAt(database, at), hallDate(at)];
  const posts = new Map(staffWithPosts(database).map((staff) => [staff.number, postsHeld(staff, today)]));
  return ({ owner, role }) =>
    owner === null || absent.has(owner.number) || posts.get(owner.number)?.includes(role) !== true;
}

/** As {@link moveTasks}, by the time alone: an absence that was entered for later has begun. */
export function moveTasksByTime({ store, storage, clock }: Pick<Context, 'store' | 'storage' | 'clock'>): void {
  const now = clock.wall().toISOString();
  if (!openTasks(store.read).some(lyingNow(store.read, now))) return;
  try {
    store.transact((transaction) => moveTasks(transaction, CLOCK));
  } catch (error) {
    // What the disk does not take now is moved later; the disk says itself what is wrong with it.
    if (!storage.noteError(error)) throw error;
  }
}

/** For whom this person stands in where they act on the case in their post; undefined when they act for themselves. */
export function standsInFor(database: ReadDatabase, caseId: string, actor: Actor): StaffName | undefined {
  if (actor.kind === 'system') return undefined;
  const task = taskOfCase(database, caseId);
  if (task?.role !== actor.role || task.owner?.number !== actor.number) return undefined;
  return task.inPlaceOf ?? undefined;
}

/**
 * Hands a task to a colleague of the same post (移交), or takes one up that is not one's own (领办): whoever has it gives it, whoever holds the
 * post takes it. Failures: CASE_UNKNOWN, TASK_NOT_OPEN, TASK_NOT_YOURS, TASK_NOT_FOR.
 */
export function giveTask(
  context: Pick<Context, 'store'>,
  actor: StaffActor,
  request: Request,
  { caseId, to }: { readonly caseId: string; readonly to: string },
): Answer<Record<string, never>> {
  return once(context, request, (transaction, refuse) => {
    const given = givenTask(transaction, actor, { caseId, to });
    if (!given.ok) return refuse(given);
    const { task, holder } = given.value;
    if (task.owner?.number === to) return {};
    const ownership = { to: { number: holder.number, name: holder.name }, inPlaceOf: inPlaceOf(transaction, task, to) };
    assign(transaction, task, ownership, to === actor.number ? 'taken' : 'handed', actor);
    return {};
  });
}

/** The task that is given, and to whom. */
function givenTask(
  { write, at }: Transaction,
  actor: StaffActor,
  { caseId, to }: { readonly caseId: string; readonly to: string },
): Answer<{ readonly task: TaskRow; readonly holder: PostHolder }> {
  const found = findCase(write, caseId);
  if (!found.ok) return failure('CASE_UNKNOWN');
  const task = taskOfCase(write, caseId);
  if (task?.role !== actor.role) return failure('TASK_NOT_OPEN');
  if (to !== actor.number && task.owner?.number !== actor.number) return failure('TASK_NOT_YOURS');
  const holder = holdersOf(write, task.role, found.value, at).find(({ number }) => number === to);
  if (!holder?.present) return failure('TASK_NOT_FOR', '对方没有这个岗位，或今天不在岗');
  if (holder.barred) return failure('TASK_NOT_FOR', '同一办件的窗口、复核、审核须是三个不同的人，或应当回避');
  return ok({ task, holder });
}

/** Whoever takes what is an absent person's takes it in their place; a task that is handed on among those present is the new owner's. */
function inPlaceOf({ write, at }: Transaction, { inPlaceOf: whose, owner }: TaskRow, to: string): StaffName | null {
  const first = whose ?? owner;
  return first && first.number !== to && absentAt(write, at).has(first.number) ? first : null;
}
