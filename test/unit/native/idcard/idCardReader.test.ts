import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createIdCardReaderEmulator,
  ID_READER_LINE_FAULTS,
  type EmulatedIdCardFault,
  type IdCardReaderEmulatorOptions,
} from '../../../../native/emulator/idCardReaderEmulator.ts';
import { createIdCardReader } from '../../../../native/idcard/idCardReader.ts';
import type { IdCardReader, IdCardReaderStatus } from '../../../../native/idcard/port.ts';
import type { SamCommandName } from '../../../../native/idcard/samCommand.ts';
import { encodeSamFrame } from '../../../../native/idcard/samFrame.ts';
import type { ByteLink, OpenLink } from '../../../../native/transport/port.ts';
import { systemTimers } from '../../../../native/systemTime.ts';
import { createVirtualCable, type Tamper } from '../../../../native/transport/virtualCable.ts';
import { createVirtualPort } from '../../../../native/transport/virtualPort.ts';
import { idCardFixture, idCardFixtures } from '../../../fixtures/idcard/idCardFixture.ts';

const WANG = idCardFixture('citizen');
const MOVED = idCardFixture('moved-citizen');
/** Longer than any chain of time-outs the reader may go through before it says what is wrong. */
const LONG_MS = 40_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** A counter with a reader on a virtual cable. `tamper` may be changed at any time. */
function counter(options: Partial<IdCardReaderEmulatorOptions> = {}) {
  const faults: { tamper: Tamper | undefined } = { tamper: undefined };
  const carried = { bytes: 0 };
  const emulator = createIdCardReaderEmulator({ timers: systemTimers, ...options });
  const tamper: Tamper = (byte, index, direction) => {
    carried.bytes += 1;
    return faults.tamper === undefined ? [byte] : faults.tamper(byte, index, direction);
  };
  const port = createVirtualPort({ name: 'reader', timers: systemTimers, tamper }, emulator.attach);
  const opened = { times: 0 };
  const open: OpenLink = () => {
    opened.times += 1;
    return port.open();
  };
  const lines: string[] = [];
  const reader = createIdCardReader({ open, timers: systemTimers, log: (line) => lines.push(line) });
  const seen: IdCardReaderStatus[] = [];
  reader.subscribe((status) => seen.push(status));
  return { emulator, port, reader, seen, faults, carried, opened, lines };
}

/** Lets time pass until the reader has come to a result about the card on it. */
async function result(reader: IdCardReader): Promise<IdCardReaderStatus> {
  for (let waited = 0; waited < LONG_MS; waited += 400) {
    await pass(400);
    const status = reader.status();
    if (status.state === 'document' || status.state === 'document-failed') return status;
  }
  return reader.status();
}

function names(seen: readonly IdCardReaderStatus[]): string[] {
  return seen.map((status) => ('fault' in status ? `${status.state}:${status.fault}` : status.state));
}

