import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { viewSlip, createPrinting, type Printing } from '../../../main/services/printing.ts';
import { followLastServed } from '../../../main/services/lastServed.ts';
import type { CounterPrinter } from '../../../main/services/devices/port.ts';
import { printTargetOf } from '../../../main/services/devices/printTarget.ts';
import { textColumns } from '../../../main/domain/slip/width.ts';
import { openJobs } from '../../../main/store/slips.ts';
import { verifyStore } from '../../../main/store/verify.ts';
import { sm3Text } from '../../../main/core/sm3.ts';
import type { PrintOutcome } from '../../../native/printer/port.ts';
import { done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { makePrinter, type HandPrinter } from '../../fixtures/desk/devices.ts';
import { handDeviceId } from '../../fixtures/desk/rack.ts';
import { nextTurn } from '../../fixtures/desk/turns.ts';

let desk: Desk;
let hall: HandPrinter;
let office: HandPrinter;
/** The printers of the counter, the preferred one first, in the hands of the test. */
let printers: readonly CounterPrinter[];
let changed: (() => void) | undefined;
let printing: Printing;

const HALL = handDeviceId(11);
const OFFICE = handDeviceId(12);
const narrow = (): HandPrinter => {
  const printer = makePrinter();
  return { ...printer, profile: { ...printer.profile, columns: 32 } };
};
const both = (): readonly CounterPrinter[] => [
  { deviceId: HALL, name: '大厅', printer: hall },
  { deviceId: OFFICE, name: '后台', printer: office },
];
const set = (next: readonly CounterPrinter[]): void => {
  printers = next;
  changed?.();
};

beforeEach(() => {
  desk = openDesk('file');
  [hall, office] = [makePrinter(), makePrinter()];
  printers = both();
  const devices = {
    printers: () => printers,
    onPrintersChanged: (listener: () => void) => {
      changed = listener;
      return () => {
        changed = undefined;
      };
    },
  };
  Object.assign(desk.context, { printTarget: () => printTargetOf(devices) });
  printing = createPrinting(
    desk.context,
    devices,
    desk.services.access,
    followLastServed(desk.context, desk.services.visits),
  );
});
afterEach(async () => {
  await printing.stop();
  expect(desk.bugs).toEqual([]);
  // Whatever was done, the journal alone gives the same jobs again.
  expect(verifyStore(desk.database, { anchorFile: desk.anchorFile, hashText: sm3Text })).toMatchObject({ ok: true });
  desk.remove();
});

/** A citizen gets two slips: accepted and completed. */
async function twoSlips(): Promise<void> {
  await desk.arrive('990000198503121011');
  const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310'));
  const { form } = done(desk.services.viewCase(TELLER, caseId));
  done(desk.services.act(TELLER, desk.request('accept'), { kind: 'accept', caseId, input: { ticks: {}, form } }));
  done(desk.services.act(TELLER, desk.request('complete'), { kind: 'complete', caseId, input: {} }));
}

interface Job {
  readonly jobId: string;
  readonly state: string;
  readonly printer: string | null;
  readonly slipNumber: string;
}
const jobs = (): Job[] =>
  desk.database
    .prepare<[], Job>(
      'SELECT job_id AS jobId, state, device_id AS printer, slip_number AS slipNumber FROM print_job ORDER BY rowid',
    )
    .all();
const shown = (): string[] => jobs().map(({ state, printer }) => `${state} ${printer === HALL ? 'hall' : 'office'}`);
const kindOf = (text: string): string => /(?:SL|BJ)(?=\d)/.exec(text)?.[0] ?? text;
const kinds = (): string[] =>
  desk.database
    .prepare<[], string>("SELECT kind FROM journal WHERE kind LIKE 'print.%' ORDER BY sequence")
    .pluck()
    .all();
const move = (job: Job, deviceId: string) =>
  printing.say(TELLER, desk.request('move', { jobId: job.jobId, deviceId }), job.jobId, { kind: 'move', deviceId });

describe('several printers', () => {
  it('have a queue each: one that is stuck keeps its order and holds up nobody else', async () => {
    printing.start();
    const stuck = Promise.withResolvers<PrintOutcome>();
    hall.outcomes.push(stuck.promise);
    await twoSlips();
    await nextTurn();
    expect(shown()).toEqual(['printing hall', 'queued hall']);
    const [, waiting] = jobs();
    done(move(waiting!, OFFICE));
    await nextTurn();
    expect(shown()).toEqual(['printing hall', 'printed office']);
    expect(office.given.map(kindOf)).toEqual(['BJ']);
    stuck.resolve({ outcome: 'printed' });
    await nextTurn();
    expect(shown()).toEqual(['printed hall', 'printed office']);
    expect(hall.given.map(kindOf)).toEqual(['SL']);
  });

  it('take over only what surely has not come out, only from each other, and on one word once', async () => {
    printing.start();
    hall.outcomes.push({ outcome: 'unknown', fault: 'cable-lost' }, { outcome: 'failed', fault: 'cutter' });
    await twoSlips();
    await nextTurn();
    expect(shown()).toEqual(['unknown hall', 'failed hall']);
    const [unknown, failed] = jobs();
    expect(move(unknown!, OFFICE)).toMatchObject({ code: 'PRINT_JOB_SETTLED' });
    expect(move(failed!, handDeviceId(99))).toMatchObject({ code: 'PRINTER_UNKNOWN' });
    const word = desk.request('move', { jobId: failed!.jobId, deviceId: OFFICE });
    done(printing.say(TELLER, word, failed!.jobId, { kind: 'move', deviceId: OFFICE }));
    done(printing.say(TELLER, word, failed!.jobId, { kind: 'move', deviceId: OFFICE }));
    await nextTurn();
    expect(shown()).toEqual(['unknown hall', 'printed office']);
    expect(office.given).toHaveLength(1);
    expect(move(failed!, HALL)).toMatchObject({ code: 'PRINT_JOB_SETTLED' });
  });

  it('get new slips by preference: after a change only the new ones go to the other', async () => {
    printing.start();
    hall.set({ state: 'not-ready', fault: 'paper-end', detail: '' });
    await twoSlips();
    set([...both()].reverse());
    const [first] = jobs();
    done(printing.reprint(TELLER, desk.request('reprint'), first!.slipNumber));
    await nextTurn();
    expect(shown()).toEqual(['queued hall', 'queued hall', 'printed office']);
  });

  it('keep what waits for one that is taken out, until it is moved', async () => {
    printing.start();
    hall.set({ state: 'not-ready', fault: 'offline', detail: '' });
    await twoSlips();
    set(both().slice(1));
    await nextTurn();
    hall.set({ state: 'ready', paper: 'ok' });
    await nextTurn();
    expect([...hall.given, ...office.given]).toEqual([]);
    for (const job of jobs()) done(move(job, OFFICE));
    await nextTurn();
    expect(shown()).toEqual(['printed office', 'printed office']);
    expect(office.given.map(kindOf)).toEqual(['SL', 'BJ']);
  });
});

describe('a printer that is set up anew while a slip is at it', () => {
  it('prints the slip afterwards, at its place, when nothing of it came out', async () => {
    printing.start();
    const stopped = Promise.withResolvers<PrintOutcome>();
    hall.outcomes.push(stopped.promise);
    await twoSlips();
    await nextTurn();
    expect(shown()).toEqual(['printing hall', 'queued hall']);
    const again = makePrinter();
    set([{ deviceId: HALL, name: '大厅', printer: again }]);
    await nextTurn();
    expect(again.given).toEqual([]);
    // The driver that was stopped gives its job back: it goes before the one that came later.
    stopped.resolve({ outcome: 'failed', fault: 'offline' });
    await nextTurn();
    expect(shown()).toEqual(['printed hall', 'printed hall']);
    expect(again.given.map(kindOf)).toEqual(['SL', 'BJ']);
  });
});

describe('a counter without a printer', () => {
  it('keeps its slips for the first printer it gets, laid out for that one’s paper', async () => {
    set([]);
    printing.start();
    await twoSlips();
    await nextTurn();
    expect(jobs().map(({ state, printer }) => [state, printer])).toEqual([
      ['queued', null],
      ['queued', null],
    ]);
    const small = narrow();
    set([{ deviceId: OFFICE, name: '后台', printer: small }]);
    await nextTurn();
    expect(shown()).toEqual(['printed office', 'printed office']);
    expect(small.given.map(kindOf)).toEqual(['SL', 'BJ']);
    expect(widest(small.given)).toBeLessThanOrEqual(32);
  });
});

/** Half-width columns of the longest line. */
const widest = (texts: readonly string[]): number =>
  Math.max(...texts.flatMap((text) => text.split('\n').map((line) => textColumns(line))));

describe('a slip for other paper', () => {
  it('is laid out again from itself when it moves; the slip as issued stays as it was', async () => {
    office = narrow();
    printers = both();
    printing.start();
    hall.set({ state: 'not-ready', fault: 'paper-end', detail: '' });
    await twoSlips();
    const [job] = jobs();
    const before = viewSlip(desk.context, desk.services.access, TELLER, job!.slipNumber);
    done(move(job!, OFFICE));
    await nextTurn();
    expect(kinds()).toEqual(['print.moved', 'print.laid-out', 'print.started', 'print.settled']);
    expect(widest(office.given)).toBeLessThanOrEqual(32);
    expect(office.given[0]).toContain(job!.slipNumber);
    expect(viewSlip(desk.context, desk.services.access, TELLER, job!.slipNumber)).toEqual(before);
    expect(before).toMatchObject({ value: { columns: 48 } });
  });

  it('keeps its reprint mark with count, time and teller of the request', async () => {
    office = narrow();
    printers = both();
    printing.start();
    await twoSlips();
    await nextTurn();
    hall.set({ state: 'not-ready', fault: 'paper-end', detail: '' });
    const [{ slipNumber } = { slipNumber: '' }] = jobs();
    done(printing.reprint(TELLER, desk.request('reprint'), slipNumber));
    const copy = jobs().at(-1)!;
    // Moved the next day by somebody else: the mark is that of the request.
    desk.clock.pass(24 * 3_600_000);
    done(move(copy, OFFICE));
    await nextTurn();
    const [paper] = office.given;
    expect(paper).toMatch(/补打[^]*1/);
    expect(paper).toContain('王小敏');
    expect(paper).toContain('2026年11月20日');
    expect(paper).not.toContain('2026-11-21');
    expect(widest(office.given)).toBeLessThanOrEqual(32);
  });

  it('is laid out for the paper the technician sets while it waits', async () => {
    printing.start();
    hall.set({ state: 'not-ready', fault: 'paper-end', detail: '' });
    await twoSlips();
    const replaced = narrow();
    set([{ deviceId: HALL, name: '大厅', printer: replaced }]);
    await nextTurn();
    expect(shown()).toEqual(['printed hall', 'printed hall']);
    expect(widest(replaced.given)).toBeLessThanOrEqual(32);
  });
});

describe('the slip of a citizen who has left', () => {
  const release = (jobId: string) => printing.release(TELLER, desk.request('release'), jobId);
  const shownHeld = (): boolean[] => openJobs(desk.database).map((job) => printing.isHeld(job));

  /** The first citizen leaves while two slips wait for paper; then there is paper. */
  const leaveTwoBehind = async (): Promise<void> => {
    printing.start();
    hall.set({ state: 'not-ready', fault: 'paper-end', detail: '' });
    await twoSlips();
    desk.leave();
  };
  const paper = async (): Promise<void> => {
    hall.set({ state: 'ready', paper: 'ok' });
    await nextTurn();
  };

  it('comes out as long as nobody else has come', async () => {
    await leaveTwoBehind();
    await paper();
    expect(shown()).toEqual(['printed hall', 'printed hall']);
  });

  it('does not come out while the next citizen stands there, nor just after, but on the teller’s word, one by one', async () => {
    await leaveTwoBehind();
    await desk.arrive('990000195607082025');
    await paper();
    expect(shown()).toEqual(['queued hall', 'queued hall']);
    expect(shownHeld()).toEqual([true, true]);
    const [first] = jobs();
    done(release(first!.jobId));
    await nextTurn();
    expect(shown()).toEqual(['printed hall', 'queued hall']);
    desk.leave();
    await nextTurn();
    expect(shown()).toEqual(['printed hall', 'queued hall']);
    // The word was for that visit: with the next citizen it is asked again.
    hall.set({ state: 'not-ready', fault: 'paper-end', detail: '' });
    done(release(jobs()[1]!.jobId));
    await desk.arrive('990000197909233035');
    await paper();
    expect(shown()).toEqual(['printed hall', 'queued hall']);
  });

  it('lets the slips of the citizen who is there pass', async () => {
    await leaveTwoBehind();
    await desk.arrive('990000195607082025');
    await paper();
    const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310'));
    const { form } = done(desk.services.viewCase(TELLER, caseId));
    done(desk.services.act(TELLER, desk.request('accept'), { kind: 'accept', caseId, input: { ticks: {}, form } }));
    await nextTurn();
    expect(shown()).toEqual(['queued hall', 'queued hall', 'printed hall']);
  });

  it('comes out when that citizen is served again', async () => {
    await leaveTwoBehind();
    await desk.arrive('990000195607082025');
    await paper();
    desk.leave();
    await desk.arrive('990000198503121011');
    await nextTurn();
    expect(shown()).toEqual(['printed hall', 'printed hall']);
  });
});

describe('what may hang in a printer', () => {
  /** The next process finds the same database; nothing of the old one speaks any more. */
  const restart = (): void => {
    void printing.stop();
    [hall, office] = [makePrinter(), makePrinter()];
    printers = both();
    const devices = { printers: () => printers, onPrintersChanged: () => () => undefined };
    printing = createPrinting(
      desk.context,
      devices,
      desk.services.access,
      followLastServed(desk.context, desk.services.visits),
    );
    printing.start();
  };
  const reprint = async (): Promise<void> => {
    done(printing.reprint(TELLER, desk.request('reprint'), jobs()[0]!.slipNumber));
    await nextTurn();
  };

  it('is cut off by a printer that never ended a job here, and not again after one that came out whole', async () => {
    printing.start();
    await twoSlips();
    await nextTurn();
    expect(hall.cutFirst).toEqual([true, false]);
    restart();
    await reprint();
    expect(hall.cutFirst).toEqual([false]);
  });

  it('is cut off by the printer that had the slip when the counter died, and by no other', async () => {
    printing.start();
    await twoSlips();
    await nextTurn();
    done(move(await queuedCopy(), OFFICE));
    await nextTurn();
    hall.outcomes.push(new Promise(() => undefined));
    await reprint();
    expect(jobs().at(-1)?.state).toBe('printing');
    restart();
    expect(openJobs(desk.database).map(({ state, cause }) => [state, cause])).toEqual([['unknown', 'counter-ended']]);
    await reprint();
    expect(hall.cutFirst).toEqual([true]);
    hall.set({ state: 'not-ready', fault: 'paper-end', detail: '' });
    done(move(await queuedCopy(), OFFICE));
    await nextTurn();
    expect(office.cutFirst).toEqual([false]);
  });

  /** A copy that waits for the hall's printer, which has no paper meanwhile. */
  const queuedCopy = async (): Promise<Job> => {
    const status = hall.status();
    hall.set({ state: 'not-ready', fault: 'paper-end', detail: '' });
    await reprint();
    const copy = jobs().at(-1)!;
    queueMicrotask(() => hall.set(status));
    return copy;
  };

  it.each([
    ['unasked', (_jobId: string) => undefined],
    ['although the teller says that it came out', (jobId: string) => say(jobId, 'came-out')],
  ])('is not forgotten by a restart after an unknown outcome, %s', async (_when, word) => {
    printing.start();
    hall.outcomes.push({ outcome: 'printed' }, { outcome: 'unknown', fault: 'cable-lost' });
    await twoSlips();
    await nextTurn();
    word(openJobs(desk.database)[0]!.jobId);
    restart();
    await reprint();
    await reprint();
    expect(hall.cutFirst).toEqual([true, false]);
  });

  const say = (jobId: string, kind: 'came-out'): void => {
    done(printing.say(TELLER, desk.request('say'), jobId, { kind }));
  };

  it('is not forgotten when that printer is set up anew in between', async () => {
    printing.start();
    hall.outcomes.push({ outcome: 'printed' }, { outcome: 'unknown', fault: 'cable-lost' });
    await twoSlips();
    await nextTurn();
    const again = makePrinter();
    set([{ deviceId: HALL, name: '大厅', printer: again }]);
    await reprint();
    await reprint();
    expect(again.cutFirst).toEqual([true, false]);
  });

  it('is not made or ended by a job of which surely nothing came out', async () => {
    printing.start();
    hall.outcomes.push({ outcome: 'unknown', fault: 'cable-lost' }, { outcome: 'failed', fault: 'cutter' });
    await twoSlips();
    await nextTurn();
    await reprint();
    hall.outcomes.push({ outcome: 'failed', fault: 'cutter' });
    await reprint();
    await reprint();
    expect(hall.cutFirst).toEqual([true, true, true, false, false]);
  });
});
