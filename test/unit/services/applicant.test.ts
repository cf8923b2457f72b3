import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerOf, done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { documentOf } from '../../fixtures/desk/devices.ts';
import { nextTurn } from '../../fixtures/desk/turns.ts';
import { demoPeople } from '../../../main/demo/people.ts';
import { ageOn } from '../../../main/domain/identity/age.ts';
import { slipText } from '../../../main/domain/slip/slipText.ts';
import type { IdentityDocument } from '../../../main/domain/identity/identityDocument.ts';

const TODAY = '2026-11-20';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(async () => {
  await desk.services.stop();
  expect(desk.bugs).toEqual([]);
  desk.remove();
});

/** Somebody nobody knows yet lays their document down, the central system being away, and an enrolment is begun. */
async function enrols(more: Partial<IdentityDocument>) {
  desk.central.mood = 'down';
  desk.idReader.lay(documentOf('employee', more));
  await nextTurn();
  const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0103'));
  return done(desk.services.viewCase(TELLER, caseId));
}

describe('a form begins with what age and document say', () => {
  it('a minor does not act alone: the guardian is preset, and a child is refused as its own applicant', async () => {
    const child = demoPeople.find(
      ({ card, knownToCentral }) => knownToCentral && (ageOn(card.bornOn, TODAY) ?? 99) < 16,
    );
    if (!child) throw new Error('no child lives in the demonstration county');
    await desk.arrive(child.person.idNumber);
    const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310'));
    const view = done(desk.services.viewCase(TELLER, caseId));
    expect(view.form.applicant).toBe('guardian');
    const input = { ticks: {}, form: { ...view.form, applicant: 'self' } };
    const asked = { kind: 'accept', caseId, input } as const;
    expect(desk.services.act(TELLER, desk.request('accept'), asked)).toMatchObject({
      ok: false,
      code: 'INPUT_INVALID',
      happened: expect.stringContaining('不能本人办理') as string,
    });
  });

  it('an adult whose agent stands there does not act in person, and the slip names both', async () => {
    await desk.arrive('990000195607082025');
    desk.idReader.lay(documentOf('employee'));
    await nextTurn();
    const visitId = desk.services.visits.present()?.visitId ?? '';
    const decided = { kind: 'other-decided', visitId, decision: 'agent' } as const;
    done(await answerOf(desk.services.visits.act(TELLER, desk.request('decide'), decided)));
    const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310'));
    const { form, prefilled } = done(desk.services.viewCase(TELLER, caseId));
    expect(form).toMatchObject({ applicant: 'agent', 'agent-name': '李建国', 'agent-id-number': '990000198503121011' });
    expect(prefilled).toMatchObject({ applicant: '代办人出示的证件', 'agent-name': '代办人出示的证件' });
    const notice = (more: object) =>
      done(
        desk.services.cases.previewNotice(TELLER, caseId, {
          ticks: {},
          form: { ...form, ...more },
          missing: [{ materialCode: 'agent-authority', reason: 'not-brought' }],
        }),
      );
    const named = (more: object) => slipText(notice(more).lines, 48).join('\n');
    expect(named({})).toMatch(/申请人：王淑芬[^]*代办人：李建国\n代办人证件号：990000\*{8}1011/);
    // The form says it, whoever stands there.
    expect(named({ 'agent-name': '周敏', 'agent-id-number': '990000199002142054' })).toMatch(
      /代办人：周敏\n代办人证件号：990000\*{8}2054/,
    );
    expect(named({ applicant: 'self' })).not.toContain('代办人：');
  });

  it('with a child the age says who acts, also when somebody shows a document for it', async () => {
    const child = demoPeople.find(
      ({ card, knownToCentral }) => knownToCentral && (ageOn(card.bornOn, TODAY) ?? 99) < 16,
    );
    await desk.arrive(child?.person.idNumber ?? '');
    desk.idReader.lay(documentOf('employee'));
    await nextTurn();
    const visitId = desk.services.visits.present()?.visitId ?? '';
    const decided = { kind: 'other-decided', visitId, decision: 'agent' } as const;
    done(await answerOf(desk.services.visits.act(TELLER, desk.request('decide'), decided)));
    const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310'));
    const { form, prefilled } = done(desk.services.viewCase(TELLER, caseId));
    expect(form).toMatchObject({ applicant: 'guardian', 'guardian-name': '李建国' });
    expect(prefilled).toMatchObject({ applicant: '按年龄预选' });
    const accepted = {
      kind: 'accept',
      caseId,
      input: { ticks: {}, form: { ...form, 'guardian-phone': '13900000001', 'guardian-relation': '5' } },
    };
    done(desk.services.act(TELLER, desk.request('accept'), { ...accepted, kind: 'accept' as const }));
    const slips = desk.database
      .prepare<[], string>(
        `SELECT json_extract(payload, '$.issued.slip.agent') FROM journal WHERE kind = 'case.accept'`,
      )
      .pluck()
      .all();
    expect(slips.map((slip) => JSON.parse(slip) as unknown)).toEqual([
      { acts: 'guardian', name: '李建国', maskedIdNumber: '990000********1011', relation: '父母' },
    ]);
  });

  it.each([
    ['agent', 'agent-id-number', '990000198503121011'],
    ['agent', 'agent-id-number', ' 990000 19850312 1011 '],
    ['agent', 'agent-id-number', '９９００００１９８５０３１２１０１１'],
    ['guardian', 'guardian-id-number', '990000198503121011'],
  ])('nobody is their own %s, however the number is written: %s %s', async (applicant, field, number) => {
    await desk.arrive('990000198503121011');
    const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0413'));
    const { form } = done(desk.services.viewCase(TELLER, caseId));
    const filled = {
      ...form,
      applicant,
      [field]: number,
      [`${applicant}-name`]: '李建国',
      [`${applicant}-phone`]: '13900000001',
      [`${applicant}-relation`]: '9',
      'residence-region': '990100',
      'residence-address': '邻县文化路 8 号',
    };
    const asked = { kind: 'accept', caseId, input: { ticks: {}, form: filled } } as const;
    expect(desk.services.act(TELLER, desk.request('accept'), asked)).toMatchObject({
      ok: false,
      code: 'INPUT_INVALID',
      happened: expect.stringContaining('申请人自己的号码') as string,
    });
  });

  it.each([
    ['a new-born', { bornOn: '2026-10-01' }, { applicant: 'guardian', 'person-category': '1401' }],
    ['a child', { bornOn: '2022-10-01' }, { applicant: 'guardian', 'person-category': '1402' }],
    ['somebody of school age', { bornOn: '2014-10-01' }, { applicant: 'guardian', 'person-category': undefined }],
    ['an adult', { bornOn: '1985-03-12' }, { applicant: 'self', 'person-category': '15', household: 'local' }],
    ['an old person', { bornOn: '1950-03-12' }, { applicant: 'self', 'person-category': '16' }],
    [
      'a resident of Hong Kong with the permit',
      { kind: 'hmt-resident', number: '810000199408230021', bornOn: '1994-08-23' },
      { household: 'hmt-residence-permit', 'person-category': '15' },
    ],
  ] as const)('%s', async (_, document, form) => {
    const view = await enrols(document);
    expect({ ...view.form, ...form }).toEqual(view.form);
  });

  it('an address from the document is said to be from there, also beside the word of the central system', async () => {
    const view = await enrols({});
    expect(view.form.address).toBe('示范县城关镇证件路 9 号');
    expect(view.prefilled).toMatchObject({ address: '身份证件', applicant: '按年龄预选', household: '证件种类' });
  });
});
