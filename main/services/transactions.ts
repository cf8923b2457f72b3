import type { CaseFacts } from '../domain/catalogue/facts.ts';
import { forwardInput } from '../domain/catalogue/outcome.ts';
import { readable } from '../domain/identity/told.ts';
import type { QueuedTransaction } from '../domain/journal/entry.ts';
import type { JournalHead } from '../store/journal.ts';
import type { CaseInHand } from './caseInHand.ts';
import type { Context } from './context.ts';
import { documentOfPerson } from './visit/known.ts';

/**
 * The transaction a completed case leaves as: the item's own node, and the matter it belongs to in the vocabulary of the
 * platform's matter log (domain reference 5.8). All of it is fixed here and never changes.
 */
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
  const document = documentOfPerson(person);
  const pending = Object.values(history.obtained)
    .filter(({ result }) => result === 'pending')
    .map(({ materialCode }) => materialCode);
  return {
    messageId,
    transaction: item.forward.transaction,
    insuranceRegion: readable(known.insurance?.region) ?? context.facts.region,
    input: {
      ...forwardInput(item, history.form, known),
      matter: {
        matter_no: caseNumber,
        item_code: item.code,
        item_ver: String(item.version),
        item_name: item.name,
        psn_cert_type: document.documentType,
        certno: document.number,
        psn_name: person.name,
        acp_time: history.acceptance?.at ?? at,
        fin_time: at,
        // Accepted without the system's word on these; it is asked before the transaction leaves.
        pending_matl: pending,
      },
    },
    journalHead: head,
  };
}
