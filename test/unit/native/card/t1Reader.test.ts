import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCardReader } from '../../../../native/card/cardReader.ts';
import { toHex } from '../../../../native/card/bytes.ts';
import { HOST_MESSAGE } from '../../../../native/card/ccidMessage.ts';
import type { CardReader, CardReaderStatus } from '../../../../native/card/port.ts';
import type { ReaderVariant } from '../../../../native/card/readerVariant.ts';
import type { ContactOptions } from '../../../../native/emulator/cardContacts.ts';
import { buildCard, type EmulatedCard } from '../../../../native/emulator/cardEmulator.ts';
import { createCardReaderEmulator, READER_EMULATOR_FAULTS } from '../../../../native/emulator/cardReaderEmulator.ts';
import { T1_CARD_FAULTS } from '../../../../native/emulator/t1Card.ts';
import { systemTimers } from '../../../../native/systemTime.ts';
import type { Tamper } from '../../../../native/transport/virtualCable.ts';
import { createVirtualPort } from '../../../../native/transport/virtualPort.ts';
import { cardFixture, type CardFixture } from '../../../fixtures/card/cardFixture.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
/** Longer than any chain of time-outs the reader may go through before it says what is wrong. */
const LONG_MS = 60_000;

function cardWith(contacts: ContactOptions, name: CardFixture = 'second-generation'): EmulatedCard {
  const { atr: _atr, ...spec } = cardFixture(name);
  return buildCard(spec, contacts);
}

