import { afterAll, beforeAll, expect, test } from 'vitest';
import { noFaults, type CentralFaults } from '../../main/demo/central/faults.ts';
import { demoPeople } from '../../main/demo/people.ts';
import { openHall, type Hall } from './support/hall.ts';
import { countPrints, makeProjectionsStale, readMemory, sharedPieces, type Memory } from './support/inspect.ts';
import { createRandom, type Random } from './support/random.ts';
import { CounterGone, createTeller, type Teller } from './support/teller.ts';

/** Counters killed. */
const KILLS = 40;
/**
 * What a counter is about when it is killed, with the share of each: its start, when it cleans up after the last kill; the
 * start of another version of the program, which makes the projections anew; its orderly end, checkpoint included; or its work.
 */
const LIVES: readonly ('start' | 'rebuild' | 'end' | 'work')[] = [
  'start',
  'rebuild',
  'end',
  'end',
  ...Array<'work'>(6).fill('work'),
];
/** A counter at work is killed after at most so many steps: those of about a dozen answers with their slips. */
const MOST_WORK_STEPS = 500;
/** Making the projections anew takes more steps, the longer the history. */
const MOST_REBUILD_STEPS = 400;
/** An orderly end is begun after at most so many acknowledged answers, and killed at one of so many steps. */
const MOST_ANSWERS = 8;
const MOST_END_STEPS = 30;
/** What goes wrong with the central system meanwhile. */
const TROUBLES: readonly Partial<CentralFaults>[] = [
  {},
  { down: true },
  { answersLost: true },
  { answersLost: true, repeats: 'error' },
  { slowMs: 60 },
  { serverError: true },
  { garbage: true },
];
/** Citizens with residents' insurance and nothing that forbids the item; two names the printer has no characters for. */
const CITIZENS = ['resident', 'subsistence', 'destitute', 'rare-character-a', 'long-name', 'generation-1'];
/** Takes a minute on an idle machine; a busy one gets there too. */
const TIME_LIMIT_MS = 600_000;

const seed = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000_007);
/** States of a case in their order. */
const STEPS: readonly string[] = ['intake', 'notified', 'accepted', 'completed'];

let hall: Hall;
beforeAll(async () => {
  hall = await openHall();
});
afterAll(() => hall.close());

/** What must hold at every moment: nothing acknowledged is missing, nothing is there twice. */
function checkMemory(memory: Memory, teller: Teller): void {
  expect(memory.defect).toBeNull();
  const ending = teller.open().includes('visit.end');
  for (const business of teller.businesses) {
    const row = memory.cases.get(business.caseId);
    // An end of the visit that took effect before it was acknowledged closes the intakes.
    const closed = business.step === 'closed' || (ending && business.step === 'intake' && row?.phase === 'closed');
    if (closed) expect(row?.phase).toBe('closed');
    else expect(STEPS.slice(STEPS.indexOf(business.step))).toContain(row?.phase);
    if (business.caseNumber !== null) expect(row?.caseNumber).toBe(business.caseNumber);
    for (const slipNumber of Object.values(business.slips)) expect(memory.slips.get(slipNumber)).toBe(business.caseId);
  }
  const numbers = teller.businesses.flatMap(({ caseNumber, slips }) => [caseNumber ?? [], Object.values(slips)].flat());
  expect(new Set(numbers).size).toBe(numbers.length);
}

/**
 * No slip is on the paper more often than it was ordered: once, and once more for each time the teller said so. No piece of
 * paper holds something of two prints, whoever's they are.
 */
function checkPaper(memory: Memory, teller: Teller): void {
  expect(sharedPieces(hall.printer.pieces())).toEqual([]);
  for (const [jobId, { begun }] of countPrints(hall.printer.pieces(), memory.jobs)) {
    expect(begun, `job ${jobId}`).toBeLessThanOrEqual(1 + (teller.saidAgain.get(jobId) ?? 0));
  }
}

/** Everything begun has come to its end, exactly once, and lies whole on the paper. */
function checkAllDone(memory: Memory, teller: Teller): void {
  expect(teller.open()).toEqual([]);
  expect([...memory.cases.keys()].sort()).toEqual(teller.businesses.map(({ caseId }) => caseId).sort());
  expect(teller.businesses.every(({ step }) => step === 'completed' || step === 'closed')).toBe(true);
  expect([...memory.slips.keys()].sort()).toEqual(
    teller.businesses.flatMap(({ slips }) => Object.values(slips)).sort(),
  );
  // Every completed case has its result document, once.
  const completed = teller.businesses.filter(({ step }) => step === 'completed').map(({ caseId }) => caseId);
  expect([...memory.documents.values()].sort()).toEqual(completed.sort());
  for (const { kind, last: highest } of memory.numbers) {
    const given = [
      ...teller.businesses.flatMap((one) =>
        kind === 'case' ? (one.caseNumber ?? []) : (one.slips[kind as 'SL'] ?? []),
      ),
      ...[...memory.documents.keys()].filter((number) => number.startsWith(kind)),
    ];
    expect(given.length, `numbers of series ${kind}`).toBe(highest);
  }
  expect(memory.jobs.map(({ state }) => state)).toEqual(memory.jobs.map(() => 'printed'));
  expect(memory.jobs.length).toBe(memory.slips.size + teller.copies());
  for (const [jobId, { whole }] of countPrints(hall.printer.pieces(), memory.jobs)) {
    expect(whole, `whole prints of job ${jobId}`).toBe(1);
  }
  // A character or command cut in two by a kill was ended by the empty bytes before the next slip; nothing else was odd.
  expect(hall.printer.problems().filter((problem) => !problem.endsWith(' 00'))).toEqual([]);
}

