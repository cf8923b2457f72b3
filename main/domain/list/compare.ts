import { isHallDate } from '../calendar/hallTime.ts';
import { canonicalNumber } from '../identity/canonicalNumber.ts';
import { parseIdNumber, type NumberRules } from '../identity/idNumber.ts';

/** Why a row is not taken over: no identity number, no day, or somebody of an earlier row. */
export type Rejection = 'BAD_ID_NUMBER' | 'BAD_DATE' | 'DOUBLE_IN_LIST';

/** An identity mark as a list names it; `since` is the hall date from which it holds, which only the list knows. */
export interface ListedMark {
  readonly category: string;
  readonly since: string;
}

/** One row of a list as it came. */
export interface ListRow extends ListedMark {
  readonly idNumber: string;
}

/** What a list changes: identity numbers in their canonical form, each row of the list exactly once among all but `removed`. */
export interface ListComparison {
  readonly added: readonly string[];
  /** Marked, and not in the list. */
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
  /** By the number of the row in the list, from 1. */
  readonly rejected: ReadonlyMap<number, Rejection>;
}

function rejectionOf(row: ListRow, number: string, seen: ReadonlySet<string>, rules: NumberRules): Rejection | null {
  if (!parseIdNumber(number, rules).ok) return 'BAD_ID_NUMBER';
  if (seen.has(number)) return 'DOUBLE_IN_LIST';
  return isHallDate(row.since) ? null : 'BAD_DATE';
}

function standing(before: ListedMark | undefined, { category, since }: ListedMark): 'added' | 'changed' | 'unchanged' {
  if (before === undefined) return 'added';
  return before.category === category && before.since === since ? 'unchanged' : 'changed';
}

/**
 * Compares a list of the department that grants identity marks with the marks there are, by identity number in any of its
 * spellings. Of rows about the same person the first one counts. Nothing is applied by it.
 */
export function compareList(
  marks: ReadonlyMap<string, ListedMark>,
  list: readonly ListRow[],
  rules: NumberRules,
): ListComparison {
  const before = new Map([...marks].map(([number, mark]) => [canonicalNumber(number), mark]));
  const seen = new Set<string>();
  const rejected = new Map<number, Rejection>();
  const taken: Record<'added' | 'changed' | 'unchanged', string[]> = { added: [], changed: [], unchanged: [] };
  list.forEach((row, index) => {
    const number = canonicalNumber(row.idNumber);
    const rejection = rejectionOf(row, number, seen, rules);
    if (rejection !== 'BAD_ID_NUMBER') seen.add(number);
    if (rejection === null) taken[standing(before.get(number), row)].push(number);
    else rejected.set(index + 1, rejection);
  });
  // A person whose row was rejected for its date is in the list: the mark stays until the row comes again.
  return { ...taken, removed: [...before.keys()].filter((number) => !seen.has(number)), rejected };
}
