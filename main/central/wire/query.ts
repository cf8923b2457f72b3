import { z } from 'zod';
import { wireRows, wireText } from './values.ts';

/**
 * Our default of the query "what became of message X?" (the bureau's own transaction is not public):
 * input `data: {omsgid}`; output `result: {msg_stas, refmsgid, respond_time, trt_dcla_detl_sn, err_msg}` with `msg_stas`
 * 0 not received, 1 taken effect, 2 refused.
 */
export function messageQuery(messageId: string): { readonly data: { readonly omsgid: string } } {
  return { data: { omsgid: messageId } };
}

/** Values of `msg_stas`. */
export const MESSAGE_STATES = { absent: '0', taken: '1', refused: '2' } as const;

const declarationSchema = z.object({ result: wireRows(z.object({ trt_dcla_detl_sn: wireText })) });

/** The declaration serial (待遇申报明细流水号) in the output of a filing; undefined where the transaction has none. */
export function readDeclarationSerial(output: unknown): string | undefined {
  const serial = declarationSchema.safeParse(output).data?.result[0]?.trt_dcla_detl_sn ?? '';
  return serial === '' ? undefined : serial;
}

const resultSchema = z.object({
  result: wireRows(
    z.object({
      msg_stas: wireText,
      refmsgid: wireText,
      respond_time: wireText,
      trt_dcla_detl_sn: wireText,
      err_msg: wireText,
    }),
  ),
});

/** What the query says about a message. */
export type MessageReading =
  | { readonly kind: 'taken'; readonly reference: string; readonly respondedAt: string; readonly serial: string }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'broken' };

/** Reads the output of the query. Anything but the three agreed states is broken, never "absent". */
export function readMessageState(output: unknown): MessageReading {
  const row = resultSchema.safeParse(output).data?.result[0];
  switch (row?.msg_stas) {
    case MESSAGE_STATES.taken:
      return { kind: 'taken', reference: row.refmsgid, respondedAt: row.respond_time, serial: row.trt_dcla_detl_sn };
    case MESSAGE_STATES.refused:
      return { kind: 'refused', message: row.err_msg === '' ? '对方未说明原因' : row.err_msg };
    case MESSAGE_STATES.absent:
      return { kind: 'absent' };
    default:
      return { kind: 'broken' };
  }
}
