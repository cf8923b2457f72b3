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

function clash(one: ServiceItem, other: ServiceItem): string | null {
  if (one.code !== other.code) return null;
  if (one.version === other.version) return `与另一文件的版本号重复：${other.code} 第 ${other.version} 版`;
  const [early, late] = one.effectiveFrom <= other.effectiveFrom ? [one, other] : [other, one];
  if (inForce(early, late.effectiveFrom)) return `与 ${other.code} 第 ${other.version} 版的有效期重叠`;
  return early.version > late.version ? `版本号与生效先后不一致：参见 ${other.code} 第 ${other.version} 版` : null;
}

/**
 * Versions that contradict an earlier one of the list: the same number twice, periods that overlap, or numbers that do
 * not rise with time. `index` is the place in `items`; the message is Chinese.
 */
export function versionProblems(
  items: readonly ServiceItem[],
): readonly { readonly index: number; readonly message: string }[] {
  return items.flatMap((item, index) =>
    items
      .slice(0, index)
      .map((earlier) => clash(item, earlier))
      .filter((message) => message !== null)
      .map((message) => ({ index, message })),
  );
}
