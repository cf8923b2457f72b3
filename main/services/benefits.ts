import type { LockEnding } from '../domain/benefit/lock.ts';
import { activeLock, lockInForce } from '../domain/benefit/lock.ts';
import { isUrgentLock, urgentReviewEnd } from '../domain/benefit/urgent.ts';
import type { ActFacts } from '../domain/case/act.ts';
import { filedChanges } from '../domain/case/filing.ts';
import type { ActKind } from '../domain/case/process.ts';
import { changesOf } from '../domain/catalogue/changes.ts';
import type { BenefitFacts } from '../domain/catalogue/facts.ts';
import { fieldInWords } from '../domain/catalogue/form.ts';
import type { ServiceItem } from '../domain/catalogue/item.ts';
import type { QueuedTransaction } from '../domain/delivery/delivery.ts';
import type { Actor } from '../domain/staff/actor.ts';
import { hasEndedLocks, lockHeldBy, locksOf } from '../store/benefitLocks.ts';
import { findCase } from '../store/cases.ts';
import { queueAttempt } from '../store/outbox.ts';
import type { Transaction } from '../store/store.ts';
import type { SeenCase } from './caseAccess.ts';
import { itemOfCase } from './caseFacts.ts';
import type { Context } from './context.ts';
import { writeMessage } from './issuing.ts';
import type { Answer } from './once.ts';

/** Which act was taken on which case. */
interface ActTaken {
  readonly context: Context;
  readonly transaction: Transaction;
  readonly actor: Actor;
  /** The case as it was before. */
  readonly seen: SeenCase;
  /** What is known of the case as it is now. */
  readonly factsOf: (seen: SeenCase) => Answer<ActFacts>;
}

/** The same with the case as it is now, of an item that this release can read. */
interface Step extends ActTaken {
  readonly item: ServiceItem;
  readonly effect: NonNullable<ServiceItem['benefit']>;
  readonly kind: ActKind;
  readonly messageId: string | null;
}

/** An id for what an urgent lock, or its end, is told with; null for a case of which no such thing can come. Taken before the transaction. */
export function benefitMessageId(context: Context, caseId: string): string | null {
  const found = findCase(context.store.read, caseId);
  const item = found.ok ? itemOfCase(context, found.value) : found;
  return item.ok && item.value.benefit?.urgentWhen ? context.nextMessageId() : null;
}

/**
 * What an act has made of the citizen's benefits. An urgent lock begins with the acceptance; any other change comes with the completion. A
 * lock whose case comes to nothing ends with it, and its history stays. Part of the transaction of the act.
 */
export function recordBenefitStep(taken: ActTaken, kind: ActKind, messageId: string | null): void {
  const { context, transaction, seen } = taken;
  const found = findCase(transaction.write, seen.caseId);
  const item = found.ok ? itemOfCase(context, found.value) : found;
  if (!found.ok || !item.ok || !item.value.benefit) return;
  const now = { ...seen, case: { ...found.value, returned: seen.case.returned } };
  take({ ...taken, seen: now, item: item.value, effect: item.value.benefit, kind, messageId });
}

function take(step: Step): void {
  const { kind, effect, item, seen } = step;
  const { phase, form } = seen.case;
  if (kind === 'accept' || kind === 'admit') {
    if (isUrgentLock(item, form)) lock(step, true);
  } else if (kind === 'complete' || kind === 'correct') {
    if (effect.does === 'lock') completed(step);
    else unlock(step);
  } else if (phase === 'rejected' || phase === 'closed') {
    if (effect.does === 'lock') endLock(step);
    else undoUnlock(step);
  }
}

const words = ({ item, seen }: Step, code: string): string => {
  const field = item.fields.find((one) => one.code === code);
  return field ? fieldInWords(field, seen.case.form[code] ?? '') : '';
};

function lock(step: Step, urgent: boolean): void {
  const { context, transaction, actor, seen, effect } = step;
  const facts = factsNow(step);
  const endsAt = urgent && facts ? urgentReviewEnd(facts) : null;
  const message = urgent ? messageOf(step, facts, { state: '1', after: '0', since: transaction.at }) : null;
  const { sequence } = transaction.append({
    kind: 'benefit.locked',
    subject: seen.case.personId,
    actor,
    payload: {
      caseId: seen.caseId,
      urgent,
      reason: words(step, effect.reason),
      basis: words(step, effect.basis),
      plannedUntil: plannedUntil(step),
      ...(endsAt === null ? {} : { reviewEndsAt: endsAt }),
      ...(message ? { message } : {}),
    },
  });
  if (message) queueAttempt(transaction, { queueId: sequence, orderKey: seen.case.personId });
  context.log(`benefit lock${urgent ? ', urgent' : ''}`);
}

