import assert from 'node:assert/strict';
import { canonicalDocument } from '../../../main/domain/identity/documentTypes.ts';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import { keepClosePersons } from '../../../main/services/closePersons.ts';
import { grantPost } from '../../../main/services/posts.ts';
import { createAccount } from '../../../main/services/sessions.ts';
import { done } from '../../fixtures/desk/desk.ts';
import { refused, STAFF, type Hall, type Story } from './hall.ts';

const TELLER = STAFF[1001];
const OTHER = STAFF[1002];
const REVIEWER = STAFF[2001];
const LEADER = STAFF[3001];
const ADMIN: StaffActor = { kind: 'person', number: '9001', name: '陈工', role: 'administrator' };
const SECOND: StaffActor = { kind: 'person', number: '9002', name: '罗敏', role: 'administrator' };
const EMPLOYEE = '990000198503121011';
const RESIDENT = '990000197909233035';

const original = (alternative: string) => ({ alternative, form: 'original' }) as const;
const ADJUSTED = {
  ticks: { request: original('request'), calculation: original('sheet') },
  form: {
    applicant: 'self',
    reason: 'missed',
    period: '2026 年 1 月',
    difference: '120.00',
    basis: '缴费记录',
    phone: '13900000001',
  },
};

/** A citizen comes to this teller, who compares the document. */
async function come({ desk }: Hall, by: StaffActor, idNumber: string): Promise<void> {
  const { visits } = desk.services;
  visits.tellerChanged(by);
  done(await visits.openByIdNumber(by, desk.request('come'), idNumber));
  const visitId = visits.reception().present?.visitId ?? '';
  done(visits.act(by, desk.request('check'), { kind: 'identity-checked', visitId }).answer);
}

function go({ desk }: Hall, by: StaffActor): void {
  const { visits } = desk.services;
  const visitId = visits.reception().present?.visitId ?? '';
  done(visits.act(by, desk.request('end'), { kind: 'ended', visitId }).answer);
}

/** An account adjustment accepted by this teller, whose citizen has gone. */
async function adjustment(
  hall: Hall,
  by: StaffActor,
  idNumber: string,
  before: string,
  after: string,
): Promise<string> {
  await come(hall, by, idNumber);
  const caseId = await hall.open('YT0001', by);
  const form = { ...ADJUSTED.form, 'balance-before': before, 'balance-after': after };
  hall.take(by, caseId, 'accept', { ...ADJUSTED, form });
  go(hall, by);
  return caseId;
}

/** The refused tries of a day as who, what and why, the first one first. */
const tries = ({ register }: Hall, day = '2026-03-05') =>
  register('tries', day)
    .cells.map((cells) => `${cells[3]?.split(' ')[1] ?? ''} ${cells[5] ?? ''}`)
    .toReversed();

