import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createForwarder } from '../../../main/central/forwarder.ts';
import type { AskOutcome, CentralSystem, SubmitOutcome } from '../../../main/central/port.ts';
import type { OutboundMessage, Receipt } from '../../../main/domain/delivery/delivery.ts';
import type { CentralLogEntry } from '../../../main/central/log.ts';
import { makeMessageId } from '../../../main/central/messageId.ts';
import { tickAt } from '../../../main/domain/delivery/messageTicks.ts';
import { HALL_TIME_MS, MAKER, messageAbout } from './fixtures.ts';
import { createMemoryOutbox } from './memoryOutbox.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

beforeEach(() => void vi.useFakeTimers({ now: HALL_TIME_MS }));
afterEach(() => void vi.useRealTimers());

/** What the central system does with one submission or question. */
type Deed =
  | 'take' // takes it and says so
  | 'refuse'
  | 'not-connected'
  | 'lose-request' // breaks before the effect
  | 'lose-answer' // takes it, the answer is lost
  | 'id-taken' // the id stands for another workstation's content there
  | 'break'; // a bug in the adapter

/**
 * A central system without any protection of its own: what it is sent twice, it books twice. So "exactly once in effect" is
 * the forwarder's own doing.
 */
function unprotectedCentral(decide: (message: OutboundMessage, nth: number) => Deed, latencyMs = 20) {
  const booked: OutboundMessage[] = [];
  const refused = new Set<string>();
  const foreign = new Set<string>();
  const tries = new Map<string, number>();
  const asked: string[] = [];
  let underWay = 0;
  let mostUnderWay = 0;
  let answers = true;
  const receipt = (id: string): Receipt => ({ reference: `R${id}`, at: new Date(Date.now()).toISOString() });

  function onTheWay<Value>(work: () => Value): Promise<Value> {
    underWay += 1;
    mostUnderWay = Math.max(mostUnderWay, underWay);
    return new Promise((answer, fail) => {
      setTimeout(() => {
        underWay -= 1;
        try {
          answer(work());
        } catch (error) {
          fail(error instanceof Error ? error : new Error(String(error)));
        }
      }, latencyMs);
    });
  }

  function book(message: OutboundMessage): SubmitOutcome {
    booked.push(message);
    return { outcome: 'delivered', receipt: receipt(message.messageId) };
  }

  function submitted(message: OutboundMessage): SubmitOutcome {
    const nth = tries.get(message.messageId) ?? 0;
    tries.set(message.messageId, nth + 1);
    const deed = answers ? (foreign.has(message.messageId) ? 'id-taken' : decide(message, nth)) : 'not-connected';
    switch (deed) {
      case 'take':
        return book(message);
      case 'refuse':
        refused.add(message.messageId);
        return { outcome: 'refused', message: '险种不符' };
      case 'not-connected':
        return { outcome: 'not-sent', detail: '对方拒绝连接' };
      case 'lose-request':
        return { outcome: 'unknown', detail: '连接中断' };
      case 'lose-answer':
        book(message);
        return { outcome: 'unknown', detail: '等待回复超时' };
      case 'id-taken':
        foreign.add(message.messageId);
        return { outcome: 'unproven', detail: '回执没有注明是本笔内容的' };
      case 'break':
        throw new TypeError('cannot serialise');
    }
  }

  function answerAbout(messageId: string): AskOutcome {
    asked.push(messageId);
    if (!answers) return { outcome: 'unknown', detail: '对方拒绝连接' };
    if (booked.some((message) => message.messageId === messageId)) {
      return { outcome: 'delivered', receipt: receipt(messageId) };
    }
    if (foreign.has(messageId)) return { outcome: 'foreign' };
    return refused.has(messageId) ? { outcome: 'refused', message: '险种不符' } : { outcome: 'absent' };
  }

  const central: Pick<CentralSystem, 'submit' | 'ask' | 'isReachable'> = {
    submit: (message) => onTheWay(() => submitted(message)),
    ask: ({ messageId }) => onTheWay(() => answerAbout(messageId)),
    isReachable: () => Promise.resolve(answers),
  };
  return {
    central,
    booked,
    asked,
    tries,
    mostUnderWay: () => mostUnderWay,
    answer: (yes: boolean) => {
      answers = yes;
    },
  };
}

