import { percentText } from './percent.ts';

/** Counts by insurance, such as 居民 and 职工. */
export type ByInsurance = Readonly<Record<string, number>>;

/** The cards of a period. */
export interface CardCounts {
  /** What was made or handed out in it, by kind of business. */
  readonly business: Readonly<Record<string, ByInsurance>>;
  /** Cards of the present generation that were ever handed out. */
  readonly issued: ByInsurance;
  readonly insured: ByInsurance;
}

const sum = (counts: ByInsurance): number => Object.values(counts).reduce((total, count) => total + count, 0);

/**
 * The card counters of a period (卡务统计): each kind of business, each insurance, all together, and the share of the insured who
 * hold a card of the present generation (发卡率). What was ever issued is a stock, not business of the period.
 */
export function cardReport({ business, issued, insured }: CardCounts) {
  const kinds = Object.entries(business);
  const insurances = [...new Set(kinds.flatMap(([, counts]) => Object.keys(counts)))];
  const byKind = Object.fromEntries(kinds.map(([kind, counts]) => [kind, sum(counts)]));
  return {
    byKind,
    byInsurance: Object.fromEntries(
      insurances.map((insurance) => [
        insurance,
        kinds.reduce((total, [, counts]) => total + (counts[insurance] ?? 0), 0),
      ]),
    ),
    all: sum(byKind),
    issueRate: percentText(sum(issued), sum(insured)),
  };
}
