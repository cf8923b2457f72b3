import type { ActFacts } from '../domain/case/act.ts';
import { readable } from '../domain/identity/told.ts';
import type { FormValues } from '../domain/case/papers.ts';
import type { QueuedTransaction } from '../domain/delivery/delivery.ts';
import type { KnownPerson } from '../domain/visit/knownPerson.ts';
import type { JournalHead } from '../store/journal.ts';
import type { Context } from './context.ts';
import { documentOfPerson } from './visit/known.ts';

/** The transaction a completed case leaves as. All of it is fixed here and never changes. */
export function queuedTransaction(parts: {
  readonly context: Context;
  readonly facts: ActFacts;
  readonly person: KnownPerson;
  readonly completed: { readonly form: FormValues; readonly acceptedAt: string };
  readonly messageId: string;
  readonly caseNumber: string;
  readonly head: JournalHead;
}): QueuedTransaction {
  const { context, facts, person, completed, messageId, caseNumber, head } = parts;
  const { item, known, at } = facts;
  return {
    messageId,
    insuranceRegion: readable(known.insurance?.region) ?? context.facts.region,
    ...context.writeTransaction({
      caseNumber,
      item,
      form: completed.form,
      facts: known,
      citizen: { name: person.name, document: documentOfPerson(person) },
      acceptedAt: completed.acceptedAt,
      completedAt: at,
      pendingMaterials: Object.values(facts.case.obtained)
        .filter(({ result }) => result === 'pending')
        .map(({ materialCode }) => materialCode),
    }),
    journalHead: head,
  };
}