/** Hall date; a date that was left empty is none. */
function plannedUntil({ effect: { until }, seen }: Step): string | null {
  const day = until === undefined ? undefined : seen.case.form[until];
  return day === undefined || day === '' ? null : day;
}

/** The result of a lock: what acted already is confirmed, and what has ended meanwhile stays ended. */
function completed(step: Step): void {
  const { transaction, actor, seen, kind } = step;
  const { personId } = seen.case;
  const made = locksOf(transaction.write, personId).find(({ caseId }) => caseId === seen.caseId);
  if (made && made.endedAt !== null) return;
  // What was corrected says another reason than it did.
  if (!made || kind === 'correct') lock(step, false);
  else
    transaction.append({
      kind: 'benefit.lock-confirmed',
      subject: personId,
      actor,
      payload: { caseId: seen.caseId },
    });
}

function unlock(step: Step): void {
  const { transaction, actor, seen, effect, kind } = step;
  if (kind === 'correct') return;
  const { personId } = seen.case;
  const locks = locksOf(transaction.write, personId);
  const held = locks.filter(({ endedAt }) => endedAt === null).map(({ caseId }) => caseId);
  const told = activeLock(locks) ? null : lockInForce(locks, seen.person.central);
  transaction.append({
    kind: 'benefit.unlocked',
    subject: personId,
    actor,
    payload: {
      caseId: seen.caseId,
      ending: 'unlocked',
      reason: words(step, effect.reason),
      basis: words(step, effect.basis),
      locks: held,
      ...(told ? { told } : {}),
    },
  });
}

/** What the central system would not take and the window annulled: the locks hold on. */
function undoUnlock({ transaction, actor, seen: { caseId, case: one }, kind }: Step): void {
  if (kind !== 'annul' || !hasEndedLocks(transaction.write, caseId)) return;
  transaction.append({ kind: 'benefit.unlock-annulled', subject: one.personId, actor, payload: { caseId } });
}

const endingBy = (kind: ActKind): LockEnding =>
  kind === 'deny' ? 'denied' : kind === 'annul' ? 'annulled' : 'withdrawn';

/** Why a case came to nothing, in the words of whoever said so. */
const whyEnded = ({ opinions, ending }: SeenCase['case']): string => ending?.note ?? opinions.at(-1)?.text ?? '';

/** The case of a lock has come to nothing: refused, ended without a result, or refused by the central system for good. */
function endLock(step: Step): void {
  const { transaction, actor, seen, kind } = step;
  const { caseId } = seen;
  const { personId } = seen.case;
  const held = lockHeldBy(transaction.write, caseId);
  if (!held) return;
  // Of one that was never told to the central system there is nothing to take back.
  const told = { state: '0', after: '1', since: held.lockedAt } as const;
  const message = held.urgent ? messageOf(step, factsNow(step), told) : null;
  const { sequence } = transaction.append({
    kind: 'benefit.unlocked',
    subject: personId,
    actor,
    payload: {
      ...{ caseId, ending: endingBy(kind), reason: whyEnded(seen.case), basis: '', locks: [caseId] },
      ...(message ? { message } : {}),
    },
  });
  if (message) queueAttempt(transaction, { queueId: sequence, orderKey: personId });
}

function factsNow({ factsOf, seen }: Step): ActFacts | null {
  const facts = factsOf(seen);
  return facts.ok ? facts.value : null;
}

/** What the central system is told of a lock that acts at once, or that is not let stand. */
function messageOf(
  { context, transaction, seen, messageId }: Step,
  facts: ActFacts | null,
  benefit: BenefitFacts,
): QueuedTransaction | null {
  const { form, acceptance, caseNumber } = seen.case;
  if (!facts || messageId === null || caseNumber === undefined) return null;
  const known = { ...facts.known, benefit };
  const changes = benefit.after === '0' ? filedChanges(seen.case) : changesOf(facts.item, form, known);
  return writeMessage(context, { ...facts, known }, seen.person, {
    ...{ messageId, form, changes, caseNumber },
    acceptedAt: acceptance?.at ?? transaction.at,
    journalHead: transaction.head(),
  });
}
