/**
 * Lives of a counter's history. A history that goes on although some of it is lost, or that was copied, goes on under a new
 * life, whose numbers the earlier ones cannot have given: the thousands of a serial are its life.
 */

/** Serials that one life may give for one day and kind: more than a counter can do in a day. */
const SERIALS_OF_A_LIFE = 1_000;

/** The last life that four digits of a serial can tell. */
export const LAST_LIFE = 9;

/**
 * The serial after `last` (0 = none yet) in the series of this life, which begins with its serial `from`. Throws when the life has
 * given all of its serials.
 */
export function serialAfter(last: number, life: number, from = 1): number {
  const serial = Math.max(last, life * SERIALS_OF_A_LIFE + from - 1) + 1;
  if (serial >= (life + 1) * SERIALS_OF_A_LIFE) throw new Error(`life ${life} has no serial left for this day`);
  return serial;
}

/** The life that gave this serial. */
export function lifeOfSerial(serial: number): number {
  return Math.floor(serial / SERIALS_OF_A_LIFE);
}
