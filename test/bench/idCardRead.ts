import { createIdCardReader } from '../../native/idcard/idCardReader.ts';
import { createIdCardReaderEmulator, DESKTOP_READER_TIMES } from '../../native/emulator/idCardReaderEmulator.ts';
import type { IdCardReaderEmulator } from '../../native/emulator/idCardReaderEmulator.ts';
import type { IdCardSpec } from '../../native/emulator/idCardSpec.ts';
import { systemTimers } from '../../native/systemTime.ts';
import { BITS_PER_BYTE_8N2 } from '../../native/transport/virtualCable.ts';
import { createVirtualPort } from '../../native/transport/virtualPort.ts';
import type { BenchRow } from './benchRow.ts';
import { carriedBy, exactTimers, patience, quickestRow, reached, type Measured } from './support/pacedLine.ts';

const BAUD_RATE = 115_200;
const BAR = 1.1;
/** What the emulated module says it needs at the card, after the search is done. */
const STATED_MS = DESKTOP_READER_TIMES.selectMs + DESKTOP_READER_TIMES.readMs + DESKTOP_READER_TIMES.addressMs;

const CARD: IdCardSpec = {
  kind: 'citizen',
  name: '王建国',
  sex: '2',
  ethnicGroup: '01',
  bornOn: '1949-12-31',
  address: '样例县城关镇幸福路1号',
  number: '11010519491231002X',
  issuer: '样例县公安局',
  validFrom: '2010-02-03',
  validTo: 'long-term',
  appendedAddress: '样例县东关镇和平路8号',
};

/**
 * Reads a document with an appended address over a paced cable, from the moment the module has said that there is a card
 * to the state `document`. Baseline: the bytes of both sides on the wire, one after the
 * other, and the time the emulated module states for its work at the card. The pause between two searches (300 ms at
 * most) lies before that: it is the person's hand that is waited for.
 */
export async function benchIdCardRead(): Promise<BenchRow[]> {
  const emulator = createIdCardReaderEmulator({ timers: exactTimers, times: DESKTOP_READER_TIMES });
  const port = createVirtualPort(
    { name: 'bench cable', timers: exactTimers, baudRate: BAUD_RATE, pieceMs: 0 },
    emulator.attach,
  );
  const reader = createIdCardReader({ open: port.open, timers: systemTimers, log: () => undefined });
  let foundAt = 0;
  let carriedBefore = 0;
  reader.subscribe(({ state }) => {
    if (state !== 'reading') return;
    foundAt = systemTimers.running();
    carriedBefore = carriedBy(port).both;
  });
  reader.start();

  const measured: Measured[] = [];
  const enough = patience(measured, BAR);
  for (let presentation = 1; !enough(); presentation += 1) {
    emulator.layCard(CARD);
    await reached(
      reader,
      (status) => status.state === 'document' && status.presentation === presentation,
      (status) =>
        status.state === 'unavailable' || status.state === 'document-failed'
          ? `${status.fault}: ${status.detail}`
          : undefined,
    );
    const ours = systemTimers.running() - foundAt;
    const bytes = carriedBy(port).both - carriedBefore;
    measured.push({ ours, baseline: (bytes * BITS_PER_BYTE_8N2 * 1000) / BAUD_RATE + STATED_MS, bytes });
    // No hand exchanges cards before the reader has searched once more: a card laid earlier would count as the same.
    await searched(emulator);
    emulator.takeCard();
    await searched(emulator);
  }
  await reader.stop();

  const stated = `, ${STATED_MS} ms stated by the reader`;
  return [quickestRow('ID card read at 115200 baud', BAR, measured, stated)];
}

/** Waits until the module has searched and said what it found. */
function searched(emulator: IdCardReaderEmulator): Promise<void> {
  return new Promise((resolve) => {
    let searches = 0;
    const stop = emulator.onCommand((name) => {
      if (name === 'findCard') searches += 1;
      // The second search begins only when the first one has been answered.
      if (searches < 2) return;
      stop();
      resolve();
    });
  });
}
