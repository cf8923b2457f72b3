import { createCardReader } from '../../native/card/cardReader.ts';
import type { CardReader } from '../../native/card/port.ts';
import { buildCard } from '../../native/emulator/cardEmulator.ts';
import { createCardReaderEmulator } from '../../native/emulator/cardReaderEmulator.ts';
import type { SyntheticCard } from '../../native/emulator/cardSpec.ts';
import type { Timers } from '../../native/transport/timers.ts';
import { systemTimers } from '../../native/transport/timers.ts';
import { BITS_PER_BYTE_8N2 } from '../../native/transport/virtualCable.ts';
import { createVirtualPort } from '../../native/transport/virtualPort.ts';
import type { BenchRow } from './benchRow.ts';

const BAUD_RATES = [9600, 38_400, 115_200] as const;
/**
 * How long cards are read at each rate. The quickest read counts: the cable is software too, and other work of the
 * machine can hold it up but never speed it up. The median is in the note.
 */
const MEASURE_MS = 6000;
/** On a busy machine it takes longer until one read runs undisturbed. */
const MEASURE_AT_MOST_MS = 30_000;
const BAR = 1.1;

const CARD: SyntheticCard = {
  specification: '2.00',
  cardIdentifier: '990000D156000005000000000000B001',
  cardNumber: 'X00000051',
  issuedOn: '2020-01-01',
  expiresOn: '2030-01-01',
  socialSecurityNumber: '11010519491231002X',
  name: '王建国',
  sex: '1',
  ethnicGroup: '01',
  birthplace: '110105',
  bornOn: '1949-12-31',
};

/**
 * The cable's clock: a system timer up to shortly before the time, then turn after turn of the event loop. Timers
 * of the system are late by a millisecond, which is eleven bytes at 115200 baud.
 */
const cableTimers: Timers = {
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

/** What the cards speak; the blocks of T=1 are made by the driver, so their bytes are on the wire too. */
const PROTOCOLS = { t0: 'T=0', t1: 'T=1' } as const;

/**
 * Reads a second-generation card over a paced cable (8N2), from the moment the card goes in to the state `card`.
 * Baseline: the time the bytes of host and reader need on the wire one after the other. The echo is left out of it,
 * because it travels while the host still sends; so nothing in the ratio is hidden behind it.
 */
export async function benchCardRead(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const protocol of ['t0', 't1'] as const) {
    for (const baudRate of BAUD_RATES) rows.push(await benchAt(baudRate, protocol));
  }
  return rows;
}

async function benchAt(baudRate: number, protocol: keyof typeof PROTOCOLS): Promise<BenchRow> {
  const emulator = createCardReaderEmulator({ variant: 'gempc-twin', timers: systemTimers });
  const port = createVirtualPort({ name: 'bench cable', timers: cableTimers, baudRate, pieceMs: 0 }, emulator.attach);
  const reader = createCardReader({
    open: port.open,
    variant: 'gempc-twin',
    timers: systemTimers,
    log: () => undefined,
  });
  reader.start();
  await reached(reader, 'empty');

  const measured: { ours: number; baseline: number; bytes: number }[] = [];
  const start = systemTimers.now();
  const enough = (): boolean => {
    const measuredMs = systemTimers.now() - start;
    const undisturbed = measured.some((read) => read.ours <= read.baseline * BAR);
    return measuredMs > (undisturbed ? MEASURE_MS : MEASURE_AT_MOST_MS);
  };
  while (!enough()) {
    const before = carried();
    const began = systemTimers.now();
    emulator.insert(buildCard(CARD, { protocol }));
    await reached(reader, 'card');
    const ours = systemTimers.now() - began;
    const after = carried();
    const sent = after.aToB - before.aToB;
    const received = after.bToA - before.bToA;
    const byteMs = (BITS_PER_BYTE_8N2 * 1000) / baudRate;
    measured.push({ ours, baseline: received * byteMs, bytes: sent + received });
    emulator.remove();
    await reached(reader, 'empty');
  }
  await reader.stop();

  measured.sort((one, other) => one.ours / one.baseline - other.ours / other.baseline);
  const quickest = measured[0];
  const median = measured[Math.floor(measured.length / 2)];
  if (quickest === undefined || median === undefined) throw new Error('nothing measured');
  return {
    name: `card read ${PROTOCOLS[protocol]} at ${baudRate} baud`,
    ours: quickest.ours,
    baseline: quickest.baseline,
    ratio: quickest.ours / quickest.baseline,
    bar: BAR,
    unit: 'ms',
    note: `${quickest.bytes} bytes with echo; quickest of ${measured.length}, median ${(median.ours / median.baseline).toFixed(2)}`,
  };

  function carried(): { readonly aToB: number; readonly bToA: number } {
    const cable = port.cable();
    if (cable === undefined) throw new Error('the cable is out');
    return cable.carried();
  }
}

function reached(reader: CardReader, state: 'empty' | 'card'): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = (): void => {
      const status = reader.status();
      if (status.state === state) done(resolve);
      else if (status.state === 'unavailable' || status.state === 'card-failed') {
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
