import type { CentralOperator, OutboundMessage, Receipt } from '../domain/delivery/delivery.ts';
import type { Credential } from '../domain/identity/credential.ts';
import type { CentralPerson } from '../domain/identity/person.ts';

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

/** Which material, for which item and whom. */
export interface MaterialRequest {
  readonly materialCode: string;
  readonly itemCode: string;
  readonly person: CentralPerson;
  /** Region of the insurance the item is about; absent when the citizen has none that is known. */
  readonly insuranceRegion?: string;
}

/** A material the system supplies in place of the citizen. */
export interface SuppliedMaterial {
  /** True when the system confirms the fact the material would prove. */
  readonly confirmed: boolean;
  /** One Chinese line for the screen and the slip, e.g. `参保状态正常, 无欠费`. */
  readonly summary: string;
}

/**
 * How one attempt ended. `not-sent`: nothing can have reached the other side, send again later. `unknown`: it may have
 * taken effect, ask with {@link CentralSystem.ask} before any resend. `unproven`: the system says that it took something, and
 * not that it was this; ask at once. `refused`: a business no, work for the teller.
 */
export type SubmitOutcome =
  | { readonly outcome: 'delivered'; readonly receipt: Receipt }
  | { readonly outcome: 'refused'; readonly message: string }
  | { readonly outcome: 'not-sent' | 'unproven' | 'unknown'; readonly detail: string };

/**
 * Answer to "what became of this message?". `absent` = certainly not taken, it may be sent again with the same id. `foreign` =
 * the id stands for another content: this one has not taken effect, and cannot under this id.
 */
export type AskOutcome =
  | { readonly outcome: 'delivered'; readonly receipt: Receipt }
  | { readonly outcome: 'refused'; readonly message: string }
  | { readonly outcome: 'absent' | 'foreign' }
  | { readonly outcome: 'unknown'; readonly detail: string };

/** The bureau's central system, whatever dialect it speaks. No method rejects for a foreseen reason. */
export interface CentralSystem {
  lookUpPerson(credential: Credential, operator: CentralOperator): Promise<Fetched<CentralPerson> | LookUpFailure>;
  obtainMaterial(
    request: MaterialRequest,
    operator: CentralOperator,
  ): Promise<Fetched<SuppliedMaterial> | LookUpFailure>;
  submit(message: OutboundMessage): Promise<SubmitOutcome>;
  ask(message: OutboundMessage): Promise<AskOutcome>;
  /** True when the system answers at all; used for the light on the screen. */
  isReachable(): Promise<boolean>;
  close(): Promise<void>;
}
