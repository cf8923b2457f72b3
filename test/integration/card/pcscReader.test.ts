import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../native/systemTime.ts';
import { createDriverFactory } from '../../../main/core/drivers/factory.ts';
import { driverSchema } from '../../../main/domain/device/drivers/table.ts';
import { createTraceRing } from '../../../main/services/devices/traceRing.ts';
import { listPcscReaders } from '../../../native/card/pcsc/listReaders.ts';
import { createPcscReader } from '../../../native/card/pcsc/pcscReader.ts';
import type { CardReader, CardReaderStatus } from '../../../native/card/port.ts';
import { buildCard } from '../../../native/emulator/cardEmulator.ts';
import type { SyntheticCard } from '../../../native/emulator/cardSpec.ts';
import { startHelper } from '../../../native/helper/startHelper.ts';
import { systemTimers } from '../../../native/systemTime.ts';
import type { Timers } from '../../../main/domain/time.ts';
import { cardFixture } from '../../fixtures/card/cardFixture.ts';
import { compileOtherProgram, hasCCompiler, runOtherProgram } from '../../fixtures/pcscd/otherProgram.ts';
import { missingForPcsc, startPcscd } from '../../fixtures/pcscd/pcscd.ts';
import type { Pcscd } from '../../fixtures/pcscd/pcscd.ts';
import { insertCard, VIRTUAL_READER, virtualReader } from '../../fixtures/pcscd/virtualCard.ts';
import type { InsertedCard, InsertOptions, VirtualReader } from '../../fixtures/pcscd/virtualCard.ts';

const missing = missingForPcsc('vpcd');
const start = () => startHelper({ kind: 'pcsc', runtime: null, log: () => undefined });

/** A state in a few words: `card 1`, `unavailable cable-lost`. */
function words(status: CardReaderStatus): string {
  const fault = 'fault' in status ? status.fault : '';
  const presentation = 'presentation' in status ? String(status.presentation) : '';
  return [status.state, presentation, fault].filter((word) => word !== '').join(' ');
}

