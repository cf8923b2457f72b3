import type { Tamper } from '../../../native/transport/virtualCable.ts';

const DLE = 0x10;
const EOT = 0x04;
const ESC = 0x1b;
const AT = 0x40;

/** Cuts a printer's cable in the middle of a slip. */
export interface SlipCutter {
  /** Cuts the cable once, as soon as so many bytes of a slip have crossed it; null = leaves it alone. */
  arm(afterBytes: number | null): void;
  readonly tamper: Tamper;
}

/**
 * Counts what crosses a cable to a printer from the last reset (ESC @, the beginning of every job) on. Questions about the
 * status (DLE EOT n) are no part of a slip. `onCut` is called when the cable is about to be cut.
 */
export function createSlipCutter(onCut: () => void): SlipCutter {
  let after: number | null = null;
  /** Bytes of the job so far; null before the first reset. */
  let crossed: number | null = null;
  let numberFollows = false;
  let former = 0;

  return {
    arm(afterBytes) {
      after = afterBytes;
      crossed = null;
    },
    tamper(byte, index, direction) {
      if (index === 0) {
        former = 0;
        numberFollows = false;
        crossed = null;
      }
      if (after === null || direction === 'b-to-a') return [byte];
      const begins = former === ESC && byte === AT;
      const asks = former === DLE && byte === EOT;
      if (begins) crossed = 0;
      else if (asks) numberFollows = true;
      else if (numberFollows) numberFollows = false;
      // A DLE counts only when the byte behind it shows that it begins no question.
      else if (crossed !== null) crossed += (byte === DLE ? 0 : 1) + (former === DLE ? 1 : 0);
      former = byte;
      if (crossed === null || crossed < after) return [byte];
      after = null;
      crossed = null;
      onCut();
      return 'cut';
    },
  };
}
