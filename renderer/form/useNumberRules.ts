import type { NumberRules } from '../../main/domain/identity/idNumber.ts';
import { useLive } from '../app/core.ts';
import { useToday } from '../app/hallClock.ts';

/** What numbers of identity documents are judged by now; the core judges again by its own clock. */
export function useNumberRules(): NumberRules {
  const trainingPeople = useLive((live) => live.hall.trainingPeople);
  return { today: useToday(), trainingPeople };
}
