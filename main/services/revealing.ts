import { failure } from '../contract/failures.ts';
import { readable } from '../domain/identity/told.ts';
import { ok } from '../domain/result.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import type { KnownPerson } from '../domain/visit/knownPerson.ts';
import type { CaseAccess } from './caseAccess.ts';
import type { Context } from './context.ts';
import type { Answer } from './once.ts';

/** Which masked value is wanted in full, and why. */
export interface Revealing {
  readonly field: 'id-number' | 'phone';
  readonly reason: string;
}

/** A masked value of this person in full, with the reason in the journal. Failures: NOTHING_TO_REVEAL. */
export function revealOf(
  { store }: Pick<Context, 'store'>,
  person: KnownPerson,
  actor: StaffActor,
  { field, reason }: Revealing,
): Answer<{ value: string }> {
  const value = { 'id-number': person.idNumber, phone: readable(person.central?.person.phone) }[field];
  if (value === undefined) return failure('NOTHING_TO_REVEAL');
  store.transact((transaction) =>
    transaction.append({ kind: 'person.revealed', subject: person.personId, actor, payload: { field, reason } }),
  );
  return ok({ value });
}

/** As {@link revealOf}, of the citizen of a case that is seen in full though they are away. Failures also: those of access, NOT_ALLOWED. */
export function revealOfCase(
  context: Context,
  access: Pick<CaseAccess, 'see'>,
  actor: StaffActor,
  { caseId, ...what }: Revealing & { readonly caseId: string },
): Answer<{ value: string }> {
  const seen = access.see(actor, caseId);
  if (!seen.ok) return seen;
  return seen.value.shows === 'full' ? revealOf(context, seen.value.person, actor, what) : failure('NOT_ALLOWED');
}
