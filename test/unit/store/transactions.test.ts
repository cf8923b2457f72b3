import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../../main/contract/failures.ts';
import { recordAct } from '../../../main/services/act.ts';
import { COUNTER } from '../../../main/services/context.ts';
import { once } from '../../../main/services/once.ts';
import { readAnchor } from '../../../main/store/anchor.ts';
import { lastSerial } from '../../../main/store/cases.ts';
import { caseHistory, readHead } from '../../../main/store/journal.ts';
import type { Transaction } from '../../../main/store/store.ts';
import { putDraft } from '../../../main/store/workingState.ts';
import { done, openDesk, TELLER, WORKSTATION, type Desk } from '../../fixtures/desk/desk.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

const everyRow = (): unknown =>
  desk.database
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
    .pluck()
    .all()
    .map((name) => [name, desk.database.prepare(`SELECT * FROM ${name}`).all()]);

const historyOf = (caseId: string) => {
  const read = caseHistory(desk.database, caseId);
  if (!read.ok) throw new Error(read.unreadable.reason);
  return read.entries;
};

const openVisit = (transaction: Transaction, visitId = 'v1') =>
  transaction.append({ kind: 'visit.opened', subject: visitId, actor: TELLER, payload: { by: 'card' } });

const endVisit = (transaction: Transaction, visitId: string) =>
  transaction.append({ kind: 'visit.ended', subject: visitId, actor: TELLER, payload: { reason: 'teller' } });

/** Ends the visit, and leaves a reference to nothing that is looked at with the commit alone. */
function failAtCommit(transaction: Transaction): void {
  endVisit(transaction, 'v1');
  desk.database.pragma('defer_foreign_keys = ON');
  putDraft(transaction.write, 'no such case', { ticks: {}, form: {} });
}

async function intake(): Promise<string> {
  await desk.arrive('990000198503121011');
  return done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310')).caseId;
}

describe('a transaction', () => {
  it('whose work throws leaves no entry, no row and the head where it was', () => {
    const before = everyRow();
    expect(() =>
      desk.store.transact((transaction) => {
        openVisit(transaction);
        throw new Error('power of the printer gone');
      }),
    ).toThrow('power of the printer gone');
    expect(everyRow()).toEqual(before);
    expect(readHead(desk.database).sequence).toBe(0);
  });

  it('whose projection fails leaves no entry either', () => {
    const before = everyRow();
    expect(() =>
      desk.store.transact((transaction) =>
        transaction.append({
          kind: 'print.started',
          subject: 'SL1',
          actor: COUNTER,
          payload: { jobId: 'no such job', deviceId: 'no such printer' },
        }),
      ),
    ).toThrow('there is no print job');
    expect(everyRow()).toEqual(before);
  });

  it('tells listeners after the commit, and nothing of one that failed', () => {
    const heard: string[][] = [];
    desk.store.onRecorded((entries) => heard.push(entries.map(({ kind }) => kind)));
    expect(() =>
      desk.store.transact((transaction) => {
        openVisit(transaction);
        throw new Error('no');
      }),
    ).toThrow();
    desk.store.transact((transaction) => openVisit(transaction));
    expect(heard).toEqual([['visit.opened']]);
  });

  it('is done although a listener breaks: the others hear of it, and the fault is reported', () => {
    const heard: number[] = [];
    const broken = new Error('the forwarder has no disk');
    desk.store.onRecorded(() => {
      throw broken;
    });
    desk.store.onRecorded((entries) => heard.push(entries.length));
    expect(desk.store.transact((transaction) => openVisit(transaction).subject)).toBe('v1');
    expect([heard, desk.bugs, readHead(desk.database).sequence]).toEqual([[1], [broken], 1]);
  });

  it('cannot be begun inside another: the outer one is taken back whole', () => {
    const before = everyRow();
    const heard: unknown[] = [];
    desk.store.onRecorded((entries) => heard.push(entries));
    expect(() =>
      desk.store.transact((transaction) => {
        openVisit(transaction);
        desk.store.transact((inner) => openVisit(inner, 'v2'));
      }),
    ).toThrow('inside another');
    expect([everyRow(), heard]).toEqual([before, []]);
  });

  it('leaves both possible heads outside until it is committed, and the real one afterwards', () => {
    desk.store.transact((transaction) => openVisit(transaction));
    const first = readHead(desk.database);
    expect(readAnchor(desk.anchorFile)).toEqual({ before: first, after: first });
    expect(() => desk.store.transact((transaction) => failAtCommit(transaction))).toThrow('FOREIGN KEY');
    expect(readAnchor(desk.anchorFile)).toMatchObject({ before: first, after: { sequence: 2 } });
    expect(readHead(desk.database)).toEqual(first);
    desk.store.transact((transaction) => endVisit(transaction, 'v1'));
    const second = readHead(desk.database);
    expect(second.sequence).toBe(2);
    expect(readAnchor(desk.anchorFile)).toEqual({ before: second, after: second });
  });
});

