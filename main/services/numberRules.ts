import { hallDate } from '../domain/calendar/hallTime.ts';
import type { NumberRules } from '../domain/identity/idNumber.ts';
import type { Context } from './context.ts';

/** What numbers of identity documents are judged by at this counter now. */
export function numberRules({ clock, facts }: Pick<Context, 'clock' | 'facts'>): NumberRules {
  return { today: hallDate(clock.wall().toISOString()), trainingPeople: facts.trainingPeople };
}
