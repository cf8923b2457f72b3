import { createIdCardReader } from '../../native/idcard/idCardReader.ts';
import type { IdCardReader } from '../../native/idcard/port.ts';
import { createIdCardReaderEmulator, DESKTOP_READER_TIMES } from '../../native/emulator/idCardReaderEmulator.ts';
import type { IdCardReaderEmulator } from '../../native/emulator/idCardReaderEmulator.ts';
import type { IdCardSpec } from '../../native/emulator/idCardSpec.ts';
import type { Timers } from '../../native/transport/timers.ts';
import { systemTimers } from '../../native/transport/timers.ts';
import { BITS_PER_BYTE_8N2 } from '../../native/transport/virtualCable.ts';
import { createVirtualPort } from '../../native/transport/virtualPort.ts';
import type { BenchRow } from './benchRow.ts';

const BAUD_RATE = 115_200;
/**
 * The quickest read counts: cable and reader are software too, and other work of the machine can hold them up but never
 * speed them up. The median is in the note.
 */
const MEASURE_MS = 6_000;
/** On a busy machine it takes longer until one read runs undisturbed. */
const MEASURE_AT_MOST_MS = 30_000;
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

/** A timer that is not late: a system timer up to shortly before the time, then turn after turn of the event loop. */
const exactTimers: Timers = {
  now: systemTimers.now,
  after(delayMs, callback) {
    const due = systemTimers.now() + delayMs;
    let cancelled = false;
    let cancelSleep: () => void = () => undefined;
    const turn = (): void => {
      if (cancelled) return;
      if (systemTimers.now() >= due) callback();
      else setImmediate(turn);
    };
    if (delayMs > SPIN_MS) cancelSleep = systemTimers.after(delayMs - SPIN_MS, turn);
    else setImmediate(turn);
    return () => {
      cancelled = true;
      cancelSleep();
    };
  },
};
const SPIN_MS = 3;

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
    foundAt = systemTimers.now();
    carriedBefore = carried();
  });
  reader.start();

  const measured: { readonly ours: number; readonly baseline: number; readonly bytes: number }[] = [];
  const start = systemTimers.now();
  const enough = (): boolean => {
    const measuredMs = systemTimers.now() - start;
    const undisturbed = measured.some((read) => read.ours <= read.baseline * BAR);
    return measuredMs > (undisturbed ? MEASURE_MS : MEASURE_AT_MOST_MS);
  };
  for (let presentation = 1; !enough(); presentation += 1) {
    emulator.layCard(CARD);
    await read(reader, presentation);
    const ours = systemTimers.now() - foundAt;
    const bytes = carried() - carriedBefore;
    measured.push({ ours, baseline: (bytes * BITS_PER_BYTE_8N2 * 1000) / BAUD_RATE + STATED_MS, bytes });
    // No hand exchanges cards before the reader has searched once more: a card laid earlier would count as the same.
    await searched(emulator);
    emulator.takeCard();
    await searched(emulator);
  }
  await reader.stop();

  measured.sort((one, other) => one.ours / one.baseline - other.ours / other.baseline);
  const quickest = measured[0];
  const median = measured[Math.floor(measured.length / 2)];
  if (quickest === undefined || median === undefined) throw new Error('nothing measured');
  return [
    {
      name: 'ID card read at 115200 baud',
      ours: quickest.ours,
      baseline: quickest.baseline,
      ratio: quickest.ours / quickest.baseline,
      bar: BAR,
      unit: 'ms',
      note: `${quickest.bytes} bytes, ${STATED_MS} ms stated by the reader; quickest of ${measured.length}, median ${(median.ours / median.baseline).toFixed(2)}`,
    },
  ];

  function carried(): number {
    const cable = port.cable();
    if (cable === undefined) throw new Error('the cable is out');
    const { aToB, bToA } = cable.carried();
    return aToB + bToA;
  }
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

/** Waits until the card of this presentation was read. */
function read(reader: IdCardReader, presentation: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = (): void => {
      const status = reader.status();
      if (status.state === 'document' && status.presentation === presentation) done(resolve);
      else if (status.state === 'unavailable' || status.state === 'document-failed') {
        done(() => reject(new Error(`${status.fault}: ${status.detail}`)));
      }
    };
    const stop = reader.subscribe(check);
    const done = (how: () => void): void => {
      stop();
      how();
    };
    check();
  });
}
