import type { CaseName } from '../contract/case.ts';
import { failure, type FailureCode } from '../contract/failures.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { groundFor, shownTo, type QueryReason, type Shows } from '../domain/case/access.ts';
import type { Case } from '../domain/case/case.ts';
import type { Standing } from '../domain/case/process.ts';
import type { Ground } from '../domain/case/ground.ts';
import { ok } from '../domain/result.ts';
import type { Actor, StaffActor } from '../domain/staff/actor.ts';
import type { Clock } from '../domain/time.ts';
import type { KnownPerson } from '../domain/visit/knownPerson.ts';
import { identityState, type IdentityState } from '../domain/visit/proof.ts';
import type { PresentAgent, Visit } from '../domain/visit/visit.ts';
import { findCaseByNumber, findCaseRow, findCaseWithReturn } from '../store/cases.ts';
import { findMessage } from '../store/outbox.ts';
import { getPerson } from '../store/people.ts';
import { findDocument } from '../store/resultDocuments.ts';
import { isClosePerson } from '../store/staff.ts';
import { findSlip } from '../store/slips.ts';
import type { Context } from './context.ts';
import { once, type Answer, type Request } from './once.ts';
import { knownPerson } from './visit/known.ts';
import type { Visits } from './visits.ts';

/** How long a case stays open to whoever asked for it with a reason or worked on it, in milliseconds: one telephone call. */
const OPEN_MS = 15 * 60_000;

/** A case as somebody may see it. */
export interface SeenCase {
  readonly caseId: string;
  readonly case: Case & Pick<Standing, 'returned'>;
  readonly person: KnownPerson;
  /** By what the citizen shows who they are now; when they are not here, as it stood at the last act. */
  readonly identity: IdentityState;
  /** Who stands here for the citizen; null when nobody does or the citizen is not here. */
  readonly agent: PresentAgent | null;
  readonly ground: Ground;
  readonly shows: Shows;
}

/** Who may look into which case: the one place that decides it. */
export interface CaseAccess {
  /** The case on the strongest ground there is. Failures: CASE_UNKNOWN, CASE_UNREADABLE, CASE_AVOIDED, CASE_NO_GROUND. */
  see(actor: Actor, caseId: string): Answer<SeenCase>;
  /** Opens a case to somebody who says why, for {@link OPEN_MS}; journalled. Failures: CASE_UNKNOWN, CASE_AVOIDED, NOT_ALLOWED. */
  ask(
    actor: StaffActor,
    request: Request,
    name: CaseName,
    why: { readonly reason: QueryReason; readonly note?: string },
  ): Answer<{ caseId: string }>;
  /** Whoever has completed a task sees for {@link OPEN_MS} what came of it. Call it after the commit. */
  worked(actor: StaffActor, seen: SeenCase): void;
}

/** Access to the cases of this store. */
export function createCaseAccess(
  context: Pick<Context, 'store' | 'clock'>,
  visits: Pick<Visits, 'presentOf'>,
): CaseAccess {
  const { store, clock } = context;
  const avoids = (actor: Actor, personId: string): boolean =>
    actor.kind === 'person' && isClosePerson(store.read, actor.number, personId);
  const asked = openFor(clock);
  const worked = openFor(clock);

  return {
    see: (actor, caseId) => {
      const found = findCaseWithReturn(store.read, caseId);
      if (!found.ok) return failure(notFound[found.why]);
      const { value: one } = found;
      // Whatever the ground, and whatever the post: nobody looks into their own case or a relative's.
      if (avoids(actor, one.personId)) return failure('CASE_AVOIDED');
      const visit = actor.kind === 'person' ? visits.presentOf(actor) : null;
      const given = groundFor(one, {
        actor,
        workstation: store.workstation,
        presentPersonId: visit?.person?.personId ?? null,
        asked: actor.kind === 'person' && asked.has(actor, caseId),
        worked: actor.kind === 'person' && worked.has(actor, caseId),
      });
      if (!given) return failure('CASE_NO_GROUND');
      return ok({ ...seenWith(context, caseId, one, given.ground === 'visit' ? visit : null), ...given });
    },

    ask: (actor, request, name, { reason, note }) => {
      const answer = once(context, request, (transaction, refuse) => {
        if (!shownTo(actor.role)) return refuse(failure('NOT_ALLOWED'));
        const caseId = caseNamed(context, name);
        if (caseId === null) return refuse(failure('CASE_UNKNOWN'));
        const personId = findCaseRow(store.read, caseId)?.personId;
        if (personId !== undefined && avoids(actor, personId)) return refuse(failure('CASE_AVOIDED'));
        const payload = { reason, ...(note ? { note } : {}) };
        transaction.append({ kind: 'access.hall-query', subject: caseId, actor, payload });
        return { caseId };
      });
      if (answer.ok) asked.add(actor, answer.value.caseId);
      return answer;
    },

    worked: (actor, { ground, caseId }) => {
      // On the other grounds the case stays in sight by itself, or was never seen in full.
      if (ground === 'task' || ground === 'approval') worked.add(actor, caseId);
    },
  };
}

/** Cases that are open to somebody for {@link OPEN_MS} of running time. Gone with the process: then the reason is asked again. */
function openFor(clock: Clock) {
  const until = new Map<string, number>();
  const key = (actor: StaffActor, caseId: string): string => `${actor.number} ${actor.role} ${caseId}`;
  return {
    add: (actor: StaffActor, caseId: string) => until.set(key(actor, caseId), clock.running() + OPEN_MS),
    has: (actor: StaffActor, caseId: string) => clock.running() < (until.get(key(actor, caseId)) ?? -Infinity),
  };
}

const notFound = { unknown: 'CASE_UNKNOWN', unreadable: 'CASE_UNREADABLE' } as const satisfies Record<
  string,
  FailureCode
>;

/** A case as a part of the program sees it that needs no leave: `ground` says for which work. Null when it cannot be read. */
export function seenFor(
  context: Pick<Context, 'store' | 'clock'>,
  caseId: string,
  ground: 'system' | 'visit',
): SeenCase | null {
  const one = findCaseWithReturn(context.store.read, caseId);
  return one.ok ? { ...seenWith(context, caseId, one.value, null), ground, shows: 'full' } : null;
}

function seenWith(
  { store, clock }: Pick<Context, 'store' | 'clock'>,
  caseId: string,
  one: SeenCase['case'],
  visit: Visit | null,
): Omit<SeenCase, 'ground' | 'shows'> {
  const person = visit?.person ?? knownPerson(getPerson(store.read, one.personId));
  return {
    caseId,
    case: one,
    person,
    identity: identityOf(one, visit, clock.wall()),
    agent: visit?.agent ?? null,
  };
}

function caseNamed({ store: { read } }: Pick<Context, 'store'>, name: CaseName): string | null {
  switch (name.by) {
    case 'case':
      return findCaseRow(read, name.caseId) ? name.caseId : null;
    case 'number': {
      const { number } = name;
      const found =
        findCaseByNumber(read, number) ?? findSlip(read, number)?.caseId ?? findDocument(read, number)?.caseId;
      return found ?? findMessage(read, number)?.caseId ?? null;
    }
  }
}

function identityOf({ identity }: Case, visit: Visit | null, now: Date): IdentityState {
  const present = visit && identityState(visit, hallDate(now.toISOString()));
  return present ?? { ...identity, gap: null };
}
