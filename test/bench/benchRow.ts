/** One line of the bench table: what was measured, against what, and the bar it must not exceed. */
export interface BenchRow {
  readonly name: string;
  /** Our own time or rate, in `unit`. */
  readonly ours: number;
  /** What it is compared with, in `unit`. */
  readonly baseline: number;
  /** `ours` divided by `baseline`. */
  readonly ratio: number;
  /** The ratio must not be above this; left out for a line that only reports. */
  readonly bar?: number;
  readonly unit: string;
  readonly note?: string;
}