/** The hall: a queue, a forwarder and a central system that does as `decide` says. */
function hall(decide: (message: OutboundMessage, nth: number) => Deed = () => 'take', parallel = 8) {
  const outbox = createMemoryOutbox();
  const system = unprotectedCentral(decide);
  const changes: number[] = [];
  const time = { running: () => performance.now() };
  let wallAheadMs = 0;
  const log: CentralLogEntry[] = [];
  let freshIds = 0;
  let life = 0;

  let queueWorks = true;
  const working = () => {
    if (!queueWorks) throw new Error('database or disk is full');
    return outbox;
  };

  /** A forwarder that dies with the counter's process: from then on the queue hears nothing more of it. */
  function newForwarder() {
    life += 1;
    const mine = life;
    const alive = () => life === mine;
    return createForwarder({
      outbox: {
        claim: (claim, outcomes) => (alive() ? working().claim(claim, outcomes) : []),
        record: (outcomes) => {
          if (alive()) working().record(outcomes);
        },
        nextDueAt: () => (alive() ? working().nextDueAt() : null),
      },
      central: system.central,
      clock: { ...time, wall: () => new Date(Date.now() + wallAheadMs) },
      timers: {
        ...time,
        after: (delayMs, task) => {
          const timer = setTimeout(() => {
            if (alive()) task();
          }, delayMs);
          return () => clearTimeout(timer);
        },
      },
      nextMessageId: () => {
        freshIds += 1;
        return makeMessageId(MAKER, tickAt(HALL_TIME_MS + MINUTE) + freshIds);
      },
      random: () => 0.5,
      parallel,
      onChange: () => changes.push(mine),
      log: (entry) => log.push(entry),
    });
  }
  const forwarder = newForwarder();
  /** Killed and started again a second later, as the shell does it. */
  async function killAndRestart() {
    life += 1;
    await vi.advanceTimersByTimeAsync(SECOND);
    outbox.crash();
    const next = newForwarder();
    next.start();
    return next;
  }
  const queue = (citizen: string, serial: number) =>
    outbox.queue(messageAbout(citizen, serial), new Date(Date.now() + wallAheadMs).toISOString());
  const setClockAhead = (ms: number) => {
    wallAheadMs = ms;
  };
  const letQueueWork = (yes: boolean) => {
    queueWorks = yes;
  };
  return { outbox, system, forwarder, killAndRestart, changes, log, queue, letQueueWork, setClockAhead };
}

/** Ids of what was booked for one citizen, in the order of booking. */
function bookedFor(booked: readonly OutboundMessage[], citizen: string): string[] {
  return booked.filter((message) => message.orderKey === citizen).map((message) => message.messageId);
}

/** Which case a message is about, whatever id it goes under. */
const serialOf = ({ journalHead }: OutboundMessage): number => journalHead.sequence;

describe('an id that is somebody else’s at the central system', () => {
  it('is given up: the message goes on under a fresh one, once, and the technician is told', async () => {
    const { outbox, system, forwarder, queue, log } = hall((message, nth) =>
      serialOf(message) === 0 && message.messageId === messageAbout('P1', 0).messageId && nth === 0
        ? 'id-taken'
        : 'take',
    );
    queue('P1', 0);
    queue('P1', 1);
    forwarder.start();
    await vi.advanceTimersByTimeAsync(MINUTE);
    const [first] = outbox.rows;
    expect(first).toMatchObject({ state: 'delivered', detail: expect.stringContaining('central.slot') as string });
    expect(first?.message.messageId).not.toBe(messageAbout('P1', 0).messageId);
    expect(system.booked.map(serialOf)).toEqual([0, 1]);
    expect(log.filter(({ event }) => event === 'central.id-taken')).toHaveLength(1);
    await forwarder.stop();
  });
});

