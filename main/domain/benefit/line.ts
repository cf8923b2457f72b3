import { printedDay } from '../calendar/printedDate.ts';
import type { JournalEntry } from '../journal/entry.ts';
import { lockEndings } from './lock.ts';

/** What happened to somebody's benefits: its subject is the person. */
export type BenefitEntry = Extract<JournalEntry, { kind: `benefit.${string}` }>;

/** True for what happened to somebody's benefits. */
export function isBenefitEntry(entry: JournalEntry): entry is BenefitEntry {
  return entry.kind.startsWith('benefit.');
}

/** How the history of a case words it. */
export function benefitLine(entry: BenefitEntry): string {
  switch (entry.kind) {
    case 'benefit.locked': {
      const { urgent, reason, plannedUntil } = entry.payload;
      const until = plannedUntil === null ? '' : `，拟至 ${printedDay(plannedUntil)}`;
      return `${urgent ? '紧急封锁先行生效' : '医保待遇已封锁'}：${reason}${until}`;
    }
    case 'benefit.lock-confirmed':
      return '紧急封锁已经复核、审核，继续有效';
    case 'benefit.unlocked': {
      const { ending, reason } = entry.payload;
      return `医保待遇封锁结束，${lockEndings[ending]}${reason === '' ? '' : `：${reason}`}`;
    }
    case 'benefit.unlock-annulled':
      return '解锁已作废，医保待遇仍为封锁';
  }
}
