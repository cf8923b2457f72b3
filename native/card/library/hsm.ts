import { explainSystemError } from '../../../main/domain/systemErrors.ts';

/** What the HSM service answered. */
export type HsmAnswer =
  { readonly ok: true; readonly key: Uint8Array } | { readonly ok: false; readonly detail: string };

/** Asks an HSM service for the authentication result of a card. */
export type AskHsm = (endpoint: string, step1: Uint8Array) => Promise<HsmAnswer>;

/** A service in the same network answers within a second; the teller is waiting. */
const HSM_TIMEOUT_MS = 8_000;
/** pKey is some hundred characters. */
const LONGEST_KEY = 2_048;

/**
 * Sends the output of step 1 as it is (`text/plain`, POST); the body of the answer, white space at both ends removed, is pKey of
 * step 2. The interface of such services is the operator's own: this is the plainest there is.
 */
export const askHsmByHttp: AskHsm = async (endpoint, step1) => {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: Uint8Array.from(step1),
      // Not to be led elsewhere with the data of a card.
      redirect: 'error',
      // oxlint-disable-next-line house/time -- the helper process is a root of its own
      signal: AbortSignal.timeout(HSM_TIMEOUT_MS),
    });
    const text = (await response.text()).trim();
    if (!response.ok) return { ok: false, detail: `加密机服务返回 HTTP ${response.status}` };
    if (text === '' || text.length > LONGEST_KEY) return { ok: false, detail: '加密机服务的回答长度不对' };
    return { ok: true, key: Buffer.from(text, 'latin1') };
  } catch (error) {
    return { ok: false, detail: `加密机服务没有应答：${causeOf(error)}` };
  }
};

/** fetch reports the reason one level deeper. */
function causeOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return '等待回复超过时限';
  return explainSystemError(error instanceof Error ? (error.cause ?? error) : error);
}
