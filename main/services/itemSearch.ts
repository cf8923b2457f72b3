import type { ItemHit } from '../contract/case.ts';
import { failure } from '../contract/failures.ts';
import type { ItemGuide } from '../contract/item.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { notForPerson } from '../domain/catalogue/eligibility.ts';
import { prefill } from '../domain/catalogue/form.ts';
import type { ServiceItem } from '../domain/catalogue/item.ts';
import { limitText } from '../domain/catalogue/limit.ts';
import { isFromCitizen, materialsFor } from '../domain/catalogue/materialList.ts';
import { itemOn } from '../domain/catalogue/versions.ts';
import { ok } from '../domain/result.ts';
import { itemUses } from '../store/cases.ts';
import { caseFacts } from './caseFacts.ts';
import type { Context } from './context.ts';
import type { Answer } from './once.ts';
import type { KnownPerson } from '../domain/visit/knownPerson.ts';
import type { Visit } from '../domain/visit/visit.ts';

/** What was found for a text. */
export interface FoundItems {
  readonly items: ItemHit[];
  /** Nothing is written like that: these are only alike. */
  readonly near: boolean;
}

/**
 * Items for what the teller typed, best first. What the present citizen cannot have comes last, with the reason: the
 * teller must be able to say why, not wonder where it is. Of the frequent ones each keeps its place, whoever is served.
 */
export function findItems(context: Context, visit: Visit | null, text: string): FoundItems {
  const today = hallDate(context.clock.wall().toISOString());
  const person = visit?.person ?? null;
  const { codes, near } = context.catalogue.search(text, itemUses(context.store.read), today);
  const items = codes.flatMap((code) => {
    const item = itemOn(context.catalogue.items, code, today);
    return item ? [hit(item, person, today)] : [];
  });
  if (text.trim() === '') return { items, near };
  const fitting = items.sort((one, other) => Number(one.notForPerson !== null) - Number(other.notForPerson !== null));
  return { items: fitting, near };
}

/** What is told of an item before it is begun. Failures: ITEM_UNKNOWN. */
export function guideOf({ catalogue, clock }: Context, itemCode: string): Answer<ItemGuide> {
  const item = itemOn(catalogue.items, itemCode, hallDate(clock.wall().toISOString()));
  if (!item) return failure('ITEM_UNKNOWN');
  const { conditions, materials, fields, fee, source } = item;
  return ok({ conditions, materials, fields, fee, source });
}

function hit(item: ServiceItem, person: KnownPerson | null, today: string): ItemHit {
  const first = prefill(item, person ? caseFacts(item, person, today) : { today });
  const insurances = person?.central?.person.insurances;
  return {
    code: item.code,
    name: item.name,
    mainItem: item.mainItem,
    limitText: limitText(item),
    materialCount: materialsFor(item, first.values).filter(isFromCitizen).length,
    severalAtOnce: item.severalAtOnce,
    notForPerson: insurances ? notForPerson(item, insurances) : null,
  };
}
