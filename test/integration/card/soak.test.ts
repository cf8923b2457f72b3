import { existsSync, readdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCardReader } from '../../../native/card/cardReader.ts';
import { HOST_MESSAGE } from '../../../native/card/ccidMessage.ts';
import type { CardReader, CardReaderStatus } from '../../../native/card/port.ts';
import { buildCard, type EmulatedCard } from '../../../native/emulator/cardEmulator.ts';
import { createCardReaderEmulator, type CardReaderEmulator } from '../../../native/emulator/cardReaderEmulator.ts';
import type { ByteLink } from '../../../native/transport/port.ts';
import { serialOpener } from '../../../native/transport/serialLink.ts';
import { systemTimers } from '../../../native/systemTime.ts';
import { createRandom } from '../../fault/support/random.ts';
import { cardFixture } from '../../fixtures/card/cardFixture.ts';
import { serialSettings } from './emulatedReader.ts';
import { createSerialPair, socatIsMissing, type SerialPair } from './socat.ts';

const CYCLES = Number(process.env.SOAK_CYCLES ?? 30);
const REPLUGS = Number(process.env.SOAK_REPLUGS ?? 4);
const OPENINGS = Number(process.env.SOAK_OPENINGS ?? 1_000);
const SEED = Number(process.env.SOAK_SEED ?? 20_260_101);
/** Commands of one whole read with room to spare: a card may also leave when it was read already. */
const LATEST_MOMENT = 34;
/** What may stay behind: caches and compiled code of the engine, not something per cycle. */
const HEAP_GROWTH_ALLOWED = 6_000_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

interface Footprint {
  readonly heap: number;
  readonly buffers: number;
  readonly rss: number;
  readonly resources: Readonly<Record<string, number>>;
}

/** Come and go with each command and each regular question to the slot. */
const PASSING: ReadonlySet<string> = new Set(['Timeout', 'Immediate', 'FSReqCallback', 'TickObject', 'Microtask']);
const OPEN_FILES = '/proc/self/fd';

/** What the process holds at this moment; open files where the system tells them. */
function footprint(): Footprint {
  collectGarbage();
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) {
    if (!PASSING.has(kind)) resources[kind] = (resources[kind] ?? 0) + 1;
  }
  if (existsSync(OPEN_FILES)) resources.openFiles = readdirSync(OPEN_FILES).length;
  const { heapUsed, rss, arrayBuffers } = process.memoryUsage();
  return { heap: heapUsed, buffers: arrayBuffers, rss, resources };
}

/** Everything the reader said, and how to wait for something. */
interface Watch {
  /** How often a card of this number was given. */
  given(cardNumber: string): number;
  /** Presentations for which a card was given more than once. */
  doubled(): number;
  until(wanted: (status: CardReaderStatus) => boolean): Promise<void>;
}

function watch(reader: CardReader): Watch {
  const given = new Map<string, number>();
  const presentations = new Set<number>();
  let doubled = 0;
  reader.subscribe((status) => {
    if (status.state !== 'card') return;
    given.set(status.card.cardNumber, (given.get(status.card.cardNumber) ?? 0) + 1);
    if (presentations.has(status.presentation)) doubled += 1;
    presentations.add(status.presentation);
  });
  return {
    given: (cardNumber) => given.get(cardNumber) ?? 0,
    doubled: () => doubled,
    until: (wanted) =>
      new Promise((resolve) => {
        const check = (status: CardReaderStatus): void => {
          if (!wanted(status)) return;
          stop();
          resolve();
        };
        const stop = reader.subscribe(check);
        check(reader.status());
      }),
  };
}

const missing = socatIsMissing();
let pair: SerialPair;
let emulator: CardReaderEmulator;
let reader: CardReader;
let seen: Watch;

async function plugIn(): Promise<ByteLink> {
  const opened = await serialOpener({ ...serialSettings, path: pair.a })();
  if (!opened.ok) throw new Error(opened.detail);
  emulator.attach(opened.link);
  return opened.link;
}

function cardNumbered(cardNumber: string, index: number): EmulatedCard {
  const { atr: _atr, ...spec } = cardFixture('second-generation');
  return buildCard({ ...spec, cardNumber }, { protocol: index % 2 === 0 ? 't0' : 't1' });
}

/** Resolves just before the so-manieth command from now on is carried out, or when `otherwise` does. */
function beforeCommand(count: number, otherwise: Promise<void>): Promise<void> {
  let left = count;
  return new Promise((resolve) => {
    const done = (): void => {
      stop();
      resolve();
    };
    const stop = emulator.onCommand(() => {
      left -= 1;
      if (left <= 0) done();
    });
    void otherwise.then(done);
  });
}

const isCard =
  (cardNumber: string) =>
  (status: CardReaderStatus): boolean =>
    status.state === 'card' && status.card.cardNumber === cardNumber;

function report(what: string, count: number, startedAt: number, before: Footprint): void {
  const after = footprint();
  const seconds = (systemTimers.running() - startedAt) / 1000;
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
  process.stdout.write(
    `soak: ${count} ${what} in ${seconds.toFixed(1)} s, seed ${SEED}; heap ${megabytes(before.heap)} → ${megabytes(after.heap)} MB, ` +
      `rss ${megabytes(before.rss)} → ${megabytes(after.rss)} MB, handles ${JSON.stringify(after.resources)}\n`,
  );
  expect(after.resources).toEqual(before.resources);
  expect(after.heap - before.heap).toBeLessThan(HEAP_GROWTH_ALLOWED);
}

