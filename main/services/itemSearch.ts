import type { ItemHit, ItemView } from '../contract/item.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { notForPerson } from '../domain/catalogue/eligibility.ts';
import { prefill } from '../domain/catalogue/form.ts';
import type { ServiceItem } from '../domain/catalogue/item.ts';
import { limitText } from '../domain/catalogue/limit.ts';
import { retentionText } from '../domain/catalogue/retention.ts';
import { isFromCitizen, materialsFor } from '../domain/catalogue/materialList.ts';
import { itemOn } from '../domain/catalogue/versions.ts';
import { itemUses } from '../store/cases.ts';
import { caseFacts } from './caseFacts.ts';
import type { Context } from './context.ts';
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

/** A version of an item as the windows work with it; only its name where this release cannot read it. */
export function viewItem(
  { catalogue }: Pick<Context, 'catalogue'>,
  { code, version }: Pick<ServiceItem, 'code' | 'version'>,
): ItemView {
  const item = catalogue.versionOf(code, version);
  if (!item) return { ...UNREADABLE, code, version, name: catalogue.nameOf(code, version) };
  const { name, handlingMode, approvalRoute, conditions, legalBasis, materials, fields, fee, source } = item;
  const shown = { code, version, name, handlingMode, approvalRoute, conditions, legalBasis, materials, fields, fee };
  const kept = item.retention === undefined ? '' : retentionText(item.retention);
  return { ...shown, source, limitText: limitText(item), retentionText: kept };
}

/** Whether it was to wait is not known: then the date that was promised is shown. */
const UNREADABLE: Omit<ItemView, 'code' | 'version' | 'name'> = {
  handlingMode: 'timed',
  approvalRoute: 'ordinary',
  conditions: [],
  materials: [],
  fields: [],
  fee: 'none',
  source: '',
  limitText: '',
  legalBasis: [],
  retentionText: '',
};

function hit(item: ServiceItem, person: KnownPerson | null, today: string): ItemHit {
  const first = prefill(item, person ? caseFacts(item, person, today) : { today });
  const insurances = person?.central?.person.insurances;
  return {
    code: item.code,
    version: item.version,
    name: item.name,
    mainItem: item.mainItem,
    limitText: limitText(item),
    materialCount: materialsFor(item, first.values).filter(isFromCitizen).length,
    severalAtOnce: item.severalAtOnce,
    notForPerson: insurances ? notForPerson(item, insurances) : null,
  };
}