/** The central system has each transaction once, in order for each citizen. */
function checkCentral(memory: Memory, effects: ReturnType<Hall['central']['effects']>): void {
  expect(memory.messages.every(({ state }) => state === 'delivered')).toBe(true);
  // Booked once, and sent once: a resend that was not asked about first would be received twice.
  expect(effects.filter(({ applied, received }) => applied !== 1 || received !== 1)).toEqual([]);
  const place = new Map(effects.map(({ messageId, sequence }) => [messageId, sequence]));
  expect([...place.keys()].sort()).toEqual(memory.messages.map(({ messageId }) => messageId).sort());
  for (const [, ofCitizen] of Map.groupBy(memory.messages, ({ personId }) => personId)) {
    const places = ofCitizen.map(({ messageId }) => place.get(messageId) ?? 0);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  }
}

/** At which step of a life a counter is killed, counted from the end of an ordinary start. */
function stepsOf(life: 'start' | 'rebuild' | 'work', random: Random, startSteps: number): number {
  switch (life) {
    case 'start':
      return random.between(1 - startSteps, 0);
    case 'rebuild':
      return random.between(1 - startSteps, MOST_REBUILD_STEPS);
    case 'work':
      return random.between(1, MOST_WORK_STEPS);
  }
}

test(
  'a counter killed again and again while it accepts, prints and forwards loses nothing and does nothing twice',
  async () => {
    console.info(`FAULT_SEED=${seed}`);
    const random = createRandom(seed);
    const people = demoPeople.filter(({ id }) => CITIZENS.includes(id));
    /** Jobs that were at the printer at some kill: only these may become unknown. */
    const atPrinter = new Set<string>();
    let memory: Memory | null = null;
    let onAnswer = (): void => undefined;
    let unknown = 0;
    const lives = { start: 0, rebuild: 0, end: 0, work: 0 };
    const teller = createTeller({
      people,
      random,
      cameOut: ({ jobId }) => (countPrints(hall.printer.pieces(), memory?.jobs ?? []).get(jobId)?.whole ?? 0) > 0,
      onUnknown: (jobId) => {
        unknown += 1;
        expect(atPrinter).toContain(jobId);
      },
      onAnswer: () => onAnswer(),
    });

    // Given a counter that has met its citizens once.
    const first = await (await hall.start()).up;
    if (first === null) throw new Error('the first counter did not come up');
    await teller.meet(first);
    await first.stop();
    const { startSteps } = first;

    // When it is killed at random moments, and the central system fails at random meanwhile.
    let interrupted = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      await hall.central.faults.set({ ...noFaults, ...random.pick(TROUBLES) });
      const life = random.pick(LIVES);
      lives[life] += 1;
      if (life === 'rebuild') makeProjectionsStale(hall.home);
      const counter = await hall.start(life === 'end' ? undefined : startSteps + stepsOf(life, random, startSteps));
      const running = await counter.up;
      if (running !== null) {
        if (life === 'end') {
          let left = random.between(0, MOST_ANSWERS);
          const steps = random.between(1, MOST_END_STEPS);
          onAnswer = () => {
            if (left === 0) void running.stop(steps);
            left -= 1;
          };
        }
        await expect(teller.work(running)).rejects.toBeInstanceOf(CounterGone);
      }
      await counter.ended;
      onAnswer = () => undefined;
      if (teller.open().length > 0) interrupted += 1;

      // Then each time its memory is whole, and what is on the paper was ordered.
      memory = readMemory(hall.home);
      for (const { jobId, state } of memory.jobs) if (state === 'printing') atPrinter.add(jobId);
      checkMemory(memory, teller);
      checkPaper(memory, teller);
    }

    // When it may finish in peace.
    await hall.central.faults.set(noFaults);
    const last = await (await hall.start()).up;
    if (last === null) throw new Error('the last counter did not come up');
    await teller.finish(last);
    await last.stop();

    // Then everything begun has come to its end.
    memory = readMemory(hall.home);
    checkMemory(memory, teller);
    checkPaper(memory, teller);
    checkAllDone(memory, teller);
    const effects = hall.central.effects();
    checkCentral(memory, effects);
    expect(hall.log.filter((line) => /bug:|stopped:/.test(line))).toEqual([]);
    expect(interrupted).toBeGreaterThan(0);
    expect(effects.length).toBeGreaterThan(KILLS / 4);
    console.info(
      `${KILLS} kills (${Object.entries(lives)
        .map(([life, n]) => `${life} ${n}`)
        .join(', ')}), ${interrupted} in the middle of a request; ${teller.acknowledged()} acknowledged answers, ` +
        `${teller.businesses.length} cases, ${memory.jobs.length} prints, ${unknown} unknown, ` +
        `${[...teller.saidAgain.values()].reduce((sum, n) => sum + n, 0)} printed again by the teller's word; ` +
        `${effects.length} transactions in effect, ${effects.filter(({ received }) => received > 1).length} received more than once`,
    );
  },
  TIME_LIMIT_MS,
);
