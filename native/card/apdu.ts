import { byteAt } from './bytes.ts';

/** An answer of the card: data and status word. */
export interface ApduAnswer {
  readonly data: Uint8Array;
  /** SW1 SW2 as one number, e.g. 0x9000. */
  readonly sw: number;
}

/** How the card is spoken to. Readers that take whole commands (APDU level) count as `T=1`: Le may stand behind data. */
export type CardProtocol = 'T=0' | 'T=1';

/**
 * Carries one command to the card and the raw answer (data and two status bytes) back. How the way can fail
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
 * Sends a command and does what T=0 leaves to the terminal and some cards ask for on T=1 as well: 61xx → GET RESPONSE,
 * 6Cxx → the same command with that length. On T=0, commands with data must come without Le. Source: ISO/IEC 7816-3, 12.2;
 * ISO/IEC 7816-4, 5.1.
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
    } else if (sw1 === 0x6c && endsWithLe(next)) {
      next = Uint8Array.from([...next.subarray(0, -1), sw2]);
    } else {
      return { ok: true, answer: { data: Uint8Array.from(Buffer.concat(collected)), sw: sw1 * 0x100 + sw2 } };
    }
  }
  return { ok: false, failure: 'malformed-answer' };
}

/** True for a short command whose last byte is Le: five bytes, or data and one more. */
function endsWithLe(command: Uint8Array): boolean {
  return command.length === 5 || (command.length > 5 && command.length === byteAt(command, 4) + 6);
}

/** SELECT by name (DF name or AID). T=0 has no place for Le behind data; elsewhere Le = 00 asks for the whole answer. */
export function selectByName(name: Uint8Array, protocol: CardProtocol): Uint8Array {
  return Uint8Array.from([0x00, 0xa4, 0x04, 0x00, name.length, ...name, ...(protocol === 'T=0' ? [] : [0x00])]);
}

/** SELECT of an elementary file under the current DF. */
export function selectFile(fileId: number): Uint8Array {
  return Uint8Array.of(0x00, 0xa4, 0x02, 0x00, 0x02, fileId >> 8, fileId & 0xff);
}

/** READ RECORD in the current file: `tag` takes the record identifier, `number` its place. */
export function readRecord(by: 'tag' | 'number', which: number, expectedLength: number): Uint8Array {
  return Uint8Array.of(0x00, 0xb2, which, by === 'tag' ? 0x00 : 0x04, expectedLength);
}
