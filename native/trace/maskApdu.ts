import { maskedText } from './maskedBytes.ts';
import type { Masker } from './port.ts';

/** Commands whose data are names of files and lengths: SELECT, READ BINARY, READ RECORD, GET RESPONSE, GET CHALLENGE. */
const PLAIN_COMMANDS: ReadonlySet<number> = new Set([0xa4, 0xb0, 0xb2, 0xc0, 0x84]);
const HEADER_LENGTH = 5;
const STATUS_LENGTH = 2;

/** True when this byte of a command may be shown: others than the plain ones may carry a PIN or a key. */
export function showsCommandByte(instruction: number | undefined, index: number): boolean {
  return index < HEADER_LENGTH || (instruction !== undefined && PLAIN_COMMANDS.has(instruction));
}

/** Masks everything. */
export const hideAll: Masker = (_direction, bytes) => maskedText(bytes, () => false);

/** Each piece is a whole command or answer. Of an answer only the status word is shown, of a command all but its data. */
export function apduMasker(): Masker {
  return (direction, bytes) =>
    maskedText(bytes, (_byte, index) =>
      direction === 'to-device' ? showsCommandByte(bytes[1], index) : index >= bytes.length - STATUS_LENGTH,
    );
}