describe('a healthy morning', () => {
  it('carries every citizen in order, citizens side by side, and shares durable writes', async () => {
    const { outbox, system, forwarder, queue } = hall();
    for (let serial = 0; serial < 400; serial += 1) queue(`P${serial % 40}`, serial);
    forwarder.start();
    await vi.advanceTimersByTimeAsync(5 * SECOND);
    expect(forwarder.reachable()).toBe(true);
    expect(outbox.rows.every((row) => row.state === 'delivered' && row.receipt !== undefined)).toBe(true);
    for (let citizen = 0; citizen < 40; citizen += 1) {
      const ids = bookedFor(system.booked, `P${citizen}`);
      expect(ids).toHaveLength(10);
      expect(ids).toEqual(ids.toSorted());
    }
    expect(system.mostUnderWay()).toBe(8);
    expect(system.asked).toEqual([]);
    expect(outbox.writes()).toBeLessThan(80);
    await forwarder.stop();
  });

  it('takes up what is queued later as soon as it is told', async () => {
    const { outbox, forwarder, queue } = hall();
    forwarder.start();
    await vi.advanceTimersByTimeAsync(MINUTE);
    queue('P1', 1);
    forwarder.wake();
    expect(outbox.waiting()).toBe(1);
    await vi.advanceTimersByTimeAsync(100);
    expect(outbox.rows[0]?.state).toBe('delivered');
    await forwarder.stop();
  });

  it('gives a refusal to the teller and carries on with the same citizen', async () => {
    const { outbox, system, forwarder, queue } = hall((message) =>
      message.messageId.endsWith('1') ? 'refuse' : 'take',
    );
    for (const serial of [1, 2, 3]) queue('P1', serial);
    forwarder.start();
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(outbox.rows.map((row) => row.state)).toEqual(['refused', 'delivered', 'delivered']);
    expect(outbox.rows[0]?.detail).toBe('险种不符');
    expect(system.tries.size).toBe(3);
    await forwarder.stop();
  });
});

describe('when an attempt may have arrived', () => {
  it('asks, and does not send again what has taken effect', async () => {
    const { outbox, system, forwarder, queue } = hall((_message, nth) => (nth === 0 ? 'lose-answer' : 'take'));
    queue('P1', 1);
    forwarder.start();
    await vi.advanceTimersByTimeAsync(10 * SECOND);
    expect(outbox.rows[0]).toMatchObject({
      state: 'delivered',
      receipt: { reference: `R${outbox.rows[0]!.message.messageId}` },
    });
    expect(system.booked).toHaveLength(1);
    expect(system.asked).toHaveLength(1);
    await forwarder.stop();
  });

  it('sends again, with the same id, what is certainly absent', async () => {
    const { system, forwarder, queue } = hall((_message, nth) => (nth === 0 ? 'lose-request' : 'take'));
    queue('P1', 1);
    forwarder.start();
    await vi.advanceTimersByTimeAsync(10 * SECOND);
    expect(system.asked).toEqual([messageAbout('P1', 1).messageId]);
    expect(system.tries.get(messageAbout('P1', 1).messageId)).toBe(2);
    expect(system.booked).toHaveLength(1);
    await forwarder.stop();
  });

  it('asks about everything that was under way when the counter was killed', async () => {
    const { outbox, system, forwarder, queue } = hall();
    for (const serial of [1, 2, 3]) queue(`P${serial}`, serial);
    const now = new Date(Date.now()).toISOString();
    const [arrived] = outbox.claim({ now, latest: now, limit: 128, busy: new Set() }, []);
    await Promise.all([system.central.submit(arrived!), vi.advanceTimersByTimeAsync(50)]);
    outbox.crash();
    forwarder.start();
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(system.asked).toHaveLength(3);
    expect(system.booked).toHaveLength(3);
    expect(new Set(system.booked.map((message) => message.messageId)).size).toBe(3);
    await forwarder.stop();
  });

  it('does not believe a refused resend when the first attempt arrived late after all', async () => {
    const { outbox, system, forwarder, queue } = hall();
    queue('P1', 1);
    let asked = 0;
    system.central.submit = () =>
      Promise.resolve({ outcome: asked === 0 ? 'unknown' : 'refused', detail: '超时', message: '报文ID重复' });
    system.central.ask = ({ messageId: id }) => {
      asked += 1;
      const receipt = { reference: id, at: '2026-11-21T01:30:05.000Z' };
      return Promise.resolve(asked === 1 ? { outcome: 'absent' } : { outcome: 'delivered', receipt });
    };
    forwarder.start();
    await vi.advanceTimersByTimeAsync(10 * SECOND);
    expect(outbox.rows[0]?.state).toBe('delivered');
    await forwarder.stop();
  });
});

