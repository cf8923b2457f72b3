import { failure } from '../../contract/failures.ts';
import type { VisitEffect } from '../../domain/visit/effect.ts';
import type { Moment } from '../../domain/visit/event.ts';
import { isClosePerson } from '../../store/staff.ts';
import type { Context } from '../context.ts';
import type { RefusedTries } from '../refusedTries.ts';

/** What a step at this UTC instant (ISO 8601) goes by: by the staff file, who must not serve whom. */
export function momentAt({ newId, store }: Pick<Context, 'newId' | 'store'>, at: string): Moment {
  return { at, newId: newId(), avoids: ({ number }, personId) => isClosePerson(store.read, number, personId) };
}

/** Somebody's own or a relative's card on a reader is no press that could be refused: that it was shown is kept all the same. */
export function noteAvoided(tries: RefusedTries, effects: readonly VisitEffect[]): void {
  for (const effect of effects) {
    if (effect.kind === 'avoided') tries.judge(effect.actor, { act: `visit.${effect.by}` }, failure('PERSON_AVOIDED'));
  }
}
