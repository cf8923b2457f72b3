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
