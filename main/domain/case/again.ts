import { addCalendarDays, hallDate } from '../calendar/hallTime.ts';
import { phases, type Phase } from './phase.ts';

/** How many hall days, today among them, a completed case still makes another of its item look like a mistake. */
const RECENT_DAYS = 1;

/** What is looked at of a case of the same citizen. */
interface Earlier {
  readonly itemCode: string;
  readonly phase: Phase;
  readonly changedAt: string;
}

/** The case of an item whose papers are still being looked at: it is gone on with, a second one would be a duplicate. */
export function stillOpen<Case extends Pick<Earlier, 'itemCode' | 'phase'>>(
  cases: readonly Case[],
  itemCode: string,
): Case | undefined {
  return cases.find((one) => one.itemCode === itemCode && phases[one.phase].open);
}

/**
 * The latest case of an item that makes beginning another one a question: accepted and not completed, however long ago, or
 * completed within {@link RECENT_DAYS}. `today` is a hall date, `changedAt` a UTC instant.
 */
export function lately<Case extends Earlier>(
  cases: readonly Case[],
  itemCode: string,
  today: string,
): Case | undefined {
  const since = addCalendarDays(today, 1 - RECENT_DAYS);
  return cases
    .filter((one) => one.itemCode === itemCode)
    .filter(({ phase, changedAt }) => phase === 'accepted' || (phase === 'completed' && hallDate(changedAt) >= since))
    .toSorted((one, other) => other.changedAt.localeCompare(one.changedAt))[0];
}
