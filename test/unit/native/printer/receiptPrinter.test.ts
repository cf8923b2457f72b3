import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { layoutSlip } from '../../../../main/domain/slip/layout.ts';
import { slipText } from '../../../../main/domain/slip/slipText.ts';
import { paperText } from '../../../../native/emulator/paper.ts';
import { createReceiptPrinter } from '../../../../native/printer/receiptPrinter.ts';
import type { ByteLink } from '../../../../native/transport/port.ts';
import { systemTimers } from '../../../../native/transport/timers.ts';
import { createVirtualCable } from '../../../../native/transport/virtualCable.ts';
import { acceptance, completion, longNotice, notice } from '../../domain/slip/slips.ts';
import { type Bench, inFakeTime, setUpBench } from './bench.ts';

const paper = { columns: 32, repertoire: 'gb18030' } as const;
const lines = layoutSlip(acceptance, paper);
const expected = slipText(lines, 32);

/** A bench whose printer has been seen ready. */
async function readyBench(options: Parameters<typeof setUpBench>[0] = {}): Promise<Bench> {
  const bench = setUpBench(options);
  bench.printer.start();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(bench.printer.status()).toEqual({ state: 'ready', paper: 'ok' });
  return bench;
}

const lastSlip = (bench: Bench): readonly string[] | undefined => paperText(bench.emulator.paper()).at(-1);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('an ordinary morning', () => {
  test('the printer is found, a slip is asked for, it comes out and is confirmed', async () => {
    const bench = setUpBench();
    expect(bench.printer.status()).toEqual({ state: 'connecting' });
    bench.printer.start();
    bench.printer.start();
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    expect(paperText(bench.emulator.paper())).toEqual([expected]);
    expect(bench.emulator.paper().problems).toEqual([]);
    expect(bench.openings()).toBe(1);
  });

  test('slips asked for at once come out one after the other in that order', async () => {
    const bench = await readyBench();
    const slips = [notice, acceptance, completion].map((slip) => layoutSlip(slip, paper));
    const outcomes = await inFakeTime(Promise.all(slips.map((slip) => bench.printer.print(slip))));
    expect(outcomes).toEqual(Array.from({ length: 3 }, () => ({ outcome: 'printed' })));
    expect(paperText(bench.emulator.paper())).toEqual(slips.map((slip) => slipText(slip, 32)));
  });

  test('told of remains of an earlier run, it cuts them off before the first slip, and only then', async () => {
    const bench = await readyBench();
    bench.printer.noteRemains();
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    const [remains, ...slips] = paperText(bench.emulator.paper());
    expect(remains?.join('').trim()).toBe('');
    expect(slips).toEqual([expected, expected]);
  });

  test('the paper gets short: the light says so, slips still come out', async () => {
    const bench = await readyBench();
    bench.emulator.setPaper('near-end');
    await vi.advanceTimersByTimeAsync(2_500);
    expect(bench.printer.status()).toEqual({ state: 'ready', paper: 'near-end' });
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
  });

  test('an idle hour costs nine bytes every two seconds and no change of state', async () => {
    const bench = await readyBench();
    let asked = 0;
    bench.setTamper((byte, _index, direction) => {
      if (direction === 'a-to-b') asked += 1;
      return [byte];
    });
    const before = bench.statuses.length;
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(asked).toBeLessThanOrEqual(30 * 60 * 9);
    expect(asked).toBeGreaterThan(25 * 60 * 9);
    expect(bench.statuses).toHaveLength(before);
  });
});

