import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { layoutSlip } from '../../../../main/domain/slip/layout.ts';
import { slipText } from '../../../../main/domain/slip/slipText.ts';
import { paperText } from '../../../../native/emulator/paper.ts';
import { createReceiptPrinter } from '../../../../native/printer/receiptPrinter.ts';
import type { ByteLink } from '../../../../native/transport/port.ts';
import { createRandom } from '../../../fault/support/random.ts';
import { systemTimers } from '../../../../native/systemTime.ts';
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

const asPicture = (row: string): string => (row.startsWith('[二维码') ? '[图]' : row);
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

describe('the printer cannot print', () => {
  test.each([
    ['paper-end', (bench: Bench) => bench.emulator.setPaper('end'), (bench: Bench) => bench.emulator.setPaper('ok')],
    [
      'cover-open',
      (bench: Bench) => bench.emulator.setCover('open'),
      (bench: Bench) => bench.emulator.setCover('closed'),
    ],
    ['offline', (bench: Bench) => bench.emulator.setOnline(false), (bench: Bench) => bench.emulator.setOnline(true)],
    [
      'offline',
      (bench: Bench) => bench.emulator.setError('recoverable'),
      (bench: Bench) => bench.emulator.setError('none'),
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

  test('its power goes in the middle and comes back: unknown, and the next slip is whole on its own paper', async () => {
    const bench = await readyBench({ slow: { bufferBytes: 4_096, bytesPerSecond: 1_000 } });
    const running = bench.printer.print(lines);
    await vi.advanceTimersByTimeAsync(700);
    bench.emulator.setPower('off');
    expect(await inFakeTime(running)).toEqual({ outcome: 'unknown', fault: 'no-answer' });
    bench.emulator.setPower('on');
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    expect(bench.emulator.paper().slips.map(({ cut }) => cut)).toEqual([true, true]);
    expect(lastSlip(bench)).toEqual(expected);
  });

  test('the paper is found near its end when the slip is asked for: said before the slip comes out', async () => {
    const bench = await readyBench();
    bench.emulator.setPaper('near-end');
    const printed = bench.printer.print(lines);
    const seen: unknown[] = [];
    bench.emulator.onChange(() => seen.push(bench.printer.status()));
    expect(await inFakeTime(printed)).toEqual({ outcome: 'printed' });
    expect(seen[0]).toEqual({ state: 'ready', paper: 'near-end' });
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
    const started = systemTimers.running();
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    expect(systemTimers.running() - started).toBeGreaterThan(lines.length * 100);
    expect(lastSlip(bench)).toEqual(expected);
  });

  test('one that never answers counts as done when it has been sent everything', async () => {
    const bench = setUpBench({ profile: { answersStatus: false } });
    bench.emulator.setMute(true);
    bench.printer.start();
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    expect(bench.printer.status()).toEqual({ state: 'ready', paper: 'unknown' });
    expect(paperText(bench.emulator.paper())).toEqual([expected]);
    expect(bench.lessons).toEqual([]);
  });

  test('one that has never answered is asked for three seconds, then its status is unknown, and that is remembered', async () => {
    const bench = setUpBench();
    bench.emulator.setMute(true);
    bench.printer.start();
    const started = systemTimers.running();
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    expect(systemTimers.running() - started).toBeGreaterThan(3_000);
    expect(systemTimers.running() - started).toBeLessThan(5_000);
    expect(bench.printer.status()).toEqual({ state: 'ready', paper: 'unknown' });
    expect(bench.lessons).toEqual([{ answersStatus: false }]);
    let asked = 0;
    bench.setTamper((byte, _index, direction) => {
      if (direction === 'a-to-b') asked += 1;
      return [byte];
    });
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    // One question a minute, in case it was only switched off.
    expect(asked).toBeLessThanOrEqual(60 * 3);
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    expect(paperText(bench.emulator.paper())).toEqual([expected, expected]);
  });

  test('one that was only switched off when it was first asked is found out within a minute', async () => {
    const bench = setUpBench();
    bench.emulator.setPower('off');
    bench.printer.start();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(bench.printer.status()).toEqual({ state: 'ready', paper: 'unknown' });
    bench.emulator.setPower('on');
    bench.emulator.setPaper('end');
    await vi.advanceTimersByTimeAsync(61_000);
    expect(bench.printer.status()).toMatchObject({ state: 'not-ready', fault: 'paper-end' });
    expect(bench.lessons).toEqual([{ answersStatus: false }, { answersStatus: true }]);
  });

  test('one that the technician says never answers is never asked', async () => {
    const bench = setUpBench({ profile: { answersStatus: false } });
    let asked = 0;
    bench.setTamper((byte, _index, direction) => {
      if (direction === 'a-to-b') asked += 1;
      return [byte];
    });
    bench.printer.start();
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(asked).toBe(0);
  });

  test('one that answered in an earlier run and is silent now is off, not a clone', async () => {
    const bench = setUpBench({ profile: { hasAnswered: true } });
    bench.emulator.setPower('off');
    bench.printer.start();
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'failed', fault: 'no-answer' });
    expect(bench.lessons).toEqual([]);
    bench.emulator.setPower('on');
    await vi.advanceTimersByTimeAsync(8_000);
    expect(bench.printer.status()).toEqual({ state: 'ready', paper: 'ok' });
  });

  test('the first answer is remembered once', async () => {
    const bench = await readyBench();
    bench.pull();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(bench.lessons).toEqual([{ answersStatus: true }]);
  });

  test.each(['native', 'raster'] as const)(
    'a small buffer that cannot hold the line never runs over, code %s: the printer is asked behind every half of it',
    async (qr) => {
      const bench = await readyBench({
        slow: { bufferBytes: 512, bytesPerSecond: 2_000, holdsLine: false },
        profile: { bufferBytes: 512, qr },
      });
      const long = layoutSlip(longNotice, paper);
      expect(await inFakeTime(bench.printer.print(long))).toEqual({ outcome: 'printed' });
      expect(bench.emulator.paper().problems).toEqual([]);
      expect(lastSlip(bench)).toEqual(slipText(long, 32).map((row) => (qr === 'raster' ? asPicture(row) : row)));
    },
  );

  test('a larger slip does run such a buffer over when its size is set wrong, and the paper shows it', async () => {
    const bench = await readyBench({ slow: { bufferBytes: 512, bytesPerSecond: 1_000, holdsLine: false } });
    await inFakeTime(bench.printer.print(layoutSlip(longNotice, paper)));
    expect(bench.emulator.paper().problems.join()).toContain('buffer overrun');
  });

  test('one that neither answers nor holds the line gets its bytes no faster than the slowest prints', async () => {
    const bench = setUpBench({
      slow: { bufferBytes: 256, bytesPerSecond: 1_000, holdsLine: false },
      profile: { answersStatus: false, bufferBytes: 0 },
    });
    bench.emulator.setMute(true);
    bench.printer.start();
    const long = layoutSlip(longNotice, paper);
    expect(await inFakeTime(bench.printer.print(long), 180_000)).toEqual({ outcome: 'printed' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(bench.emulator.paper().problems).toEqual([]);
    expect(lastSlip(bench)).toEqual(slipText(long, 32));
  });

  test('one that does not know the mark gets through a small buffer by time', async () => {
    const bench = await readyBench({
      slow: { bufferBytes: 512, bytesPerSecond: 1_000, holdsLine: false },
      profile: { bufferBytes: 512 },
    });
    bench.setTamper((byte, _index, direction) => (direction === 'b-to-a' && byte === 0x00 ? [] : [byte]));
    const long = layoutSlip(longNotice, paper);
    expect(await inFakeTime(bench.printer.print(long), 300_000)).toEqual({ outcome: 'printed' });
    expect(bench.emulator.paper().problems).toEqual([]);
    expect(lastSlip(bench)).toEqual(slipText(long, 32));
  });

  test('one that starts without Chinese mode is switched to it', async () => {
    const bench = await readyBench({ profile: { chineseByDefault: false } });
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    expect(bench.emulator.paper().problems).toEqual([]);
    expect(lastSlip(bench)).toEqual(expected);
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

    // Nobody ever says XON: the hold is given up, so that it cannot fail every slip until the cable is pulled.
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
    ['FAILED', 'port-refused'],
    ['UNFIT', 'not-a-device'],
  ] as const)('a port that is %s: told at once, tried again rarely', async (code, fault) => {
    const bench = setUpBench();
    bench.setPort(code);
    bench.printer.start();
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'failed', fault });
    expect(bench.printer.status()).toEqual({ state: 'not-ready', fault, detail: 'bench' });
    const before = bench.openings();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(bench.openings() - before).toBeLessThan(20);
    expect(bench.openings() - before).toBeGreaterThan(4);
  });

  test('nothing but noise at the speed of a line: said once, tried again rarely, and prints when the noise is over', async () => {
    const bench = setUpBench();
    bench.printer.start();
    await vi.advanceTimersByTimeAsync(100);
    const random = createRandom(7);
    const noisyUntil = systemTimers.running() + 60_000;
    const before = [bench.openings(), bench.log.length] as const;
    while (systemTimers.running() < noisyUntil) {
      bench.noise(...Array.from({ length: 115 }, () => random.between(0, 255)));
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(bench.openings() - before[0]).toBeGreaterThan(10);
    expect(bench.openings() - before[0]).toBeLessThan(25);
    expect(bench.log.length - before[1]).toBeLessThan(60);
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
  });

  test('plugged in again, a slip asked for at once does not wait for the next attempt', async () => {
    const bench = setUpBench();
    bench.setPort('NOT_FOUND');
    bench.printer.start();
    await vi.advanceTimersByTimeAsync(60_000);
    bench.setPort('plugged');
    const started = systemTimers.running();
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    expect(systemTimers.running() - started).toBeLessThan(200);
  });

  test('a port that hangs in opening fails the slip and is not opened a second time; when it opens after all it is used', async () => {
    const bench = setUpBench();
    bench.hangOpening(8_000);
    bench.printer.start();
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'failed', fault: 'no-answer' });
    await vi.advanceTimersByTimeAsync(4_000);
    expect(bench.openings()).toBe(1);
    expect(bench.printer.status()).toEqual({ state: 'ready', paper: 'ok' });
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    expect(paperText(bench.emulator.paper())).toEqual([expected]);
  });

  test('stopped while it hangs in opening: the stop does not wait, what opens later is closed', async () => {
    const bench = setUpBench();
    bench.hangOpening(60_000);
    bench.printer.start();
    await vi.advanceTimersByTimeAsync(1_000);
    const started = systemTimers.running();
    await inFakeTime(bench.printer.stop());
    expect(systemTimers.running() - started).toBeLessThan(100);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(bench.openLinks()).toBe(0);
  });

  test('pulled while idle: the light says so, and goes on again by itself', async () => {
    const bench = await readyBench();
    bench.pull();
    expect(bench.printer.status()).toMatchObject({ state: 'not-ready', fault: 'cable-lost' });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(bench.printer.status()).toEqual({ state: 'ready', paper: 'ok' });
  });

  test('the idle connection has died without a word: the slip goes over a new one, and comes out once', async () => {
    const bench = await readyBench();
    bench.strand();
    const started = systemTimers.running();
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    expect(systemTimers.running() - started).toBeLessThan(4_000);
    expect(paperText(bench.emulator.paper())).toEqual([expected]);
    expect(bench.openings()).toBe(2);
    expect(bench.openLinks()).toBe(1);
  });

  test('it has died without a word and nobody prints: found by asking, made anew', async () => {
    const bench = await readyBench();
    bench.strand();
    await vi.advanceTimersByTimeAsync(8_000);
    expect(bench.openings()).toBe(2);
    expect(bench.printer.status()).toEqual({ state: 'ready', paper: 'ok' });
  });

  test('over a connection whose end is not heard, a printer that tells nothing gets every slip over a fresh one', async () => {
    const bench = setUpBench({ profile: { answersStatus: false }, endsUnheard: true });
    bench.printer.start();
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    expect(bench.openings()).toBe(1);
    await vi.advanceTimersByTimeAsync(60_000);
    bench.strand();
    expect(await inFakeTime(bench.printer.print(lines))).toEqual({ outcome: 'printed' });
    expect(bench.openings()).toBe(2);
    expect(paperText(bench.emulator.paper())).toEqual([expected, expected, expected]);
  });

  test('a port that opens and ends at once is not opened in a circle for a waiting slip', async () => {
    const bench = await readyBench();
    bench.setTamper(() => 'cut');
    expect(await inFakeTime(bench.printer.print(lines))).toMatchObject({ outcome: 'failed' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(bench.openings()).toBeLessThan(25);
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
    const started = systemTimers.running();
    await inFakeTime(bench.printer.stop());
    expect(systemTimers.running() - started).toBeLessThan(6_000);
    expect(await running).toEqual({ outcome: 'unknown', fault: 'cable-lost' });
  });
});
