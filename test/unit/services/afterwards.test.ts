import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followLastServed } from '../../../main/services/lastServed.ts';
import { createPrinting } from '../../../main/services/printing.ts';
import { createServices } from '../../../main/services/services.ts';
import type { PrintOutcome } from '../../../native/printer/port.ts';
import { openJobs } from '../../../main/store/slips.ts';
import { done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { nextTurn } from '../../fixtures/desk/turns.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(async () => {
  await desk.services.stop();
  expect(desk.bugs).toEqual([]);
  desk.remove();
});

async function accepted(): Promise<string> {
  await desk.arrive('990000198503121011');
  const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310'));
  const { form } = done(desk.services.viewCase(TELLER, caseId));
  done(desk.services.act(TELLER, desk.request('accept'), { kind: 'accept', caseId, input: { ticks: {}, form } }));
  return caseId;
}

const kindsOf = (caseId: string): string[] =>
  desk.database
    .prepare<[string], string>('SELECT kind FROM journal WHERE subject = ? ORDER BY sequence')
    .pluck()
    .all(caseId);
const jobStates = (): string[] =>
  desk.database.prepare<[], string>('SELECT state FROM print_job ORDER BY requested_at, rowid').pluck().all();

describe('an answer that comes after the citizen has gone', () => {
  it('does not reach the case that was closed meanwhile', async () => {
    await desk.arrive('990000198503121011');
    const held = Promise.withResolvers<undefined>();
    desk.central.hold = held.promise;
    const opening = desk.services.cases.open(TELLER, desk.request('open'), 'YB0310');
    desk.leave();
    held.resolve(undefined);
    const { caseId } = done(await opening);
    expect(kindsOf(caseId)).toEqual(['case.open', 'case.abandon']);
  });

  it('of a look-up does not bring the citizen back', async () => {
    const held = Promise.withResolvers<undefined>();
    desk.central.hold = held.promise;
    const looking = desk.services.visits.openByIdNumber(TELLER, desk.request('open'), '990000198503121011');
    desk.leave();
    held.resolve(undefined);
    await looking;
    expect(desk.services.visits.present()).toBe(null);
    expect(desk.database.prepare('SELECT count(*) FROM person').pluck().get()).toBe(0);
  });
});

describe('S21 a central system that takes its time', () => {
  it('does not hold up the opening: the case is there, is worked on, and its materials come when they come', async () => {
    await desk.arrive('990000198503121011');
    const held = Promise.withResolvers<undefined>();
    desk.central.hold = held.promise;
    // when the case is opened while no answer comes
    const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310'));
    const { form, obtained } = done(desk.services.viewCase(TELLER, caseId));
    expect(obtained).toEqual([]);
    done(desk.services.cases.saveDraft(TELLER, caseId, { ticks: {}, form }));
    // then the answer shows in the case as soon as it is there
    const recorded = new Promise((resolve) => desk.store.onRecorded(resolve));
    held.resolve(undefined);
    await recorded;
    expect(done(desk.services.viewCase(TELLER, caseId)).obtained).not.toEqual([]);
    expect(kindsOf(caseId)).toEqual(['case.open', 'case.obtain']);
  });

  it('is no bug when the counter ends before the answer', async () => {
    await desk.arrive('990000198503121011');
    const held = Promise.withResolvers<undefined>();
    desk.central.hold = held.promise;
    done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310'));
    desk.close();
    held.resolve(undefined);
    await nextTurn();
    expect(desk.bugs).toEqual([]);
  });
});

describe('a visit in which nobody was identified before the counter ended', () => {
  it('is still there, says so, and makes room for a new one', async () => {
    desk.central.mood = 'down';
    await desk.arrive('990000198503121011');
    const { visits } = createServices({
      context: desk.context,
      devices: desk.rack.devices,
      deviceService: desk.deviceService,
      forwarding: { reachable: () => true, wake: () => undefined },
      demoAccounts: [],
      dock: null,
    });
    desk.central.mood = 'up';
    visits.tellerChanged(TELLER);
    const before = visits.present();
    expect(before).toMatchObject({ person: null, card: null });
    expect(await visits.lookUpAgain(TELLER)).toMatchObject({ code: 'PERSON_UNKNOWN' });
    done(visits.act(TELLER, desk.request('end'), { kind: 'ended', visitId: before?.visitId ?? '' }).answer);
    done(await visits.openByIdNumber(TELLER, desk.request('open'), '990000198503121011'));
    expect(visits.present()?.person?.name).toBe('李建国');
    visits.stop();
  });
});

