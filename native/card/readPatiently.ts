import type { CardFault } from '../../main/domain/device/faults.ts';

/** A card that gave trouble is tried so often in all. */
const READ_ATTEMPTS = 3;

/**
 * A refusal by the card is believed when it came so often: one damaged command in 256 passes the check byte, and
 * the card then refuses what nobody asked for.
 */
const REFUSALS_BELIEVED = 2;

/** How one try at a card ended. `trouble`: the card gave no answer that counts. */
export type ReadTry<Trouble> =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly fault: CardFault; readonly detail: string }
  | { readonly kind: 'trouble'; readonly trouble: Trouble };

/** How reading a card ended. `under-it`: line, reader, service or helper failed, not the card. */
export type CardReading<Failure> =
  | { readonly kind: 'done' }
  | { readonly kind: 'card-fault'; readonly fault: CardFault; readonly detail: string }
  | { readonly kind: 'under-it'; readonly failure: Failure };

/** What one kind of reader has to say about reading a card again. */
export interface PatientReader<Trouble, Failure> {
  /** Tries once; the first attempt is 1. */
  readonly tryOnce: (attempt: number) => Promise<ReadTry<Trouble>>;
  /** True when the card is known to have left. */
  readonly gone: () => boolean;
  /** What the trouble means: an end, or `again` when another try may bring more, which it never does after the `last`. */
  readonly judge: (trouble: Trouble, last: boolean) => Promise<CardReading<Failure> | 'again'>;
}

/** Reads a card as often as it makes sense, whatever carries its commands. */
export async function readPatiently<Trouble, Failure>({
  tryOnce,
  gone,
  judge,
}: PatientReader<Trouble, Failure>): Promise<CardReading<Failure>> {
  for (let attempt = 1; ; attempt += 1) {
    const tried = await tryOnce(attempt);
    if (tried.kind === 'done') return tried;
    if (tried.kind === 'refused') {
      if (attempt < REFUSALS_BELIEVED && !gone()) continue;
      return { kind: 'card-fault', fault: tried.fault, detail: tried.detail };
    }
    const meaning = await judge(tried.trouble, attempt >= READ_ATTEMPTS);
    if (meaning !== 'again') return meaning;
  }
}
