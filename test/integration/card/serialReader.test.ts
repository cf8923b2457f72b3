import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCardReader } from '../../../native/card/cardReader.ts';
import type { CardReader, CardReaderStatus } from '../../../native/card/port.ts';
import { buildCard } from '../../../native/emulator/cardEmulator.ts';
import type { ByteLink } from '../../../native/transport/port.ts';
import { createCardReaderEmulator, type CardReaderEmulator } from '../../../native/emulator/cardReaderEmulator.ts';
import { serialOpener } from '../../../native/transport/serialLink.ts';
import { systemTimers } from '../../../native/systemTime.ts';
import { cardFixture, cardFixturePath } from '../../fixtures/card/cardFixture.ts';
import { OpsProcess, runOps, runOpsProcess, type OpsOutcome } from '../opsCli.ts';
import { EMULATED, createSerialPair, socatIsMissing, type SerialPair } from './socat.ts';

const missing = socatIsMissing();
const settings = { baudRate: 115_200, dataBits: 8, stopBits: 2, parity: 'none', rules: EMULATED } as const;

interface Outcome {
  readonly exitCode: number | null;
  readonly report: Record<string, unknown>;
}

const told = ({ exitCode, output }: OpsOutcome): Outcome => ({
  exitCode,
  report: JSON.parse(output) as Record<string, unknown>,
});

const orderFor = (path: string, more: readonly string[]): readonly string[] => [
  ...['device', 'read-card', '--driver', 'serial-ccid', '--path', path, '--json', '--timeout', '20'],
  ...more,
];

/** The technician reads a card from the command line. */
const readCard = async (path: string, ...more: string[]): Promise<Outcome> =>
  told(await runOps(...orderFor(path, more)));

/** The emulated reader of the command line on the other end, ready. */
async function emulate(path: string, ...more: string[]): Promise<OpsProcess> {
  const card = cardFixturePath('second-generation');
  const emulator = new OpsProcess('device', 'emulate', 'card-reader', '--path', path, '--card', card, ...more);
  expect(await emulator.line()).toMatch(/ready/);
  return emulator;
}

let pair: SerialPair;

// One reader, one cable and one day: each story leaves the reader as it found it.
describe.skipIf(missing)('command line over a serial path (needs socat)', { timeout: 120_000 }, () => {
  let emulator: OpsProcess;
  beforeAll(async () => {
    pair = await createSerialPair();
    emulator = await emulate(pair.a);
  });
  afterAll(async () => {
    await emulator.quit();
    await pair.remove();
  });

  it('reads the card of the emulator; two processes, one cable', async () => {
    expect(told(await runOpsProcess(...orderFor(pair.b, [])))).toMatchObject({
      exitCode: 0,
      report: { ok: true, card: { name: '张三', socialSecurityNumber: '111111********1110' } },
    });
    const full = await readCard(pair.b, '--full');
    expect(full.report).toMatchObject({ card: { socialSecurityNumber: '111111198101011110' } });
  });

  it('gets over noise, NAK and damaged answers, and names what it cannot get over', async () => {
    for (const fault of ['noise', 'noise-inside', 'nak', 'wrong-lrc']) {
      expect(await emulator.tell(fault)).toBe(`ok ${fault}`);
      expect(await readCard(pair.b), fault).toMatchObject({ exitCode: 0, report: { card: { name: '张三' } } });
    }
    await emulator.tell('pull 5');
    expect(await readCard(pair.b)).toMatchObject({ exitCode: 1, report: { ok: false, code: 'pulled' } });
    await emulator.tell('insert');
    expect(await readCard(pair.b)).toMatchObject({ exitCode: 0 });
    await emulator.tell('mute');
    expect(await readCard(pair.b)).toMatchObject({ exitCode: 1, report: { ok: false, code: 'no-answer' } });
    await emulator.tell('unmute');
    expect(await readCard(pair.b)).toMatchObject({ exitCode: 0 });
  });

  it('says at once that there is no port', async () => {
    expect(await readCard('/nowhere/reader')).toMatchObject({ exitCode: 1, report: { code: 'not-found' } });
  });

  it('names a line that ends in the middle of an answer; the reader is back: the card was not put in, then it is read', async () => {
    await emulator.tell('cut');
    expect(await readCard(pair.b)).toMatchObject({ exitCode: 1, report: { ok: false, code: 'no-answer' } });
    expect(await emulator.ended).toBe(0);
    emulator = await emulate(pair.a, '--empty');
    expect(await readCard(pair.b, '--timeout', '1')).toMatchObject({ exitCode: 1, report: { code: 'no-card' } });
    await emulator.tell('insert');
    expect(await readCard(pair.b)).toMatchObject({ exitCode: 0, report: { card: { name: '张三' } } });
    expect(await emulator.quit()).toBe(0);
  });
});

