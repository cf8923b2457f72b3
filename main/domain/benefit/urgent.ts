import { deadlineEnd, nextWorkingDay, type Deadline } from '../calendar/deadline.ts';
import type { WorkingCalendar } from '../calendar/workingCalendar.ts';
import { printedDay, printedMinute } from '../calendar/printedDate.ts';
import type { FormValues } from '../case/papers.ts';
import { conditionHolds } from '../catalogue/form.ts';
import type { ServiceItem } from '../catalogue/item.ts';

/** Whether a form asks for a lock that acts at its acceptance, before anybody has checked it. `shown`: the values as they are recorded. */
export function isUrgentLock({ benefit }: Pick<ServiceItem, 'benefit'>, shown: FormValues): boolean {
  return benefit?.does === 'lock' && benefit.urgentWhen !== undefined && conditionHolds(benefit.urgentWhen, shown);
}

/** What is known when a lock is accepted. `at`: UTC instant, ISO 8601; `closesAt`: hall time `HH:mm`. */
interface Accepting {
  readonly item: ServiceItem;
  readonly calendar: WorkingCalendar;
  readonly at: string;
  readonly closesAt: string;
}

/** By when an urgent lock is to be reviewed: the next working day after the one on which it began to act. Null for anything else. */
export function urgentReviewBy({ item, calendar, at }: Accepting, shown: FormValues): Deadline | null {
  return isUrgentLock(item, shown) ? nextWorkingDay(calendar, at) : null;
}

/** UTC instant by which an urgent lock is to be reviewed; null where no day can be named. */
export function urgentReviewEnd(accepting: Accepting): string | null {
  return deadlineEnd(nextWorkingDay(accepting.calendar, accepting.at), accepting.closesAt);
}

/** What the slip of an acceptance says of a lock that acts at once; nothing for anything else. */
export function urgentOnPaper(
  accepting: Accepting,
  shown: FormValues,
): { readonly atOnce?: readonly { readonly label: string; readonly value: string }[] } {
  const review = urgentReviewBy(accepting, shown);
  if (!review) return {};
  const by = 'on' in review ? `${printedDay(review.on)} ${accepting.closesAt} 前` : '下一个工作日下班前';
  return {
    atOnce: [
      { label: '紧急封锁', value: `自 ${printedMinute(accepting.at)} 起先行生效` },
      { label: '复核期限', value: by },
    ],
  };
}