describe('the printer can not print', () => {
  test.each([
    ['paper-end', (bench: Bench) => bench.emulator.setPaper('end'), (bench: Bench) => bench.emulator.setPaper('ok')],
    [
      'cover-open',
      (bench: Bench) => bench.emulator.setCover('open'),
      (bench: Bench) => bench.emulator.setCover('closed'),
    ],
    ['cutter', (bench: Bench) => bench.emulator.setError('cutter'), (bench: Bench) => bench.emulator.setError('none')],
    [
      'unrecoverable',
      (bench: Bench) => bench.emulator.setError('unrecoverable'),
      (bench: Bench) => bench.emulator.setError('none'),
    ],
  ] as const)(
    '%s before the slip: nothing is sent, the reason is told; put right, the next slip comes out',
    async (fault, harm, repair) => {
      const bench = await readyBench();
      harm(bench);
      expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'failed', fault });
      expect(bench.printer.status()).toMatchObject({ state: 'not-ready', fault });
      repair(bench);
      await vi.advanceTimersByTimeAsync(2_500);
      expect(bench.emulator.paper().slips).toEqual([]);
      expect(bench.printer.status()).toEqual({ state: 'ready', paper: 'ok' });
      expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
      expect(lastSlip(bench)).toEqual(expected);
    },
  );

  test('the paper ends in the middle: a person must look; with new paper the next slip is whole', async () => {
    const bench = await readyBench();
    bench.emulator.setRowsLeft(10);
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'unknown', fault: 'paper-end' });
    expect(bench.printer.status()).toMatchObject({ state: 'not-ready', fault: 'paper-end' });
    bench.emulator.setPaper('ok');
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    expect(lastSlip(bench)).toEqual(expected);
  });

  test('it falls silent: one lost answer says nothing, three make it not ready', async () => {
    const bench = await readyBench();
    let lost = 0;
    bench.setTamper((byte, _index, direction) => (direction === 'b-to-a' && (lost += 1) === 1 ? [] : [byte]));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(lost).toBeGreaterThan(3);
    expect(bench.statuses.at(-1)).toEqual({ state: 'ready', paper: 'ok' });

    bench.emulator.setMute(true);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(bench.printer.status()).toMatchObject({ state: 'not-ready', fault: 'no-answer' });
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'failed', fault: 'no-answer' });
    expect(bench.emulator.paper().slips).toEqual([]);
  });

  test('it falls silent while it prints: unknown', async () => {
    const bench = await readyBench();
    bench.setTamper((byte, _index, direction) =>
      direction === 'b-to-a' && bench.emulator.paper().slips.length > 0 ? [] : [byte],
    );
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'unknown', fault: 'no-answer' });
  });

  test('its power goes while it prints, and the line reads as an answered mark: still unknown', async () => {
    const bench = await readyBench();
    bench.emulator.onChange(() => {
      bench.emulator.setMute(true);
      if (bench.emulator.paper().slips[0]?.cut === true) bench.noise(0x00);
    });
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'unknown', fault: 'no-answer' });
  });

  test('the late mark of a slip that was stuck is not taken for the mark of the next one', async () => {
    const bench = await readyBench({ slow: { bufferBytes: 4_096, bytesPerSecond: 1_000 } });
    bench.emulator.setRowsLeft(20);
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'unknown', fault: 'paper-end' });
    // With new paper the printer goes on with what it still has: the rest of the first slip and its mark.
    bench.emulator.setPaper('ok');
    const second = layoutSlip(completion, paper);
    expect(await inFakeTime(bench.printer.print(second))).toEqual({ outcome: 'printed' });
    expect(lastSlip(bench)).toEqual(slipText(second, 32));
    expect(bench.emulator.paper().slips.at(-1)?.cut).toBe(true);
  });

  test('automatic status of a printer set to send it is taken at once', async () => {
    const bench = await readyBench();
    let link: ByteLink | undefined;
    const printer = createReceiptPrinter({
      open: () => {
        const cable = createVirtualCable({ name: 'asb', timers: systemTimers });
        bench.emulator.attach(cable.b);
        link = cable.b;
        return Promise.resolve({ ok: true, link: cable.a });
      },
      profile: bench.printer.profile,
      timers: systemTimers,
      log: () => undefined,
    });
    printer.start();
    await vi.advanceTimersByTimeAsync(100);
    await link?.write(Uint8Array.of(0x38, 0x00, 0x00, 0x00));
    expect(printer.status()).toMatchObject({ state: 'not-ready', fault: 'cover-open' });
  });
});

describe('printers that say less', () => {
  test('one that does not know the mark behind a job counts as done after the time the slowest needs', async () => {
    const bench = await readyBench();
    bench.setTamper((byte, _index, direction) => (direction === 'b-to-a' && byte === 0x00 ? [] : [byte]));
    const started = systemTimers.now();
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    expect(systemTimers.now() - started).toBeGreaterThan(lines.length * 100);
    expect(lastSlip(bench)).toEqual(expected);
  });

  test('one that never answers counts as done when it has been sent everything', async () => {
    const bench = setUpBench({ profile: { answersStatus: false } });
    bench.emulator.setMute(true);
    bench.printer.start();
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    expect(bench.printer.status()).toEqual({ state: 'ready', paper: 'ok' });
    expect(paperText(bench.emulator.paper())).toEqual([expected]);
  });

  test('a slow one with a small buffer loses nothing, because XOFF is obeyed', async () => {
    const bench = await readyBench({ slow: { bufferBytes: 256, bytesPerSecond: 2_000 } });
    const long = layoutSlip(longNotice, paper);
    expect(await inFakeTime(bench.printer.print(long))).toEqual({ outcome: 'printed' });
    expect(bench.emulator.paper().problems).toEqual([]);
    expect(lastSlip(bench)).toEqual(slipText(long, 32));
  });

  test('a slow one whose paper ends while it holds the line: unknown, named', async () => {
    const bench = await readyBench({ slow: { bufferBytes: 256, bytesPerSecond: 2_000 } });
    bench.emulator.setRowsLeft(12);
    const long = layoutSlip(longNotice, paper);
    expect(await inFakeTime(bench.printer.print(long))).toEqual({ outcome: 'unknown', fault: 'paper-end' });
  });

  test('one that holds the line for ever without a reason: unknown, off line', async () => {
    const bench = await readyBench();
    let sent = 0;
    bench.setTamper((byte, _index, direction) => {
      if (direction === 'b-to-a') return byte === 0x00 ? [] : sent > 400 ? [byte, 0x13] : [byte];
      sent += 1;
      return sent === 400 ? [byte, 0x10, 0x04, 0x01] : [byte];
    });
    const outcome = inFakeTime(bench.printer.print(layoutSlip(longNotice, paper)));
    expect(await outcome).toEqual({ outcome: 'unknown', fault: 'offline' });

    // Nobody ever says XON: the hold is given up, so that it can not fail every slip until the cable is pulled.
    bench.setTamper(undefined);
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'failed', fault: 'offline' });
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    expect(lastSlip(bench)).toEqual(expected);
  });
});