describe('an ID card reader at the counter', () => {
  it('reads each card once by itself, as long as it lies there', async () => {
    const { emulator, reader, seen } = counter();
    reader.start();
    await pass(10);
    expect(reader.status()).toEqual({ state: 'empty' });
    emulator.layCard(WANG);
    await pass(300);
    expect(reader.status()).toMatchObject({
      state: 'document',
      presentation: 1,
      document: { kind: 'citizen', name: '王建国', number: '11010519491231002X', validTo: 'long-term' },
    });
    await pass(10_000);
    emulator.takeCard();
    await pass(1_000);
    emulator.layCard(MOVED);
    await pass(300);
    expect(reader.status()).toMatchObject({
      presentation: 2,
      document: { number: '111111198101011110', appendedAddress: '样例县东关镇和平路8号' },
    });
    expect(names(seen)).toEqual(['empty', 'reading', 'document', 'reading', 'document']);
    await reader.stop();
  });

  it.each(idCardFixtures)('keeps the photo as it is on the card, and reads the layout: %s', async (name) => {
    const { emulator, reader } = counter();
    emulator.layCard(idCardFixture(name));
    reader.start();
    await pass(10);
    const status = reader.status();
    expect(status).toMatchObject({ state: 'document', document: { number: idCardFixture(name).number } });
    if (status.state === 'document') expect(status.photo).toHaveLength(1024);
    await reader.stop();
  });

  it('shows a document for a while, then waits for the next card; the same card laid again is a new presentation', async () => {
    const { emulator, reader, seen } = counter();
    emulator.layCard(WANG);
    reader.start();
    await pass(19_000);
    expect(reader.status().state).toBe('document');
    await pass(1_500);
    expect(reader.status()).toEqual({ state: 'empty' });
    await pass(60_000);
    expect(names(seen)).toEqual(['reading', 'document', 'empty']);
    emulator.takeCard();
    emulator.layCard(WANG);
    await pass(300);
    expect(reader.status()).toMatchObject({ state: 'document', presentation: 2 });
    await reader.stop();
  });

  it('reads a card once also when the module finds read cards again, and sees then that it has left', async () => {
    const { emulator, reader, seen } = counter({ findsReadCards: true });
    emulator.layCard(WANG);
    reader.start();
    await pass(60_000);
    expect(names(seen)).toEqual(['reading', 'document']);
    emulator.takeCard();
    await pass(1_000);
    expect(reader.status()).toEqual({ state: 'empty' });
    emulator.layCard(WANG);
    await pass(300);
    expect(reader.status()).toMatchObject({ state: 'document', presentation: 2 });
    await reader.stop();
  });

  it('does without the appended address of a module that does not know it, and asks it with the first card only', async () => {
    const { emulator, reader } = counter({ knowsAddress: false });
    const commands: (SamCommandName | undefined)[] = [];
    emulator.onCommand((name) => commands.push(name));
    emulator.layCard(MOVED);
    reader.start();
    await pass(10);
    expect(reader.status()).toMatchObject({ state: 'document', document: { number: '111111198101011110' } });
    expect(JSON.stringify(reader.status())).not.toContain('appendedAddress');
    emulator.layCard(WANG);
    await pass(300);
    expect(reader.status()).toMatchObject({ presentation: 2 });
    // Twice with the first card: damage on the line could have made another command of it.
    expect(commands.filter((name) => name === 'readAddress')).toHaveLength(2);
    await reader.stop();
  });

  it('does without the appended address of a module that keeps silent about it', async () => {
    const { emulator, reader, lines } = counter();
    emulator.onCommand((name) => {
      if (name === 'readAddress') emulator.faultNext('silent');
    });
    emulator.layCard(MOVED);
    reader.start();
    expect(await result(reader)).toMatchObject({ state: 'document' });
    emulator.layCard(WANG);
    await pass(700);
    expect(reader.status()).toMatchObject({ state: 'document', presentation: 2 });
    expect(lines.join()).toContain('appended address not read');
    await reader.stop();
  });

  it.each([
    ['read-failed', 'read-failed', '41'],
    ['not-genuine', 'not-genuine', '31'],
    ['module-refused', 'not-genuine', '32'],
    ['not-verified', 'not-genuine', '33'],
    ['unknown-type', 'unreadable', '40'],
  ] as const satisfies readonly (readonly [EmulatedIdCardFault, string, string])[])(
    'names a card that cannot be read (%s) until it is taken away, and reads it when it is laid again',
    async (fault, named, status) => {
      const { emulator, reader, seen } = counter();
      emulator.setCardFault(fault);
      emulator.layCard(WANG);
      reader.start();
      await pass(30_000);
      expect(reader.status()).toMatchObject({ state: 'document-failed', fault: named });
      expect(JSON.stringify(reader.status())).toContain(status);
      expect(names(seen)).toEqual(['reading', `document-failed:${named}`]);
      emulator.setCardFault('none');
      emulator.takeCard();
      await pass(400);
      expect(reader.status()).toEqual({ state: 'empty' });
      emulator.layCard(WANG);
      await pass(400);
      expect(reader.status()).toMatchObject({ state: 'document', presentation: 2 });
      await reader.stop();
    },
  );

  it('says that a card was pulled, and reads it when it is laid down again at once', async () => {
    const { emulator, reader, seen } = counter();
    emulator.setCardFault('pulled-while-read');
    emulator.layCard(WANG);
    reader.start();
    await pass(10);
    expect(reader.status()).toMatchObject({ state: 'document-failed', fault: 'pulled' });
    emulator.setCardFault('none');
    emulator.layCard(WANG);
    await pass(300);
    expect(names(seen)).toEqual(['reading', 'document-failed:pulled', 'reading', 'document']);
    await reader.stop();
  });

  it('calls a card with text in no known layout unreadable', async () => {
    const { emulator, reader } = counter();
    if (WANG.kind !== 'citizen') throw new Error('the fixture is a citizen');
    emulator.layCard({ ...WANG, name: ' ' });
    reader.start();
    await pass(10);
    expect(reader.status()).toMatchObject({ state: 'document-failed', fault: 'unreadable' });
    await reader.stop();
  });

  it('never logs what is on a card', async () => {
    const { emulator, reader, lines } = counter();
    for (const fault of ['none', 'read-failed', 'not-genuine', 'pulled-while-read'] as const) {
      emulator.setCardFault(fault);
      emulator.layCard(MOVED);
      reader.start();
      await pass(1_000);
      emulator.takeCard();
      await pass(1_000);
    }
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.join('\n')).not.toMatch(/111111|阿卜|样例|6C83/);
    await reader.stop();
  });
});

