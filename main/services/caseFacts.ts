import { failure } from '../contract/failures.ts';
import type { Case } from '../domain/case/case.ts';
import type { CaseFacts } from '../domain/catalogue/facts.ts';
import { blockingAlerts, insurancesFor } from '../domain/catalogue/eligibility.ts';
import type { ServiceItem } from '../domain/catalogue/item.ts';
import { ok } from '../domain/result.ts';
import type { KnownPerson } from '../domain/visit/knownPerson.ts';
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
  context: Pick<Context, 'catalogue'>,
  { case: one, person, agent }: SeenCase,
  today: string,
): Answer<PaperFacts> {
  const found = itemOfCase(context, one);
  if (!found.ok) return found;
  const { value: item } = found;
  return ok({
    item,
    known: withAgent(caseFacts(item, person, today), agent),
    blockedBy: person.central ? blockingAlerts(item, person.central.person.alerts) : [],
  });
}
