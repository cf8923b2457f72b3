import { byteAt } from './bytes.ts';

/** An answer of the card: data and status word. */
export interface ApduAnswer {
  readonly data: Uint8Array;
  /** SW1 SW2 as one number, e.g. 0x9000. */
  readonly sw: number;
}

/**
 * Carries one T=0 command to the card and the raw answer (data and two status bytes) back. How the way can fail
 * is the carrier's matter, so its failure is passed through.
 */
export type ApduExchange<Failure> = (
  command: Uint8Array,
) => Promise<{ readonly ok: true; readonly answer: Uint8Array } | { readonly ok: false; readonly failure: Failure }>;

/** A command that was carried to its end, or what the carrier reported. */
export type TransmitResult<Failure> =
  | { readonly ok: true; readonly answer: ApduAnswer }
  | { readonly ok: false; readonly failure: Failure | 'malformed-answer' };

/** 61xx/6Cxx follow each other at most so often in one command; a card that goes on is broken. */
const MAX_FOLLOW_UPS = 8;

/**
 * Sends a command and does what T=0 leaves to the terminal: 61xx → GET RESPONSE, 6Cxx → the same command with that
 * length. Commands with data must come without Le. Source: ISO/IEC 7816-3, 12.2; ISO/IEC 7816-4, 5.1.
 */
export async function transmit<Failure>(
  exchange: ApduExchange<Failure>,
  command: Uint8Array,
): Promise<TransmitResult<Failure>> {
  const collected: Uint8Array[] = [];
  let next = command;
  for (let round = 0; round <= MAX_FOLLOW_UPS; round += 1) {
    const carried = await exchange(next);
    if (!carried.ok) return carried;
    const raw = carried.answer;
    if (raw.length < 2) return { ok: false, failure: 'malformed-answer' };
    const sw1 = byteAt(raw, raw.length - 2);
    const sw2 = byteAt(raw, raw.length - 1);
    collected.push(raw.subarray(0, -2));
    if (sw1 === 0x61) {
      next = Uint8Array.of(byteAt(command, 0) & 0x03, 0xc0, 0x00, 0x00, sw2);
    } else if (sw1 === 0x6c && next.length === 5) {
      next = Uint8Array.from([...next.subarray(0, 4), sw2]);
    } else {
      return { ok: true, answer: { data: Uint8Array.from(Buffer.concat(collected)), sw: sw1 * 0x100 + sw2 } };
    }
  }
  return { ok: false, failure: 'malformed-answer' };
}

/** SELECT by name (DF name or AID), T=0: without Le. */
export function selectByName(name: Uint8Array): Uint8Array {
  return Uint8Array.from([0x00, 0xa4, 0x04, 0x00, name.length, ...name]);
}

/** SELECT of an elementary file under the current DF. */
export function selectFile(fileId: number): Uint8Array {
  return Uint8Array.of(0x00, 0xa4, 0x02, 0x00, 0x02, fileId >> 8, fileId & 0xff);
}

/** READ RECORD in the current file: `tag` takes the record identifier, `number` its place. */
export function readRecord(by: 'tag' | 'number', which: number, expectedLength: number): Uint8Array {
  return Uint8Array.of(0x00, 0xb2, which, by === 'tag' ? 0x00 : 0x04, expectedLength);
}
