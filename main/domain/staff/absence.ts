import { addCalendarDays, beginOfDay, hallDate, instantOfHallTime } from '../calendar/hallTime.ts';

/** How long a task may lie with somebody who is absent, in minutes (人不在，事不办). */
export const LYING_MINUTES = 30;

/** Halves of a hall day in which somebody may be absent. */
export const halves = { morning: '上午', afternoon: '下午' } as const satisfies Record<string, string>;

/** Half of a hall day. */
export type Half = keyof typeof halves;

/** Hall time at which the afternoon begins. */
const NOON = '12:00:00.000';

/** Hall time from which somebody who does not come is missed: before, nobody is at work. */
const MISSED_FROM = '09:00:00.000';

/** The hall days of an absence, first and last within; `half` is of a single day, null = all of it. */
export interface AbsenceDays {
  readonly from: string;
  readonly to: string;
  readonly half: Half | null;
}

/** From one UTC instant (ISO 8601) until before another. */
export interface AbsenceStretch {
  readonly begins: string;
  readonly ends: string;
}

/** The stretch that days mean. Throws on a text that is no hall date. */
export function stretchOf({ from, to, half }: AbsenceDays): AbsenceStretch {
  const noon = instantOfHallTime(`${from}T${NOON}`) ?? '';
  return {
    begins: half === 'afternoon' ? noon : beginOfDay(from),
    ends: half === 'morning' ? noon : beginOfDay(addCalendarDays(to, 1)),
  };
}

/** The UTC instant from which work that lies with the absent person lies still. Throws on a text that is no hall date. */
export function missedFrom(days: AbsenceDays): string {
  const { begins } = stretchOf(days);
  const morning = instantOfHallTime(`${days.from}T${MISSED_FROM}`) ?? begins;
  return morning > begins ? morning : begins;
}

/** An absence in words: its days, and which half of one. */
export function absenceText({ from, to, half }: AbsenceDays): string {
  if (from !== to) return `${from} 至 ${to}`;
  return half === null ? from : `${from} ${halves[half]}`;
}

/** Why an absence is not entered. */
export const absenceProblems = {
  backwards: '结束日期早于开始日期',
  'half-of-many': '半天只能登记在同一天里',
  past: '这段时间已经过去，缺勤不能补记',
  overlaps: '这个人在这段时间里已经登记过缺勤',
} as const satisfies Record<string, string>;

/** Why an absence is not entered. */
type AbsenceProblem = keyof typeof absenceProblems;

/**
 * What is against an absence entered at a UTC instant (ISO 8601) beside the others of the same person; null when nothing is. It begins
 * today at the earliest: nobody's tasks were taken from them yesterday.
 */
export function absenceProblem(
  asked: AbsenceDays,
  at: string,
  others: readonly AbsenceStretch[],
): AbsenceProblem | null {
  if (asked.to < asked.from) return 'backwards';
  if (asked.half !== null && asked.from !== asked.to) return 'half-of-many';
  const { begins, ends } = stretchOf(asked);
  if (asked.from < hallDate(at) || ends <= at) return 'past';
  return others.some((one) => one.begins < ends && begins < one.ends) ? 'overlaps' : null;
}
