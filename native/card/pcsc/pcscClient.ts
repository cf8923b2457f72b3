import type { z } from 'zod';
import { askHelper, type HelperQuestion } from '../../helper/askHelper.ts';
import type { Helper, HelperEnd } from '../../helper/port.ts';
import type { Timers } from '../../../main/domain/time.ts';
import { readAnswer, watchAnswer } from './message.ts';
import type { ReadAnswer } from './message.ts';

/** Why a request brought nothing: PC/SC (or the worker) refused it, or the helper process is no more. */
export type PcscFailure =
  | { readonly kind: 'refused'; readonly reason: string; readonly detail: string }
  | { readonly kind: 'ended'; readonly end: HelperEnd };

/** Result of a request. */
export type PcscResult<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: PcscFailure };

/** Longest answer to a request that needs the service only. Windows starts its service on the first request; a system under load takes some seconds. */
export const SERVICE_TIMEOUT_MS = 15_000;
/**
 * Longest reading: up to 5 s to connect, after which the worker gives up by itself, and 10 s for some twenty commands, which
 * take 2 s at 9600 baud. What takes longer hangs.
 */
const READ_TIMEOUT_MS = 15_000;

/** What the driver asks of the helper. */
export interface PcscClient {
  /** Answers the number of its events. */
  watch(): Promise<PcscResult<number>>;
  /** Reads the card in that reader. `traced`: with events of its commands and answers. */
  read(reader: string, traced: boolean): Promise<PcscResult<ReadAnswer>>;
}

/** The requests as functions. */
export function createPcscClient(helper: Helper): PcscClient {
  return {
    async watch() {
      const begun = await ask(helper, {
        method: 'watch',
        parameters: null,
        timeoutMs: SERVICE_TIMEOUT_MS,
        answer: watchAnswer,
      });
      return begun.ok ? { ok: true, value: begun.value.watch } : begun;
    },
    read: (reader, traced) =>
      ask(helper, {
        method: 'read',
        parameters: { reader, traced },
        timeoutMs: READ_TIMEOUT_MS,
        answer: readAnswer,
      }),
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

/** One request of the helper as a result. */
export async function ask<Schema extends z.ZodType>(
  helper: Helper,
  question: HelperQuestion<Schema>,
): Promise<PcscResult<z.infer<Schema>>> {
  const answer = await askHelper(helper, question);
  if (answer.ok) return answer;
  if (answer.code === 'ended') return { ok: false, failure: { kind: 'ended', end: answer.end } };
  return { ok: false, failure: { kind: 'refused', reason: answer.reason, detail: answer.detail } };
}
