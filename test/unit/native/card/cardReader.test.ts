import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCardReader } from '../../../../native/card/cardReader.ts';
import type { CardReader, CardReaderStatus } from '../../../../native/card/port.ts';
import type { ReaderVariant } from '../../../../native/card/readerVariant.ts';
import { buildCard, type EmulatedCard } from '../../../../native/emulator/cardEmulator.ts';
import { createCardReaderEmulator, READER_EMULATOR_FAULTS } from '../../../../native/emulator/cardReaderEmulator.ts';
import type { OpenLink } from '../../../../native/transport/port.ts';
import { systemTimers } from '../../../../native/systemTime.ts';
import type { Tamper } from '../../../../native/transport/virtualCable.ts';
import { createVirtualPort } from '../../../../native/transport/virtualPort.ts';
import { cardFixture } from '../../../fixtures/card/cardFixture.ts';

const ZHANG = cardFixture('second-generation');
/** Longer than any chain of time-outs the reader may go through before it says what is wrong. */
const LONG_MS = 40_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** A counter with a reader on a virtual cable. `tamper` may be changed at any time. */
function counter(variant: ReaderVariant = 'gempc-twin') {
  const faults: { tamper: Tamper | undefined } = { tamper: undefined };
  const carried = { bytes: 0 };
  const emulator = createCardReaderEmulator({ variant, timers: systemTimers });
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
  const reader = createCardReader({ open, variant, timers: systemTimers, log: () => undefined });
  const seen: CardReaderStatus[] = [];
  reader.subscribe((status) => seen.push(status));
  return { emulator, port, reader, seen, faults, carried, opened };
}

/** Lets time pass until the reader has come to a result about the card in it. */
async function result(reader: CardReader): Promise<CardReaderStatus> {
  for (let waited = 0; waited < LONG_MS; waited += 100) {
    await pass(100);
    const status = reader.status();
    if (status.state === 'card' || status.state === 'card-failed') return status;
  }
  return reader.status();
}

function names(seen: readonly CardReaderStatus[]): string[] {
  return seen.map((status) => ('fault' in status ? `${status.state}:${status.fault}` : status.state));
}

