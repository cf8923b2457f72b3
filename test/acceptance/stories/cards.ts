import assert from 'node:assert/strict';
import { personIdOf } from '../../../main/domain/identity/personId.ts';
import { canonicalDocument } from '../../../main/domain/identity/documentTypes.ts';
import { idCheckCharacter } from '../../../main/domain/identity/idNumber.ts';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import { done } from '../../fixtures/desk/desk.ts';
import { refused, STAFF, type Hall, type Story } from './hall.ts';

const TELLER = STAFF[1001];
const OTHER = STAFF[1002];
const CITIZEN = '990000199107222050';
const FORM = { applicant: 'self', phone: '13900000001' };

async function come({ desk }: Hall, by: StaffActor): Promise<void> {
  const { visits } = desk.services;
  visits.tellerChanged(by);
  done(await visits.openByIdNumber(by, desk.request('come'), CITIZEN));
  const visitId = visits.reception().present?.visitId ?? '';
  done(visits.act(by, desk.request('check'), { kind: 'identity-checked', visitId }).answer);
}

function go({ desk }: Hall, by: StaffActor): void {
  const { visits } = desk.services;
  const visitId = visits.reception().present?.visitId ?? '';
  done(visits.act(by, desk.request('end'), { kind: 'ended', visitId }).answer);
}

/** 39 others whose cards are ordered collectively, for the batch of the month. */
function orderForOthers({ desk }: Hall): void {
  desk.store.transact((transaction) => {
    for (let n = 1; n <= 39; n += 1) {
      const open = `99000019800101${String(n).padStart(3, '0')}`;
      const idNumber = open + idCheckCharacter(open);
      const personId = personIdOf(canonicalDocument('01', idNumber), desk.context.hashText);
      const subject = { subject: personId, actor: TELLER };
      const payload = { idNumber, name: `参保人${n}`, card: null, document: null, central: null };
      transaction.append({ ...subject, kind: 'person.seen', payload });
      const orderId = desk.context.newId();
      const order = { orderId, caseId: null, order: 'new', batch: '2026-03-B1', dueOn: null, insured: '居民' } as const;
      transaction.append({ ...subject, kind: 'card.ordered', payload: order });
    }
  });
}

/** Social-security cards. */
export const cardStories: Readonly<Record<string, Story>> = {
  'BUS-43': async (hall) => {
    const { desk, at, open, act, take } = hall;
    const { cards, visits } = desk.services;
    const handle = async (code: string, form: object, by: StaffActor = TELLER): Promise<string> => {
      const caseId = await open(code, by);
      take(by, caseId, 'accept', { ticks: {}, form: { ...FORM, ...form } });
      take(by, caseId, 'complete');
      return caseId;
    };
    at('2026-03-05 10:00');
    await come(hall, TELLER);
    await handle('YT0101', { way: 'formal', reason: 'lost' });
    go(hall, TELLER);
    at('2026-03-05 10:02');
    visits.tellerChanged(OTHER);
    desk.reader.put('card-lost');
    await visits.lookUpAgain(OTHER);
    assert.deepEqual(
      visits.reception().present?.person?.cards.map(({ state }) => state),
      ['lost'],
    );
    go(hall, OTHER);
    desk.reader.take();

    at('2026-03-05 10:05');
    await come(hall, TELLER);
    await handle('YT0103', { reason: 'lost', delivery: 'window' });
    orderForOthers(hall);
    assert.equal(cards.view().batches[0]?.batch, '2026-03-B1');
    at('2026-03-05 10:06');
    const found = await open('YT0102');
    const lift = act(TELLER, found, 'accept', { ticks: {}, form: { applicant: 'self', phone: FORM.phone } });
    refused(lift, 'CARD_FORBIDS');
    assert.match(JSON.stringify(lift), /已申请补卡.*不能解挂/);
    go(hall, TELLER);

    at('2026-03-06 09:00');
    const batch = '2026-03-B1';
    done(cards.send(TELLER, desk.request('send'), batch));
    const rows = cards.batch(batch);
    assert.equal(rows.length, 40);
    const bad = rows.find(({ kind }) => kind === '新制卡')?.orderId ?? '';
    const delivery = { batch, rejected: [{ orderId: bad, reason: '照片不合格' }] };
    at('2026-03-20 09:00');
    refused(cards.receive(TELLER, desk.request('receive'), delivery), 'CARD_BATCH_SAME_PERSON');
    done(cards.receive(OTHER, desk.request('receive'), delivery));
    refused(cards.receive(OTHER, desk.request('receive'), delivery), 'CARD_BATCH_MOVED_ON');
    const view = cards.view();
    assert.deepEqual(
      view.rejected.map(({ orderId, reason }) => [orderId, reason]),
      [[bad, '照片不合格']],
    );
    assert.deepEqual(
      view.batches.map(({ cards: all, stock, rejected }) => [all, stock, rejected]),
      [[40, 39, 1]],
    );

    at('2026-03-23 14:00');
    await come(hall, TELLER);
    const collected = await handle('YT0106', { 'card-number': 'Z99000099', activate: 'now' });
    assert.match(hall.slip(TELLER, collected, 'BJ').replaceAll('|', ''), /签名/);
    go(hall, TELLER);
    await come(hall, TELLER);
    assert.deepEqual(
      visits.reception().present?.person?.cards.map(({ state }) => state),
      ['ended', 'active'],
    );
    assert.equal(cards.view().batches[0]?.stock, 38);
    const { totals } = hall.register('cards', '2026-03-01', '2026-03-31');
    for (const said of ['挂失 职工 1 张', '补卡 职工 1 张', '领卡 职工 1 张'])
      assert.ok(totals.includes(said), totals.join());
  },
};
