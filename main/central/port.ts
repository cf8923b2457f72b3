import type { CentralPerson } from '../domain/identity/person.ts';

/** How the citizen showed who they are (`mdtrt_cert_type` 03, 02, 01 on the wire). */
export type Credential =
  | {
      readonly kind: 'social-card';
      readonly cardNumber: string;
      readonly cardIdentifier: string;
      readonly idNumber?: string;
    }
  | { readonly kind: 'id-number'; readonly idNumber: string; readonly name?: string }
  | { readonly kind: 'e-credential'; readonly token: string };

/** Who acts, as the envelope names them (`opter`, `opter_name`). */
export interface CentralOperator {
  readonly number: string;
  readonly name: string;
}

/**
 * Why a look-up brought nothing. `unreachable`: no connection or no answer in time; `refused`: the system answered no,
 * `message` is its own word; `broken`: the answer is not in the agreed form; `not-found`: no such person or record.
 */
export interface LookUpFailure {
  readonly ok: false;
  readonly code: 'unreachable' | 'refused' | 'broken' | 'not-found';
  readonly message: string;
}

/** A fetched fact with where it came from. `reference` is the receiver's message id (`inf_refmsgid`). */
export interface Fetched<Value> {
  readonly ok: true;
  readonly value: Value;
  readonly reference: string;
  /** UTC instant, ISO 8601. */
  readonly at: string;
}

/** A material the system supplies in place of the citizen. */
export interface SuppliedMaterial {
  /** True when the system confirms the fact the material would prove. */
  readonly confirmed: boolean;
  /** One Chinese line for the screen and the slip, e.g. `参保状态正常, 无欠费`. */
  readonly summary: string;
}

/** A completed transaction on its way out. All of it is fixed before the first send and never changes. */
export interface OutboundMessage {
  /** 30 characters: institution code 12 + yyyyMMddHHmmss + serial 4. The idempotency key of the transfer. */
  readonly messageId: string;
  /** `infno`, four characters, from the item or the configuration. */
  readonly transaction: string;
  /** Messages with the same order key leave in the order they were queued. */
  readonly orderKey: string;
  /** Insurance region of the citizen. */
  readonly insuranceRegion: string;
  readonly operator: CentralOperator;
  /** UTC instant the transaction was completed. */
  readonly completedAt: string;
  /** Wire-ready input node, as the item's field map made it. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Head of the counter's journal when this was queued, so that a rewritten database is noticed. */
  readonly journalHead: { readonly sequence: number; readonly hash: string };
}

/** The central system's word that a transaction has taken effect. */
export interface Receipt {
  /** `inf_refmsgid`. */
  readonly reference: string;
  /** `trt_dcla_detl_sn` where the transaction has one. */
  readonly declarationSerial?: string;
  readonly at: string;
}

/**
 * How one attempt ended. `not-sent`: nothing can have reached the other side, send again later. `unknown`: it may have
 * taken effect, ask with {@link CentralSystem.ask} before any resend. `refused`: a business no, work for the teller.
 */
export type SubmitOutcome =
  | { readonly outcome: 'delivered'; readonly receipt: Receipt }
  | { readonly outcome: 'refused'; readonly message: string }
  | { readonly outcome: 'not-sent'; readonly detail: string }
  | { readonly outcome: 'unknown'; readonly detail: string };

/** Answer to "what became of this message?". `absent` = certainly not taken, it may be sent again with the same id. */
export type AskOutcome =
  | { readonly outcome: 'delivered'; readonly receipt: Receipt }
  | { readonly outcome: 'refused'; readonly message: string }
  | { readonly outcome: 'absent' }
  | { readonly outcome: 'unknown'; readonly detail: string };

/** The bureau's central system, whatever dialect it speaks. No method rejects for a foreseen reason. */
export interface CentralSystem {
  lookUpPerson(credential: Credential, operator: CentralOperator): Promise<Fetched<CentralPerson> | LookUpFailure>;
  obtainMaterial(
    request: { readonly materialCode: string; readonly itemCode: string; readonly person: CentralPerson },
    operator: CentralOperator,
  ): Promise<Fetched<SuppliedMaterial> | LookUpFailure>;
  submit(message: OutboundMessage): Promise<SubmitOutcome>;
  ask(messageId: string): Promise<AskOutcome>;
  /** True when the system answers at all; used for the light on the screen. */
  isReachable(): Promise<boolean>;
  close(): Promise<void>;
}

/** One message as the queue holds it. `mustAsk`: an earlier attempt may have arrived. */
export interface QueuedMessage extends OutboundMessage {
  readonly queueId: number;
  readonly attempts: number;
  readonly mustAsk: boolean;
}

/** What the forwarder records about one attempt. */
export type ForwardRecord =
  | { readonly queueId: number; readonly kind: 'delivered'; readonly receipt: Receipt }
  | { readonly queueId: number; readonly kind: 'refused'; readonly message: string }
  | {
      readonly queueId: number;
      readonly kind: 'retry';
      readonly detail: string;
      readonly nextAt: string;
      readonly mustAsk: boolean;
    };

/** The durable queue, implemented by the store. Every call is one transaction and synchronous. */
export interface Outbox {
  /**
   * Takes up to `limit` due messages whose predecessors of the same order key are settled, none with an order key in
   * `busy`, and marks them as being sent: after a crash each of them comes back with `mustAsk`.
   */
  claim(now: string, limit: number, busy: ReadonlySet<string>): readonly QueuedMessage[];
  /** Records a batch of outcomes in one transaction. */
  record(outcomes: readonly ForwardRecord[]): void;
  /** When the next message becomes due, or null when nothing waits. */
  nextDueAt(): string | null;
  /** Number of messages neither delivered nor refused. */
  waiting(): number;
}
