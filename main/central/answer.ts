import { z } from 'zod';
import { gatewayFailureSchema, isKeptOut } from './gateway.ts';
import { readJson } from './json.ts';
import { shownText } from './plainText.ts';
import { reasonOf } from './reason.ts';
import { readWireStamp } from './wireTime.ts';

/** Characters of a gateway's words on the screen. */
const GATEWAY_WORDS = 80;

/**
 * What an answer says. Only the platform's own envelope under a 2xx says anything about the business: `success` or `refused`.
 * `kept-out`: the gateway's own refusal, the system behind never saw the request. `between`: something on the way
 * answered (a proxy, a sign-in page, an error page), which does not say how far the request came. `broken`: no agreed form.
 */
export type AnswerReading =
  | { readonly kind: 'success'; readonly reference: string; readonly at: string | null; readonly output: unknown }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'kept-out' | 'between' | 'broken'; readonly detail: string };

/** Only scalars: anything else in these fields is read as absent, and what needs the field does without. */
const scalar = z.string().catch('');

const envelopeSchema = z.object({
  infcode: z.string(),
  inf_refmsgid: scalar,
  refmsg_time: scalar,
  respond_time: scalar,
  err_msg: z.unknown().optional(),
  output: z.unknown().optional(),
});

/** Success as the platform agreed to write it: number or text, seen both, but nothing that only comes to zero. */
const SUCCESS = '0';
/** A refusal's code: a whole number other than 0. */
const REFUSED = /^-?[1-9]\d{0,8}$/;

/** Region of the receiver 6, yyyyMMddHHmmss 14, serial 10 (samples with one less are seen). */
const REFERENCE = /^\d{6}(\d{14})[0-9A-Za-z]{9,10}$/;

/** Whether a text can be the receiver's message id (`inf_refmsgid`), by which a receipt is found again. */
export function isReference(text: string): boolean {
  const [, stamp = ''] = REFERENCE.exec(text) ?? [];
  return readWireStamp(stamp) !== null;
}

/** An output that arrives as JSON in a text is the same output. */
function outputOf(output: unknown): unknown {
  return typeof output === 'string' ? (readJson(output) ?? output) : output;
}

function readEnvelope(json: unknown): AnswerReading | null {
  const parsed = envelopeSchema.safeParse(json);
  if (!parsed.success) return null;
  const { infcode, inf_refmsgid, refmsg_time, respond_time, err_msg, output } = parsed.data;
  if (REFUSED.test(infcode)) return { kind: 'refused', message: reasonOf(err_msg) };
  if (infcode !== SUCCESS) return null;
  const reference = isReference(inf_refmsgid) ? inf_refmsgid : '';
  const at = readWireStamp(respond_time) ?? readWireStamp(refmsg_time);
  return { kind: 'success', reference, at, output: outputOf(output) };
}

function hasResultCode(json: unknown): boolean {
  return typeof json === 'object' && json !== null && Object.hasOwn(json, 'infcode');
}

/** Reads an answer with the status of its HTTP exchange. Reads any text without throwing. */
export function readAnswer(status: number, text: string): AnswerReading {
  const json = readJson(text);
  // An envelope is not tried as the gateway's word: that it is none costs more than all of its own reading.
  const gateway = hasResultCode(json) ? undefined : gatewayFailureSchema.safeParse(json).data;
  if (gateway !== undefined) {
    const { code, message } = gateway;
    const detail = `网关拒绝：${shownText(message, GATEWAY_WORDS)} (${code})`;
    return { kind: isKeptOut(status, code) ? 'kept-out' : 'between', detail };
  }
  if (status < 200 || status > 299)
    return { kind: 'between', detail: `网关或代理的回复，不是中心系统的（状态码 ${status}）` };
  return readEnvelope(json) ?? { kind: 'broken', detail: '回复格式不符' };
}