/** A counter with a reader on a virtual cable and everything the host asked it. */
function counter(variant: ReaderVariant = 'gempc-twin', tamper: Tamper = (byte) => [byte]) {
  const emulator = createCardReaderEmulator({ variant, timers: systemTimers });
  const port = createVirtualPort({ name: 'reader', timers: systemTimers, tamper }, emulator.attach);
  const reader = createCardReader({ open: port.open, variant, timers: systemTimers, log: () => undefined });
  const asked: string[] = [];
  emulator.onCommand(({ type, parameters, data }) => {
    if (type === HOST_MESSAGE.xfrBlock) asked.push(toHex(data));
    if (type === HOST_MESSAGE.setParameters) asked.push(`set T=${parameters[0]} ${toHex(data)}`);
  });
  return { emulator, port, reader, asked };
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

const READ = { state: 'card', card: { name: '张三', algorithm: '3DES', withheld: [] } };

describe('what reader and card agree on', () => {
  const cases: readonly (readonly [string, ReaderVariant, ContactOptions, readonly string[]])[] = [
    ['T=0 needs no words', 'gempc-twin', { protocol: 't0' }, ['set T=0 1100000A00']],
    ['T=1 only', 'gempc-twin', { protocol: 't1' }, ['set T=1 1110004500FE00', '00C101FE3E']],
    ['T=1 with CRC', 'sec1210', { protocol: 't1', edc: 'crc' }, ['set T=1 1111004500FE00']],
    ['both, T=0 first', 'gempc-twin', { protocol: 't0-t1' }, ['FF00FF', 'set T=0 1100000A00']],
    ['a higher speed', 'gempc-twin', { protocol: 't1', fiDi: 0x95 }, ['FF11957B', 'set T=1 9510004500FE00']],
    ['a higher speed, T=0', 'gempc-twin', { protocol: 't0', fiDi: 0x95 }, ['FF10957A', 'set T=0 9500000A00']],
    ['a higher speed the reader asks for', 'sec1210', { protocol: 't0', fiDi: 0x95 }, ['set T=0 9500000A00']],
    ['a speed that is reserved', 'gempc-twin', { protocol: 't0', fiDi: 0x7f }, ['set T=0 1100000A00']],
    ['a speed below the default', 'gempc-twin', { protocol: 't0', fiDi: 0x31 }, ['set T=0 1100000A00']],
    [
      'a card that keeps its speed',
      'gempc-twin',
      { protocol: 't1', fiDi: 0x95, pps: 'keeps-speed' },
      ['FF11957B', 'set T=1 1110004500FE00'],
    ],
    [
      'a card silent to the question',
      'gempc-twin',
      { protocol: 't0', fiDi: 0x95, pps: 'silent' },
      ['FF10957A', 'set T=0 1100000A00'],
    ],
    [
      'a card silent to the reader',
      'sec1210',
      { protocol: 't1', fiDi: 0x95, pps: 'silent' },
      ['set T=1 9510004500FE00', 'set T=1 1110004500FE00'],
    ],
  ];
  it.each(cases)('%s (%s)', async (_what, variant, contacts, expected) => {
    const { emulator, reader, asked } = counter(variant);
    emulator.insert(cardWith(contacts));
    reader.start();
    expect(await result(reader)).toMatchObject(READ);
    expect(asked.slice(0, expected.length)).toEqual(expected);
    await reader.stop();
  });

  it('a third-generation card without a SAM: what is free is read, the rest says what it needs', async () => {
    const { emulator, reader } = counter('sec1210');
    emulator.insert(cardWith({ protocol: 't1' }, 'third-generation'));
    reader.start();
    const status = await result(reader);
    expect(status).toMatchObject({ state: 'card', card: { generation: 3, cardNumber: 'X00000035', algorithm: 'SM4' } });
    const withheld = status.state === 'card' ? status.card.withheld : [];
    expect(withheld).toContainEqual({ field: 'name', reason: 'needs-psam' });
    expect(withheld).toContainEqual({ field: 'socialSecurityNumber', reason: 'needs-psam' });
    await reader.stop();
  });
});

describe('the second slot of a SEC1210', () => {
  it('may come and go at any moment of a read', async () => {
    const { emulator, reader } = counter('sec1210');
    let present = false;
    emulator.onCommand(() => {
      present = !present;
      emulator.noticeSecondSlot(present);
    });
    emulator.insert(cardWith({ protocol: 't1' }));
    const seen: string[] = [];
    reader.subscribe(({ state }) => seen.push(state));
    reader.start();
    expect(await result(reader)).toMatchObject(READ);
    await pass(2_000);
    expect(seen).toEqual(['reading', 'card']);
    await reader.stop();
  });
});

describe('faults of a T=1 card and its line', () => {
  async function commandsOfARead(): Promise<number> {
    const { emulator, reader } = counter();
    let commands = 0;
    emulator.onCommand(() => (commands += 1));
    emulator.insert(cardWith({ protocol: 't1' }));
    reader.start();
    await result(reader);
    await reader.stop();
    return commands;
  }

  const faults = [...READER_EMULATOR_FAULTS, ...T1_CARD_FAULTS];
  it.each(faults)('every answer with the fault "%s": the card is read all the same', async (fault) => {
    const commands = await commandsOfARead();
    for (let at = 1; at <= commands; at += 1) {
      const { emulator, reader } = counter();
      const card = cardWith({ protocol: 't1', ifsc: 20 });
      let command = 0;
      emulator.insert(card);
      emulator.onCommand(() => {
        command += 1;
        if (command !== at) return;
        const ofCard = T1_CARD_FAULTS.find((name) => name === fault);
        const ofReader = READER_EMULATOR_FAULTS.find((name) => name === fault);
        if (ofCard !== undefined) card.faultNext(ofCard);
        if (ofReader !== undefined) emulator.faultNext(ofReader);
      });
      reader.start();
      expect(await result(reader), `answer ${at}`).toMatchObject(READ);
      await reader.stop();
    }
  });

  it.each([
    ['lost', () => []],
    ['changed', (byte: number) => [byte ^ 0x15]],
    ['preceded by a lone time byte', (byte: number) => [0xf3, byte]],
  ] as const)('bytes %s: the card is read all the same', { timeout: 60_000 }, async (what, fault) => {
    let whole = 0;
    const sound = counter('sec1210', (byte, index) => {
      whole = index;
      return [byte];
    });
    sound.emulator.insert(cardWith({ protocol: 't1' }));
    sound.reader.start();
    await result(sound.reader);
    await sound.reader.stop();
    // Every so-manieth place, beginning at another one for each fault; all of them with `EVERY_BYTE=1`.
    const step = process.env.EVERY_BYTE === undefined ? 11 : 1;
    for (let hit = what.length % step; hit < whole; hit += step) {
      const { emulator, reader } = counter('sec1210', (byte, index) => (index === hit ? fault(byte) : [byte]));
      emulator.insert(cardWith({ protocol: 't1' }));
      reader.start();
      expect(await result(reader), `byte ${hit}`).toMatchObject(READ);
      await reader.stop();
    }
  });
});