describe.skipIf(missing)('reader that lives through everything on one serial path (needs socat)', () => {
  beforeEach(async () => {
    pair = await createSerialPair();
  });
  afterEach(() => pair.remove());

  const until = (reader: CardReader, wanted: (status: CardReaderStatus) => boolean): Promise<CardReaderStatus> =>
    new Promise((resolve) => {
      const check = (status: CardReaderStatus): void => {
        if (!wanted(status)) return;
        stop();
        resolve(status);
      };
      const stop = reader.subscribe(check);
      check(reader.status());
    });

  async function plugIn(emulator: CardReaderEmulator): Promise<ByteLink> {
    const opened = await serialOpener({ ...settings, path: pair.a })();
    if (!opened.ok) throw new Error(opened.detail);
    emulator.attach(opened.link);
    return opened.link;
  }

  function readerOn(path: string): CardReader {
    const open = serialOpener({ ...settings, path });
    return createCardReader({ open, variant: 'gempc-twin', timers: systemTimers, log: () => undefined });
  }

  it('the cable pulled in the middle of an answer: said, connected again, card read', async () => {
    const emulator = createCardReaderEmulator({ variant: 'gempc-twin', timers: systemTimers });
    const link = await plugIn(emulator);
    emulator.insert(buildCard(cardFixture('second-generation')));
    const reader = readerOn(pair.b);
    let commands = 0;
    emulator.onCommand(() => {
      commands += 1;
      if (commands === 9) emulator.faultNext('cut');
    });
    const halfAnswered = new Promise<void>((resolve) => link.onEnd(() => resolve()));
    const lost = until(reader, (status) => status.state === 'unavailable' && status.fault === 'cable-lost');
    reader.start();
    await halfAnswered;
    expect(reader.status().state).toBe('reading');
    await pair.pull();
    await lost;
    await pair.plug();
    await plugIn(emulator);
    const status = await until(reader, ({ state }) => state === 'card');
    expect(status).toMatchObject({ card: { name: '张三', withheld: [] } });
    await reader.stop();
  });

  it('an idle cable pulled: noticed, and the next card is read after it is back', async () => {
    const emulator = createCardReaderEmulator({ variant: 'gempc-twin', timers: systemTimers });
    await plugIn(emulator);
    const reader = readerOn(pair.b);
    reader.start();
    await until(reader, ({ state }) => state === 'empty');
    await pair.pull();
    await until(reader, ({ state }) => state === 'unavailable');
    await pair.plug();
    await plugIn(emulator);
    await until(reader, ({ state }) => state === 'empty');
    emulator.insert(buildCard(cardFixture('third-generation')));
    expect(await until(reader, ({ state }) => state === 'card')).toMatchObject({ card: { generation: 3 } });
    emulator.remove();
    await until(reader, ({ state }) => state === 'empty');
    await reader.stop();
  });

  it('a line that nobody writes to is lost at once when its device is gone, without a busy loop before', async () => {
    const opened = await serialOpener({ ...settings, path: pair.b })();
    if (!opened.ok) throw new Error(opened.detail);
    const ended = new Promise((resolve) => opened.link.onEnd(resolve));
    await pair.pull();
    expect(await ended).toMatchObject({ kind: 'lost' });
    await pair.plug();
    expect(await serialOpener({ ...settings, path: pair.b })()).toMatchObject({ ok: true });
  });

  it('a path in use is busy, for others and for ourselves', async () => {
    const first = await serialOpener({ ...settings, path: pair.b })();
    expect(first.ok).toBe(true);
    expect(await serialOpener({ ...settings, path: pair.b })()).toMatchObject({ ok: false, code: 'BUSY' });
    if (first.ok) {
      await first.link.close();
      await first.link.close();
      await expect(first.link.write(Uint8Array.of(1))).rejects.toThrow('link closed');
    }
    expect(await serialOpener({ ...settings, path: pair.b })()).toMatchObject({ ok: true });
  });
});
