import { failure } from '../contract/failures.ts';
import type { Case } from '../domain/case/case.ts';
import type { CaseFacts } from '../domain/catalogue/facts.ts';
import { insurancesFor } from '../domain/catalogue/eligibility.ts';
import type { ServiceItem } from '../domain/catalogue/item.ts';
import { ok } from '../domain/result.ts';
import type { KnownPerson } from '../domain/visit/knownPerson.ts';
import type { Context } from './context.ts';
import type { Answer } from './once.ts';
import { factsOfPerson } from './visit/known.ts';

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