describe('the print queue', () => {
  it('gives the printer one slip at a time, in the order asked, when several have waited', async () => {
    desk.printer.set({ state: 'not-ready', fault: 'paper-end', detail: '' });
    desk.services.start();
    const caseId = await accepted();
    done(desk.services.act(TELLER, desk.request('complete'), { kind: 'complete', caseId, input: {} }));
    await nextTurn();
    expect(jobStates()).toEqual(['queued', 'queued']);
    const first = Promise.withResolvers<PrintOutcome>();
    desk.printer.outcomes.push(first.promise);
    desk.printer.set({ state: 'ready', paper: 'ok' });
    await nextTurn();
    expect(jobStates()).toEqual(['printing', 'queued']);
    first.resolve({ outcome: 'printed' });
    await nextTurn();
    expect(jobStates()).toEqual(['printed', 'printed']);
    expect(desk.printer.given.map((text) => /SL\d|BJ\d/.exec(text)?.[0].slice(0, 2))).toEqual(['SL', 'BJ']);
  });

  it('asks a person about a slip that was at the printer when the counter died', async () => {
    desk.services.start();
    const held = Promise.withResolvers<PrintOutcome>();
    desk.printer.outcomes.push(held.promise);
    await accepted();
    await nextTurn();
    expect(jobStates()).toEqual(['printing']);
    // The next process finds the same database; nothing of the old one speaks any more.
    const printing = createPrinting(
      desk.context,
      desk.rack.devices,
      desk.services.access,
      followLastServed(desk.context, desk.services.visits),
    );
    printing.start();
    await nextTurn();
    expect(jobStates()).toEqual(['unknown']);
    // Nothing more is printed by itself, and what hangs in the printer will be cut off before the next slip.
    expect(desk.printer.given).toHaveLength(1);
    const [{ slipNumber } = { slipNumber: '' }] = openJobs(desk.database);
    done(printing.reprint(TELLER, desk.request('reprint'), slipNumber));
    await nextTurn();
    expect(desk.printer.cutFirst).toEqual([true, true]);
    await printing.stop();
    held.resolve({ outcome: 'printed' });
  });

  it('keeps the order when the paper turns out to be used up: nothing came out, so the slip waits for the paper', async () => {
    desk.services.start();
    const noPaper = Promise.withResolvers<PrintOutcome>();
    desk.printer.outcomes.push(noPaper.promise);
    const caseId = await accepted();
    done(desk.services.act(TELLER, desk.request('complete'), { kind: 'complete', caseId, input: {} }));
    await nextTurn();
    desk.printer.set({ state: 'not-ready', fault: 'paper-end', detail: '' });
    noPaper.resolve({ outcome: 'failed', fault: 'paper-end' });
    await nextTurn();
    expect(jobStates()).toEqual(['queued', 'queued']);
    desk.printer.set({ state: 'ready', paper: 'ok' });
    await nextTurn();
    expect(jobStates()).toEqual(['printed', 'printed']);
    expect(desk.printer.given.map((text) => /SL\d|BJ\d/.exec(text)?.[0].slice(0, 2))).toEqual(['SL', 'SL', 'BJ']);
  });

  it('goes on with the next slip after one that failed, which waits for a person', async () => {
    desk.services.start();
    desk.printer.outcomes.push({ outcome: 'failed', fault: 'cutter' });
    const caseId = await accepted();
    done(desk.services.act(TELLER, desk.request('complete'), { kind: 'complete', caseId, input: {} }));
    await nextTurn();
    expect(jobStates()).toEqual(['failed', 'printed']);
    const [jobId] = desk.database
      .prepare<[], string>(`SELECT job_id FROM print_job WHERE state = 'failed'`)
      .pluck()
      .all();
    done(desk.services.printing.say(TELLER, desk.request('again'), jobId!, { kind: 'print-again' }));
    await nextTurn();
    expect(jobStates()).toEqual(['printed', 'printed']);
    expect(desk.services.printing.say(TELLER, desk.request('cancel'), jobId!, { kind: 'not-wanted' })).toMatchObject({
      code: 'PRINT_JOB_SETTLED',
    });
  });
});

describe('a material that could not be asked about at acceptance', () => {
  it('is asked before the case leaves; denied it comes back, and confirmed at the next try it is delivered', async () => {
    const caseId = await accepted();
    desk.leave();
    desk.central.mood = 'down';
    await desk.arrive('990000198503121011');
    const second = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310')).caseId;
    const { form } = done(desk.services.viewCase(TELLER, second));
    done(
      desk.services.act(TELLER, desk.request('accept'), {
        kind: 'accept',
        caseId: second,
        input: { ticks: {}, form },
      }),
    );
    done(desk.services.act(TELLER, desk.request('complete'), { kind: 'complete', caseId: second, input: {} }));
    await desk.forward();
    expect(desk.services.listDelivery()).toMatchObject([{ state: 'waiting', detail: '材料待系统核验' }]);

    desk.central.mood = 'denies-materials';
    desk.clock.pass(60_000);
    await desk.forward();
    const [refused] = desk.services.listDelivery();
    expect(refused).toMatchObject({ state: 'refused', detail: '系统核验未通过：未查到缴费记录' });
    expect(desk.central.effects).toEqual([]);

    desk.central.mood = 'up';
    done(desk.services.sendNow(TELLER, desk.request('send'), refused!.messageId));
    await desk.forward();
    expect(desk.central.effects.map(({ messageId }) => messageId)).toEqual([refused!.messageId]);
    expect(kindsOf(second).slice(-3)).toEqual(['case.complete', 'case.recheck', 'case.recheck']);
    expect(kindsOf(refused!.messageId)).toEqual(['message.refused', 'message.requeued', 'message.delivered']);
    expect(kindsOf(caseId)).toEqual(['case.open', 'case.obtain', 'case.accept']);
  });
});
