/** A production batch: what is ordered in a month until it is sent to the producer, and then the next one. */
export interface CardBatch {
  readonly batch: string;
  /** `YYYY-MM`. */
  readonly month: string;
  /** Its number within the month, from 1. */
  readonly n: number;
  /** When it went to the producer, UTC instant; null while it is open. */
  readonly sentAt: string | null;
}

/** The name of a batch, such as `2026-03-B1`. */
const batchName = (month: string, n: number): string => `${month}-B${n}`;

/** The batch that an order of this hall date goes into: the open one of its month, or the next. */
export function batchFor(day: string, last: Pick<CardBatch, 'n' | 'sentAt'> | undefined): string {
  const month = day.slice(0, 'YYYY-MM'.length);
  if (!last) return batchName(month, 1);
  return batchName(month, last.sentAt === null ? last.n : last.n + 1);
}