describe.skipIf(missing)('a card reader over a long time (needs socat)', { timeout: 3_600_000 }, () => {
  beforeEach(async () => {
    pair = await createSerialPair();
    emulator = createCardReaderEmulator({ variant: 'gempc-twin', timers: systemTimers });
    await plugIn();
    const open = serialOpener({ ...serialSettings, path: pair.b });
    reader = createCardReader({ open, variant: 'gempc-twin', timers: systemTimers, log: () => undefined });
    seen = watch(reader);
    reader.start();
    await seen.until(({ state }) => state === 'empty');
  });
  afterEach(async () => {
    await reader.stop();
    await pair.remove();
  });

  it(`${CYCLES} times a card leaves at any moment and the next one comes: each is read, once`, async () => {
    const random = createRandom(SEED);
    const cycle = async (index: number): Promise<void> => {
      const [hasty, patient] = [`H${index}`, `P${index}`];
      emulator.insert(cardNumbered(hasty, index));
      await beforeCommand(random.between(1, LATEST_MOMENT), seen.until(isCard(hasty)));
      emulator.remove();
      emulator.insert(cardNumbered(patient, index >> 1));
      await seen.until(isCard(patient));
      emulator.remove();
      await seen.until(({ state }) => state === 'empty');
      expect(seen.given(patient), `cycle ${index}`).toBe(1);
      expect(seen.given(hasty), `cycle ${index}`).toBeLessThanOrEqual(1);
    };
    // The first cycles load and compile what all others use.
    const warmUp = Math.min(10, CYCLES);
    for (let index = 0; index < warmUp; index += 1) await cycle(index);
    const before = footprint();
    const startedAt = systemTimers.running();
    for (let index = warmUp; index < CYCLES + warmUp; index += 1) await cycle(index);
    expect(seen.doubled()).toBe(0);
    report('insert/remove cycles', CYCLES, startedAt, before);
  });

  it(`${REPLUGS} times the cable is pulled at any moment and plugged in again: the card is read, once`, async () => {
    const random = createRandom(SEED + 1);
    let before = footprint();
    let startedAt = systemTimers.running();
    for (let index = 0; index <= REPLUGS; index += 1) {
      const cardNumber = `R${index}`;
      emulator.insert(cardNumbered(cardNumber, index));
      await beforeCommand(random.between(1, LATEST_MOMENT), seen.until(isCard(cardNumber)));
      const beforePull = seen.given(cardNumber);
      await pair.pull();
      await seen.until(({ state }) => state === 'unavailable');
      await pair.plug();
      await plugIn();
      await seen.until(isCard(cardNumber));
      // Once before the pull if it was late, and once after it.
      expect(seen.given(cardNumber), `replug ${index}`).toBe(beforePull + 1);
      emulator.remove();
      await seen.until(({ state }) => state === 'empty');
      if (index > 0) continue;
      before = footprint();
      startedAt = systemTimers.running();
    }
    expect(seen.doubled()).toBe(0);
    report('unplug/replug cycles', REPLUGS, startedAt, before);
  });

  it(`${OPENINGS} openings of one line leave nothing behind, neither for good nor until the next collection`, async () => {
    await reader.stop();
    const open = serialOpener({ ...serialSettings, path: pair.b });
    const openings = async (count: number): Promise<void> => {
      for (let index = 0; index < count; index += 1) {
        const opened = await open();
        if (!opened.ok) throw new Error(opened.detail);
        await opened.link.close();
      }
    };
    // The first ones load and compile what all others use.
    await openings(OPENINGS);
    const before = footprint();
    await openings(OPENINGS);
    const uncollected = process.memoryUsage().arrayBuffers / before.buffers;
    const after = footprint();
    const kept = after.heap / before.heap;
    process.stdout.write(
      `soak: ${OPENINGS} openings: heap × ${kept.toFixed(3)}, buffers not yet collected × ${uncollected.toFixed(2)}\n`,
    );
    expect(after.resources).toEqual(before.resources);
    // The port library's own objects: half a kilobyte kept for each opening, and a buffer of 64 kB until a whole collection.
    expect(kept).toBeLessThan(1.02);
    expect(uncollected).toBeLessThan(10);
  });

  it('does next to nothing while nothing happens', async () => {
    emulator.insert(cardNumbered('IDLE', 0));
    await seen.until(isCard('IDLE'));
    const startedAt = systemTimers.running();
    const used = process.cpuUsage();
    let questions = 0;
    await new Promise<void>((resolve) => {
      const stop = emulator.onCommand(({ type }) => {
        questions += type === HOST_MESSAGE.getSlotStatus ? 1 : 0;
        if (questions < 5) return;
        stop();
        resolve();
      });
    });
    const elapsed = systemTimers.running() - startedAt;
    const { user, system } = process.cpuUsage(used);
    const percent = (user + system) / 10 / elapsed;
    process.stdout.write(
      `soak: idle for ${elapsed.toFixed(0)} ms with reader and emulator: ${percent.toFixed(1)} % of one CPU\n`,
    );
    expect(elapsed).toBeGreaterThan(1_500);
    expect(percent).toBeLessThan(20);
  });
});
