import { hallDate, hallTimeOfDay } from '../calendar/hallTime.ts';

/** A workstation takes up a window. `serialsFrom` counts on the day of its first placement only. */
export interface Placement {
  /** UTC instant. */
  readonly since: string;
  readonly window: string;
  readonly serialsFrom: number;
}

/** Under which window a workstation numbers a hall day, and its lowest serial on it. */
export interface Numbering {
  readonly window: string;
  readonly from: number;
}

/**
 * How a workstation numbers a whole hall day; null while it stands nowhere. Its numbers carry the window at which it stood when
 * the day began, whichever it takes up in the course of it: two that exchange windows would else give the same numbers. On
 * its first day that is the window it was first put up at, where another may have stood until then: see {@link serialsFrom}.
 */
export function numberingOn(placements: readonly Placement[], day: string): Numbering | null {
  const before = placements.findLast(({ since }) => hallDate(since) < day);
  if (before) return { window: before.window, from: 1 };
  const [first] = placements;
  return first ? { window: first.window, from: first.serialsFrom } : null;
}

const MINUTES_OF_A_DAY = 24 * 60;
/** As many as one life has for a day and kind. */
const SERIALS = 999;

/**
 * The lowest serial of a workstation that is put up at a window in the course of a day: in proportion to the day that is gone.
 * Whatever stood there before has given fewer, because it would have had to give two of three minutes a number since
 * midnight.
 */
export function serialsFrom(at: string): number {
  const [hours = 0, minutes = 0] = hallTimeOfDay(at).split(':').map(Number);
  return Math.floor(((hours * 60 + minutes) * SERIALS) / MINUTES_OF_A_DAY) + 1;
}
