import assert from 'node:assert/strict';
import { demoPeople } from '../../../main/demo/people.ts';
import { done } from '../../fixtures/desk/desk.ts';
import { documentOf } from '../../fixtures/desk/devices.ts';
import { nextTurn } from '../../fixtures/desk/turns.ts';
import { refused, STAFF, type Hall, type Story } from './hall.ts';

const TELLER = STAFF[1001];
const CHILD = '陈雨桐';
const MOTHER = { name: '周敏', idNumber: '990000199002142054' };

/** A citizen comes, and the agent lays their own document beside. */
async function withAgent({ desk }: Hall, idNumber: string): Promise<void> {
  await desk.arrive(idNumber);
  const { visits } = desk.services;
  const bornOn = '1990-02-14';
  desk.idReader.lay(documentOf('employee', { name: MOTHER.name, number: MOTHER.idNumber, sex: '2', bornOn }));
  await nextTurn();
  const visitId = visits.reception().present?.visitId ?? '';
  const asAgent = { kind: 'other-decided', visitId, decision: 'agent' } as const;
  const { answer, lookedUp } = visits.act(TELLER, desk.request('decide'), asAgent);
  done(answer);
  await lookedUp;
  desk.idReader.take();
  await nextTurn();
}

/** Who acts for whom. */
export const agentStories: Readonly<Record<string, Story>> = {
  'BUS-26': async (hall) => {
    const { desk, at, open, act, take, view, slip } = hall;
    at('2026-03-05 10:00');
    const child = demoPeople.find(({ person }) => person.name === CHILD);
    assert.ok(child);
    await withAgent(hall, child.person.idNumber);
    const enrolment = await open('YB0103');
    const { form, item } = view(TELLER, enrolment);
    assert.deepEqual(
      [form.applicant, form['guardian-name'], form['guardian-relation']],
      ['guardian', MOTHER.name, '5'],
    );
    const needed = desk.services
      .viewItem(item)
      .materials.filter(({ requiredWhen }) => requiredWhen?.in.includes('guardian') === true);
    assert.ok(needed.every(({ source }) => source.kind !== 'citizen'));
    const asked = { 'person-category': '1402', household: 'local', region: '990000', address: '示范县城关镇' };
    const typed = { ...asked, ...form, 'guardian-phone': '13900000020', phone: '13900000020' };
    const before = act(TELLER, enrolment, 'accept', { ticks: {}, form: { ...typed, applicant: 'self' } });
    refused(before, 'INPUT_INVALID');
    take(TELLER, enrolment, 'accept', { ticks: {}, form: typed });
    const text = slip(TELLER, enrolment, 'SL').replaceAll('|', '');
    for (const said of [CHILD, '监护人', MOTHER.name, '父母']) assert.ok(text.includes(said), `${said}: ${text}`);
    assert.ok(!text.includes('授权委托书'));
    desk.leave();

    const others = demoPeople.filter(
      ({ person, knownToCentral }) => knownToCentral && person.name !== CHILD && person.idNumber !== MOTHER.idNumber,
    );
    for (const { person } of others.slice(0, 4)) {
      await withAgent(hall, person.idNumber);
      await open('YB0208');
      desk.leave();
    }
    const sixth = others[4];
    assert.ok(sixth);
    await withAgent(hall, sixth.person.idNumber);
    const caseId = await open('YB0208');
    const { agentOften, form: first } = view(TELLER, caseId);
    assert.equal(agentOften?.before.length, 5);
    assert.ok(agentOften.before.every(({ name, items }) => name.includes('*') && items.length === 1));
    const original = (alternative: string) => ({ alternative, form: 'original' }) as const;
    const papers = {
      ticks: {
        'principal-id': original('id-document'),
        'agent-id': original('id-document'),
        'agent-authority': original('letter'),
      },
      form: { ...first, 'agent-phone': '13900000020', 'agent-relation': '9', phone: '13900000001' },
    };
    refused(act(TELLER, caseId, 'settle', papers), 'AGENT_OFTEN');
    refused(act(TELLER, caseId, 'vouch', { note: '' }), 'INPUT_INVALID');
    take(TELLER, caseId, 'vouch', { note: '同住亲属，逐户核对委托书' });
    take(TELLER, caseId, 'settle', papers);
    assert.match(JSON.stringify(view(TELLER, caseId).history), /同住亲属/);
  },
};
