import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toHex } from '../../../../../native/card/bytes.ts';
import { createPcscReader } from '../../../../../native/card/pcsc/pcscReader.ts';
import { createPcscWorker } from '../../../../../native/card/pcsc/pcscWorker.ts';
import type { CardReader, CardReaderStatus } from '../../../../../native/card/port.ts';
import { buildCard } from '../../../../../native/emulator/cardEmulator.ts';
import { systemTimers } from '../../../../../native/systemTime.ts';
import { cardFixture } from '../../../../fixtures/card/cardFixture.ts';
import { createFakeService } from './fakeService.ts';
import type { FakeService } from './fakeService.ts';
import { createMemoryHelper } from './memoryHelper.ts';
import type { MemoryHelper } from './memoryHelper.ts';

const READER = 'Counter Reader 00 00';
const MINUTE_MS = 60_000;
const card = () => buildCard(cardFixture('second-generation'));

let service: FakeService;
let reader: CardReader;
let helpers: MemoryHelper[];
let states: string[];
let traced: string[];
let recording: boolean;

/** A state in a few words: `card 1`, `unavailable cable-lost`. */
function words(status: CardReaderStatus): string {
  const fault = 'fault' in status ? status.fault : '';
  const presentation = 'presentation' in status ? String(status.presentation) : '';
  return [status.state, presentation, fault].filter((word) => word !== '').join(' ');
}

function make(options: { arrivals?: boolean; protocol?: number } = {}): void {
  service = createFakeService(systemTimers, options);
  reader = createPcscReader({
    startHelper: () => {
      const helper = createMemoryHelper((emit) => createPcscWorker(service.library, systemTimers, emit), systemTimers);
      helpers.push(helper);
      return helper;
    },
    reader: READER,
    timers: systemTimers,
    log: () => undefined,
    trace: { on: () => recording, sink: (direction, bytes) => void traced.push(`${direction} ${toHex(bytes)}`) },
  });
  reader.subscribe((status) => states.push(words(status)));
}

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

/** The states since the last look. */
function heard(): string[] {
  return states.splice(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  helpers = [];
  states = [];
  traced = [];
  recording = false;
  make();
});
afterEach(async () => {
  await reader.stop();
  vi.useRealTimers();
});

