import { hallDate } from '../../main/domain/calendar/hallTime.ts';
import { useLive } from './core.ts';

/** The instant by the core's clock, in whole minutes: the machine that shows the window may have another day. */
export function useNow(): string {
  return useLive((live) => live.now);
}

/** The day at the hall, `YYYY-MM-DD`. */
export function useToday(): string {
  return hallDate(useNow());
}