describe.runIf(missing.length === 0)('PC/SC reader before the service of the system and its virtual reader', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pcsc-reader-'));
  const socket = join(folder, 'pcscd.comm');
  const environment = process.env.PCSCLITE_CSOCK_NAME;
  let hardware: VirtualReader;
  let service: Pcscd;
  let reader: CardReader;
  let states: string[];
  let inserted: InsertedCard | undefined;

  beforeAll(async () => {
    process.env.PCSCLITE_CSOCK_NAME = socket;
    hardware = await virtualReader();
    service = await startPcscd({ readerConf: hardware.readerConf, socket });
  });
  afterAll(async () => {
    await service.stop();
    if (environment === undefined) delete process.env.PCSCLITE_CSOCK_NAME;
    else process.env.PCSCLITE_CSOCK_NAME = environment;
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    states = [];
    inserted = undefined;
    // Configured under another running number than the service gives it.
    reader = createPcscReader({
      startHelper: start,
      reader: 'Virtual PCD 07 00',
      timers: systemTimers,
      log: () => undefined,
    });
    reader.subscribe((status) => states.push(words(status)));
  });
  afterEach(async () => {
    // The service looks into the slot from time to time only: the next test begins when it has seen the card go.
    await inserted?.remove();
    if (inserted !== undefined) await now('empty');
    await reader.stop();
  });

  /** Resolves as soon as the reader has been in that state, whatever came after it. */
  function reached(state: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const stop = reader.subscribe(() => (states.includes(state) ? resolve(undefined) : undefined));
    if (states.includes(state)) resolve(undefined);
    return promise.then(stop);
  }

  /** Resolves when the reader is in that state. */
  function now(state: CardReaderStatus['state']): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const stop = reader.subscribe((status) => (status.state === state ? resolve(undefined) : undefined));
    if (reader.status().state === state) resolve(undefined);
    return promise.then(stop);
  }

  async function insert(card: SyntheticCard, options?: InsertOptions): Promise<void> {
    inserted = await insertCard(hardware.port, buildCard(card), options);
  }

  it('is listed by its name', async () => {
    expect(await listPcscReaders({ startHelper: start })).toEqual({
      ok: true,
      readers: [VIRTUAL_READER, 'Virtual PCD 00 01'],
    });
  });

  it('reads cards of every generation as they come and go, and says when one is pulled in the middle', async () => {
    reader.start();
    await reached('empty');
    for (const [index, name] of (['second-generation', 'third-generation'] as const).entries()) {
      await insert(cardFixture(name));
      await reached(`card ${index + 1}`);
      expect(reader.status()).toMatchObject({ card: { cardNumber: cardFixture(name).cardNumber } });
      await inserted?.remove();
      await now('empty');
    }
    await insert(cardFixture('second-generation'), {
      before: (command) => (command === 6 ? inserted?.remove() : undefined),
    });
    await reached('card-failed 3 pulled');
    await now('empty');
  });

  it('keeps no process that hangs in a command', async () => {
    // Patience five times shorter, here only: the helper's own is what it is.
    const hasty: Timers = { ...systemTimers, after: (delayMs, run) => systemTimers.after(delayMs / 5, run) };
    reader = createPcscReader({
      startHelper: () => startHelper({ kind: 'pcsc', runtime: null, log: () => undefined, timers: hasty }),
      reader: VIRTUAL_READER,
      timers: systemTimers,
      log: () => undefined,
    });
    reader.subscribe((status) => states.push(words(status)));
    const answers = Promise.withResolvers<undefined>();
    await insert(cardFixture('second-generation'), {
      before: (command) => (command === 3 ? answers.promise : undefined),
    });
    reader.start();
    await reached('unavailable library-hung');
    answers.resolve(undefined);
    await reached('card 2');
  });

  it('reads a card that was in before the start; a recording shows what was said to it, without the holder', async () => {
    const recording = createTraceRing('pcsc', systemClock);
    const make = createDriverFactory({
      virtualSocket: () => undefined,
      serialPorts: () => Promise.resolve([]),
      paths: { from: 'system' },
      timers: systemTimers,
      log: () => undefined,
    });
    const driver = driverSchema.parse({ driver: 'pcsc', reader: VIRTUAL_READER });
    const device = make(
      { deviceId: '01900000-0000-7000-8000-000000000000', name: '读卡器', driver, plugIdentity: null },
      {
        record: (open) => open,
        recording,
        isTaken: () => false,
        discovered: () => undefined,
      },
    );
    if (device.role !== 'card-reader') throw new Error('no card reader');
    reader = device.driver;
    reader.subscribe((status) => states.push(words(status)));
    recording.set(true);
    await insert(cardFixture('second-generation'));
    reader.start();
    await reached('card 1');
    expect(states.filter((state) => state.startsWith('reading'))).toEqual(['reading 1']);
    const lines = recording.lines().map(({ direction, text }) => `${direction} ${text}`);
    expect(lines.slice(0, 2)).toEqual([
      'to-device 00 A4 04 00 0F 73 78 31 2E 73 68 2E C9 E7 BB E1 B1 A3 D5 CF',
      'from-device 61 1E',
    ]);
    expect(lines).toHaveLength(2 * (inserted?.commands() ?? 0));
    expect(lines.filter((line) => line.startsWith('from'))).toEqual(
      expect.arrayContaining([expect.stringMatching(/^from-device (?:·· )+90 00$/)]),
    );
    expect(lines.join(' ')).not.toContain('D5 C5 C8 FD');
  });

  it('comes back when the service was killed and started again', async () => {
    reader.start();
    await reached('empty');
    await service.stop();
    await reached('unavailable service-absent');
    expect(await listPcscReaders({ startHelper: start })).toMatchObject({ ok: false, code: 'service-absent' });
    service = await startPcscd({ readerConf: hardware.readerConf, socket });
    await insert(cardFixture('second-generation'));
    await reached('card 1');
  });

  describe.runIf(hasCCompiler)('beside another program', () => {
    let program: string;
    beforeAll(() => {
      program = compileOtherProgram(folder);
    });

    it('waits for a card the other one uses alone', async () => {
      await insert(cardFixture('second-generation'));
      const other = await whenInserted(() => runOtherProgram(program, 'exclusive', VIRTUAL_READER));
      reader.start();
      await reached('card-failed 1 held-by-other');
      await other.release();
      await reached('card 1');
    });

    it('waits for a card the other one keeps in a transaction', async () => {
      await insert(cardFixture('second-generation'));
      const other = await whenInserted(() => runOtherProgram(program, 'transaction', VIRTUAL_READER));
      reader.start();
      await reached('card-failed 1 held-by-other');
      await other.release();
      await reached('card 1');
    });

    it('is not disturbed by one that resets the card again and again', async () => {
      const resets: Promise<unknown>[] = [];
      reader.start();
      await reached('empty');
      await insert(cardFixture('second-generation'), {
        before: () => {
          resets.push(runOtherProgram(program, 'reset', VIRTUAL_READER).catch((error: unknown) => error));
          return undefined;
        },
      });
      await reached('card 1');
      expect((await Promise.all(resets)).length).toBeGreaterThan(5);
      expect(states.filter((state) => state.startsWith('card-failed'))).toEqual([]);
    });

    /** The service notices a card some hundred milliseconds after it came. */
    async function whenInserted<Value>(use: () => Promise<Value>): Promise<Value> {
      // It switches a card on that it has noticed; asked before, the other program would be started again and again.
      await vi.waitFor(() => expect(inserted?.powered()).toBeGreaterThan(0), { timeout: 30_000, interval: 20 });
      for (;;) {
        try {
          return await use();
        } catch (error) {
          if (!String(error).includes(NO_CARD_YET)) throw error;
        }
      }
    }
  });
});

/** SCARD_E_NO_SMARTCARD. */
const NO_CARD_YET = '8010000C';
