import { hallDateTime } from '../../main/domain/calendar/hallTime.ts';

/** `2026-11-21 14:05` in hall time: what a person reads; seconds are for the journal. */
export function hallMinute(instant: string): string {
  return hallDateTime(instant).slice(0, 16);
}
