import { z } from 'zod';
import type { Receipt } from '../../domain/delivery/delivery.ts';
import { isReference } from '../answer.ts';
import { shownText } from '../plainText.ts';
import { reasonOf } from '../reason.ts';
import { readWireStamp } from '../wireTime.ts';
import { wireRows, wireText } from './values.ts';

/*
 * What must be agreed with the platform's vendor, because the bureau's own transactions are not public:
 *
 * Every answer about a delivery says which one it is about, in its row `result`: `omsgid` (the id we sent, named as in 2601) and
 * `ocont_hash` (the hash we sent with it in `dev_safe_info`). A receipt without them is not believed but asked about.
 *
 * The question "what became of this message?": input `data: {omsgid}`; output `result: {msg_stas, omsgid, ocont_hash, refmsgid,
 * respond_time, trt_dcla_detl_sn, err_msg}` with `msg_stas` 0 not received, 1 taken effect, 2 refused; `omsgid` always,
 * `ocont_hash` with 1 and 2.
 */

/** What a delivery is known by: its id, and the hash of its content. */
export interface SentContent {
  readonly messageId: string;
  readonly contentHash: string;
}

/** Input of the question about a message. */
export function messageQuery(messageId: string): { readonly data: { readonly omsgid: string } } {
  return { data: { omsgid: messageId } };
}

/** Values of `msg_stas`. */
export const MESSAGE_STATES = { absent: '0', taken: '1', refused: '2' } as const;

const rowSchema = z.object({
  omsgid: wireText,
  ocont_hash: wireText,
  msg_stas: wireText,
  refmsgid: wireText,
  respond_time: wireText,
  trt_dcla_detl_sn: wireText,
  err_msg: z.unknown().optional(),
});
const outputSchema = z.object({ result: wireRows(rowSchema) });

type Row = z.infer<typeof rowSchema>;

/** The one row of an answer; several are no answer about one message. */
function rowOf(output: unknown): Row | null {
  const rows = outputSchema.safeParse(output).data?.result ?? [];
  return rows.length === 1 ? (rows[0] ?? null) : null;
}

/** A declaration serial (`trt_dcla_detl_sn`, 30 characters) as it is shown and printed. */
function serialOf(row: Row): { readonly declarationSerial?: string } {
  return row.trt_dcla_detl_sn === '' ? {} : { declarationSerial: shownText(row.trt_dcla_detl_sn, 30) };
}

/** What the answer to a submission proves. `detail`: what is missing, Chinese. */
export type ReceiptReading =
  { readonly kind: 'receipt'; readonly receipt: Receipt } | { readonly kind: 'unproven'; readonly detail: string };

/** Reads the output of a success: a receipt only when it says that it is about this message and this content. */
export function readReceipt(
  { reference, at, output }: { readonly reference: string; readonly at: string; readonly output: unknown },
  sent: SentContent,
): ReceiptReading {
  const row = rowOf(output);
  if (reference === '') return { kind: 'unproven', detail: '回执没有有效的对方报文号' };
  if (row?.omsgid !== sent.messageId) return { kind: 'unproven', detail: '回执没有注明是本报文的' };
  if (row.ocont_hash !== sent.contentHash) return { kind: 'unproven', detail: '回执没有注明是本笔内容的' };
  return { kind: 'receipt', receipt: { reference, at, ...serialOf(row) } };
}

/** What the platform says became of a message. `foreign`: the id stands for another content there. */
export type MessageReading =
  | { readonly kind: 'taken'; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'absent' | 'foreign' }
  | { readonly kind: 'unclear'; readonly detail: string };

/** Reads the answer to the question; `at`: when it came. Anything but the agreed states of this very message is unclear, never "absent". */
export function readMessageState(output: unknown, at: string, sent: SentContent): MessageReading {
  const row = rowOf(output);
  if (row === null) return { kind: 'unclear', detail: '查询回复格式不符' };
  if (row.omsgid !== sent.messageId) return { kind: 'unclear', detail: '查询回复没有注明是本报文的' };
  if (row.msg_stas === MESSAGE_STATES.absent) return { kind: 'absent' };
  if (row.msg_stas !== MESSAGE_STATES.taken && row.msg_stas !== MESSAGE_STATES.refused) {
    return { kind: 'unclear', detail: '查询回复的报文状态无法识别' };
  }
  if (row.ocont_hash === '') return { kind: 'unclear', detail: '查询回复没有注明内容' };
  if (row.ocont_hash !== sent.contentHash) return { kind: 'foreign' };
  if (row.msg_stas === MESSAGE_STATES.refused) return { kind: 'refused', message: reasonOf(row.err_msg) };
  if (!isReference(row.refmsgid)) return { kind: 'unclear', detail: '查询回复没有有效的对方报文号' };
  return {
    kind: 'taken',
    receipt: { reference: row.refmsgid, at: readWireStamp(row.respond_time) ?? at, ...serialOf(row) },
  };
}
