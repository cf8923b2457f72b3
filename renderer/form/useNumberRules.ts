import { hallDate } from '../../main/domain/calendar/hallTime.ts';
import type { NumberRules } from '../../main/domain/identity/idNumber.ts';
import { useLive } from '../app/core.ts';

/** What numbers of identity documents are judged by now; the core judges again by its own clock. */
export function useNumberRules(): NumberRules {
  const trainingPeople = useLive((live) => live.hall.trainingPeople);
  return { today: hallDate(new Date().toISOString()), trainingPeople };
}