describe('a reader with a working service', () => {
  beforeEach(async () => {
    service.plug(READER);
    reader.start();
    await pass(1);
  });

  it('is seen when it was plugged in before the start, and reads each card once', async () => {
    expect(heard()).toEqual(['empty']);
    service.insert(READER, card());
    await pass(1);
    service.remove(READER);
    await pass(1);
    service.insert(READER, card());
    await pass(1);
    expect(heard()).toEqual(['reading 1', 'card 1', 'empty', 'reading 2', 'card 2']);
    expect(reader.status()).toMatchObject({ card: { name: '张三', socialSecurityNumber: '111111198101011110' } });
    expect(service.calls['disconnect leave']).toBe(2);
  });

  it('asks nothing while nothing happens, but for a look a minute', async () => {
    await pass(10);
    const before = { ...service.calls };
    await pass(60 * MINUTE_MS);
    expect((service.calls.list ?? 0) - (before.list ?? 0)).toBe(60);
    expect((service.calls.wait ?? 0) - (before.wait ?? 0)).toBe(60);
    expect(service.calls.connect).toBeUndefined();
  });

  it('reads a card that was exchanged before anybody looked', async () => {
    service.insert(READER, card());
    await pass(1);
    heard();
    service.remove(READER);
    service.insert(READER, buildCard(cardFixture('first-generation')));
    await pass(1);
    expect(heard().slice(-2)).toEqual(['reading 2', 'card 2']);
    expect(reader.status()).toMatchObject({ card: { generation: 1 } });
  });

  it('says when it is unplugged and works again under its new number', async () => {
    service.unplug(READER);
    await pass(1);
    expect(heard()).toEqual(['empty', 'unavailable cable-lost']);
    service.plug('Counter Reader 01 00');
    await pass(1);
    service.insert('Counter Reader 01 00', card());
    await pass(1);
    expect(heard()).toEqual(['empty', 'reading 1', 'card 1']);
  });

  it('calls a card without answer mute, and reads it on request', async () => {
    service.insert(READER, buildCard({ ...cardFixture('second-generation'), condition: 'mute' }));
    await pass(1);
    expect(heard().slice(-1)).toEqual(['card-failed 1 mute']);
    reader.reread();
    await pass(1);
    expect(heard()).toEqual(['reading 1', 'card-failed 1 mute']);
  });

  it('tries a card again that another program uses alone, and reads it when it is given back', async () => {
    service.setExclusive(READER, true);
    service.insert(READER, card());
    await pass(1_000);
    expect(heard().slice(-2)).toEqual(['reading 1', 'card-failed 1 held-by-other']);
    expect(service.calls.connect).toBe(3);
    await pass(10_000);
    expect(service.calls.connect).toBe(3);
    service.setExclusive(READER, false);
    await pass(1);
    expect(heard()).toEqual(['reading 1', 'card 1']);
  });

  it('gives up a card in another program’s long transaction, and reads it when that ends', async () => {
    service.setTransaction(true);
    service.insert(READER, card());
    await pass(10_000);
    expect(heard().slice(-2)).toEqual(['reading 1', 'card-failed 1 held-by-other']);
    service.setTransaction(false);
    await pass(1);
    expect(heard()).toEqual(['reading 1', 'card 1']);
    expect(helpers).toHaveLength(1);
  });

  it('waits for another program’s short transaction', async () => {
    service.setTransaction(true);
    service.insert(READER, card());
    await pass(4_500);
    expect(heard().slice(-1)).toEqual(['reading 1']);
    service.setTransaction(false);
    await pass(1);
    expect(heard()).toEqual(['card 1']);
  });

  it('reads a card anew that another program reset in the middle, without resetting it again', async () => {
    service.onCommand = (command) => {
      if (command === 4) service.resetByOther(READER);
    };
    service.insert(READER, card());
    await pass(1);
    expect(heard().slice(-2)).toEqual(['reading 1', 'card 1']);
    expect(service.calls['disconnect reset']).toBeUndefined();
  });

  it('calls a card pulled that goes while it is read', async () => {
    service.onCommand = (command) => {
      if (command === 3) service.remove(READER);
    };
    service.insert(READER, card());
    await pass(1);
    expect(heard().slice(-3)).toEqual(['reading 1', 'card-failed 1 pulled', 'empty']);
  });

  it('gives back a card and every connection when it is stopped', async () => {
    service.insert(READER, card());
    await pass(1);
    await reader.stop();
    expect(service.contexts()).toBe(0);
    heard();
    service.remove(READER);
    await pass(MINUTE_MS);
    expect(heard()).toEqual([]);
  });

  it('starts a new helper when the library crashes, and reads the card that is in', async () => {
    service.insert(READER, card());
    await pass(1);
    heard();
    helpers[0]?.crash();
    await pass(1);
    expect(heard()).toEqual(['unavailable library-crashed']);
    await pass(250);
    expect(heard()).toEqual(['reading 2', 'card 2']);
  });

  it('starts a new helper when the library hangs', async () => {
    service.hang(true);
    service.insert(READER, card());
    await pass(14_000);
    expect(heard().slice(-1)).toEqual(['reading 1']);
    await pass(1_001);
    expect(heard().slice(-1)).toEqual(['unavailable library-hung']);
    service.hang(false);
    await pass(250);
    expect(heard().slice(-1)).toEqual(['card 2']);
  });

  it('records commands and answers in turn, of readings that begin while the recording is on', async () => {
    service.insert(READER, card());
    await pass(1);
    expect(traced).toEqual([]);
    service.remove(READER);
    await pass(1);
    service.commands.length = 0;
    recording = true;
    service.insert(READER, card());
    await pass(1);
    expect(traced.filter((_piece, index) => index % 2 === 0)).toEqual(
      service.commands.map((command) => `to-device ${toHex(command)}`),
    );
    expect(traced).toHaveLength(service.commands.length * 2);
    expect(traced.at(-1)).toMatch(/^from-device [0-9A-F]+9000$/);
  });

  it('has recorded the command in which the library hung', async () => {
    recording = true;
    service.onCommand = (command) => service.hang(command === 3);
    service.insert(READER, card());
    await pass(15_001);
    expect(heard().slice(-1)).toEqual(['unavailable library-hung']);
    expect(traced).toHaveLength(5);
    expect(traced.at(-1)).toBe(`to-device ${toHex(service.commands[2] ?? new Uint8Array(0))}`);
  });

  it('says what other failures are, after some tries', async () => {
    service.refuseConnect('SCARD_W_UNSUPPORTED_CARD');
    service.insert(READER, card());
    await pass(1);
    expect(heard().slice(-1)).toEqual(['card-failed 1 unreadable']);
    expect(service.calls.connect).toBe(1);
    service.refuseConnect('SCARD_E_COMM_DATA_LOST');
    reader.reread();
    await pass(1);
    expect(heard().slice(-1)).toEqual(['card-failed 1 unreadable']);
    expect(service.calls.connect).toBe(4);
  });

  it('looks anew when the service says that the reader cannot be used', async () => {
    service.refuseConnect('SCARD_E_READER_UNAVAILABLE');
    service.insert(READER, card());
    await pass(1);
    expect(heard().slice(-1)).toEqual(['unavailable cable-lost']);
    service.refuseConnect(undefined);
    await pass(1_000);
    expect(heard().slice(-1)).toEqual(['card 2']);
  });
});

