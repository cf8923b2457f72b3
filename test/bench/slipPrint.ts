import { DEFAULT_PRINTER_PROFILE } from '../../main/domain/device/printerProfile.ts';
import type { SlipLine } from '../../main/domain/slip/line.ts';
import { printerTestPage } from '../../main/domain/slip/testPage.ts';
import { createPrinterEmulator } from '../../native/emulator/printerEmulator.ts';
import { createReceiptPrinter } from '../../native/printer/receiptPrinter.ts';
import { systemTimers } from '../../native/systemTime.ts';
import { BITS_PER_BYTE_8N2 } from '../../native/transport/virtualCable.ts';
import { createVirtualPort } from '../../native/transport/virtualPort.ts';
import type { BenchRow } from './benchRow.ts';
import { carriedBy, exactTimers, quickestRow, type Measured } from './support/pacedLine.ts';

const BAUD_RATES = [9600, 115_200] as const;
/** The quickest slip counts: other work of the machine can hold one up but never speed it up. The median is in the note. */
const SLIPS = { 9600: 3, 115_200: 20 } as const satisfies Record<(typeof BAUD_RATES)[number], number>;
const BAR = 1.1;

/**
 * A page with everything slips use over a paced cable, from the moment the job is given to the driver until its last byte is
 * at the printer. Baseline: the time all bytes of the job need on the wire, with the questions that must be answered first.
 */
export async function benchSlipPrint(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const baudRate of BAUD_RATES) rows.push(await benchAt(baudRate));
  return rows;
}

async function benchAt(baudRate: (typeof BAUD_RATES)[number]): Promise<BenchRow> {
  const profile = { ...DEFAULT_PRINTER_PROFILE, hasAnswered: true };
  const page: readonly SlipLine[] = printerTestPage(profile, '2026-11-21T02:30:00.000Z');
  const emulator = createPrinterEmulator({ columns: profile.columns, repertoire: profile.repertoire });
  const port = createVirtualPort({ name: 'bench cable', timers: exactTimers, baudRate, pieceMs: 0 }, (link) =>
    emulator.attach(link),
  );
  const printer = createReceiptPrinter({ open: port.open, profile, timers: systemTimers, log: () => undefined });
  printer.start();
  // The first slip of a connection begins with a long reset: every further one is measured.
  await mustPrint();

  const measured: Measured[] = [];
  for (let slip = 0; slip < SLIPS[baudRate]; slip += 1) {
    const before = carriedBy(port).both;
    const began = systemTimers.running();
    let lastByteAt = began;
    let bytes = 0;
    const stop = emulator.onChange(() => {
      lastByteAt = systemTimers.running();
      // Both directions: a question and its answer go one after the other.
      bytes = carriedBy(port).both - before;
    });
    await mustPrint();
    stop();
    measured.push({ ours: lastByteAt - began, baseline: (bytes * BITS_PER_BYTE_8N2 * 1000) / baudRate, bytes });
  }
  await printer.stop();

  return quickestRow(`slip data at the printer, ${baudRate} baud`, BAR, measured, '');

  async function mustPrint(): Promise<void> {
    const { outcome } = await printer.print(page);
    if (outcome !== 'printed') throw new Error(`the slip was not printed: ${outcome}`);
  }
}
