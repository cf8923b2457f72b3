import { bytewise } from './maskedBytes.ts';
import type { ShowByte } from './maskedBytes.ts';
import type { Masker } from './port.ts';

/*
 * GA 467: AA AA AA 96 69 | Len1 Len2 | command, parameter or SW1 SW2 SW3 | data | check byte. The length is big-endian and
 * counts what follows it.
 */
const PREAMBLE = [0xaa, 0xaa, 0xaa, 0x96, 0x69] as const;
const LENGTH_END = PREAMBLE.length + 2;
const STATUS_END = LENGTH_END + 3;
/** Status word and check byte: an answer without data. */
const ANSWER_WITHOUT_DATA = 4;
/** Reset, status and number of the security module: nothing of a card is in their answers. */
const MODULE_COMMANDS: ReadonlySet<number> = new Set([0x10, 0x11, 0x12]);
/** Commands carry a command, a parameter and a check byte. */
const COMMAND_LENGTH = 3;

/** A frame as far as it has come. */
interface FramePlace {
  readonly at: number;
  readonly length: number;
}

function frameWatcher(show: (byte: number, place: FramePlace) => boolean): ShowByte {
  let at = 0;
  let length = 0;
  return (byte) => {
    if (at < PREAMBLE.length) {
      const fits = byte === PREAMBLE[at];
      // A longer run of AA is still the beginning of a frame.
      const stillFirst = at === 3 && byte === PREAMBLE[0];
      at = fits ? at + 1 : stillFirst ? at : byte === PREAMBLE[0] ? 1 : 0;
      return fits || stillFirst;
    }
    if (at < LENGTH_END) {
      length = at === PREAMBLE.length ? byte * 0x100 : length + byte;
      at += 1;
      if (at === LENGTH_END && length === 0) at = 0;
      return true;
    }
    const shown = show(byte, { at, length });
    at = at + 1 === LENGTH_END + length ? 0 : at + 1;
    return shown;
  };
}

/** Shows frames, commands and status words; what a card gave (text, photo, address, numbers) and its check byte are masked. */
export function samVMasker(): Masker {
  let lastCommand: number | undefined;
  const toDevice = frameWatcher((byte, { at, length }) => {
    if (at === LENGTH_END) lastCommand = byte;
    return length === COMMAND_LENGTH;
  });
  const fromDevice = frameWatcher(
    (_byte, { at, length }) =>
      at < STATUS_END ||
      length <= ANSWER_WITHOUT_DATA ||
      (lastCommand !== undefined && MODULE_COMMANDS.has(lastCommand)),
  );
  return bytewise(toDevice, fromDevice);
}
