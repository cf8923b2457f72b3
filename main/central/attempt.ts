import type { AskOutcome, CentralSystem, SubmitOutcome } from './port.ts';
import type { QueuedMessage, Receipt } from '../domain/delivery/delivery.ts';

/** How one attempt ended, without the question when to try again. `answered` = the system behind spoke. */
export type Attempt =
  | { readonly kind: 'delivered'; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly message: string }
  /** The id stands for another content there: this message has not taken effect, and cannot under this id. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'failed'; readonly detail: string; readonly mustAsk: boolean; readonly neverLeft: boolean };

function conclusion(answer: AskOutcome | SubmitOutcome): Attempt | null {
  switch (answer.outcome) {
    case 'delivered':
      return { kind: 'delivered', receipt: answer.receipt };
    case 'refused':
      return { kind: 'refused', message: answer.message };
    case 'absent':
      return null;
    case 'foreign':
      return { kind: 'foreign' };
    case 'unknown':
    case 'unproven':
      return { kind: 'failed', detail: answer.detail, mustAsk: true, neverLeft: false };
    case 'not-sent':
      return { kind: 'failed', detail: answer.detail, mustAsk: false, neverLeft: true };
  }
}

/**
 * Brings one message over. When an earlier attempt may have arrived it asks first, and sends again (with the same id) only
 * what is certainly absent. A success that does not prove to be about this message is asked about at once. So is a resend that
 * is refused: the earlier attempt may have arrived late, and some systems answer a repeated id with an error although the
 * first took effect.
 */
export async function attemptDelivery(
  central: Pick<CentralSystem, 'submit' | 'ask'>,
  message: QueuedMessage,
): Promise<Attempt> {
  if (message.mustAsk) {
    const known = conclusion(await central.ask(message));
    if (known !== null) return known;
  }
  const answer = await central.submit(message);
  const sent = conclusion(answer);
  if (sent === null) throw new Error('a submission has no outcome "absent"');
  if (answer.outcome === 'unproven') return conclusion(await central.ask(message)) ?? sent;
  if (!message.mustAsk) return sent;
  if (sent.kind === 'refused') return conclusion(await central.ask(message)) ?? sent;
  // The earlier attempt is still not cleared up, so the doubt stays even if this one never left.
  return sent.kind === 'failed' ? { ...sent, mustAsk: true } : sent;
}
