import { failure } from '../../contract/failures.ts';
import { ok } from '../../domain/result.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import type { Reception } from '../../domain/visit/visit.ts';
import type { Context } from '../context.ts';
import type { Answer } from '../once.ts';

/** What photos were named; a name goes with its photo. */
const names = new WeakMap<Uint8Array, string>();

/** The name a photo is asked for by: every photo has one of its own, which tells nothing of what is on it. */
export function photoName({ newId }: Pick<Context, 'newId'>, photo: Uint8Array): string {
  const name = names.get(photo) ?? newId();
  names.set(photo, name);
  return name;
}

/** The photo of the citizen at the counter as a data: URL. Failures: VISIT_NONE, VISIT_OF_OTHER_TELLER, VISIT_CHANGED. */
export function viewPhoto(
  { present }: Reception,
  teller: Pick<StaffActor, 'number'>,
  asked: { readonly visitId: string; readonly photo: string },
): Answer<{ readonly picture: string }> {
  if (!present) return failure('VISIT_NONE');
  if (present.teller.number !== teller.number) return failure('VISIT_OF_OTHER_TELLER');
  const { visitId, photo } = present;
  if (visitId !== asked.visitId || photo === null || names.get(photo) !== asked.photo) return failure('VISIT_CHANGED');
  return ok({ picture: `data:image/bmp;base64,${Buffer.from(photo).toString('base64')}` });
}
