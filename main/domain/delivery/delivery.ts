import { z } from 'zod';

/** Who acts, as the envelope names them (`opter`, `opter_name`). */
export interface CentralOperator {
  readonly number: string;
  readonly name: string;
}

/**
 * The transaction queued for the central system when a case is completed. `journalHead` is the head before the entry that
 * queues it: an entry cannot contain its own hash.
 */
export const queuedTransactionSchema = z
  .object({
    messageId: z.string(),
    transaction: z.string(),
    insuranceRegion: z.string(),
    input: z.record(z.string(), z.unknown()).readonly(),
    journalHead: z.object({ sequence: z.int(), hash: z.string() }).readonly(),
  })
  .readonly();

/** The transaction queued for the central system when a case is completed. */
export type QueuedTransaction = z.infer<typeof queuedTransactionSchema>;

/** A completed transaction on its way out. All of it is fixed before the first send and never changes. */
export interface OutboundMessage {
  /** 30 characters, unique over all workstations of the institution: the idempotency key of the transfer. */
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
  /** Hash of what the message does, see `contentHash` of the store: by it the other side tells whether it has this very content. */
  readonly contentHash: string;
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
  /** The id stands for somebody else's content: this message goes out under `freshId` from now on, and never again under the old one. */
  | {
      readonly queueId: number;
      readonly kind: 'renumbered';
      readonly freshId: string;
      readonly detail: string;
      readonly nextAt: string;
    }
  | {
      readonly queueId: number;
      readonly kind: 'retry';
      readonly detail: string;
      readonly nextAt: string;
      readonly mustAsk: boolean;
    };

/** Which messages may be taken from the queue now. */
export interface Claim {
  /** Instant until which a message is due. */
  readonly now: string;
  /**
   * Instant beyond which a message is due as well: no wait is so long, so this one was fixed by a clock that has been set right
   * since.
   */
  readonly latest: string;
  readonly limit: number;
  /** Order keys of which nothing may be taken. */
  readonly busy: ReadonlySet<string>;
}

/** The durable queue, implemented by the store. Every call is one transaction and synchronous. */
export interface Outbox {
  /**
   * Records outcomes, then takes due messages whose predecessors of the same order key are settled and marks them as being
   * sent: after a crash each of them comes back with `mustAsk`. Both in one transaction, because a durable commit costs as much
   * as several messages.
   */
  claim(claim: Claim, outcomes: readonly ForwardRecord[]): readonly QueuedMessage[];
  /** Records a batch of outcomes in one transaction. */
  record(outcomes: readonly ForwardRecord[]): void;
  /** When the next message becomes due, or null when nothing waits. */
  nextDueAt(): string | null;
}
