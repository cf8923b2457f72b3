import { afterEach, expect, it } from 'vitest';
import { createCentralClient } from '../../../main/central/client.ts';
import { centralConfigSchema } from '../../../main/central/config.ts';
import { createForwarder } from '../../../main/central/forwarder.ts';
import { noFaults, type CentralFaults } from '../../../main/demo/central/faults.ts';
import { startCentralStandIn } from '../../../main/demo/central/standIn.ts';
import { systemClock, systemTimers } from '../../../native/systemTime.ts';
import { demoPeople } from '../../../main/demo/people.ts';
import { CONFIG, messageAbout, messageIds } from '../../unit/central/fixtures.ts';
import { createMemoryOutbox } from '../../unit/central/memoryOutbox.ts';

const clock = systemClock;
/** Waits are cut to a hundredth, so that minutes of back-off pass in a test; the order of events stays. */
const HASTE = 100;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A counter with a queue, before a stand-in on a real socket. */
async function counter() {
  const system = await startCentralStandIn({ port: 0, people: demoPeople, clock, timers: systemTimers });
  closers.push(() => system.close());
  const timeouts = { connectMs: 300, answerMs: 600 };
  const config = centralConfigSchema.parse({ ...CONFIG, endpoint: system.url, timeouts });
  const log = () => undefined;
  const central = createCentralClient(config, {
    region: '990000',
    clock,
    timers: systemTimers,
    nextMessageId: messageIds(clock),
    log,
  });
  closers.push(() => central.close());
  const outbox = createMemoryOutbox();
  const time = { running: () => performance.now() * HASTE };
  const forwarder = createForwarder({
    outbox,
    central,
    // Time runs faster for the queue as its waits are shorter.
    clock: { ...time, wall: () => new Date(performance.timeOrigin + performance.now() * HASTE) },
    timers: {
      ...time,
      after: (delayMs, task) => {
        const timer = setTimeout(task, delayMs / HASTE);
        return () => clearTimeout(timer);
      },
    },
    nextMessageId: messageIds(clock),
    random: () => 0.5,
    parallel: config.parallel,
    onChange: () => undefined,
    log,
  });
  closers.push(() => forwarder.stop());
  const queue = (from: number, to: number) => {
    for (let n = from; n < to; n += 1) outbox.queue(messageAbout(`P${n % 10}`, n), '2026-01-01T00:00:00.000Z');
    forwarder.wake();
  };
  const drained = () => outbox.until(() => outbox.waiting() === 0);
  return { system, outbox, forwarder, queue, drained };
}

it.each<[string, Partial<CentralFaults>]>([
  ['is down', { down: true }],
  // What is still on its way cannot be asked about: against this only a system that knows repeats helps.
  ['is slow', { slowMs: 1_000, repeats: 'receipt' }],
  ['drips its answers', { dripMs: 100 }],
  ['answers 500', { serverError: true }],
  ['loses its answers', { answersLost: true }],
  ['answers garbage', { garbage: true }],
  ['is behind a refusing gateway', { gatewayRefuses: true }],
  ['loses its answers and takes repeats for errors', { answersLost: true, repeats: 'error' }],
  ['is behind a proxy that refuses', { proxyStatus: 400 }],
  ['is behind a proxy that sends elsewhere', { proxyStatus: 302 }],
  ['answers under an error status', { status: 404 }],
  ['gives receipts without a reference', { receipts: 'without-reference' }],
  ['gives receipts that name no message', { receipts: 'without-message' }],
  ['gives receipts of another message', { receipts: 'of-another' }],
  ['writes its success as nobody agreed', { successCode: '"0x0"' }],
])(
  'a central system that %s for a while gets every message once in effect, in order per citizen',
  async (_name, faults) => {
    const { system, outbox, forwarder, queue, drained } = await counter();
    forwarder.start();
    queue(0, 30);
    await drained();
    await system.faults.set(faults);
    queue(30, 100);
    await outbox.until(() => outbox.rows.some(({ detail }) => detail !== '') || outbox.waiting() === 0);
    await system.faults.set({ ...noFaults, repeats: system.faults.current().repeats });
    await drained();

    const effects = system.effects();
    expect(effects).toHaveLength(100);
    expect(effects.filter(({ applied }) => applied !== 1)).toEqual([]);
    if (faults.repeats === undefined) expect(effects.filter(({ received }) => received !== 1)).toEqual([]);
    for (let citizen = 0; citizen < 10; citizen += 1) {
      const ids = effects.filter((effect) => effect.person === `P${citizen}`).map((effect) => effect.messageId);
      expect(ids).toEqual(ids.toSorted());
    }
    // What the counter holds as receipt is what the central system holds as effect.
    for (const row of outbox.rows) {
      const effect = effects.find((one) => one.messageId === row.message.messageId);
      expect(row).toMatchObject({
        state: 'delivered',
        receipt: { reference: effect?.reference, declarationSerial: effect?.serial },
      });
    }
    expect(forwarder.reachable()).toBe(true);
  },
);

it('refused messages come back as work, and the queue goes on', async () => {
  const { system, outbox, forwarder, queue, drained } = await counter();
  await system.faults.set({ refusal: '险种不符' });
  forwarder.start();
  queue(0, 12);
  await drained();
  await system.faults.set({ refusal: null });
  queue(12, 24);
  await drained();
  expect(outbox.rows.slice(0, 12).map((row) => [row.state, row.detail])).toEqual(
    Array(12).fill(['refused', '险种不符']),
  );
  expect(outbox.rows.slice(12).every((row) => row.state === 'delivered')).toBe(true);
  expect(system.effects()).toHaveLength(12);
});
