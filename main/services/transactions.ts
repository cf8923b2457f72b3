import type { CaseFacts } from '../domain/catalogue/facts.ts';
import { readable } from '../domain/identity/told.ts';
import type { QueuedTransaction } from '../domain/journal/entry.ts';
import type { JournalHead } from '../store/journal.ts';
import type { CaseInHand } from './caseInHand.ts';
import type { Context } from './context.ts';
import { documentOfPerson } from './visit/known.ts';

/** The transaction a completed case leaves as. All of it is fixed here and never changes. */
export function queuedTransaction(parts: {
  readonly context: Context;
  readonly found: CaseInHand;
  readonly known: CaseFacts;
  readonly messageId: string;
  readonly caseNumber: string;
  readonly at: string;
  readonly head: JournalHead;
}): QueuedTransaction {
  const { context, found, known, messageId, caseNumber, at, head } = parts;
  const { item, history, person } = found;
  return {
    messageId,
    insuranceRegion: readable(known.insurance?.region) ?? context.facts.region,
    ...context.writeTransaction({
      caseNumber,
      item,
      form: history.form,
      facts: known,
      citizen: { name: person.name, document: documentOfPerson(person) },
      acceptedAt: history.acceptance?.at ?? at,
      completedAt: at,
      pendingMaterials: Object.values(history.obtained)
        .filter(({ result }) => result === 'pending')
        .map(({ materialCode }) => materialCode),
    }),
    journalHead: head,
  };
}