describe('the module and the line', () => {
  it.each([
    ['self-test-failed', 'module-fault'],
    ['unauthorised', 'module-unauthorised'],
  ] as const)(
    'a module that is %s is reset first, then named; tried ever more rarely; used when it is well',
    async (fault, named) => {
      const { emulator, reader, seen, opened } = counter();
      const commands: (SamCommandName | undefined)[] = [];
      emulator.onCommand((name) => commands.push(name));
      emulator.setModuleFault(fault);
      reader.start();
      await pass(60_000);
      expect(names(seen)).toEqual([`unavailable:${named}`]);
      expect(commands.slice(0, 2)).toEqual(['status', 'reset']);
      expect(opened.times).toBeLessThan(22);
      emulator.setModuleFault('none');
      emulator.layCard(WANG);
      await pass(5_000);
      expect(reader.status()).toMatchObject({ state: 'document' });
      await reader.stop();
    },
  );

  it('a module that a reset mends is used at once', async () => {
    const { emulator, reader, seen } = counter();
    emulator.setModuleFault('self-test-failed');
    emulator.onCommand((name) => {
      if (name === 'reset') emulator.setModuleFault('none');
    });
    reader.start();
    await pass(10);
    expect(names(seen)).toEqual(['empty']);
    await reader.stop();
  });

  it('a module that fails at work is named', async () => {
    const { emulator, reader, seen } = counter();
    reader.start();
    await pass(10);
    emulator.setModuleFault('unauthorised');
    await pass(400);
    expect(names(seen)).toEqual(['empty', 'unavailable:module-unauthorised']);
    await reader.stop();
  });

  it('says that a reader is missing once, tries again with growing pauses, and works when it is plugged in', async () => {
    const { emulator, port, reader, seen, opened } = counter();
    port.pull();
    emulator.layCard(WANG);
    reader.start();
    await pass(60_000);
    expect(names(seen)).toEqual(['unavailable:not-found']);
    expect(opened.times).toBeLessThan(22);
    port.plug();
    await pass(5_000);
    expect(names(seen)).toEqual(['unavailable:not-found', 'reading', 'document']);
    await reader.stop();
  });

  it.each([
    ['BUSY', 'port-busy'],
    ['DENIED', 'port-denied'],
    ['FAILED', 'port-refused'],
    ['UNFIT', 'not-a-device'],
  ] as const)('names a port that cannot be opened: %s', async (code, fault) => {
    const reader = createIdCardReader({
      open: () => Promise.resolve({ ok: false, code, detail: 'why' }),
      timers: systemTimers,
      log: () => undefined,
    });
    reader.start();
    reader.start();
    await pass(10);
    expect(reader.status()).toEqual({ state: 'unavailable', fault, detail: 'why' });
    await reader.stop();
  });

  it.each(['findCard', 'readBase'] as const)(
    'a reader that falls mute at %s is named, and reads when it has found its voice',
    async (when) => {
      const { emulator, reader, seen } = counter();
      reader.start();
      await pass(10);
      const stop = emulator.onCommand((name) => {
        if (name === when) emulator.setMute(true);
      });
      emulator.layCard(WANG);
      await pass(15_000);
      expect(reader.status()).toMatchObject({ state: 'unavailable', fault: 'no-answer' });
      expect(seen.filter(({ state }) => state === 'unavailable')).toHaveLength(1);
      stop();
      emulator.setMute(false);
      await pass(10_000);
      expect(reader.status()).toMatchObject({ state: 'document' });
      await reader.stop();
    },
  );

  it('a line that goes one way only is named, whichever way', async () => {
    for (const dead of ['a-to-b', 'b-to-a'] as const) {
      const { emulator, reader, faults } = counter();
      reader.start();
      await pass(10);
      faults.tamper = (byte, _index, direction) => (direction === dead ? [] : [byte]);
      await pass(5_000);
      expect(reader.status(), dead).toMatchObject({ state: 'unavailable', fault: 'no-answer' });
      faults.tamper = undefined;
      emulator.layCard(WANG);
      await pass(5_000);
      expect(reader.status(), dead).toMatchObject({ state: 'document' });
      await reader.stop();
    }
  });

  it('calls a line that brings only garbage a protocol error', async () => {
    const { reader, faults } = counter();
    faults.tamper = (byte, _index, direction) => (direction === 'b-to-a' ? [byte & 0x7e] : [byte]);
    reader.start();
    await pass(10_000);
    expect(reader.status()).toMatchObject({ state: 'unavailable', fault: 'protocol-error' });
    await reader.stop();
  });

  it('reads through noise before every answer', async () => {
    const { emulator, reader } = counter();
    emulator.setNoisy(true);
    emulator.layCard(WANG);
    reader.start();
    expect(await result(reader)).toMatchObject({ state: 'document' });
    await reader.stop();
  });

  it('is not held up by a line that never falls silent', async () => {
    const { emulator, port, reader } = counter();
    emulator.setMute(true);
    const chatter = (): void => {
      port
        .cable()
        ?.b.write(Uint8Array.of(0xff, 0xaa, 0xaa, 0xaa, 0x96))
        .catch(() => undefined);
      systemTimers.after(50, chatter);
    };
    chatter();
    reader.start();
    await pass(10_000);
    expect(reader.status()).toMatchObject({ state: 'unavailable', fault: 'protocol-error' });
    await reader.stop();
  });

  it('does not take the late answer to a command given up for the answer to another', async () => {
    const { a, b } = createVirtualCable({ name: 'slow reader', timers: systemTimers });
    const asked: string[] = [];
    const answer = (link: ByteLink, hex: string): void =>
      void link.write(encodeSamFrame(Uint8Array.from(Buffer.from(hex, 'hex'))));
    b.onData((bytes) => {
      const command = Buffer.from(bytes).toString('hex').slice(14, 18);
      asked.push(command);
      if (command === '11ff') answer(b, '000090');
      if (command === '12ff') answer(b, `000090${'00'.repeat(16)}`);
      // The first search is answered when it has been given up, and the second one too: once with "found".
      if (command === '2001') systemTimers.after(asked.length === 3 ? 1_000 : 100, () => answer(b, '00009f00000000'));
      if (command === '2002') systemTimers.after(300, () => answer(b, `000090${'00'.repeat(8)}`));
      if (command === '3001') answer(b, '000041');
    });
    const reader = createIdCardReader({
      open: () => Promise.resolve({ ok: true, link: a }),
      timers: systemTimers,
      log: () => undefined,
    });
    reader.start();
    await pass(6_000);
    expect(asked.slice(0, 6)).toEqual(['11ff', '12ff', '2001', '2001', '2002', '3001']);
    expect(reader.status()).toMatchObject({ state: 'document-failed', fault: 'read-failed' });
    await reader.stop();
  });

  it('calls a module that refuses to search a protocol error', async () => {
    const { a, b } = createVirtualCable({ name: 'odd reader', timers: systemTimers });
    b.onData((bytes) => {
      const searches = Buffer.from(bytes).toString('hex').slice(14, 18) === '2001';
      void b.write(encodeSamFrame(Uint8Array.of(0, 0, searches ? 0x23 : 0x90)));
    });
    let opened = false;
    const reader = createIdCardReader({
      open: () => {
        if (opened) return Promise.resolve({ ok: false, code: 'NOT_FOUND', detail: 'away' });
        opened = true;
        return Promise.resolve({ ok: true, link: a });
      },
      timers: systemTimers,
      log: () => undefined,
    });
    const seen: IdCardReaderStatus[] = [];
    reader.subscribe((status) => seen.push(status));
    reader.start();
    await pass(2_000);
    expect(seen[0]).toMatchObject({
      state: 'unavailable',
      fault: 'protocol-error',
      detail: expect.stringContaining('23') as string,
    });
    await reader.stop();
  });

  it('is silent after its stop and can be started again', async () => {
    const { emulator, reader, seen } = counter();
    reader.start();
    await pass(10);
    await reader.stop();
    emulator.layCard(WANG);
    await pass(5_000);
    expect(names(seen)).toEqual(['empty']);
    expect(vi.getTimerCount()).toBe(0);
    reader.start();
    await pass(10);
    expect(reader.status().state).toBe('document');
    await reader.stop();
  });
});

