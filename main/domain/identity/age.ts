import { isHallDate } from '../calendar/hallTime.ts';

/**
 * Completed years (周岁) on a day, or null before birth. Both are hall dates `YYYY-MM-DD`. Someone born on 29 February
 * completes a year on 1 March in years without that day. Throws on a text that is no date.
 */
export function ageOn(bornOn: string, on: string): number | null {
  if (!isHallDate(bornOn) || !isHallDate(on)) throw new Error('an age needs two dates');
  if (on < bornOn) return null;
  const years = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return on.slice(5) < bornOn.slice(5) ? years - 1 : years;
}
