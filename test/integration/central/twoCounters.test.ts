import { afterEach, expect, it } from 'vitest';
import { createCentralClient } from '../../../main/central/client.ts';
import { centralConfigSchema } from '../../../main/central/config.ts';
import { createForwarder } from '../../../main/central/forwarder.ts';
import { createMessageIds } from '../../../main/central/messageId.ts';
import { startCentralStandIn, type CentralStandIn } from '../../../main/demo/central/standIn.ts';
import { systemClock, systemTimers } from '../../../native/systemTime.ts';
import { demoPeople } from '../../../main/demo/people.ts';
import type { OutboundMessage } from '../../../main/domain/delivery/delivery.ts';
import { CONFIG, HALL_TIME_MS, INSTITUTION, memoryTicks, messageAbout } from '../../unit/central/fixtures.ts';
import { createMemoryOutbox } from '../../unit/central/memoryOutbox.ts';

const CASES = 50;
const clock = systemClock;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function standIn(): Promise<CentralStandIn> {
  const running = await startCentralStandIn({ port: 0, people: demoPeople, clock, timers: systemTimers });
  closers.push(() => running.close());
  return running;
}

/** A counter whose clock shows the same second as the other's, with its cases completed and queued. */
function counter(endpoint: string, slot: string, citizenOf: (nth: number) => string) {
  const nextMessageId = createMessageIds(
    { institutionCode: INSTITUTION, slot },
    { now: () => HALL_TIME_MS, reserve: memoryTicks() },
  );
  const central = createCentralClient(centralConfigSchema.parse({ ...CONFIG, endpoint }), {
    region: '990000',
    clock,
    timers: systemTimers,
    nextMessageId,
    log: () => undefined,
  });
  closers.push(() => central.close());
  const outbox = createMemoryOutbox();
  for (let nth = 0; nth < CASES; nth += 1) {
    const message: OutboundMessage = { ...messageAbout(citizenOf(nth), nth), messageId: nextMessageId() };
    outbox.queue(message, '2026-01-01T00:00:00.000Z');
  }
  const forwarder = createForwarder({
    outbox,
    central,
    clock,
    timers: systemTimers,
    nextMessageId,
    random: () => 0.5,
    parallel: CONFIG.parallel,
    onChange: () => undefined,
    log: () => undefined,
  });
  closers.push(() => forwarder.stop());
  forwarder.start();
  return { outbox, settled: outbox.until(() => outbox.waiting() === 0) };
}

it('two counters of an institution in the same seconds: every case is booked once, and each receipt is its own', async () => {
  const system = await standIn();
  const one = counter(system.url, '03', (nth) => `A${nth}`);
  const other = counter(system.url, '04', (nth) => `B${nth}`);
  await Promise.all([one.settled, other.settled]);

  const effects = system.effects();
  expect(effects.filter(({ applied, received }) => applied !== 1 || received !== 1)).toEqual([]);
  expect(new Set(effects.map(({ person }) => person)).size).toBe(2 * CASES);
  const booked = new Map(effects.map(({ person, messageId, reference }) => [person, { messageId, reference }]));
  for (const { message, state, receipt } of [...one.outbox.rows, ...other.outbox.rows]) {
    const { messageId, orderKey } = message;
    expect(state).toBe('delivered');
    expect(booked.get(orderKey)).toEqual({ messageId, reference: receipt?.reference });
  }
});

it('two counters that were given the same slot: what is taken for a repeat goes on under a fresh id, and every case is booked once', async () => {
  const system = await standIn();
  await system.faults.set({ repeats: 'receipt' });
  const one = counter(system.url, '03', (nth) => `A${nth}`);
  const other = counter(system.url, '03', (nth) => `B${nth}`);
  await Promise.all([one.settled, other.settled]);

  const effects = system.effects();
  expect(effects.filter(({ applied }) => applied !== 1)).toEqual([]);
  const booked = new Map(effects.map(({ person, messageId, reference }) => [person, { messageId, reference }]));
  expect([effects.length, booked.size]).toEqual([2 * CASES, 2 * CASES]);
  const rows = [...one.outbox.rows, ...other.outbox.rows];
  for (const { message, state, receipt } of rows) {
    const { messageId, orderKey } = message;
    expect(state).toBe('delivered');
    expect(booked.get(orderKey)).toEqual({ messageId, reference: receipt?.reference });
  }
  // The technician is told of each.
  expect(rows.filter(({ detail }) => detail.includes('central.slot')).length).toBeGreaterThanOrEqual(CASES);
});