describe('a request', () => {
  const effects = (): number => readHead(desk.database).sequence;
  const openOnce = (request = desk.request('visit.open', { by: 'card' })) => ({
    request,
    answer: once(desk.context, request, (transaction) => ({ visitId: openVisit(transaction, 'v1').subject })),
  });

  it('that is repeated has one effect and the same answer', () => {
    const { request, answer } = openOnce();
    const again = once(desk.context, request, () => {
      throw new Error('the work must not be done twice');
    });
    expect(again).toEqual(answer);
    expect(effects()).toBe(1);
  });

  it('whose id comes back with another input, for another procedure or from another session is refused', () => {
    const { request } = openOnce();
    const never = (): never => {
      throw new Error('the work must not be done');
    };
    const otherInput = { ...request, input: { ...(request.input as object), by: 'id-number' } };
    expect(once(desk.context, otherInput, never)).toMatchObject({ ok: false, code: 'REQUEST_REUSED' });
    const otherProcedure = { ...request, procedure: 'visit.end' };
    expect(once(desk.context, otherProcedure, never)).toMatchObject({ ok: false, code: 'REQUEST_REUSED' });
    const before = everyRow();
    const otherSession = { ...request, session: 'window-2' };
    expect(once(desk.context, otherSession, never)).toMatchObject({ ok: false, code: 'REQUEST_REUSED' });
    expect(everyRow()).toEqual(before);
    expect(effects()).toBe(1);
  });

  it('that was refused leaves nothing and may be tried again with the same id', () => {
    const request = desk.request('visit.open');
    const before = everyRow();
    const refused = once(desk.context, request, (transaction, refuse) => {
      openVisit(transaction);
      return refuse(failure('VISIT_CHANGED'));
    });
    expect(refused).toMatchObject({ ok: false, code: 'VISIT_CHANGED' });
    expect(everyRow()).toEqual(before);
    expect(openOnce(request).answer).toEqual({ ok: true, value: { visitId: 'v1' } });
  });

  it('whose work breaks leaves nothing and the bug is thrown on', () => {
    const before = everyRow();
    expect(() =>
      once(desk.context, desk.request('visit.open'), (transaction) => {
        openVisit(transaction);
        throw new RangeError('bug');
      }),
    ).toThrow(RangeError);
    expect(everyRow()).toEqual(before);
  });
});

describe('numbers', () => {
  it('stay gapless when acceptances are refused, break or are repeated in between', async () => {
    const slips: (string | null)[] = [];
    for (let round = 0; round < 4; round += 1) {
      const caseId = await intake();
      const { form } = done(desk.services.viewCase(TELLER, caseId));
      const request = desk.request('accept', { caseId });
      const asked = { kind: 'accept', caseId, input: { ticks: {}, form } } as const;
      const wrong = { ticks: { 'no-such-material': { alternative: 'a', form: 'copy' as const } }, form };
      const refused = desk.services.act(TELLER, request, { ...asked, input: wrong });
      expect(refused).toMatchObject({ code: 'MATERIAL_NOT_LISTED' });
      const seen = done(desk.services.access.see(TELLER, caseId));
      expect(() =>
        desk.store.transact((transaction) => {
          done(recordAct(desk.context, transaction, TELLER, seen, asked));
          throw new Error('bug');
        }),
      ).toThrow('bug');
      const accepted = done(desk.services.act(TELLER, request, asked));
      expect(desk.services.act(TELLER, request, asked)).toEqual({ ok: true, value: accepted });
      slips.push(accepted.slipNumber);
      desk.leave();
    }
    expect(slips).toEqual([1, 2, 3, 4].map((serial) => `SL2026112003-000${serial}`));
  });

  it('begin again each day of the hall, which is not the day of UTC', async () => {
    const acceptOne = async (): Promise<string | null> => {
      const caseId = await intake();
      const { form } = done(desk.services.viewCase(TELLER, caseId));
      const { slipNumber } = done(
        desk.services.act(TELLER, desk.request('accept'), { kind: 'accept', caseId, input: { ticks: {}, form } }),
      );
      desk.leave();
      return slipNumber;
    };
    desk.clock.now = new Date('2026-11-20T15:59:59.999Z');
    expect(await acceptOne()).toBe('SL2026112003-0001');
    desk.clock.now = new Date('2026-11-20T16:00:00.000Z');
    expect(await acceptOne()).toBe('SL2026112103-0001');
    expect(lastSerial(desk.database, WORKSTATION, '2026-11-21', 'SL')).toBe(1);
  });

  it('are refused by the projection when one is left out or taken twice', async () => {
    const caseId = await intake();
    const { form } = done(desk.services.viewCase(TELLER, caseId));
    done(desk.services.act(TELLER, desk.request('accept'), { kind: 'accept', caseId, input: { ticks: {}, form } }));
    const [, , accepted] = historyOf(caseId);
    if (accepted?.kind !== 'case.accept') throw new Error('it was not accepted');
    const second = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310')).caseId;
    const before = historyOf(second);
    const link = { n: before.length + 1, turn: 1, previous: before.at(-1)?.hash ?? '' };
    for (const serial of ['0001', '0003']) {
      const { issued } = accepted.payload;
      const [number, caseNumber] = [issued.slip.number, issued.slip.caseNumber];
      const slip = {
        ...issued.slip,
        number: number.replace(/\d{4}$/, serial),
        caseNumber: caseNumber.replace(/\d{4}$/, '0002'),
      };
      const payload = { ...accepted.payload, link, issued: { ...issued, slip } };
      expect(() =>
        desk.store.transact((transaction) =>
          transaction.append({ kind: 'case.accept', subject: second, actor: TELLER, payload }),
        ),
      ).toThrow('不连续');
    }
  });
});
