import { createHmac } from 'node:crypto';
import { z } from 'zod';

/** Version of the gateway's header convention. */
const API_VERSION = '1.0.0';

/** The five headers of the platform's service gateway. */
export interface GatewayHeaders {
  readonly _api_name: string;
  readonly _api_version: string;
  readonly _api_timestamp: string;
  readonly _api_access_key: string;
  readonly _api_signature: string;
}

/**
 * Signature over the first four headers: `key=value` in natural order of the keys, joined with `&`, HMAC-SHA1 with the
 * secret key over UTF-8, Base64 (interface specification V1.1.27, service gateway).
 */
export function gatewaySignature(headers: Omit<GatewayHeaders, '_api_signature'>, secretKey: string): string {
  const text =
    `_api_access_key=${headers._api_access_key}&_api_name=${headers._api_name}` +
    `&_api_timestamp=${headers._api_timestamp}&_api_version=${headers._api_version}`;
  return createHmac('sha1', secretKey).update(text, 'utf8').digest('base64');
}

/** Makes the headers for one call of `transaction` at `epochMs`. */
export type GatewaySigner = (transaction: string, epochMs: number) => GatewayHeaders;

const SECOND_MS = 1_000;

/**
 * Signs for one pair of keys. The gateway takes a stamp for 30 minutes and the signature does not cover the body, so all calls
 * of a transaction within one second share theirs: a backlog of thousands costs no thousands of signatures.
 */
export function createGatewaySigner(keys: { readonly accessKey: string; readonly secretKey: string }): GatewaySigner {
  const latest = new Map<string, GatewayHeaders>();
  return (transaction, epochMs) => {
    const stamp = String(Math.floor(epochMs / SECOND_MS) * SECOND_MS);
    const known = latest.get(transaction);
    if (known?._api_timestamp === stamp) return known;
    const headers = {
      _api_name: transaction,
      _api_version: API_VERSION,
      _api_timestamp: stamp,
      _api_access_key: keys.accessKey,
    };
    const signed = { ...headers, _api_signature: gatewaySignature(headers, keys.secretKey) };
    latest.set(transaction, signed);
    return signed;
  };
}

/** A failure of the gateway itself: it has `code` and `message`, and no `infcode`. Numbers are texts, as `readJson` gives them. */
export const gatewayFailureSchema = z.object({
  code: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number),
  message: z.string().catch(''),
  infcode: z.undefined().optional(),
});

/**
 * Refusals of the gateway before it passes anything on: header, time stamp, key or signature (401), no right to the interface
 * (403), called too often (429). After these the message may simply go again. Everything else may have been passed
 * on before it went wrong.
 */
const KEPT_OUT: readonly number[] = [401, 403, 429];

/** Whether the gateway says, in its own envelope, that the system behind never saw the request. */
export function isKeptOut(status: number, code: number): boolean {
  return KEPT_OUT.includes(code) && (status === code || (status >= 200 && status <= 299));
}
