import type { z } from 'zod';
import type { Helper, HelperEnd } from '../../helper/port.ts';
import type { Timers } from '../../transport/timers.ts';
import type { ApduExchange, CardProtocol } from '../apdu.ts';
import { fromHex, toHex } from '../bytes.ts';
import { openAnswer, transmitAnswer, watchAnswer } from './message.ts';

/** Why a request brought nothing: PC/SC (or the worker) refused it, or the helper process is no more. */
export type PcscFailure =
  | { readonly kind: 'refused'; readonly reason: string; readonly detail: string }
  | { readonly kind: 'ended'; readonly end: HelperEnd };

/** Result of a request. */
export type PcscResult<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: PcscFailure };

/** A card that answers. */
export interface PoweredPcscCard {
  readonly protocol: CardProtocol;
  readonly atr: Uint8Array;
}

/** Longest answer to a request that needs the service only. Windows starts its service on the first request; a system under load takes some seconds. */
export const SERVICE_TIMEOUT_MS = 15_000;
/** The worker gives up after 5 s by itself. */
const OPEN_TIMEOUT_MS = 15_000;
/** A card may ask for more time again and again; one command of ours takes well under a second. */
const TRANSMIT_TIMEOUT_MS = 10_000;
const CLOSE_TIMEOUT_MS = 5_000;

/** What the driver asks of the helper. */
export interface PcscClient {
  /** Answers the number of its events. */
  watch(): Promise<PcscResult<number>>;
  open(reader: string): Promise<PcscResult<PoweredPcscCard>>;
  readonly exchange: ApduExchange<PcscFailure>;
  close(reset: boolean): Promise<PcscResult<unknown>>;
}

/** The requests as functions. */
export function createPcscClient(helper: Helper): PcscClient {
  return {
    async watch() {
      const begun = await ask(helper, 'watch', null, SERVICE_TIMEOUT_MS);
      return begun.ok ? { ok: true, value: parse(watchAnswer, begun.value).watch } : begun;
    },
    async open(reader) {
      const opened = await ask(helper, 'open', { reader }, OPEN_TIMEOUT_MS);
      if (!opened.ok) return opened;
      const { protocol, atr } = parse(openAnswer, opened.value);
      return { ok: true, value: { protocol, atr: fromHex(atr) } };
    },
    async exchange(command) {
      const sent = await ask(helper, 'transmit', { command: toHex(command) }, TRANSMIT_TIMEOUT_MS);
      if (!sent.ok) return sent;
      return { ok: true, answer: fromHex(parse(transmitAnswer, sent.value).answer) };
    },
    close: (reset) => ask(helper, 'close', { reset }, CLOSE_TIMEOUT_MS),
  };
}

/** Ends a helper: the watching first, so that no thread waits in the library when the process goes. */
export async function endHelper(helper: Helper, timers: Timers): Promise<void> {
  const tooLong = Promise.withResolvers<'too-long'>();
  const cancel = timers.after(END_TIMEOUT_MS, () => tooLong.resolve('too-long'));
  await Promise.race([helper.request('end', null, END_TIMEOUT_MS), tooLong.promise]);
  cancel();
  await helper.stop();
}
/** Whoever waits for a device to stop waits this long at most; what still runs then is killed. */
const END_TIMEOUT_MS = 1_000;

/** One request of any helper as a result. */
export async function ask(
  helper: Helper,
  method: string,
  parameters: unknown,
  timeoutMs: number,
): Promise<PcscResult<unknown>> {
  const answer = await helper.request(method, parameters, timeoutMs);
  if (answer.ok) return answer;
  if (answer.code === 'ended') return { ok: false, failure: { kind: 'ended', end: answer.end } };
  return { ok: false, failure: { kind: 'refused', reason: answer.reason, detail: answer.detail } };
}

/** Both sides are one program, so an answer of another shape is a bug. */
function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  return schema.parse(value);
}
