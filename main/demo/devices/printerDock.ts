import type { PaperSlip } from '../../../native/emulator/paper.ts';
import { paperSvg } from '../../../native/emulator/paperSvg.ts';
import { createPrinterEmulator } from '../../../native/emulator/printerEmulator.ts';
import { systemTimers } from '../../../native/systemTime.ts';
import type { Dock } from '../../contract/dock.ts';
import { createSlipCutter } from './slipCutter.ts';
import type { Hands } from './hands.ts';
import { createSocket } from './virtualSocket.ts';

/** About half of the shortest slip: the cable goes while nobody can doubt that it was being printed. */
const CUT_AFTER_BYTES = 400;

/**
 * A clone with hardly any memory: it holds the line while it prints, and a slip takes seconds. Between its word and the
 * sender's ear some pieces of 64 bytes may be under way on a busy machine: there is room for them.
 */
const SMALL_BUFFER = { bufferBytes: 1_024, bytesPerSecond: 900, timers: systemTimers } as const;

/** A piece of paper that has come out of a virtual printer. */
export interface PrintedPaper {
  readonly svg: string;
  /** Texts of the codes on it, from top to bottom. */
  readonly codes: readonly string[];
}

const codesOf = ({ rows }: PaperSlip): string[] => rows.flatMap((row) => (row.kind === 'qr' ? [row.data] : []));

const isBlank = ({ rows }: PaperSlip): boolean => rows.every(({ kind }) => kind === 'feed');

/** A virtual receipt printer: its socket, and what a hand can do with it. `putOut` gets every finished slip once. */
export function createPrinterDock(parts: {
  readonly name: string;
  readonly changed: () => void;
  readonly putOut: (paper: PrintedPaper) => void;
}) {
  const emulator = createPrinterEmulator({ columns: 48, repertoire: 'gbk' });
  let paper: Dock['paper'] = 'ok';
  let cover: Dock['printerCover'] = 'closed';
  let fault: Dock['printerFault'] = 'none';
  let cut = false;
  let lastSerial = 0;

  const cutter = createSlipCutter(() => {
    cut = true;
  });
  const socket = createSocket(
    parts.name,
    (link) => {
      emulator.attach(link);
      link.onEnd(() => {
        if (!cut) return;
        cut = false;
        fault = 'none';
        socket.pull();
        parts.changed();
      });
    },
    cutter.tamper,
  );
  emulator.onChange(() => {
    const whole = emulator.paper();
    for (const slip of whole.slips) {
      if (!slip.cut || slip.serial <= lastSerial) continue;
      lastSerial = slip.serial;
      // What is cut off before a slip, lest part of another hang there, is mostly blank.
      if (isBlank(slip)) continue;
      parts.putOut({ svg: paperSvg({ ...whole, slips: [slip] }), codes: codesOf(slip) });
    }
  });

  const hands: Pick<Hands, 'paper' | 'cover' | 'printer-fault'> = {
    paper: (action) => {
      paper = action.paper;
      emulator.setPaper(paper === 'out' ? 'end' : paper);
    },
    cover: (action) => {
      cover = action.cover;
      emulator.setCover(cover);
    },
    'printer-fault': (action) => {
      fault = action.fault;
      emulator.setMute(fault === 'silent');
      emulator.setOnline(fault !== 'offline');
      emulator.setError(fault === 'cutter' ? 'cutter' : 'none');
      emulator.setSlow(fault === 'small-buffer' ? SMALL_BUFFER : undefined);
      cutter.arm(fault === 'cable-in-the-middle' ? CUT_AFTER_BYTES : null);
    },
  };

  return {
    socket,
    state: (): Pick<Dock, 'paper' | 'printerCover' | 'printerFault'> => ({
      paper,
      printerCover: cover,
      printerFault: fault,
    }),
    hands,
    tearOff: () => emulator.tearOff(),
  };
}
