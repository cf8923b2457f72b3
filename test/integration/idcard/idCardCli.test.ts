import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../../main/ops/cli.ts';
import { createIdCardReaderEmulator } from '../../../native/emulator/idCardReaderEmulator.ts';
import { createIdCardReader } from '../../../native/idcard/idCardReader.ts';
import type { IdCardReader, IdCardReaderStatus } from '../../../native/idcard/port.ts';
import { serialOpener } from '../../../native/transport/serialLink.ts';
import { systemTimers } from '../../../native/transport/timers.ts';
import { idCardFixture, idCardFixturePath, type IdCardFixture } from '../../fixtures/idcard/idCardFixture.ts';
import { createSerialPair, socatIsMissing, type SerialPair } from '../card/socat.ts';

const CLI = fileURLToPath(new URL('../../../main/ops/cli.ts', import.meta.url));
const noSocat = socatIsMissing();

interface Outcome {
  readonly exitCode: number | null;
  /** Empty when the command said what was wrong with its arguments. */
  readonly report: Record<string, unknown>;
}

/** The technician reads a document: the command line in this process, because a new one takes seconds to start. */
async function readIdCard(...args: string[]): Promise<Outcome> {
  let out = '';
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const exitCode = await main(['device', 'read-id-card', '--json', '--timeout', '20', ...args]);
  stdout.mockRestore();
  stderr.mockRestore();
  return { exitCode, report: out === '' ? {} : (JSON.parse(out) as Record<string, unknown>) };
}

/** The same as a process of its own. */
function readIdCardInNewProcess(...args: string[]): Promise<Outcome> {
  const child = spawn(process.execPath, [CLI, 'device', 'read-id-card', '--json', '--timeout', '20', ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let out = '';
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  return new Promise((resolve) => {
    child.once('close', (exitCode) => resolve({ exitCode, report: JSON.parse(out) as Record<string, unknown> }));
  });
}

/** The emulated reader of the command line. */
class EmulatorProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: string[] = [];
  #wake: () => void = () => undefined;
  readonly ended: Promise<number | null>;

  constructor(card: IdCardFixture, ...args: string[]) {
    const all = [CLI, 'device', 'emulate', 'id-card-reader', '--card', idCardFixturePath(card), '--json', ...args];
    this.#child = spawn(process.execPath, all, { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      this.#lines.push(line);
      this.#wake();
    });
    this.ended = new Promise((resolve) => this.#child.once('exit', resolve));
  }

  async answer(): Promise<Record<string, unknown>> {
    for (;;) {
      const line = this.#lines.shift();
      if (line !== undefined) return JSON.parse(line) as Record<string, unknown>;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  async tell(command: string): Promise<void> {
    this.#child.stdin.write(`${command}\n`);
    expect(await this.answer()).toEqual({ ok: true, message: `ok ${command.split(' /')[0]}` });
  }

  async quit(): Promise<number | null> {
    if (this.#child.exitCode === null) this.#child.kill('SIGINT');
    return this.ended;
  }
}

const running: EmulatorProcess[] = [];
function emulate(card: IdCardFixture, ...args: string[]): EmulatorProcess {
  const emulator = new EmulatorProcess(card, ...args);
  running.push(emulator);
  return emulator;
}
afterEach(async () => {
  for (const emulator of running.splice(0)) await emulator.quit();
});

// On a busy machine the start of a process alone takes seconds.
describe('an ID card reader on the network, from the command line', { timeout: 120_000 }, () => {
  it('is read with numbers and addresses masked, and in full on request', async () => {
    const emulator = emulate('moved-citizen', '--listen', '0');
    const { place } = (await emulator.answer()) as { place: string };
    expect(await readIdCardInNewProcess('--tcp', place)).toMatchObject({
      exitCode: 0,
      report: { ok: true, photoBytes: 1024, document: { number: '111111********1110', address: '***' } },
    });
    expect(await readIdCard('--tcp', place, '--full')).toMatchObject({
      report: { document: { number: '111111198101011110', appendedAddress: '样例县东关镇和平路8号' } },
    });
    for (const [hand, code] of [
      ['card not-genuine', 'not-genuine'],
      ['card pulled-while-read', 'pulled'],
      ['module unauthorised', 'module-unauthorised'],
    ] as const) {
      await emulator.tell(`lay ${idCardFixturePath('foreigner-2023')}`);
      await emulator.tell(hand);
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
  let pair: SerialPair | undefined;
  afterEach(async () => {
    await pair?.remove();
    pair = undefined;
  });

  it('is read through noise and damage; what can not be got over is named', async () => {
    pair = await createSerialPair();
    const emulator = emulate('hmt-resident', '--path', pair.a, '--at-once');
    await emulator.answer();
    for (const hand of ['noise', 'noise-inside', 'wrong-checksum', 'checksum-refused', 'noisy on', 'noisy off']) {
      await emulator.tell(hand);
      const read = await readIdCard('--path', pair.b);
      expect(read, hand).toMatchObject({ exitCode: 0, report: { document: { kind: 'hmt-resident', name: '陈嘉仪' } } });
      await emulator.tell(`lay ${idCardFixturePath('hmt-resident')}`);
    }
    await emulator.tell('take');
    expect(await readIdCard('--path', pair.b, '--timeout', '1')).toMatchObject({ report: { code: 'no-card' } });
    await emulator.tell('mute');
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
    const laid = await createSerialPair();
    pair = laid;
    const settings = { baudRate: 115_200, dataBits: 8, stopBits: 1, parity: 'none' } as const;
    const emulator = createIdCardReaderEmulator({ timers: systemTimers });
    async function plugIn(): Promise<void> {
      const opened = await serialOpener({ ...settings, path: laid.a })();
      if (!opened.ok) throw new Error(opened.detail);
      emulator.attach(opened.link);
    }
    await plugIn();
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
      open: serialOpener({ ...settings, path: laid.b }),
      timers: systemTimers,
      log: () => undefined,
    });
    const lost = until(reader, (status) => status.state === 'unavailable' && status.fault === 'cable-lost');
    reader.start();
    await reading;
    expect(reader.status().state).toBe('reading');
    await laid.pull();
    await lost;
    await laid.plug();
    await plugIn();
    expect(await until(reader, ({ state }) => state === 'document')).toMatchObject({
      presentation: 2,
      document: { name: '王建国' },
    });
    await reader.stop();
  });
});
