import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printCauseTexts, printerFaultTexts, type PrinterFault } from '../../../../main/domain/print/cause.ts';
import {
  eventOf,
  isHeld,
  newJob,
  openStates,
  stepJob,
  type PrintEvent,
  type PrintJob,
  type PrintJobState,
} from '../../../../main/domain/print/printJob.ts';
import { eventOfWord, type PrintWord } from '../../../../main/domain/print/word.ts';
import { mayHoldRemains } from '../../../../main/domain/print/remains.ts';

const fault = fc.constantFrom(...(Object.keys(printerFaultTexts) as PrinterFault[]));
const event: fc.Arbitrary<PrintEvent> = fc.oneof(
  fc.record({ kind: fc.constant('moved'), deviceId: fc.constantFrom('hall', 'office') }),
  fc.record({ kind: fc.constant('started'), deviceId: fc.constantFrom('hall', 'office') }),
  fc.record({ kind: fc.constant('postponed'), cause: fault }),
  fc.constant({ kind: 'settled', state: 'printed' } as const),
  fc.record({ kind: fc.constant('settled'), state: fc.constantFrom('failed', 'unknown', 'cancelled'), cause: fault }),
  fc.constant({ kind: 'queued-again' } as const),
  fc.record({ kind: fc.constant('released'), visitId: fc.constantFrom('visit-1', 'visit-2') }),
);

/** What a clerk would say of each state, written by hand: what may happen to such a job, and what it becomes. */
const life: Readonly<Record<PrintJobState, Readonly<Record<string, PrintJobState>>>> = {
  queued: { moved: 'queued', started: 'printing', cancelled: 'cancelled', released: 'queued' },
  printing: { postponed: 'queued', printed: 'printed', failed: 'failed', unknown: 'unknown' },
  printed: {},
  failed: { moved: 'queued', cancelled: 'cancelled', 'queued-again': 'queued' },
  unknown: { printed: 'printed', 'queued-again': 'queued' },
  cancelled: {},
};
const nameOf = (one: PrintEvent): string => (one.kind === 'settled' ? one.state : one.kind);

/** Goes through the events that are possible, and lists them with the job before and after. */
function walk(events: readonly PrintEvent[]): { event: PrintEvent; before: PrintJob; after: PrintJob }[] {
  let job = newJob('hall');
  return events.flatMap((one) => {
    const stepped = stepJob(job, one);
    if (!stepped.ok) return [];
    const step = { event: one, before: job, after: stepped.value };
    job = stepped.value;
    return [step];
  });
}

describe('a print job', () => {
  it('goes on from each state as a clerk would say, and in no other way', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let job = newJob(null);
        for (const one of events) {
          const next = life[job.state][nameOf(one)];
          const stepped = stepJob(job, one);
          if (next === undefined) expect(stepped).toEqual({ ok: false, code: 'PRINT_JOB_MOVED_ON' });
          else expect(stepped).toMatchObject({ ok: true, value: { state: next } });
          if (stepped.ok) job = stepped.value;
        }
      }),
    );
  });

  it('is given to a printer a second time only when surely nothing came out, or on a person’s word', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const steps = walk(events).map((step) => nameOf(step.event));
        const starts = steps.flatMap((name, at) => (name === 'started' ? [at] : []));
        for (const [index, second] of starts.entries()) {
          const first = starts[index - 1];
          if (first === undefined) continue;
          const between = steps.slice(first + 1, second);
          const nothingCameOut = between[0] === 'postponed' || between[0] === 'failed';
          expect(nothingCameOut || between.includes('queued-again')).toBe(true);
        }
      }),
    );
  });

  it('that came out or was given up is at its end; one that failed or nobody can tell about is not', () => {
    expect([...openStates].sort()).toEqual(['failed', 'printing', 'queued', 'unknown']);
    expect([life.printed, life.cancelled]).toEqual([{}, {}]);
  });

  it('says why it is where it is, and forgets that when it goes on', () => {
    const [, , , , last] = walk([
      { kind: 'started', deviceId: 'hall' },
      { kind: 'postponed', cause: 'paper-end' },
      { kind: 'started', deviceId: 'hall' },
      { kind: 'settled', state: 'unknown', cause: 'counter-ended' },
      { kind: 'settled', state: 'printed' },
    ]);
    expect(last?.before).toMatchObject({ state: 'unknown', cause: 'counter-ended' });
    expect(last?.after).toMatchObject({ state: 'printed', cause: null });
  });

  it('has Chinese words for every cause', () => {
    for (const [happened, advice] of Object.values(printCauseTexts)) {
      expect(happened).toMatch(/^[\p{Script=Han}，]+$/u);
      expect(advice).toMatch(/^([\p{Script=Han}，；、]+。)?$/u);
    }
  });
});

