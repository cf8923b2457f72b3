import type { AskOutcome, CentralSystem, SubmitOutcome } from './port.ts';
import type { QueuedMessage, Receipt } from '../domain/delivery/delivery.ts';

/** How one attempt ended, without the question when to try again. `answered` = the system behind spoke. */
export type Attempt =
  | { readonly kind: 'delivered'; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'failed'; readonly detail: string; readonly mustAsk: boolean; readonly neverLeft: boolean };

/** An id that another workstation used for something else: a mistake of the configuration that a person must clear up. */
const FOREIGN: Attempt = {
  kind: 'refused',
  message:
    '中心系统里这个报文编号是另一笔业务的，本笔没有办理。请信息股核对各柜台 counter.yaml 的 central.slot 是否重复，改正后再重新发送',
};

function settled(answer: AskOutcome | SubmitOutcome): Attempt | null {
  switch (answer.outcome) {
    case 'delivered':
      return { kind: 'delivered', receipt: answer.receipt };
    case 'refused':
      return { kind: 'refused', message: answer.message };
    case 'absent':
      return null;
    case 'foreign':
      return FOREIGN;
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
    const known = settled(await central.ask(message));
    if (known !== null) return known;
  }
  const answer = await central.submit(message);
  const sent = settled(answer);
  if (sent === null) throw new Error('a submission has no outcome "absent"');
  if (answer.outcome === 'unproven') return settled(await central.ask(message)) ?? sent;
  if (!message.mustAsk) return sent;
  if (sent.kind === 'refused') return settled(await central.ask(message)) ?? sent;
  // The earlier attempt is still not cleared up, so the doubt stays even if this one never left.
  return sent.kind === 'failed' ? { ...sent, mustAsk: true } : sent;
}
