import type { CloseRelation } from '../domain/staff/closePersons.ts';
import { personIdOf } from '../domain/identity/personId.ts';
import type { DocumentId } from '../domain/identity/documentTypes.ts';
import type { Actor } from '../domain/staff/actor.ts';
import { findStaff } from '../store/staff.ts';
import type { Context } from './context.ts';

/** Somebody whose business a member of the staff must not handle; the document in its one form. */
export interface ClosePerson {
  readonly document: DocumentId;
  readonly relation: CloseRelation;
}

/**
 * Keeps whose business this member of the staff must not handle, in place of what was kept before. Only the derived ids are kept:
 * nobody reads a number or a name out of it. False for a number nobody has.
 */
export function keepClosePersons(
  { store, hashText }: Pick<Context, 'store' | 'hashText'>,
  by: Actor,
  { number, persons }: { readonly number: string; readonly persons: readonly ClosePerson[] },
): boolean {
  if (!findStaff(store.read, number)) return false;
  const relations = new Map(persons.map(({ document, relation }) => [personIdOf(document, hashText), relation]));
  store.transact((transaction) =>
    transaction.append({
      kind: 'account.close-persons',
      subject: `account:${number}`,
      actor: by,
      payload: { number, persons: [...relations].map(([personId, relation]) => ({ personId, relation })) },
    }),
  );
  return true;
}
