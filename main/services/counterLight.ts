import type { Light } from '../contract/live.ts';
import { calendarReach, type CalendarReach } from '../domain/calendar/deadline.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import type { WorkingCalendar } from '../domain/calendar/workingCalendar.ts';
import type { Role } from '../domain/staff/role.ts';
import { lateReviews } from '../store/benefitLocks.ts';
import type { Context } from './context.ts';
import { storageLights } from './storage.ts';

/** What the counter itself needs somebody to do, beside its devices. */
export interface CounterNotice {
  readonly light: Light;
  /** Whoever can act on it; for others it would be a light that they cannot put out. */
  readonly roles: readonly Role[] | 'everybody';
}

/** Who looks after the machine and its files. */
const KEEPERS: readonly Role[] = ['technician', 'administrator'];

const calendarLights = {
  ample: () => null,
  short: (until) => ({
    level: 'warn',
    text: `放假安排只录到 ${until}`,
    advice: calendarAdvice(until),
  }),
  over: (until) => ({
    level: 'bad',
    text: `放假安排只录到 ${until}，凭条上写不出到期日`,
    advice: calendarAdvice(until),
  }),
} as const satisfies Record<CalendarReach, (until: string) => Light | null>;

function calendarAdvice(until: string): string {
  const year = Number(until.slice(0, 4)) + 1;
  return `请把 ${year} 年的放假安排 ${year}.yaml 放进数据文件夹的 calendar 目录，再重新启动一柜通。`;
}

/** Says that the working calendar ends soon; null while it reaches far enough. */
export function calendarNotice(calendar: WorkingCalendar, today: string): CounterNotice | null {
  const light = calendarLights[calendarReach(calendar, today)](calendar.validUntil);
  return light && { light, roles: KEEPERS };
}

/** Says that urgent locks hold which nobody has reviewed in time; null while there are none. */
function lateReviewNotice({ store, clock }: Pick<Context, 'store' | 'clock'>): CounterNotice | null {
  const late = lateReviews(store.read, clock.wall().toISOString()).length;
  if (late === 0) return null;
  const light = { level: 'bad', text: `紧急封锁 ${late} 件逾期未复核`, advice: '封锁继续有效，请督促复核。' } as const;
  return { light, roles: ['duty-leader', 'branch-leader'] };
}

/** Says what is wrong with the disk: to everybody, because nobody can record anything. */
function storageNotice(storage: Context['storage']): CounterNotice | null {
  const fault = storage.fault();
  return fault && { light: storageLights[fault], roles: 'everybody' };
}

function concerns({ roles }: CounterNotice, role: Role | null): boolean {
  return roles === 'everybody' || (role !== null && roles.includes(role));
}

const WORST_FIRST = ['bad', 'warn', 'busy', 'ok'] as const satisfies readonly Light['level'][];

/** The light of the counter itself for a person of this role: the gravest notice, null when there is nothing to do. */
export function counterLight(
  context: Pick<Context, 'calendar' | 'clock' | 'storage' | 'store'>,
  role: Role | null,
  more: readonly CounterNotice[] = [],
): Light | null {
  const today = hallDate(context.clock.wall().toISOString());
  const own = [storageNotice(context.storage), calendarNotice(context.calendar, today), lateReviewNotice(context)];
  const notices = [...own, ...more].flatMap((notice) => (notice && concerns(notice, role) ? [notice.light] : []));
  return WORST_FIRST.map((level) => notices.find((light) => light.level === level)).find(Boolean) ?? null;
}
