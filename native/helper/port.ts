import type { Unsubscribe } from '../transport/port.ts';

/**
 * Why a helper process is no more. `hung`: it was killed because an answer did not come in time; `crashed`: it died by
 * itself; `not-started`: the runtime could not be started; `stopped`: we ended it.
 */
export interface HelperEnd {
  readonly kind: 'hung' | 'crashed' | 'not-started' | 'stopped';
  /** Exit code, signal or error text; no personal data. */
  readonly detail: string;
}

/** The answer to one request. `refused`: the helper is alive and says why not, e.g. a library that does not load. */
export type HelperAnswer<Value = unknown> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: 'refused'; readonly reason: string; readonly detail: string }
  | { readonly ok: false; readonly code: 'ended'; readonly end: HelperEnd };

/**
 * A process that makes the native calls which may hang or crash. A helper is used for one life: after its end a new one
 * is started. Requests are answered in order, one at a time.
 */
export interface Helper {
  /** Asks, see `askHelper`; after `timeoutMs` without an answer the process is killed and every open request ends with `hung`. */
  request(method: string, parameters: unknown, timeoutMs: number): Promise<HelperAnswer>;
  /** Things the helper tells by itself, e.g. a card that came. */
  onEvent(listener: (event: unknown) => void): Unsubscribe;
  /** Called exactly once, also when the helper has already ended (asynchronously then). */
  onEnd(listener: (end: HelperEnd) => void): Unsubscribe;
  /** It said what no worker of its kind says: it is killed and ends as `crashed`. `detail` holds nothing of what it said. */
  condemn(detail: string): void;
  /** Kills the process; resolves when it is gone. */
  stop(): Promise<void>;
}

/** Starts a new helper of one kind. Never rejects: a start that fails is the end of the helper. */
export type StartHelper = () => Helper;
