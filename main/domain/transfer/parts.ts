import { followDeadline, type Deadline } from '../calendar/deadline.ts';
import type { WorkingCalendar } from '../calendar/workingCalendar.ts';

/** Which way somebody's insurance goes (转移接续). */
export const directions = { in: '转入', out: '转出' } as const;

/** Which way it goes. */
export type Direction = keyof typeof directions;

/** The direction that a form says; what was filed before it was asked for came in. */
export const directionOf = (form: Readonly<Record<string, string>>): Direction =>
  form.direction === 'out' ? 'out' : 'in';

/**
 * The two parts of a transfer, each with its own working days: the place that is left gives the sheet and moves the balance (出具信息表
 * 并划转), then the other place books it (接续).
 */
const transferParts = { handOver: 10, booking: 5 } as const;

/** Until when each part is due. The second clock begins when the first part is done, and stands until then. */
export function partDeadlines(
  calendar: WorkingCalendar,
  {
    acceptedAt,
    handedOverAt,
    closesAt,
  }: { readonly acceptedAt: string; readonly handedOverAt: string | null; readonly closesAt: string },
): { readonly handOver: Deadline; readonly booking: Deadline | null } {
  return {
    handOver: followDeadline(calendar, transferParts.handOver, acceptedAt, closesAt),
    booking: handedOverAt === null ? null : followDeadline(calendar, transferParts.booking, handedOverAt, closesAt),
  };
}