describe('when the queue itself cannot be written', () => {
  it('before anything was sent: nothing is sent, and all goes on when there is room', async () => {
    const { system, forwarder, queue, letQueueWork, log } = hall();
    for (let serial = 0; serial < 20; serial += 1) queue(`P${serial % 5}`, serial);
    letQueueWork(false);
    forwarder.start();
    forwarder.wake();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(system.tries.size).toBe(0);
    letQueueWork(true);
    await vi.advanceTimersByTimeAsync(10 * SECOND);
    expect(system.booked).toHaveLength(20);
    expect(forwarder.reachable()).toBe(true);
    // Said once, not at every try, and without the words of the error.
    expect(log.filter(({ event }) => event === 'central.queue-failed')).toEqual([
      { level: 'error', event: 'central.queue-failed', detail: 'Error' },
    ]);
    await forwarder.stop();
  });

  it('after the answers came: they are kept and written later, and nobody is asked or sent anything twice', async () => {
    const { outbox, system, forwarder, queue, letQueueWork } = hall();
    for (let serial = 0; serial < 20; serial += 1) queue(`P${serial % 5}`, serial);
    forwarder.start();
    letQueueWork(false);
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    // One of each citizen had been claimed; their successors wait for the record.
    expect(system.booked).toHaveLength(5);
    expect(outbox.rows.filter(({ state }) => state === 'delivered')).toEqual([]);
    letQueueWork(true);
    await vi.advanceTimersByTimeAsync(20 * SECOND);
    expect(outbox.rows.every(({ state }) => state === 'delivered')).toBe(true);
    expect(system.booked).toHaveLength(20);
    expect(system.asked).toEqual([]);
    await forwarder.stop();
  });

  it('at the end: the forwarder stops all the same, and what it did not write is asked about after the start', async () => {
    const { system, forwarder, queue, letQueueWork, killAndRestart } = hall();
    queue('P1', 1);
    forwarder.start();
    letQueueWork(false);
    await vi.advanceTimersByTimeAsync(MINUTE);
    await forwarder.stop();
    letQueueWork(true);
    const next = await killAndRestart();
    await vi.advanceTimersByTimeAsync(10 * SECOND);
    expect(system.asked).toHaveLength(1);
    expect(system.booked).toHaveLength(1);
    await next.stop();
  });
});

describe('when the central system is down', () => {
  it('tries one message now and then instead of all, says so, and delivers everything when it is back', async () => {
    const { outbox, system, forwarder, queue } = hall();
    system.answer(false);
    for (let serial = 0; serial < 500; serial += 1) queue(`P${serial % 100}`, serial);
    forwarder.start();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    const triesWhileDown = [...system.tries.values()].reduce((sum, count) => sum + count, 0);
    // Eight at once at the start, then at most one in 7.5 s (half of 15 s, the shortest jittered wait).
    expect(triesWhileDown).toBeLessThan(8 + 100);
    expect(triesWhileDown).toBeGreaterThan(8 + 10);
    expect(forwarder.reachable()).toBe(false);
    expect(outbox.waiting()).toBe(500);
    expect(outbox.rows[0]?.detail).toContain('对方拒绝连接');
    system.answer(true);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(forwarder.reachable()).toBe(true);
    expect(outbox.rows.every((row) => row.state === 'delivered')).toBe(true);
    // What never left needs no question.
    expect(system.asked).toEqual([]);
    await forwarder.stop();
  });

  it('notices within seconds that it went away or came back although nothing is queued', async () => {
    const { system, forwarder, changes } = hall();
    forwarder.start();
    await vi.advanceTimersByTimeAsync(SECOND);
    system.answer(false);
    await vi.advanceTimersByTimeAsync(6 * SECOND);
    expect(forwarder.reachable()).toBe(false);
    system.answer(true);
    await vi.advanceTimersByTimeAsync(6 * SECOND);
    expect(forwarder.reachable()).toBe(true);
    expect(changes).toHaveLength(2);
    await forwarder.stop();
  });

  it('waits longer for a message that keeps failing, never more than a minute', async () => {
    const { outbox, forwarder, queue } = hall((message) => (message.messageId.endsWith('1') ? 'lose-request' : 'take'));
    queue('P1', 1);
    forwarder.start();
    const waits: number[] = [];
    for (let round = 0; round < 40; round += 1) {
      // Other citizens come by all the time, so the system is known to be up and the fault is this message's.
      queue('P2', 10 * (round + 1));
      forwarder.wake();
      await vi.advanceTimersByTimeAsync(30 * SECOND);
      const wait = Date.parse(outbox.rows[0]!.nextAt) - Date.now();
      waits.push(wait);
    }
    expect(Math.max(...waits)).toBeLessThanOrEqual(MINUTE);
    expect(Math.max(...waits)).toBeGreaterThan(10 * SECOND);
    expect(outbox.rows.slice(1).every((row) => row.state === 'delivered')).toBe(true);
    await forwarder.stop();
  });
});