describe('without readers or service', () => {
  it('says that the reader is not there and sees it come', async () => {
    reader.start();
    await pass(1);
    expect(heard()).toEqual(['unavailable not-found']);
    service.plug('Another Reader 00 00');
    service.plug(READER);
    await pass(1);
    expect(heard()).toEqual(['empty']);
  });

  it('waits for the service at the start, ever more patiently', async () => {
    service.setRunning(false);
    service.plug(READER);
    reader.start();
    await pass(MINUTE_MS);
    expect(heard()).toEqual(['unavailable service-absent']);
    expect(service.calls.establish).toBeLessThan(22);
    service.setRunning(true);
    await pass(4_000);
    expect(heard()).toEqual(['empty']);
    expect(helpers).toHaveLength(1);
  });

  it('reads the card again after the service was restarted', async () => {
    service.plug(READER);
    reader.start();
    service.insert(READER, card());
    await pass(1);
    heard();
    service.setRunning(false);
    await pass(1);
    expect(heard()).toEqual(['unavailable service-absent']);
    service.setRunning(true);
    await pass(1_000);
    expect(heard()).toEqual(['reading 2', 'card 2']);
  });

  it('survives a service that ends while a card is read', async () => {
    service.plug(READER);
    reader.start();
    service.onCommand = (command) => {
      if (command === 5) service.setRunning(false);
    };
    service.insert(READER, card());
    await pass(1);
    expect(heard().slice(-1)).toEqual(['unavailable service-absent']);
    service.setRunning(true);
    await pass(5_000);
    expect(heard().slice(-1)).toEqual(['card 2']);
  });
});

it('where readers do not announce themselves: finds them within a second, and cards at once', async () => {
  make({ arrivals: false });
  reader.start();
  await pass(1);
  service.plug(READER);
  await pass(1_000);
  expect(heard()).toEqual(['unavailable not-found', 'empty']);
  service.insert(READER, card());
  await pass(1);
  expect(heard()).toEqual(['reading 1', 'card 1']);
  service.remove(READER);
  await pass(1);
  service.unplug(READER);
  await pass(1_000);
  expect(heard()).toEqual(['empty', 'unavailable cable-lost']);
});

it('asks a T=1 card for the whole answer', async () => {
  make({ protocol: 2 });
  service.plug(READER);
  reader.start();
  const t0 = card();
  const wholeAnswers = {
    ...t0,
    transmit: (command: Uint8Array) =>
      t0.transmit(command[1] === 0xa4 ? command.subarray(0, 5 + (command[4] ?? 0)) : command),
  };
  service.insert(READER, wholeAnswers);
  await pass(1);
  expect(heard().slice(-1)).toEqual(['card 1']);
  expect(service.commands[0]?.at(-1)).toBe(0);
  expect(service.commands[0]).toHaveLength(21);
});
