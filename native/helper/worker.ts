/**
 * What a worker answers when it cannot do what was asked although it works: its caller gets the answer `refused`. Any other
 * exception is a bug and ends the helper.
 */
export class WorkerRefusal extends Error {
  /** Name of the refusal, known to the caller, e.g. `library-not-found`. */
  readonly reason: string;
  /** For the log and the technician; no personal data. */
  readonly detail: string;

  /** Both texts go to the caller as they are. */
  constructor(reason: string, detail: string) {
    super(`${reason}: ${detail}`);
    this.reason = reason;
    this.detail = detail;
  }
}

/** The native half of a driver, inside a helper process. */
export interface Worker {
  /**
   * Does one thing; called again only after the answer. Parameters come from another process: parse them (zod). Answer and
   * parameters are JSON, binary as base64 text. Calls that take time go through koffi's `.async`: the process must notice
   * the end of its parent meanwhile.
   */
  handle(method: string, parameters: unknown): Promise<unknown>;
}

/** What a worker module exports under the name `createWorker`. `emit` tells the caller something by itself: JSON, too. */
export type CreateWorker = (emit: (event: unknown) => void) => Worker;
