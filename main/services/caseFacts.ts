import type { CaseFacts } from '../domain/catalogue/facts.ts';
import { insurancesFor } from '../domain/catalogue/eligibility.ts';
import type { ServiceItem } from '../domain/catalogue/item.ts';
import type { KnownPerson } from '../domain/visit/knownPerson.ts';
import type { Context } from './context.ts';
import { factsOfPerson } from './visit/known.ts';

/** The item version a case was started with. Throws when nothing readable was kept of it. */
export function itemVersion(context: Pick<Context, 'catalogue'>, code: string, version: number): ServiceItem {
  const item = context.catalogue.versionOf(code, version);
  if (!item) throw new Error(`nothing was kept of item ${code} version ${version}`);
  return item;
}

/** Known facts about the person for this item: the insurance row is chosen for the item, never simply the first. */
export function caseFacts(item: ServiceItem, person: KnownPerson, today: string): CaseFacts {
  const { person: facts, origins } = factsOfPerson(person);
  const [insurance] = insurancesFor(item, facts.insurances);
  return { person: facts, origins, today, ...(insurance ? { insurance } : {}) };
}
