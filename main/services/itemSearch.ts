import type { ItemHit } from '../contract/case.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { notForPerson } from '../domain/catalogue/eligibility.ts';
import { limitText } from '../domain/catalogue/limit.ts';
import { itemOn } from '../domain/catalogue/versions.ts';
import { itemUses } from '../store/cases.ts';
import type { Context } from './context.ts';
import type { PresentVisit } from './visits.ts';

/** Items for what the teller typed, each with why the present citizen can not have it. */
export function findItems(context: Context, visit: PresentVisit | null, text: string): ItemHit[] {
  const today = hallDate(context.clock().toISOString());
  const insurances = visit?.person?.central?.person.insurances;
  return context.catalogue.search(text, itemUses(context.store.database), today).flatMap((code) => {
    const item = itemOn(context.catalogue.items, code, today);
    if (!item) return [];
    return [
      {
        code: item.code,
        name: item.name,
        mainItem: item.mainItem,
        limitText: limitText(item),
        materialCount: item.materials.filter(({ source }) => source.kind === 'citizen').length,
        notForPerson: insurances ? notForPerson(item, insurances) : null,
      },
    ];
  });
}
