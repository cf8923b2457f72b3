import { failure } from '../contract/failures.ts';
import type { OutboxRow } from '../contract/outbox.ts';
import { maskName } from '../domain/identity/mask.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { dueNow, findMessage, listOutbox, queueAttempt, type OutboxListRow } from '../store/outbox.ts';
import type { Context } from './context.ts';
import { once, type Answer, type Request } from './once.ts';

/** Rows on the queue screen. */
const ROWS = 200;

function stateOf(row: OutboxListRow): OutboxRow['state'] {
  if (row.state !== 'waiting') return row.state;
  if (row.sending === 1) return 'sending';
  return row.mustAsk === 1 ? 'unknown' : 'waiting';
}

/** The queue to the central system as the screen lists it. */
export function listDelivery(context: Context): OutboxRow[] {
  return listOutbox(context.store.read, ROWS).map((row) => ({
    messageId: row.messageId,
    caseId: row.caseId,
    caseNumber: row.caseNumber ?? '',
    itemName: context.catalogue.nameOf(row.itemCode, row.itemVersion),
    maskedName: maskName(row.personName, 'list'),
    state: stateOf(row),
    attempts: row.attempts ?? 0,
    detail: row.state === 'waiting' ? (row.detail ?? '') : row.note,
    queuedAt: row.queuedAt,
    nextAt: row.state === 'waiting' ? row.nextAt : null,
  }));
}

/** Sends a waiting message now; a refused one goes out again by this person's decision. `wake` tells the forwarder. */
export function sendNow(
  context: Context,
  actor: StaffActor,
  request: Request,
  messageId: string,
  wake: () => void,
): Answer<Record<string, never>> {
  const answer = once(context, request, (transaction, refuse) => {
    const row = findMessage(transaction.write, messageId);
    switch (row?.state) {
      case 'waiting':
        dueNow(transaction, messageId);
        return {};
      case 'refused':
        transaction.append({ kind: 'message.requeued', subject: messageId, actor, payload: {} });
        queueAttempt(transaction, row);
        return {};
      default:
        return refuse(failure('MESSAGE_NOT_WAITING'));
    }
  });
  if (answer.ok) wake();
  return answer;
}
