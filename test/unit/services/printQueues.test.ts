import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { viewSlip, createPrinting, type Printing } from '../../../main/services/printing.ts';
import type { CounterPrinter } from '../../../main/services/devices/port.ts';
import { printTargetOf } from '../../../main/services/devices/printTarget.ts';
import { textColumns } from '../../../main/domain/slip/width.ts';
import { openJobs } from '../../../main/store/slips.ts';
import { verifyStore } from '../../../main/store/verify.ts';
import { sm3Text } from '../../../main/core/sm3.ts';
import type { PrintOutcome } from '../../../native/printer/port.ts';
import { done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { makePrinter, REMAINS, type HandPrinter } from '../../fixtures/desk/devices.ts';
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
  printing = createPrinting(desk.context, devices, () => true);
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
  const { form } = done(desk.services.viewCase(caseId));
  done(desk.services.cases.accept(TELLER, desk.request('accept'), { caseId, ticks: {}, form }));
  done(desk.services.cases.complete(TELLER, desk.request('complete'), caseId));
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
  printing.moveToPrinter(TELLER, desk.request('move', { jobId: job.jobId, deviceId }), job.jobId, deviceId);

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
    done(printing.moveToPrinter(TELLER, word, failed!.jobId, OFFICE));
    done(printing.moveToPrinter(TELLER, word, failed!.jobId, OFFICE));
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
    const before = viewSlip(desk.context, () => true, job!.slipNumber);
    done(move(job!, OFFICE));
    await nextTurn();
    expect(kinds()).toEqual(['print.moved', 'print.laid-out', 'print.started', 'print.settled']);
    expect(widest(office.given)).toBeLessThanOrEqual(32);
    expect(office.given[0]).toContain(job!.slipNumber);
    expect(viewSlip(desk.context, () => true, job!.slipNumber)).toEqual(before);
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
    expect(paper).toContain('2026-11-20');
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

describe('what may hang in a printer', () => {
  it('is cut off by the printer that had the slip when the counter died, and by no other', async () => {
    printing.start();
    hall.outcomes.push(Promise.withResolvers<PrintOutcome>().promise);
    await twoSlips();
    await nextTurn();
    const restarted = createPrinting(
      desk.context,
      { printers: () => printers, onPrintersChanged: () => () => undefined },
      () => true,
    );
    restarted.start();
    await nextTurn();
    expect(openJobs(desk.database).map(({ state }) => state)).toContain('unknown');
    expect([hall.given.includes(REMAINS), office.given.includes(REMAINS)]).toEqual([true, false]);
    void restarted.stop();
    printing = { ...printing, stop: () => Promise.resolve() };
  });

  it('is not forgotten when that printer is set up anew in between', async () => {
    printing.start();
    hall.outcomes.push({ outcome: 'printed' }, { outcome: 'unknown', fault: 'cable-lost' });
    await twoSlips();
    await nextTurn();
    const again = makePrinter();
    set([{ deviceId: HALL, name: '大厅', printer: again }]);
    await nextTurn();
    expect(again.given).toEqual([REMAINS]);
    // And a slip that came out whole ends the doubt.
    done(printing.reprint(TELLER, desk.request('reprint'), jobs()[0]!.slipNumber));
    await nextTurn();
    const third = makePrinter();
    set([{ deviceId: HALL, name: '大厅', printer: third }]);
    await nextTurn();
    expect(third.given).toEqual([]);
  });
});
