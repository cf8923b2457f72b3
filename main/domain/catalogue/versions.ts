import { addCalendarDays } from '../calendar/hallTime.ts';
import type { ServiceItem } from './item.ts';

/** True when a version is in force on a hall date. */
export function inForce(
  version: { readonly effectiveFrom: string; readonly effectiveTo?: string | undefined },
  date: string,
): boolean {
  return version.effectiveFrom <= date && (version.effectiveTo === undefined || date <= version.effectiveTo);
}

/** The version of an item in force on a hall date; undefined when there is none and the item cannot be begun. */
export function itemOn(items: readonly ServiceItem[], code: string, date: string): ServiceItem | undefined {
  return items.find((item) => item.code === code && inForce(item, date));
}

/** The newest version of an item; undefined for an item nobody knows. */
export function newestOf(items: readonly ServiceItem[], code: string): ServiceItem | undefined {
  return items
    .filter((item) => item.code === code)
    .reduce<ServiceItem | undefined>(
      (newest, one) => (newest && newest.version > one.version ? newest : one),
      undefined,
    );
}

/** The versions with one more: whichever was in force on its first day ends the day before. A version that is there already changes nothing. */
export function withVersion(items: readonly ServiceItem[], added: ServiceItem): readonly ServiceItem[] {
  const { code, version, effectiveFrom } = added;
  if (items.some((item) => item.code === code && item.version === version)) return items;
  const ended = items.map((item) =>
    item.code === code && inForce(item, effectiveFrom)
      ? { ...item, effectiveTo: addCalendarDays(effectiveFrom, -1) }
      : item,
  );
  return [...ended, added];
}
