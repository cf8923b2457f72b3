import type { CardFault, ReaderFault } from '../../../main/domain/device/faults.ts';
import type { SocialSecurityCard } from '../../../main/domain/identity/socialSecurityCard.ts';
import { parseCardText } from './cardText.ts';
import type { AskHsm } from './hsm.ts';
import type { LibraryAnswer, LibraryCalls, LibraryFailure } from './libraryCalls.ts';
import { asksForHsm, meaningOf } from './returnCode.ts';

/** What one reading came to. */
export type LibraryReading =
  | { readonly kind: 'card'; readonly card: SocialSecurityCard }
  | { readonly kind: 'no-card' }
  /** `identifier`: 卡识别码 as far as it is known of a card that failed on the way over the HSM. */
  | {
      readonly kind: 'card-fault';
      readonly fault: CardFault;
      readonly detail: string;
      readonly identifier?: string | undefined;
    }
  /** The library works, its reader does not. */
  | { readonly kind: 'reader-fault'; readonly fault: ReaderFault; readonly detail: string }
  /** The card that is known already, read or failed; only by way of the HSM, whose service is not asked again for it. */
  | { readonly kind: 'same-card' }
  /** The library cannot be used any more. */
  | { readonly kind: 'failed'; readonly failure: LibraryFailure };

/** What a reading needs. */
export interface LibraryReadingOptions {
  readonly calls: LibraryCalls;
  /** Null: cards without a PSAM in the reader cannot be read. */
  readonly hsmEndpoint: string | null;
  readonly askHsm: AskHsm;
  /** 卡识别码 of the card that is in, read or failed: a look for a card that finds it again asks no HSM. */
  readonly known: string | undefined;
}

/** Reads the card once: the plain call, and the two HSM steps when the reader has no PSAM that fits. */
export async function readByLibrary(options: LibraryReadingOptions): Promise<LibraryReading> {
  const plain = await options.calls.read();
  if (plain.ok && asksForHsm(plain.code) && options.hsmEndpoint !== null) {
    return readWithHsm(options, options.hsmEndpoint);
  }
  return judge(plain);
}

/** Place of 卡识别码 in the output of step 1: 区划|历史字节|算法标识|卡识别码|… */
const STEP1_IDENTIFIER = 3;

async function readWithHsm({ calls, askHsm, known }: LibraryReadingOptions, endpoint: string): Promise<LibraryReading> {
  const first = await calls.hsmStep1();
  if (!first.ok || first.code !== 0) return judge(first);
  const identifier = Buffer.from(first.output).toString('latin1').split('|')[STEP1_IDENTIFIER]?.trim().toUpperCase();
  if (known !== undefined && identifier === known) return { kind: 'same-card' };
  const answer = await askHsm(endpoint, first.output);
  if (!answer.ok) return { kind: 'card-fault', fault: 'refused-by-library', detail: answer.detail, identifier };
  const reading = judge(await calls.hsmStep2(answer.key));
  return reading.kind === 'card-fault' ? { ...reading, identifier } : reading;
}

function judge(answer: LibraryAnswer): LibraryReading {
  if (!answer.ok) return { kind: 'failed', failure: answer.failure };
  const meaning = meaningOf(answer.code);
  if (meaning.kind !== 'success') return meaning;
  const parsed = parseCardText(answer.output);
  if (parsed.ok) return { kind: 'card', card: parsed.card };
  return { kind: 'card-fault', fault: 'unreadable', detail: parsed.detail };
}
