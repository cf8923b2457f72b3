/**
 * Message ids of one workstation are counted in ticks: the second they name, times {@link TICKS_PER_SECOND}, plus the number
 * within it. A tick is used once and never again, whatever the clock does, so no id is.
 */

/** Ids one workstation can make for one second: the two digits of the four-digit serial that are not its slot. */
const TICKS_PER_SECOND = 100;

const SECOND_MS = 1_000;

/**
 * Time without messages that still counts as used up, in ticks (31 days). Without it every pause would begin a span of its
 * own; with no bound a clock that once stood in 2030 would make ids of 2030 for years after it was set right.
 */
const LONGEST_GAP = 31 * 24 * 3_600 * TICKS_PER_SECOND;

/** Ticks from `first` to `last`, both included. */
export interface TickSpan {
  readonly first: number;
  readonly last: number;
}

/** The first tick of the second of this instant. */
export function tickAt(epochMs: number): number {
  return Math.floor(epochMs / SECOND_MS) * TICKS_PER_SECOND;
}

/** The second a tick names (epoch ms), and its number in it. */
export function partsOfTick(tick: number): { readonly epochMs: number; readonly number: number } {
  return { epochMs: Math.floor(tick / TICKS_PER_SECOND) * SECOND_MS, number: tick % TICKS_PER_SECOND };
}

/**
 * The first `count` unused ticks from `from` on (fewer where used ones follow), and what is used after that. `used` is in
 * rising order and so is the answer. A clock that was set back finds the spans it passes through again and goes round them.
 */
export function reserveTicks(
  used: readonly TickSpan[],
  from: number,
  count: number,
): { readonly reserved: TickSpan; readonly used: readonly TickSpan[] } {
  let first = from;
  for (const span of used) if (span.first <= first && first <= span.last) first = span.last + 1;
  const next = used.find((span) => span.first > first);
  const last = Math.min(first + count, next?.first ?? Infinity) - 1;
  const before = used.filter((span) => span.last < first);
  const latest = before.at(-1);
  const joined = latest !== undefined && first - latest.last - 1 <= LONGEST_GAP;
  return {
    reserved: { first, last },
    used: [
      ...(joined ? before.slice(0, -1) : before),
      { first: joined ? latest.first : first, last },
      ...used.filter((span) => span.first > first),
    ],
  };
}
