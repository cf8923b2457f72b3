import { personOf } from '../domain/visit/visit.ts';
import type { LastServed } from '../domain/print/printJob.ts';
import type { Cancel } from '../domain/time.ts';
import { lastOpenedVisit } from '../store/people.ts';
import type { Context } from './context.ts';
import type { Visits } from './visits.ts';

/** Who is served at this counter, or was last. */
export interface LastServedWatch {
  get(): LastServed;
  onChange(listener: () => void): Cancel;
}

/** Follows the visits; begins with the one that was opened last before this run. */
export function followLastServed(
  context: Pick<Context, 'store'>,
  visits: Pick<Visits, 'reception' | 'onChange'>,
): LastServedWatch {
  let last: LastServed = lastOpenedVisit(context.store.read) ?? null;
  const look = (): LastServed => {
    const { present } = visits.reception();
    if (present) last = { visitId: present.visitId, personId: personOf(present) };
    return last;
  };
  return {
    get: look,
    onChange: (listener) =>
      visits.onChange(() => {
        look();
        listener();
      }),
  };
}
