import { failure } from '../contract/failures.ts';
import { alertsWithLocks, lockBefore, type BenefitLock } from '../domain/benefit/lock.ts';
import type { Case } from '../domain/case/case.ts';
import type { CaseFacts } from '../domain/catalogue/facts.ts';
import { blockingAlerts, insurancesFor } from '../domain/catalogue/eligibility.ts';
import type { ServiceItem } from '../domain/catalogue/item.ts';
import { ok } from '../domain/result.ts';
import type { KnownPerson } from '../domain/visit/knownPerson.ts';
import { locksOf } from '../store/benefitLocks.ts';
import type { SeenCase } from './caseAccess.ts';
import type { Context } from './context.ts';
import type { Answer } from './once.ts';
import { factsOfPerson, withAgent } from './visit/known.ts';

/** The item version a case was started with. Failures: ITEM_UNREADABLE where nothing was kept of it that this release can read. */
export function itemOfCase(
  { catalogue }: Pick<Context, 'catalogue'>,
  { itemCode, itemVersion }: Pick<Case, 'itemCode' | 'itemVersion'>,
): Answer<ServiceItem> {
  const item = catalogue.versionOf(itemCode, itemVersion);
  return item ? ok(item) : failure('ITEM_UNREADABLE', `${itemCode} 第 ${itemVersion} 版`);
}

/** Known facts about the person for this item: the insurance row is chosen for the item, never simply the first. */
export function caseFacts(item: ServiceItem, person: KnownPerson, today: string): CaseFacts {
  const { person: facts, origins } = factsOfPerson(person);
  const [insurance] = insurancesFor(item, facts.insurances);
  return { person: facts, origins, today, ...(insurance ? { insurance } : {}) };
}

/** What the papers of a case are filled in and judged by. */
export interface PaperFacts {
  readonly item: ServiceItem;
  readonly known: CaseFacts;
  /** Alerts that forbid acceptance, in Chinese. */
  readonly blockedBy: readonly string[];
}

/** What is known for the papers of a case on this hall day. Failures: ITEM_UNREADABLE. */
export function paperFacts(
  context: Pick<Context, 'catalogue' | 'store'>,
  { caseId, case: one, person, agent }: SeenCase,
  today: string,
): Answer<PaperFacts> {
  const found = itemOfCase(context, one);
  if (!found.ok) return found;
  const { value: item } = found;
  const locks = locksOf(context.store.read, one.personId);
  return ok({
    item,
    known: {
      ...withAgent(caseFacts(item, person, today), agent),
      ...benefitFacts(item, { caseId, person, locks, today }),
    },
    blockedBy: blockingAlerts(item, alertsWithLocks(locks, person.central)),
  });
}

/** What an item that locks or unlocks finds of the citizen's benefits; nothing for any other item. */
function benefitFacts(
  { benefit }: ServiceItem,
  of: {
    readonly caseId: string;
    readonly person: KnownPerson;
    readonly locks: readonly BenefitLock[];
    readonly today: string;
  },
): Pick<CaseFacts, 'benefit'> {
  if (!benefit) return {};
  const { caseId, person, locks, today } = of;
  const state = lockBefore(locks, person.central, caseId) ? '0' : person.central ? '1' : '';
  const own = locks.find((lock) => lock.caseId === caseId);
  return { benefit: { state, after: benefit.does === 'lock' ? '0' : '1', since: own?.lockedAt ?? today } };
}