describe('a card reader at the counter', () => {
  it.each(['gempc-twin', 'sec1210'] as const)('reads each card once by itself (%s)', async (variant) => {
    const { emulator, reader, seen } = counter(variant);
    reader.start();
    await pass(10);
    expect(reader.status()).toEqual({ state: 'empty' });
    emulator.insert(buildCard(ZHANG));
    await pass(2000);
    expect(reader.status()).toMatchObject({ state: 'card', presentation: 1, card: { name: '张三' } });
    emulator.remove();
    await pass(1);
    emulator.insert(buildCard(cardFixture('first-generation')));
    await pass(2000);
    expect(reader.status()).toMatchObject({ state: 'card', presentation: 2, card: { name: '李四' } });
    expect(names(seen)).toEqual(['empty', 'reading', 'card', 'empty', 'reading', 'card']);
    await reader.stop();
  });

  it('begins to read with the notice, not with the next regular question', async () => {
    const { emulator, reader } = counter();
    reader.start();
    await pass(10);
    emulator.insert(buildCard(ZHANG));
    await pass(0);
    expect(reader.status().state).toBe('card');
    await reader.stop();
  });

  it('finds a card that was in before the start, and one whose notices were lost', async () => {
    const { emulator, reader, seen, faults } = counter();
    emulator.insert(buildCard(ZHANG));
    reader.start();
    await pass(10);
    expect(reader.status().state).toBe('card');
    faults.tamper = (byte) => (byte === 0x50 ? [] : [byte]);
    emulator.remove();
    await pass(450);
    expect(reader.status().state).toBe('empty');
    emulator.insert(buildCard(cardFixture('first-generation')));
    faults.tamper = undefined;
    await pass(450);
    expect(names(seen)).toEqual(['reading', 'card', 'empty', 'reading', 'card']);
    await reader.stop();
  });

  it('says that a reader is missing once, tries again with growing pauses, and works when it is plugged in', async () => {
    const { emulator, port, reader, seen, opened } = counter();
    port.pull();
    emulator.insert(buildCard(ZHANG));
    reader.start();
    await pass(60_000);
    expect(names(seen)).toEqual(['unavailable:not-found']);
    expect(opened.times).toBeLessThan(22);
    port.plug();
    await pass(5000);
    expect(names(seen)).toEqual(['unavailable:not-found', 'reading', 'card']);
    await reader.stop();
  });

  it.each([
    ['BUSY', 'port-busy'],
    ['DENIED', 'port-denied'],
    ['FAILED', 'port-refused'],
    ['UNFIT', 'not-a-device'],
  ] as const)('names a port that cannot be opened: %s', async (code, fault) => {
    const reader = createCardReader({
      open: () => Promise.resolve({ ok: false, code, detail: 'why' }),
      variant: 'gempc-twin',
      timers: systemTimers,
      log: () => undefined,
    });
    reader.start();
    reader.start();
    await pass(10);
    expect(reader.status()).toEqual({ state: 'unavailable', fault, detail: 'why' });
    await reader.stop();
  });

  it('notices a mute reader, and reads again when it has found its voice', async () => {
    const { emulator, reader, seen } = counter();
    emulator.insert(buildCard(ZHANG));
    reader.start();
    await pass(10);
    emulator.setMute(true);
    await pass(10_000);
    expect(reader.status()).toMatchObject({ state: 'unavailable', fault: 'no-answer' });
    emulator.setMute(false);
    await pass(10_000);
    expect(names(seen)).toEqual(['reading', 'card', 'unavailable:no-answer', 'reading', 'card']);
    await reader.stop();
  });

  it('calls a line that brings only garbage a protocol error', async () => {
    const { reader, faults } = counter();
    faults.tamper = (byte, _index, direction) => (direction === 'b-to-a' ? [byte & 0x7e] : [byte]);
    reader.start();
    await pass(10_000);
    expect(reader.status()).toMatchObject({ state: 'unavailable', fault: 'protocol-error' });
    await reader.stop();
  });

  it('is not held up by a line that never falls silent', async () => {
    const { emulator, port, reader } = counter();
    emulator.setMute(true);
    const chatter = (): void => {
      port
        .cable()
        ?.b.write(Uint8Array.of(0xff, 0x80, 0x50, 0x03, 0x06))
        .catch(() => undefined);
      systemTimers.after(50, chatter);
    };
    chatter();
    reader.start();
    await pass(10_000);
    expect(reader.status()).toMatchObject({ state: 'unavailable', fault: 'protocol-error' });
    await reader.stop();
  });

  it('names cards that cannot be read, until they are taken out', async () => {
    const { emulator, reader, seen } = counter();
    reader.start();
    await pass(10);
    for (const condition of ['mute', 'blocked', 'foreign'] as const) {
      emulator.insert(buildCard({ ...ZHANG, condition }));
      await pass(2000);
      emulator.remove();
      await pass(10);
    }
    emulator.insert(buildCard({ ...ZHANG, atr: '3B800181' }));
    await pass(2000);
    expect(JSON.stringify(reader.status())).toContain('T=1');
    expect(names(seen).filter((name) => name !== 'reading' && name !== 'empty')).toEqual([
      'card-failed:mute',
      'card-failed:blocked',
      'card-failed:not-a-social-security-card',
      'card-failed:unreadable',
    ]);
    await reader.stop();
  });

  it('reads a failed card again when asked, and only then', async () => {
    const { emulator, reader, seen } = counter();
    const sound = buildCard(ZHANG);
    let dirty = true;
    const card: EmulatedCard = { ...sound, powerOn: () => (dirty ? undefined : sound.powerOn()) };
    emulator.insert(card);
    reader.start();
    await pass(10);
    dirty = false;
    await pass(5000);
    expect(names(seen)).toEqual(['reading', 'card-failed:mute']);
    reader.reread();
    await pass(10);
    reader.reread();
    await pass(5000);
    expect(names(seen)).toEqual(['reading', 'card-failed:mute', 'reading', 'card']);
    await reader.stop();
  });

  it('is silent after its stop and can be started again', async () => {
    const { emulator, reader, seen } = counter();
    reader.start();
    await pass(10);
    await reader.stop();
    emulator.insert(buildCard(ZHANG));
    await pass(5000);
    expect(names(seen)).toEqual(['empty']);
    expect(vi.getTimerCount()).toBe(0);
    reader.start();
    await pass(10);
    expect(reader.status().state).toBe('card');
    await reader.stop();
  });
});

