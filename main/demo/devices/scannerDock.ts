import { createScannerEmulator } from '../../../native/emulator/scannerEmulator.ts';
import type { Dock } from '../../contract/dock.ts';
import { demoCodes, type DemoCode } from '../credentials.ts';
import type { Hands } from './hands.ts';
import { createSocket } from './virtualSocket.ts';

/** Codes of slips that can be scanned: the newest ones, as from the hand of somebody who comes back with the paper. */
const SLIP_CODES_KEPT = 3;

/** What a slip's code says: `YGT1/slip number/case number`. */
const SLIP_CODE = /^YGT1\/([^/]+)\/[^/]+$/;

/** The virtual scanner: its socket, and what a hand can do with it. */
export function createScannerDock() {
  const emulator = createScannerEmulator();
  const socket = createSocket('虚拟扫码器', (link) => emulator.attach(link));
  let slipCodes: readonly DemoCode[] = [];
  const codes = (): readonly DemoCode[] => [...slipCodes, ...demoCodes()];

  const hands: Pick<Hands, 'scan'> = {
    scan: ({ codeId }) => {
      const code = codes().find(({ id }) => id === codeId);
      // A scanner whose line is not open beeps all the same; nobody hears of the code.
      if (code) void emulator.scan(code.text);
    },
  };

  return {
    socket,
    state: (): Pick<Dock, 'codes'> => ({ codes: codes().map(({ id, label }) => ({ id, label })) }),
    /** Codes of a slip that has come out of a printer. */
    addSlip: (texts: readonly string[]) => {
      const added = texts.flatMap((text) => {
        const [, number] = SLIP_CODE.exec(text) ?? [];
        return number ? [{ id: `slip:${number}`, label: `凭条：${number}`, text }] : [];
      });
      const others = slipCodes.filter(({ id }) => !added.some((one) => one.id === id));
      slipCodes = [...added, ...others].slice(0, SLIP_CODES_KEPT);
    },
    hands,
  };
}