describe('faults at every place of a read', () => {
  async function wholeRead(): Promise<{ bytes: number; commands: number }> {
    const { emulator, reader, carried } = counter();
    let commands = 0;
    emulator.onCommand(() => (commands += 1));
    emulator.layCard(MOVED);
    reader.start();
    await pass(10);
    expect(reader.status().state).toBe('document');
    await reader.stop();
    return { bytes: carried.bytes, commands };
  }

  /**
   * Inside the long answer a byte is like its neighbours, so few are hit there. Of the short frames before and behind it
   * each of the five faults takes every so-manieth byte, beginning at another one: together they hit every byte.
   * All of them everywhere with `EVERY_BYTE=1`.
   */
  const [STEP, STEP_INSIDE] = process.env.EVERY_BYTE === undefined ? [5, 47] : [1, 1];
  function places(bytes: number, first: number): number[] {
    const all = Array.from({ length: bytes }, (_, at) => at);
    return all.filter((at) =>
      at < 160 || at > bytes - 140 ? at % STEP === first % STEP : at % STEP_INSIDE === first % STEP_INSIDE,
    );
  }

  it('the cable cut: a named state, and the card is read when it is back', async () => {
    const { bytes } = await wholeRead();
    for (const cut of places(bytes, 0)) {
      const { emulator, port, reader, seen, faults } = counter();
      emulator.layCard(MOVED);
      faults.tamper = (byte, index) => {
        if (index < cut) return [byte];
        faults.tamper = undefined;
        port.pull();
        return 'cut';
      };
      reader.start();
      await pass(10);
      expect(reader.status(), `cut at ${cut}`).toMatchObject({ state: 'unavailable', fault: 'cable-lost' });
      port.plug();
      await pass(300);
      expect(reader.status(), `cut at ${cut}`).toMatchObject({ state: 'document', document: { sex: '1' } });
      expect(names(seen).filter((name) => name.startsWith('unavailable'))).toHaveLength(1);
      await reader.stop();
    }
  }, 60_000);

  it.each([
    ['lost', 1, () => []],
    ['changed', 2, (byte: number) => [byte ^ 0x15]],
    ['doubled', 3, (byte: number) => [byte, byte]],
    ['preceded by a stray frame start', 4, (byte: number) => [0xaa, 0xaa, 0xaa, 0x96, 0x69, byte]],
  ] as const)(
    'a single byte %s: the card is read all the same, whole and once',
    async (_name, first, fault) => {
      const { bytes } = await wholeRead();
      for (const hit of places(bytes, first)) {
        const { emulator, reader, seen, faults } = counter();
        emulator.layCard(MOVED);
        faults.tamper = (byte, index) => (index === hit ? fault(byte) : [byte]);
        reader.start();
        const status = await result(reader);
        expect(status, `byte ${hit}`).toMatchObject({
          state: 'document',
          presentation: 1,
          document: { number: '111111198101011110', appendedAddress: '样例县东关镇和平路8号' },
        });
        expect(names(seen), `byte ${hit}`).toEqual(['reading', 'document']);
        await reader.stop();
      }
    },
    120_000,
  );

  it('the card taken away before every command: said by name, and the next card is read', async () => {
    const { commands } = await wholeRead();
    for (let takenAt = 1; takenAt <= commands; takenAt += 1) {
      const { emulator, reader, seen } = counter();
      let command = 0;
      emulator.layCard(WANG);
      emulator.onCommand(() => {
        command += 1;
        if (command === takenAt) emulator.takeCard();
      });
      reader.start();
      await pass(30_000);
      expect(reader.status(), `taken before command ${takenAt}`).toEqual({ state: 'empty' });
      if (names(seen).includes('reading')) expect(names(seen).at(-2)).toMatch(/^document(-failed:pulled)?$/);
      emulator.layCard(MOVED);
      await pass(1_000);
      expect(reader.status()).toMatchObject({ state: 'document', document: { number: '111111198101011110' } });
      await reader.stop();
    }
  });

  /** The questions for the address and for the card, within milliseconds of the read. */
  const AFTER_THE_READ = 2;

  it('the card exchanged before every command: never the data of two cards in one', async () => {
    const { commands } = await wholeRead();
    for (let changedAt = 1; changedAt <= commands; changedAt += 1) {
      const { emulator, reader } = counter();
      let command = 0;
      emulator.layCard(MOVED);
      emulator.onCommand(() => {
        command += 1;
        if (command === changedAt) emulator.layCard(WANG);
      });
      const cards: unknown[] = [];
      reader.subscribe((status) => {
        if (status.state === 'document') cards.push([status.document.number, status.document.appendedAddress]);
      });
      reader.start();
      await pass(10_000);
      if (changedAt > commands - AFTER_THE_READ) {
        // No hand is that quick: the other card counts as the first one still lying there, until it is lifted.
        expect(cards).toHaveLength(1);
        emulator.takeCard();
        await pass(1_000);
        emulator.layCard(WANG);
        await pass(400);
      }
      expect(cards.at(-1), `changed before command ${changedAt}`).toEqual(['11010519491231002X', undefined]);
      for (const card of cards.slice(0, -1)) {
        expect([
          ['111111198101011110', '样例县东关镇和平路8号'],
          ['111111198101011110', undefined],
        ]).toContainEqual(card);
      }
      await reader.stop();
    }
  });

  it.each(ID_READER_LINE_FAULTS)('every answer with the fault "%s": the card is read all the same', async (fault) => {
    const { commands } = await wholeRead();
    for (let at = 1; at <= commands; at += 1) {
      const { emulator, reader } = counter();
      let command = 0;
      emulator.layCard(MOVED);
      emulator.onCommand(() => {
        command += 1;
        if (command === at) emulator.faultNext(fault);
      });
      reader.start();
      await pass(8_000);
      expect(reader.status(), `answer ${at}`).toMatchObject({ state: 'document', document: { sex: '1' } });
      await reader.stop();
    }
  });
});
