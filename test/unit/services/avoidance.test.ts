import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalDocument } from '../../../main/domain/identity/documentTypes.ts';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import { credentialOf } from '../../../main/demo/credentials.ts';
import { demoPeople } from '../../../main/demo/people.ts';
import { keepClosePersons } from '../../../main/services/closePersons.ts';
import { createAccount } from '../../../main/services/sessions.ts';
import { done, openDesk, OTHER_TELLER, TELLER, type Desk } from '../../fixtures/desk/desk.ts';

/* 回避: nobody looks at or handles their own business or a relative's; whoever sits beside them does. */

const ADMIN: StaffActor = { kind: 'person', number: '9001', name: '陈工', role: 'administrator' };
const REVIEWER: StaffActor = { kind: 'person', number: '2001', name: '赵国强', role: 'reviewer' };
const HUSBAND = '990000198503121011';
const OWN = '990000195607082025';
const STRANGER = '990000197909233035';
const husband = demoPeople.find(({ person }) => person.idNumber === HUSBAND)!;

let desk: Desk;
beforeEach(async () => {
  desk = openDesk();
  for (const one of [TELLER, OTHER_TELLER, REVIEWER]) {
    await createAccount(desk.context, { ...one, password: `of-${one.number}` });
  }
  const persons = [
    { document: canonicalDocument('01', OWN), relation: 'self' },
    { document: canonicalDocument('01', HUSBAND), relation: 'spouse' },
  ] as const;
  expect(keepClosePersons(desk.context, ADMIN, { number: TELLER.number, persons })).toBe(true);
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.remove();
});

const { stringify } = JSON;
const by = async (teller: StaffActor, idNumber: string) => {
  desk.services.visits.tellerChanged(teller);
  return desk.services.visits.openByIdNumber(teller, desk.request('open'), idNumber);
};
const reception = () => desk.services.visits.reception();
const kinds = () =>
  desk.database
    .prepare<[], string>(`SELECT kind FROM journal WHERE kind NOT LIKE 'account.%' ORDER BY sequence`)
    .pluck()
    .all();
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
const journalText = () => stringify(desk.database.prepare('SELECT * FROM journal').all());

describe('her own number, and then her husband’s', () => {
  it.each([OWN, HUSBAND])('begins nothing, shows nothing and says who may: %s', async (idNumber) => {
    const answer = await by(TELLER, idNumber);
    expect(answer).toMatchObject({ ok: false, code: 'PERSON_AVOIDED' });
    expect(stringify(answer)).toContain('其他窗口');
    expect(reception()).toMatchObject({ present: null, parked: [] });
    expect(kinds()).toEqual(['access.refused']);
    expect(journalText()).not.toMatch(/李建国|王淑芬|9900001985|9900001956/);
  });

  it('is served by the teller beside her', async () => {
    await by(TELLER, HUSBAND);
    expect(await by(OTHER_TELLER, HUSBAND)).toMatchObject({ ok: true });
    expect(reception().present?.person?.name).toBe('李建国');
  });
});

describe('his card on the reader', () => {
  it('is not read to her, and is when another teller sits there', async () => {
    desk.reader.put('employee');
    await nextTurn();
    expect(reception()).toMatchObject({ present: null, notice: { kind: 'avoided' } });
    expect(desk.services.visits.scanNotice()?.told).toMatchObject({ code: 'PERSON_AVOIDED' });
    expect(kinds()).toEqual(['access.refused']);
    desk.services.visits.tellerChanged(OTHER_TELLER);
    await nextTurn();
    expect(reception().present?.person?.name).toBe('李建国');
  });

  it('asks no question while she serves somebody else', async () => {
    expect(await by(TELLER, STRANGER)).toMatchObject({ ok: true });
    desk.reader.put('employee');
    await nextTurn();
    expect(reception()).toMatchObject({ present: { other: null }, notice: { kind: 'avoided' } });
    expect(reception().present?.person?.name).toBe('张志强');
  });
});

it('a code of which only the central system knows whose it is ends what it began, with nothing of him', async () => {
  const answer = await desk.services.visits.scanned(TELLER, desk.request('scan'), credentialOf(husband));
  expect(answer).toMatchObject({ ok: true });
  expect(reception()).toMatchObject({ present: null, notice: { kind: 'avoided' } });
  expect(kinds()).toEqual(['visit.opened', 'visit.ended', 'access.refused']);
  expect(journalText()).not.toContain('李建国');
});

it('a visit of his that another teller began is neither taken over nor called in by her', async () => {
  await by(OTHER_TELLER, HUSBAND);
  const { visitId } = reception().present!;
  const { visits } = desk.services;
  visits.tellerChanged(TELLER);
  expect(visits.act(TELLER, desk.request('over'), { kind: 'taken-over', visitId }).answer).toMatchObject({
    code: 'PERSON_AVOIDED',
  });
  expect(visits.act(OTHER_TELLER, desk.request('park'), { kind: 'parked', visitId }).answer).toMatchObject({
    ok: true,
  });
  expect(visits.act(TELLER, desk.request('resume'), { kind: 'resumed', visitId }).answer).toMatchObject({
    code: 'PERSON_AVOIDED',
  });
});

describe('a case of hers or his', () => {
  async function accepted(): Promise<string> {
    await by(OTHER_TELLER, HUSBAND);
    const { visitId } = reception().present!;
    desk.services.visits.act(OTHER_TELLER, desk.request('check'), { kind: 'identity-checked', visitId });
    const { caseId } = done(await desk.services.cases.open(OTHER_TELLER, desk.request('open'), 'YB0310'));
    const { form } = done(desk.services.viewCase(OTHER_TELLER, caseId));
    const input = { ticks: {}, form };
    done(desk.services.act(OTHER_TELLER, desk.request('accept'), { kind: 'accept', caseId, input }));
    done(desk.services.visits.act(OTHER_TELLER, desk.request('end'), { kind: 'ended', visitId }).answer);
    return caseId;
  }

  it('is not in her list, not opened, not asked for and not worked on, in whatever post', async () => {
    const caseId = await accepted();
    for (const post of ['teller', 'reviewer', 'auditor'] as const) {
      const she = { ...TELLER, role: post };
      expect(desk.services.viewCase(she, caseId)).toMatchObject({ code: 'CASE_AVOIDED' });
      const asked = desk.services.access.ask(
        she,
        desk.request('ask'),
        { by: 'case', caseId },
        { reason: 'supervision' },
      );
      expect(asked).toMatchObject({ code: 'CASE_AVOIDED' });
    }
    const complete = { kind: 'complete', caseId, input: {} } as const;
    expect(desk.services.listTasks(TELLER)).toEqual([]);
    expect(desk.services.act(TELLER, desk.request('complete'), complete)).toMatchObject({ code: 'CASE_AVOIDED' });
    expect(desk.services.listTasks(OTHER_TELLER)).toHaveLength(1);
    done(desk.services.act(OTHER_TELLER, desk.request('complete'), complete));
    expect(kinds().filter((kind) => kind === 'access.refused').length).toBeGreaterThan(4);
  });
});

it('what is kept is told from nobody: a file that is written anew takes the place of the one before', async () => {
  expect(keepClosePersons(desk.context, ADMIN, { number: TELLER.number, persons: [] })).toBe(true);
  expect(await by(TELLER, HUSBAND)).toMatchObject({ ok: true });
  expect(keepClosePersons(desk.context, ADMIN, { number: '7777', persons: [] })).toBe(false);
});
