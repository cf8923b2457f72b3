import type { StartHelper } from '../../helper/port.ts';
import { consequenceOf } from './consequence.ts';
import { LIBRARY_ABSENT, listAnswer } from './message.ts';
import { ask, SERVICE_TIMEOUT_MS } from './pcscClient.ts';

/** The readers of the system, or why they are not known. `detail` is for the technician. */
export type PcscReaderList =
  | { readonly ok: true; readonly readers: readonly string[] }
  | { readonly ok: false; readonly code: 'service-absent' | 'failed'; readonly detail: string };

/** Asks once for the readers of the smart-card service, in a helper of its own. */
export async function listPcscReaders({ startHelper }: { readonly startHelper: StartHelper }): Promise<PcscReaderList> {
  const helper = startHelper();
  const answer = await ask(helper, {
    method: 'list',
    parameters: null,
    timeoutMs: SERVICE_TIMEOUT_MS,
    answer: listAnswer,
  });
  await helper.stop();
  if (answer.ok) return { ok: true, readers: answer.value.readers };
  const { failure } = answer;
  if (failure.kind === 'ended')
    return { ok: false, code: 'failed', detail: `${failure.end.kind}: ${failure.end.detail}` };
  const absent = failure.reason === LIBRARY_ABSENT || consequenceOf(failure.reason) === 'service-lost';
  return { ok: false, code: absent ? 'service-absent' : 'failed', detail: failure.detail };
}