describe('faults at every place of a read', () => {
  async function wholeRead(): Promise<{ bytes: number; commands: number }> {
    const { emulator, reader, carried } = counter();
    let commands = 0;
    emulator.onCommand(() => (commands += 1));
    emulator.insert(buildCard(ZHANG));
    reader.start();
    await pass(10);
    expect(reader.status().state).toBe('card');
    await reader.stop();
    return { bytes: carried.bytes, commands };
  }

  /**
   * Every so-manieth byte for each of the five faults, each beginning at another one: together they hit every byte, and
   * over the many frames of a read each fault comes to every place of one. All of them with `EVERY_BYTE=1`.
   */
  const STEP = process.env.EVERY_BYTE === undefined ? 5 : 1;
  function places(bytes: number, first: number): number[] {
    return Array.from({ length: bytes }, (_, at) => at).filter((at) => at % STEP === first % STEP);
  }

  it('the cable cut: a named state, and the card is read when it is back', async () => {
    const { bytes } = await wholeRead();
    for (const cut of places(bytes, 0)) {
      const { emulator, port, reader, seen, faults } = counter();
      emulator.insert(buildCard(ZHANG));
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
      expect(reader.status(), `cut at ${cut}`).toMatchObject({ state: 'card', card: { name: '张三' } });
      expect(names(seen).filter((name) => name.startsWith('unavailable'))).toHaveLength(1);
      await reader.stop();
    }
  }, 60_000);

  it.each([
    ['lost', 1, () => []],
    ['changed', 2, (byte: number) => [byte ^ 0x15]],
    ['doubled', 3, (byte: number) => [byte, byte]],
    ['preceded by a stray frame start', 4, (byte: number) => [0x03, 0x06, byte]],
  ] as const)(
    'a single byte %s: the card is read all the same',
    async (_name, first, fault) => {
      const { bytes } = await wholeRead();
      for (const hit of places(bytes, first)) {
        const { emulator, reader, faults } = counter();
        emulator.insert(buildCard(ZHANG));
        faults.tamper = (byte, index) => (index === hit ? fault(byte) : [byte]);
        reader.start();
        expect(await result(reader), `byte ${hit}`).toMatchObject({
          state: 'card',
          card: { name: '张三', withheld: [] },
        });
        await reader.stop();
      }
    },
    120_000,
  );

  it('the card pulled before every command: said by name, and the next card is read', async () => {
    const { commands } = await wholeRead();
    for (let pulledAt = 1; pulledAt <= commands; pulledAt += 1) {
      const { emulator, reader, seen } = counter();
      let command = 0;
      emulator.insert(buildCard(ZHANG));
      emulator.onCommand(() => {
        command += 1;
        if (command === pulledAt) emulator.remove();
      });
      reader.start();
      await pass(10_000);
      expect(reader.status(), `pulled before command ${pulledAt}`).toEqual({ state: 'empty' });
      if (names(seen).includes('reading')) expect(names(seen).at(-2)).toMatch(/^(card-failed:pulled|card)$/);
      emulator.insert(buildCard(cardFixture('first-generation')));
      await pass(1000);
      expect(reader.status()).toMatchObject({ state: 'card', card: { name: '李四' } });
      await reader.stop();
    }
  }, 60_000);

  it('the card exchanged before every command: never the data of two cards in one', async () => {
    const { commands } = await wholeRead();
    for (let changedAt = 1; changedAt <= commands; changedAt += 1) {
      const { emulator, reader } = counter();
      let command = 0;
      emulator.insert(buildCard(ZHANG));
      emulator.onCommand(() => {
        command += 1;
        if (command === changedAt) emulator.insert(buildCard(cardFixture('first-generation')));
      });
      const cards: unknown[] = [];
      reader.subscribe((status) => {
        if (status.state === 'card') cards.push([status.card.name, status.card.cardNumber]);
      });
      reader.start();
      await pass(10_000);
      expect(cards.at(-1), `changed before command ${changedAt}`).toEqual(['李四', 'X00000027']);
      for (const card of cards.slice(0, -1)) expect(card).toEqual(['张三', 'X00000019']);
      await reader.stop();
    }
  }, 60_000);

  it.each(READER_EMULATOR_FAULTS)(
    'every answer with the fault "%s": the card is read all the same',
    async (fault) => {
      const { commands } = await wholeRead();
      for (let at = 1; at <= commands; at += 1) {
        const { emulator, reader } = counter();
        let command = 0;
        emulator.insert(buildCard(ZHANG));
        emulator.onCommand(() => {
          command += 1;
          if (command === at) emulator.faultNext(fault);
        });
        reader.start();
        expect(await result(reader), `answer ${at + 1}`).toMatchObject({ state: 'card', card: { name: '张三' } });
        await reader.stop();
      }
    },
    60_000,
  );
});