describe('what the printer says of a job', () => {
  it('settles it, but for one that surely did not come out of a printer that says it is not ready', () => {
    fc.assert(
      fc.property(fault, fc.boolean(), (cause, ready) => {
        expect(eventOf({ outcome: 'printed' }, { ready })).toEqual({ kind: 'settled', state: 'printed' });
        expect(eventOf({ outcome: 'unknown', fault: cause }, { ready })).toEqual({
          kind: 'settled',
          state: 'unknown',
          cause,
        });
        expect(eventOf({ outcome: 'failed', fault: cause }, { ready })).toEqual(
          ready ? { kind: 'settled', state: 'failed', cause } : { kind: 'postponed', cause },
        );
      }),
    );
  });
});

describe('a slip that waits', () => {
  const job = { releasedIn: null };

  it('comes out while its citizen is there, or nobody', () => {
    expect(isHeld(job, 'zhao', null)).toBe(false);
    expect(isHeld(job, 'zhao', { visitId: 'v1', personId: 'zhao' })).toBe(false);
  });

  it('is held while another citizen stands there, also one nobody knows yet', () => {
    expect(isHeld(job, 'zhao', { visitId: 'v2', personId: 'qian' })).toBe(true);
    expect(isHeld(job, 'zhao', { visitId: 'v2', personId: null })).toBe(true);
  });

  it('is let out by the teller’s word for the length of that visit, and not in the next', () => {
    const released = stepJob(newJob('hall'), { kind: 'released', visitId: 'v2' });
    if (!released.ok) throw new Error('a waiting job can be let out');
    expect(isHeld(released.value, 'zhao', { visitId: 'v2', personId: 'qian' })).toBe(false);
    expect(isHeld(released.value, 'zhao', { visitId: 'v3', personId: 'sun' })).toBe(true);
  });
});

describe('what may hang in a printer', () => {
  /** A job at the printer: how it ends, whether the counter dies over it, and what a person says about an unknown one. */
  const turn = fc.record({
    ends: fc.constantFrom('printed', 'unknown', 'failed', 'postponed', 'killed'),
    /** How much of an uncertain slip really came out. */
    really: fc.constantFrom('nothing', 'part', 'whole'),
    word: fc.constantFrom('none', 'came-out', 'again'),
  });

  it('never shares a piece of paper with the next slip, whatever happened to jobs, counter and words before', () => {
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 30 }), (turns) => {
        // The printer's side, which nobody sees: a slip hangs in it, or not. It may have come with one.
        let hanging = true;
        // The counter's side: only what the history says.
        let remains: boolean | undefined;
        for (const { ends, really, word } of turns) {
          const cutsFirst = mayHoldRemains(remains, { state: 'queued' }, { state: 'printing' });
          // A job of which nothing came out did not even cut.
          const onPaper = ends !== 'failed' && ends !== 'postponed';
          if (onPaper && cutsFirst) hanging = false;
          if (onPaper) expect(hanging).toBe(false);
          if (ends === 'unknown' || ends === 'killed') hanging = really === 'part';
          if (ends === 'failed') remains = mayHoldRemains(remains, { state: 'printing' }, { state: 'failed' });
          else if (ends === 'postponed') remains = mayHoldRemains(remains, { state: 'printing' }, { state: 'queued' });
          else if (ends === 'printed') remains = mayHoldRemains(remains, { state: 'printing' }, { state: 'printed' });
          else remains = mayHoldRemains(remains, { state: 'printing' }, { state: 'unknown' });
          if (word === 'came-out') remains = mayHoldRemains(remains, { state: 'unknown' }, { state: 'printed' });
          if (word === 'again') remains = mayHoldRemains(remains, { state: 'unknown' }, { state: 'queued' });
        }
      }),
    );
  });

  it('is cut off once, not before every slip', () => {
    const after = (former: boolean | undefined) => mayHoldRemains(former, { state: 'printing' }, { state: 'printed' });
    expect([after(undefined), after(true), after(false)]).toEqual([false, false, false]);
  });
});

describe('the word of a person', () => {
  const words: readonly PrintWord[] = [
    { kind: 'came-out' },
    { kind: 'did-not-come-out' },
    { kind: 'print-again' },
    { kind: 'not-wanted' },
    { kind: 'move', deviceId: 'office' },
    { kind: 'release', visitId: 'visit-1' },
  ];
  const taken = (state: PrintJobState): string[] =>
    words.filter((word) => eventOfWord({ state }, word).ok).map(({ kind }) => kind);

  it('is taken where a person is asked or nothing has come out yet, and never while the printer has the job', () => {
    expect(taken('queued')).toEqual(['not-wanted', 'move', 'release']);
    expect(taken('printing')).toEqual([]);
    expect(taken('unknown')).toEqual(['came-out', 'did-not-come-out']);
    expect(taken('failed')).toEqual(['print-again', 'not-wanted', 'move']);
    expect(taken('printed')).toEqual([]);
    expect(taken('cancelled')).toEqual([]);
  });

  it('is an event that the job can take, whatever the word', () => {
    for (const state of openStates) {
      for (const word of words) {
        const event = eventOfWord({ state }, word);
        if (event.ok) expect(stepJob({ ...newJob('hall'), state }, event.value)).toMatchObject({ ok: true });
      }
    }
  });
});