describe('cable and port', () => {
  test.each([
    ['NOT_FOUND', 'not-found'],
    ['BUSY', 'port-busy'],
    ['DENIED', 'port-denied'],
    ['FAILED', 'not-found'],
  ] as const)('a port that is %s: told at once, tried again rarely', async (code, fault) => {
    const bench = setUpBench();
    bench.setPort(code);
    bench.printer.start();
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'failed', fault });
    expect(bench.printer.status()).toEqual({ state: 'not-ready', fault, detail: 'bench' });
    const before = bench.openings();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(bench.openings() - before).toBeLessThan(12);
    expect(bench.openings() - before).toBeGreaterThan(4);
  });

  test('plugged in again, a slip asked for at once does not wait for the next attempt', async () => {
    const bench = setUpBench();
    bench.setPort('NOT_FOUND');
    bench.printer.start();
    await vi.advanceTimersByTimeAsync(60_000);
    bench.setPort('plugged');
    const started = systemTimers.now();
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    expect(systemTimers.now() - started).toBeLessThan(200);
  });

  test('a port that hangs in opening fails the slip; when it opens after all it is closed again', async () => {
    const closed = vi.fn(() => Promise.resolve());
    const late: ByteLink = {
      name: 'late',
      write: () => Promise.resolve(),
      onData: () => () => undefined,
      onEnd: () => () => undefined,
      close: closed,
    };
    const { profile } = setUpBench().printer;
    let openings = 0;
    const printer = createReceiptPrinter({
      open: () =>
        new Promise((resolve) => {
          openings += 1;
          systemTimers.after(8_000, () => resolve({ ok: true, link: late }));
        }),
      profile,
      timers: systemTimers,
      log: () => undefined,
    });
    printer.start();
    expect(await inFakeTime(printer.print(lines))).toEqual({ outcome: 'failed', fault: 'no-answer' });
    await vi.advanceTimersByTimeAsync(4_000);
    expect(openings).toBe(2);
    expect(closed).toHaveBeenCalledTimes(1);
  });

  test('pulled while idle: the light says so, and goes on again by itself', async () => {
    const bench = await readyBench();
    bench.pull();
    expect(bench.printer.status()).toMatchObject({ state: 'not-ready', fault: 'cable-lost' });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(bench.printer.status()).toEqual({ state: 'ready', paper: 'ok' });
  });

  test('noise on the line never hangs a slip', async () => {
    const bench = await readyBench();
    let seed = 1;
    bench.setTamper((byte, _index, direction) => {
      if (direction === 'a-to-b') return [byte];
      seed = (seed * 75 + 74) % 65_537;
      return [byte, seed & 0xff];
    });
    for (let slip = 0; slip < 20; slip += 1) {
      const { outcome } = await inFakeTime(bench.printer.print(lines));
      expect(['printed', 'failed', 'unknown']).toContain(outcome);
    }
    bench.setTamper(undefined);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    expect(lastSlip(bench)).toEqual(expected);
  });
});

describe('stopping', () => {
  test('closes the port; slips are refused before the start and after the stop', async () => {
    const bench = setUpBench();
    expect(await bench.printer.print(lines)).toEqual({ outcome: 'failed', fault: 'offline' });
    bench.printer.start();
    await vi.advanceTimersByTimeAsync(1_000);
    await inFakeTime(bench.printer.stop());
    expect(await bench.printer.print(lines)).toEqual({ outcome: 'failed', fault: 'offline' });
    const before = bench.openings();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(bench.openings()).toBe(before);
  });

  test('lets the running slip end, refuses the waiting one', async () => {
    const bench = await readyBench();
    const running = bench.printer.print(lines);
    await vi.advanceTimersByTimeAsync(0);
    const waiting = bench.printer.print(lines);
    await inFakeTime(bench.printer.stop());
    expect(await running).toEqual({ outcome: 'printed' });
    expect(await waiting).toEqual({ outcome: 'failed', fault: 'offline' });
  });

  test('does not wait for ever for a slip that is stuck', async () => {
    const bench = await readyBench({ slow: { bufferBytes: 256, bytesPerSecond: 10 } });
    const running = bench.printer.print(lines);
    await vi.advanceTimersByTimeAsync(500);
    const started = systemTimers.now();
    await inFakeTime(bench.printer.stop());
    expect(systemTimers.now() - started).toBeLessThan(6_000);
    expect(await running).toEqual({ outcome: 'unknown', fault: 'cable-lost' });
  });
});