describe('a clock that is set right', () => {
  const AHEAD = 3 * 365 * 24 * 60 * MINUTE;

  it('L1 after it ran years ahead: what failed meanwhile is delivered within a minute', async () => {
    const { outbox, system, forwarder, queue, setClockAhead } = hall();
    setClockAhead(AHEAD);
    system.answer(false);
    queue('P1', 1);
    forwarder.start();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(outbox.rows[0]).toMatchObject({ state: 'waiting' });
    setClockAhead(0);
    system.answer(true);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(outbox.rows[0]?.state).toBe('delivered');
    await forwarder.stop();
  });

  it('L1 while the counter was off: what failed before is delivered within a minute of the start', async () => {
    const { outbox, system, forwarder, killAndRestart, queue, setClockAhead } = hall();
    setClockAhead(AHEAD);
    system.answer(false);
    queue('P1', 1);
    forwarder.start();
    await vi.advanceTimersByTimeAsync(MINUTE);
    setClockAhead(0);
    system.answer(true);
    const next = await killAndRestart();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(outbox.rows[0]?.state).toBe('delivered');
    await next.stop();
  });

  it('L1 whatever it shows and whenever it is set: no wait is longer than the longest back-off', async () => {
    const hour = 60 * MINUTE;
    const settings = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 5 * MINUTE }), fc.integer({ min: -400_000, max: 400_000 })),
      {
        maxLength: 6,
      },
    );
    await fc.assert(
      fc.asyncProperty(settings, async (steps) => {
        const { outbox, system, forwarder, queue, setClockAhead } = hall();
        system.answer(false);
        queue('P1', 1);
        forwarder.start();
        for (const [afterMs, aheadHours] of steps) {
          await vi.advanceTimersByTimeAsync(afterMs);
          setClockAhead(aheadHours * hour);
        }
        system.answer(true);
        await vi.advanceTimersByTimeAsync(MINUTE + 5 * SECOND);
        expect(outbox.rows[0]?.state).toBe('delivered');
        await forwarder.stop();
      }),
      { numRuns: 50 },
    );
  });
});

describe('a poisoned message', () => {
  it.each(['lose-request', 'break'] as const)('that ends as "%s" every time holds up nobody else', async (deed) => {
    const { outbox, system, forwarder, queue } = hall((message) => (message.orderKey === 'poison' ? deed : 'take'), 1);
    queue('poison', 0);
    for (let serial = 1; serial <= 50; serial += 1) queue(`P${serial}`, serial);
    forwarder.start();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(outbox.rows.filter((row) => row.state === 'delivered')).toHaveLength(50);
    expect(outbox.rows[0]).toMatchObject({ state: 'waiting', mustAsk: true });
    expect(outbox.rows[0]!.attempts).toBeGreaterThan(2);
    expect(system.booked).toHaveLength(50);
    await forwarder.stop();
  });

  it('that only a bug can explain is told to the technician', async () => {
    const { forwarder, log, queue } = hall(() => 'break');
    queue('P1', 1);
    forwarder.start();
    await vi.advanceTimersByTimeAsync(100);
    expect(log).toEqual([
      {
        level: 'error',
        event: 'central.attempt-broke',
        messageId: messageAbout('P1', 1).messageId,
        detail: 'TypeError',
      },
    ]);
    await forwarder.stop();
  });
});

