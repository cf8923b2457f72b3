import { isOver } from '../calendar/workingDays.ts';
import type { StaffName } from '../staff/actor.ts';

/** How far a matter has come with which somebody was asked first (首问负责). */
export const askedStates = {
  referred: '待接收',
  accepted: '办理中',
  answered: '已答复',
} as const satisfies Record<string, string>;

/** How far it has come. */
export type AskedState = keyof typeof askedStates;

/** A matter with which somebody was asked first. */
export interface FirstAsked {
  /** Who was asked first and answers for it until it is answered, whoever else has it. */
  readonly by: StaffName;
  /** To whom it was passed on, and until when an answer is promised (hall date); null where it was answered at once. */
  readonly referred: { readonly to: StaffName; readonly dueOn: string } | null;
  /** UTC instants, ISO 8601; null while it has not come so far. */
  readonly acceptedAt: string | null;
  readonly answeredAt: string | null;
}

/** How far a matter has come. */
export function askedState({ acceptedAt, answeredAt }: Pick<FirstAsked, 'acceptedAt' | 'answeredAt'>): AskedState {
  if (answeredAt !== null) return 'answered';
  return acceptedAt === null ? 'referred' : 'accepted';
}

/** Whether it was not answered by the close of its promised day (`closesAt`, hall time `HH:mm`): then, or up to now (UTC, ISO 8601). */
export function askedLate({ referred, answeredAt }: FirstAsked, now: string, closesAt: string): boolean {
  return referred !== null && isOver(referred.dueOn, answeredAt ?? now, closesAt);
}

/** Who answers for a matter, and stands black where it is late: whoever was asked first, and whoever it was passed on to. */
export function answerable({ by, referred }: Pick<FirstAsked, 'by' | 'referred'>): readonly StaffName[] {
  return referred === null ? [by] : [by, referred.to];
}

/** Why a matter is not passed on. */
export const referralProblems = {
  self: '不能转给首问人自己',
  past: '承诺答复的日期已经过去',
  'free-day': '承诺答复的日期不是工作日',
} as const satisfies Record<string, string>;

/** What is against passing a matter on; null when nothing is. `over` and `works` are of the promised day. */
export function referralProblem(
  { by, to }: { readonly by: string; readonly to: string },
  { over, works }: { readonly over: boolean; readonly works: boolean },
): keyof typeof referralProblems | null {
  if (by === to) return 'self';
  if (over) return 'past';
  return works ? null : 'free-day';
}
