import type { Timers } from '../../../main/domain/time.ts';
import { systemTimers } from '../../../native/systemTime.ts';
import type { VirtualPort } from '../../../native/transport/virtualPort.ts';
import type { BenchRow } from '../benchRow.ts';

/** The last part of a wait is spent turning: a timer of the system may be late by so many milliseconds. */
const SPIN_MS = 3;

/**
 * The clock of a paced cable: a system timer up to shortly before the time, then turn after turn of the event loop. Timers of
 * the system are late by a millisecond, which is eleven bytes at 115200 baud.
 */
export const exactTimers: Timers = {
  running: () => systemTimers.running(),
  after(delayMs, callback) {
    const due = systemTimers.running() + delayMs;
    let cancelled = false;
    let cancelSleep: () => void = () => undefined;
    const turn = (): void => {
      if (cancelled) return;
      if (systemTimers.running() >= due) callback();
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

/** One measured act over a line: milliseconds it took, milliseconds the wire alone takes, bytes carried. */
export interface Measured {
  readonly ours: number;
  readonly baseline: number;
  readonly bytes: number;
}

/** How long is measured. */
const MEASURE_MS = 6_000;
/** On a busy machine it takes longer until one act runs undisturbed. */
const MEASURE_AT_MOST_MS = 30_000;

/** Says when enough was measured: after a while, or later when nothing has kept the bar yet. */
export function patience(measured: readonly Measured[], bar: number): () => boolean {
  const start = systemTimers.running();
  return () => {
    const measuredMs = systemTimers.running() - start;
    const undisturbed = measured.some(({ ours, baseline }) => ours <= baseline * bar);
    return measuredMs > (undisturbed ? MEASURE_MS : MEASURE_AT_MOST_MS);
  };
}

/**
 * The row of such acts. The quickest one counts: cable and device are software too, and other work of the machine can hold
 * them up but never speed them up. The median is in the note.
 */
export function quickestRow(name: string, bar: number, measured: readonly Measured[], what: string): BenchRow {
  const sorted = measured.toSorted((one, other) => one.ours / one.baseline - other.ours / other.baseline);
  const quickest = sorted[0];
  const median = sorted[Math.floor(sorted.length / 2)];
  if (quickest === undefined || median === undefined) throw new Error('nothing measured');
  return {
    name,
    ours: quickest.ours,
    baseline: quickest.baseline,
    ratio: quickest.ours / quickest.baseline,
    bar,
    unit: 'ms',
    note: `${quickest.bytes} bytes${what}; quickest of ${sorted.length}, median ${(median.ours / median.baseline).toFixed(2)}`,
  };
}

/** Bytes carried by the port's cable so far, to the device and from it. */
export function carriedBy(port: VirtualPort): {
  readonly aToB: number;
  readonly bToA: number;
  readonly both: number;
} {
  const cable = port.cable();
  if (cable === undefined) throw new Error('the cable is out');
  const { aToB, bToA } = cable.carried();
  return { aToB, bToA, both: aToB + bToA };
}

/** Waits for a state of a device; rejects when it cannot be reached any more. */
export function reached<Status>(
  device: { status(): Status; subscribe(listener: () => void): () => void },
  is: (status: Status) => boolean,
  failed: (status: Status) => string | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = (): void => {
      const status = device.status();
      const failure = failed(status);
      if (is(status)) done(resolve);
      else if (failure !== undefined) done(() => reject(new Error(failure)));
    };
    const stop = device.subscribe(check);
    const done = (how: () => void): void => {
      stop();
      how();
    };
    check();
  });
}