describe('stopping', () => {
  it('waits for what is under way, records it, and gives back the rest without doubt', async () => {
    const { outbox, system, forwarder, queue } = hall();
    for (let serial = 0; serial < 100; serial += 1) queue(`P${serial}`, serial);
    forwarder.start();
    await vi.advanceTimersByTimeAsync(5);
    const stopped = forwarder.stop();
    await vi.advanceTimersByTimeAsync(SECOND);
    await stopped;
    expect(system.booked).toHaveLength(8);
    expect(outbox.rows.filter((row) => row.state === 'delivered')).toHaveLength(8);
    expect(outbox.rows.filter((row) => row.state === 'waiting' && !row.mustAsk)).toHaveLength(92);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('can be followed by a new start, and nothing is carried twice', async () => {
    const { system, forwarder, queue } = hall();
    for (let serial = 0; serial < 100; serial += 1) queue(`P${serial}`, serial);
    forwarder.start();
    await vi.advanceTimersByTimeAsync(30);
    await Promise.all([forwarder.stop(), forwarder.stop(), vi.advanceTimersByTimeAsync(SECOND)]);
    forwarder.start();
    forwarder.start();
    await vi.advanceTimersByTimeAsync(5 * SECOND);
    expect(system.booked).toHaveLength(100);
    expect(new Set(system.booked.map((message) => message.messageId)).size).toBe(100);
    await forwarder.stop();
  });
});

it('under any script of faults, crashes and recoveries everything is booked once, in order, and nothing is lost', async () => {
  const deed = fc.constantFrom<Deed>(
    'take',
    'take',
    'not-connected',
    'lose-request',
    'lose-answer',
    'refuse',
    'id-taken',
  );
  const script = fc.record({
    citizens: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 25 }),
    deeds: fc.array(deed, { maxLength: 40 }),
    outages: fc.array(fc.integer({ min: 0, max: 20 * SECOND }), { maxLength: 3 }),
    killAfterMs: fc.array(fc.integer({ min: 0, max: 3 * SECOND }), { maxLength: 3 }),
    stopAfterMs: fc.option(fc.integer({ min: 0, max: 5 * SECOND })),
    parallel: fc.integer({ min: 1, max: 8 }),
  });
  await fc.assert(
    fc.asyncProperty(script, async ({ citizens, deeds, outages, killAfterMs, stopAfterMs, parallel }) => {
      const remaining = [...deeds];
      const {
        outbox,
        system,
        forwarder: first,
        killAndRestart,
        queue,
      } = hall(() => remaining.shift() ?? 'take', parallel);
      citizens.forEach((citizen, serial) => queue(`P${citizen}`, serial));
      first.start();
      for (const lengthMs of outages) {
        system.answer(false);
        await vi.advanceTimersByTimeAsync(lengthMs);
        system.answer(true);
        await vi.advanceTimersByTimeAsync(SECOND);
      }
      let forwarder = first;
      for (const lengthMs of killAfterMs) {
        await vi.advanceTimersByTimeAsync(lengthMs);
        forwarder = await killAndRestart();
      }
      if (stopAfterMs !== null) {
        await vi.advanceTimersByTimeAsync(stopAfterMs);
        await Promise.all([forwarder.stop(), vi.advanceTimersByTimeAsync(SECOND)]);
        forwarder.start();
      }
      await vi.advanceTimersByTimeAsync(20 * MINUTE);
      await forwarder.stop();

      const booked = system.booked.map(serialOf);
      expect(new Set(booked).size).toBe(booked.length);
      for (const { state, message } of outbox.rows) {
        expect(state).toBe(booked.includes(serialOf(message)) ? 'delivered' : 'refused');
      }
      for (const citizen of new Set(citizens)) {
        const serials = system.booked.filter(({ orderKey }) => orderKey === `P${citizen}`).map(serialOf);
        expect(serials).toEqual(serials.toSorted((one, other) => one - other));
      }
      expect(forwarder.reachable()).toBe(true);
      expect(outbox.waiting()).toBe(0);
    }),
    { numRuns: 60 },
  );
}, 60_000);