/** Who may not, and what may not be twice. */
export const barStories: Readonly<Record<string, Story>> = {
  'BUS-08': async (hall) => {
    const { desk, at, act } = hall;
    at('2026-03-01 09:00');
    await createAccount(desk.context, { ...TELLER, password: 'of-1001-x' });
    const review = { number: '1001', role: 'reviewer', from: '2026-03-01', until: null, reason: '复核岗轮休' } as const;
    assert.deepEqual(grantPost(desk.context, ADMIN, { ...review, second: SECOND }), { ok: true });
    at('2026-03-05 09:40');
    const own = await adjustment(hall, TELLER, EMPLOYEE, '2863.50', '2983.50');
    const others = await adjustment(hall, OTHER, '990000195607082025', '10532.08', '10652.08');
    done(await desk.services.sessions.signIn('window-1', '1001', 'of-1001-x'));
    at('2026-03-05 09:50');
    const asReviewer = done(desk.services.switchPost('window-1', TELLER, 'reviewer'));
    const answer = act(asReviewer, own, 'agree', { note: '同意' });
    refused(answer, 'CASE_SAME_PERSON');
    assert.match(JSON.stringify(answer), /三个不同的人/);
    assert.deepEqual(tries(hall), ['1001 agree']);
    at('2026-03-05 09:51');
    hall.take(asReviewer, others, 'agree', { note: '同意' });
  },

  'BUS-09': async (hall) => {
    const { at, act, take } = hall;
    at('2026-03-05 09:40');
    const caseId = await adjustment(hall, TELLER, EMPLOYEE, '2863.50', '2983.50');
    const offered = (by: StaffActor) =>
      hall.view(by, caseId).acts.flatMap(({ kind, whyNot }) => (whyNot === null ? [kind] : []));
    at('2026-03-05 10:02');
    refused(act(TELLER, caseId, 'complete'), 'CASE_NODE_SKIPPED');
    take(REVIEWER, caseId, 'agree', { note: '记录相符' });
    refused(act(REVIEWER, caseId, 'agree', { note: '同意' }), 'NOT_ALLOWED');
    assert.ok(!offered(REVIEWER).includes('agree'));
    take(LEADER, caseId, 'agree', { note: '同意' });
    refused(act(LEADER, caseId, 'complete'), 'NOT_ALLOWED');
    assert.ok(!offered(LEADER).includes('complete'));
    assert.deepEqual(tries(hall), ['1001 complete', '2001 agree', '3001 complete']);
  },

  'BUS-14': async (hall) => {
    const { desk, at, act, open, view } = hall;
    at('2026-03-05 09:00');
    await come(hall, TELLER, RESIDENT);
    refused(await desk.services.cases.open(TELLER, desk.request('open'), 'YB9999'), 'ITEM_UNKNOWN');
    const caseId = await open('YB0103');
    const { form, item, obtained } = view(TELLER, caseId);
    const { materials } = desk.services.viewItem(item);
    assert.deepEqual(materials.find(({ code }) => code === 'household')?.source, {
      kind: 'shared',
      department: '公安部门',
    });
    const told = [{ materialCode: 'household', reason: 'not-brought' }];
    at('2026-03-05 09:05');
    refused(act(TELLER, caseId, 'notify', { ticks: {}, form, missing: told }), 'MATERIAL_BY_SYSTEM');
    at('2026-03-05 09:06');
    const extra = { 'unit-proof': original('paper') };
    refused(act(TELLER, caseId, 'accept', { ticks: extra, form }), 'MATERIAL_NOT_LISTED');
    assert.deepEqual(tries(hall), ['1001 case.open', '1001 notify', '1001 accept']);
    for (const { source, at: when, reference, result } of obtained)
      assert.ok(source !== '' && when !== '' && (result === 'pending' || reference !== ''));
    go(hall, TELLER);
    at('2026-03-05 09:07');
    await come(hall, TELLER, EMPLOYEE);
    const adjusted = await open('YT0001');
    const balances = { 'balance-before': '2863.50', 'balance-after': '2983.50' };
    const without = { ticks: {}, form: { ...ADJUSTED.form, ...balances } };
    refused(act(TELLER, adjusted, 'accept', without), 'MATERIALS_INCOMPLETE');
  },

  'BUS-28': async (hall) => {
    const { at, act, open, take } = hall;
    const claim = {
      ticks: { receipt: original('paper'), 'fee-list': original('list'), prescription: original('prescription') },
      form: {
        applicant: 'self',
        'treatment-region': '990000',
        'hospital-name': '示范县人民医院',
        'visit-from': '2026-02-01',
        'visit-to': '2026-02-01',
        'receipt-number': '9900000001',
        total: '321.50',
        accident: 'no',
        'visit-kind': 'ordinary',
        'account-name': '李建国',
        'bank-name': '示范县农商行',
        'bank-account': '100200300400',
        phone: '13900000001',
      },
    };
    at('2026-02-10 10:00');
    await come(hall, TELLER, EMPLOYEE);
    const first = await open('YB0617');
    take(TELLER, first, 'accept', claim);
    const { caseNumber } = hall.view(TELLER, first);
    go(hall, TELLER);
    at('2026-03-05 10:00');
    await come(hall, OTHER, EMPLOYEE);
    const second = await open('YB0617', OTHER);
    const answer = act(OTHER, second, 'accept', claim);
    refused(answer, 'PRECHECK_BLOCKS');
    const words = JSON.stringify(answer);
    for (const text of [caseNumber ?? '?', '2026-02-10', '03号窗口']) assert.ok(words.includes(text), words);
    assert.ok(!words.includes('321'), words);
    assert.deepEqual(
      hall.register('irregularities', '2026-03-05').cells.map((cells) => [cells[5], cells[6], cells[8]?.split(' ')[1]]),
      [['03号窗口', '2026-02-10', '1002']],
    );
    take(OTHER, first, 'withdraw', { note: '金额有误，撤销后重报' });
    take(OTHER, second, 'accept', claim);
  },

  'BUS-30': async (hall) => {
    const { desk, at } = hall;
    const { visits } = desk.services;
    at('2026-03-05 09:00');
    await createAccount(desk.context, { ...TELLER, password: 'of-1001-x' });
    const persons = [
      { document: canonicalDocument('01', RESIDENT), relation: 'self' },
      { document: canonicalDocument('01', EMPLOYEE), relation: 'spouse' },
    ] as const;
    assert.ok(keepClosePersons(desk.context, ADMIN, { number: '1001', persons }));
    at('2026-03-05 10:00');
    for (const idNumber of [RESIDENT, EMPLOYEE]) {
      const answer = await visits.openByIdNumber(TELLER, desk.request('come'), idNumber);
      refused(answer, 'PERSON_AVOIDED');
      assert.match(JSON.stringify(answer), /其他窗口/);
      assert.equal(visits.reception().present, null);
    }
    assert.deepEqual(tries(hall), ['1001 visit.shown']);
    const kept = JSON.stringify(desk.database.prepare('SELECT * FROM journal').all());
    assert.ok(!/李建国|张志强|9900001985|9900001979/.test(kept));
    await come(hall, OTHER, EMPLOYEE);
    assert.equal(visits.reception().present?.person?.name, '李建国');
  },
};
