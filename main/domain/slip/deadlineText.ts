import type { CalendarProblem } from '../calendar/workingDays.ts';

/** Why a slip names no day, for the citizen, and how the day can be learned. */
export const noDayTexts = {
  'before-calendar': '本窗口的工作日历没有录入今天所在的年份，现在不能写明日期，请致电或到窗口询问。',
  'beyond-calendar': '期限跨到放假安排尚未录入的年份，现在不能写明日期，请致电或到窗口询问。',
  paused: '办理计时尚未恢复，恢复后才能写明日期，请致电或到窗口询问。',
} as const satisfies Record<CalendarProblem, string>;
