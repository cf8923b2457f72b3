import type { FormValues } from '../case/papers.ts';
import type { ValueChange } from '../catalogue/changes.ts';
import type { CaseFacts } from '../catalogue/facts.ts';
import type { ServiceItem } from '../catalogue/item.ts';

/** A case that has just been completed, in the words of the hall: what the central system is to be told. */
export interface CompletedCase {
  readonly caseNumber: string;
  readonly item: Pick<ServiceItem, 'code' | 'version' | 'name' | 'fields'>;
  readonly form: FormValues;
  /** Values of the citizen's data before and after. */
  readonly changes: readonly ValueChange[];
  /** Who accepted, checked and decided it, in this order. */
  readonly handlers: readonly { readonly post: string; readonly number: string; readonly name: string }[];
  readonly facts: CaseFacts;
  /** `documentType`: dictionary `psn_cert_type`. */
  readonly citizen: {
    readonly name: string;
    readonly document: { readonly documentType: string; readonly number: string };
  };
  /** UTC instants, ISO 8601. */
  readonly acceptedAt: string;
  readonly completedAt: string;
  /** Codes of the materials that were accepted without the system's word: it is asked before the transaction leaves. */
  readonly pendingMaterials: readonly string[];
}

/** A completed case in the words of the central system, as it is queued. */
export interface WrittenTransaction {
  /** Number of the transaction there, four characters. */
  readonly transaction: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Puts a completed case into the words of the central system. */
export type WriteTransaction = (completed: CompletedCase) => WrittenTransaction;
