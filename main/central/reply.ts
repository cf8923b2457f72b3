import { unreachable } from '../domain/result.ts';
import { readAnswer } from './answer.ts';
import { saysNobodyFound } from './nobodyFound.ts';
import type { AskOutcome, LookUpFailure, SubmitOutcome } from './port.ts';
import type { Exchange } from './transport.ts';
import { readMessageState, readReceipt, type SentContent } from './wire/receipt.ts';

/**
 * What came of one exchange, transport and envelope together. `kept-out`, `between`, `broken`: see `AnswerReading`;
 * `not-connected`, `unanswered`: see `Exchange`.
 */
export type Reply =
  | { readonly kind: 'success'; readonly reference: string; readonly at: string; readonly output: unknown }
  | { readonly kind: 'refused'; readonly message: string }
  | {
      readonly kind: 'kept-out' | 'between' | 'broken' | 'not-connected' | 'unanswered';
      readonly detail: string;
    };

/** Reads an exchange; `now` (ISO 8601) stands for the time of an answer that names none. */
export function replyOf(exchange: Exchange, now: () => string): Reply {
  switch (exchange.kind) {
    case 'not-connected':
    case 'unanswered':
      return exchange;
    case 'unreadable': {
      const { status, detail } = exchange;
      const fromBehind = status >= 200 && status <= 299;
      return fromBehind ? { kind: 'broken', detail } : { kind: 'between', detail: `${detail}（状态码 ${status}）` };
    }
    case 'answered': {
      const reading = readAnswer(exchange.status, exchange.text);
      return reading.kind === 'success' ? { ...reading, at: reading.at ?? now() } : reading;
    }
  }
}

/** What a look-up says that brought nothing; `phrases` as in `saysNobodyFound`. */
export function lookUpFailure(reply: Exclude<Reply, { kind: 'success' }>, phrases: readonly string[]): LookUpFailure {
  switch (reply.kind) {
    case 'refused': {
      const code = saysNobodyFound(reply.message, phrases) ? 'not-found' : 'refused';
      return { ok: false, code, message: reply.message };
    }
    case 'broken':
      return { ok: false, code: 'broken', message: reply.detail };
    case 'kept-out':
    case 'between':
    case 'not-connected':
    case 'unanswered':
      return { ok: false, code: 'unreachable', message: reply.detail };
    default:
      return unreachable(reply, 'reply');
  }
}

/** What an attempt to send says about the message. Only a receipt for this very content is a delivery. */
export function submitOutcome(reply: Reply, sent: SentContent): SubmitOutcome {
  switch (reply.kind) {
    case 'success': {
      const reading = readReceipt(reply, sent);
      return reading.kind === 'receipt'
        ? { outcome: 'delivered', receipt: reading.receipt }
        : { outcome: 'unproven', detail: reading.detail };
    }
    case 'refused':
      return { outcome: 'refused', message: reply.message };
    case 'not-connected':
    case 'kept-out':
      return { outcome: 'not-sent', detail: reply.detail };
    case 'between':
    case 'unanswered':
    case 'broken':
      return { outcome: 'unknown', detail: reply.detail };
    default:
      return unreachable(reply, 'reply');
  }
}

/** What the answer to the question about a message says. */
export function askOutcome(reply: Reply, sent: SentContent): AskOutcome {
  if (reply.kind === 'refused') return { outcome: 'unknown', detail: `查询被拒绝：${reply.message}` };
  if (reply.kind !== 'success') return { outcome: 'unknown', detail: reply.detail };
  const state = readMessageState(reply.output, reply.at, sent);
  switch (state.kind) {
    case 'taken':
      return { outcome: 'delivered', receipt: state.receipt };
    case 'refused':
      return { outcome: 'refused', message: state.message };
    case 'absent':
    case 'foreign':
      return { outcome: state.kind };
    case 'unclear':
      return { outcome: 'unknown', detail: state.detail };
  }
}
