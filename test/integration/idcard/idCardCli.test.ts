import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createIdCardReaderEmulator,
  type IdCardReaderEmulator,
} from '../../../native/emulator/idCardReaderEmulator.ts';
import { createIdCardReader } from '../../../native/idcard/idCardReader.ts';
import type { IdCardReader, IdCardReaderStatus } from '../../../native/idcard/port.ts';
import { serialOpener } from '../../../native/transport/serialLink.ts';
import { systemTimers } from '../../../native/systemTime.ts';
import { idCardFixture, idCardFixturePath } from '../../fixtures/idcard/idCardFixture.ts';
import { OpsProcess, runOps, runOpsProcess, type OpsOutcome } from '../opsCli.ts';
import { EMULATED, createSerialPair, socatIsMissing, type SerialPair } from '../card/socat.ts';

const noSocat = socatIsMissing();

interface Outcome {
  readonly exitCode: number | null;
  /** Empty when the command said what was wrong with its arguments. */
  readonly report: Record<string, unknown>;
}

const told = ({ exitCode, output }: OpsOutcome): Outcome => ({
  exitCode,
  report: output === '' ? {} : (JSON.parse(output) as Record<string, unknown>),
});

const ORDER = ['device', 'read-id-card', '--json', '--timeout', '20'] as const;

/** The technician reads a document from the command line. */
const readIdCard = async (...args: string[]): Promise<Outcome> => told(await runOps(...ORDER, ...args));

/** Gives a command to the emulated reader of the command line. */
async function tell(emulator: OpsProcess, command: string): Promise<void> {
  const answer: unknown = JSON.parse(await emulator.tell(command));
  expect(answer).toEqual({ ok: true, message: `ok ${command.split(' /')[0]}` });
}

// On a busy machine the start of a process alone takes seconds.
describe('an ID card reader on the network, from the command line', { timeout: 120_000 }, () => {
  it('is read with numbers and addresses masked, in full on request, through noise; what fails is named', async () => {
    const emulator = new OpsProcess(
      ...['device', 'emulate', 'id-card-reader', '--card', idCardFixturePath('moved-citizen'), '--json'],
      ...['--listen', '0', '--at-once'],
    );
    const { place } = JSON.parse(await emulator.line()) as { place: string };
    expect(told(await runOpsProcess(...ORDER, '--tcp', place))).toMatchObject({
      exitCode: 0,
      report: { ok: true, photoBytes: 1024, document: { number: '111111********1110', address: '***' } },
    });
    expect(await readIdCard('--tcp', place, '--full')).toMatchObject({
      report: { document: { number: '111111198101011110', appendedAddress: '样例县东关镇和平路8号' } },
    });
    for (const hand of ['noise', 'noisy on', 'noisy off']) {
      await tell(emulator, hand);
      expect(await readIdCard('--tcp', place), hand).toMatchObject({ exitCode: 0 });
    }
    for (const [hand, code] of [
      ['card not-genuine', 'not-genuine'],
      ['card pulled-while-read', 'pulled'],
      ['module unauthorised', 'module-unauthorised'],
    ] as const) {
      await tell(emulator, `lay ${idCardFixturePath('foreigner-2023')}`);
      await tell(emulator, hand);
      expect(await readIdCard('--tcp', place), hand).toMatchObject({ exitCode: 1, report: { ok: false, code } });
    }
    expect(await emulator.quit()).toBe(0);
  });

  it('says at once that nobody listens, and what is wrong with the arguments', async () => {
    expect(await readIdCard('--tcp', '127.0.0.1:1')).toMatchObject({ exitCode: 1, report: { code: 'not-found' } });
    for (const wrong of [['--tcp', 'nowhere'], ['--tcp', 'a:1', '--path', '/b'], []]) {
      expect(await readIdCard(...wrong), wrong.join(' ')).toMatchObject({ exitCode: 2 });
    }
  });
});

describe.skipIf(noSocat)('an ID card reader on a serial path (needs socat)', { timeout: 120_000 }, () => {
  const settings = { baudRate: 115_200, dataBits: 8, stopBits: 1, parity: 'none', rules: EMULATED } as const;
  let pair: SerialPair;
  let emulator: IdCardReaderEmulator;

  async function plugIn(): Promise<void> {
    const opened = await serialOpener({ ...settings, path: pair.a })();
    if (!opened.ok) throw new Error(opened.detail);
    emulator.attach(opened.link);
  }

  beforeEach(async () => {
    pair = await createSerialPair();
    emulator = createIdCardReaderEmulator({ timers: systemTimers });
    await plugIn();
  });
  afterEach(() => pair.remove());

  it('is read through noise and damage; what cannot be got over is named', async () => {
    const reads = async (harm: string): Promise<void> => {
      emulator.layCard(idCardFixture('hmt-resident'));
      const read = await readIdCard('--path', pair.b);
      expect(read, harm).toMatchObject({ exitCode: 0, report: { document: { kind: 'hmt-resident', name: '陈嘉仪' } } });
    };
    for (const harm of ['noise', 'noise-inside', 'wrong-checksum', 'checksum-refused'] as const) {
      emulator.faultNext(harm);
      await reads(harm);
    }
    emulator.setNoisy(true);
    await reads('noisy line');
    emulator.setNoisy(false);
    await reads('quiet line');
    emulator.takeCard();
    expect(await readIdCard('--path', pair.b, '--timeout', '1')).toMatchObject({ report: { code: 'no-card' } });
    emulator.setMute(true);
    expect(await readIdCard('--path', pair.b)).toMatchObject({ exitCode: 1, report: { code: 'no-answer' } });
  });

  const until = (reader: IdCardReader, wanted: (status: IdCardReaderStatus) => boolean): Promise<IdCardReaderStatus> =>
    new Promise((resolve) => {
      const check = (status: IdCardReaderStatus): void => {
        if (!wanted(status)) return;
        stop();
        resolve(status);
      };
      const stop = reader.subscribe(check);
      check(reader.status());
    });

  it('whose cable is pulled while it reads: said, connected again, document read', async () => {
    emulator.layCard(idCardFixture('citizen'));
    const reading = new Promise<void>((resolve) => {
      const stop = emulator.onCommand((name) => {
        if (name !== 'readBase') return;
        stop();
        emulator.faultNext('silent');
        resolve();
      });
    });
    const reader = createIdCardReader({
      open: serialOpener({ ...settings, path: pair.b }),
      timers: systemTimers,
      log: () => undefined,
    });
    const lost = until(reader, (status) => status.state === 'unavailable' && status.fault === 'cable-lost');
    reader.start();
    await reading;
    expect(reader.status().state).toBe('reading');
    await pair.pull();
    await lost;
    await pair.plug();
    await plugIn();
    expect(await until(reader, ({ state }) => state === 'document')).toMatchObject({
      presentation: 2,
      document: { name: '王建国' },
    });
    await reader.stop();
  });
});
