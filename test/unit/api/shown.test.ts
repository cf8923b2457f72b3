import { call, type AnyProcedure } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRouter } from '../../../main/api/router.ts';
import { contract } from '../../../main/contract/contract.ts';
import { groundFor, type Shows } from '../../../main/domain/case/access.ts';
import { phases } from '../../../main/domain/case/phase.ts';
import { roles, type Role } from '../../../main/domain/staff/role.ts';
import { createAccount } from '../../../main/services/sessions.ts';
import { findCase } from '../../../main/store/cases.ts';
import { openDesk, WORKSTATION, type Desk } from '../../fixtures/desk/desk.ts';
import { expected, namesOf } from './procedures.ts';

/*
 * What every procedure shows of a citizen, to every post, with that citizen at the counter, away, or another one there: as
 * much as `groundFor` gives, and no more.
 */

/** What a procedure can show of a citizen. */
type Reveals =
  /** Nothing that is not masked. */
  | 'nothing'
  /** The case, as much as the ground shows. */
  | 'case'
  /** A paper that names the citizen: only to whom the case is shown in full. */
  | 'paper'
  /** A masked value in full: likewise. */
  | 'value'
  /** What is being worked on: only while its citizen is here and the papers are open. */
  | 'work'
  /** Who stands at the counter: only to the teller there. */
  | 'visit';

/** A rule for every procedure of the contract; one without a rule fails. */
const rules: Readonly<Record<string, Reveals>> = {
  'session.signIn': 'nothing',
  'session.signOut': 'nothing',
  'session.switchPost': 'nothing',
  'session.active': 'nothing',
  'session.changePassword': 'nothing',
  'live.watch': 'visit',
  'visit.openByIdNumber': 'nothing',
  'visit.scanned': 'nothing',
  'visit.readCard': 'nothing',
  'visit.takeUp': 'nothing',
  'visit.lookUpAgain': 'nothing',
  'visit.checkIdentity': 'nothing',
  'visit.decideOther': 'nothing',
  'visit.park': 'nothing',
  'visit.resume': 'nothing',
  'visit.takeOver': 'nothing',
  'visit.end': 'nothing',
  'visit.photo': 'visit',
  'visit.reveal': 'visit',
  'catalogue.search': 'nothing',
  'catalogue.item': 'nothing',
  'case.open': 'nothing',
  'case.view': 'case',
  'case.reveal': 'value',
  'case.ask': 'nothing',
  'case.act': 'nothing',
  'case.saveDraft': 'nothing',
  'case.obtainAgain': 'nothing',
  'case.previewNotice': 'work',
  'case.give': 'nothing',
  'case.tasks': 'nothing',
  'case.awaited': 'nothing',
  'case.today': 'nothing',
  'slip.view': 'paper',
  'slip.reprint': 'nothing',
  'slip.settleUnknown': 'nothing',
  'slip.release': 'nothing',
  'slip.printAgain': 'nothing',
  'slip.cancelPrint': 'nothing',
  'slip.moveToPrinter': 'nothing',
  'sheet.view': 'paper',
  'sheet.handOut': 'paper',
  'card.view': 'nothing',
  'card.batch': 'nothing',
  'card.send': 'nothing',
  'card.receive': 'nothing',
  'card.settleRejected': 'nothing',
  'releases.view': 'nothing',
  'releases.export': 'nothing',
  'releases.propose': 'nothing',
  'releases.publish': 'nothing',
  'releases.decline': 'nothing',
  'duty.view': 'nothing',
  'duty.enterAbsence': 'nothing',
  'duty.endAbsence': 'nothing',
  'duty.nameSubstitute': 'nothing',
  'duty.answerSilence': 'nothing',
  'asked.list': 'nothing',
  'asked.record': 'nothing',
  'asked.accept': 'nothing',
  'asked.answer': 'nothing',
  'register.view': 'nothing',
  'register.export': 'nothing',
  'outbox.list': 'nothing',
  'outbox.sendNow': 'nothing',
  'device.detect': 'nothing',
  'device.add': 'nothing',
  'device.change': 'nothing',
  'device.remove': 'nothing',
  'device.prefer': 'nothing',
  'device.test': 'nothing',
  'device.setTracing': 'nothing',
  'device.trace': 'nothing',
  'device.saveTrace': 'nothing',
};

/** What names the citizen when it may be seen, and what is there for nobody else. */
const NAMING: readonly Reveals[] = ['case', 'paper', 'work'];
const IN_FULL: readonly Reveals[] = ['paper', 'value'];

const procedures = namesOf(contract);

const CITIZEN = { number: '990000198503121011', name: '李建国' };
const OTHER = { number: '990000195607082025' };
/** Typed into the form, and nowhere else. */
const ADDRESS = '邻县文化路 8 号';
/** What the citizen has come for. */
const MOVED = { applicant: 'self', 'changed-data': 'address', 'new-address': ADDRESS, reason: '搬家' };
const secrets = [CITIZEN.name, CITIZEN.number, ADDRESS];

const places = ['here', 'away', 'another citizen is here'] as const;
const stages = ['notified', 'accepted', 'completed', 'asked for'] as const;

it('there is a rule for every procedure of the contract, and for no other', () => {
  expect(Object.keys(rules).toSorted()).toEqual(procedures.toSorted());
});

describe.each(places)('the citizen: %s', (place) => {
  describe.each(stages)('the case: %s', (stage) => {
    let desk: Desk;
    let router: unknown;
    let caseId: string;
    let inputs: Readonly<Record<string, unknown>>;

    const ask = async (name: string, windowId: string, input: unknown): Promise<unknown> => {
      const procedure = name.split('.').reduce((node, key) => (node as Record<string, unknown>)[key], router);
      return call(procedure as AnyProcedure, input, { context: { windowId } });
    };
    const value = async (name: string, input: unknown): Promise<Record<string, unknown>> => {
      const answer = (await ask(name, 'teller', input)) as {
        ok: boolean;
        code?: string;
        value: Record<string, unknown>;
      };
      if (!answer.ok) throw new Error(`${name}: ${answer.code ?? ''}`);
      return answer.value;
    };
    const press = () => ({ requestId: crypto.randomUUID() });
    const serve = async (idNumber: string): Promise<void> => {
      const { visitId } = await value('visit.openByIdNumber', { ...press(), idNumber });
      await value('visit.checkIdentity', { ...press(), visitId });
    };

    beforeAll(async () => {
      desk = openDesk();
      router = createRouter(desk.services);
      for (const role of roles) {
        await createAccount(desk.context, { number: role, name: role, role, password: 'counter-1' });
        // The teller last: whoever signs in at the counter then is the one who serves there.
        if (role !== 'teller') await desk.services.sessions.signIn(role, role, 'counter-1');
      }
      await desk.services.sessions.signIn('teller', 'teller', 'counter-1');
      desk.services.start();
      desk.services.visits.tellerChanged(desk.services.sessions.teller());
      await serve(CITIZEN.number);
      caseId = String((await value('case.open', { ...press(), itemCode: 'YB0105' })).caseId);
      await bring(stage);
      if (place !== 'here') {
        const { visitId } = desk.services.visits.reception().present!;
        await value('visit.end', { ...press(), visitId });
      }
      if (place === 'another citizen is here') await serve(OTHER.number);
      const slipNumber = desk.database.prepare('SELECT slip_number FROM slip').pluck().get();
      const named = { caseId, ticks: {}, form: {} };
      inputs = {
        'case.view': { caseId },
        'case.reveal': { caseId, field: 'id-number', reason: 'call-back' },
        'case.act': { ...press(), caseId, kind: 'note', input: { note: '备注' } },
        'case.saveDraft': named,
        'case.previewNotice': { ...named, missing: [] },
        'slip.view': { slipNumber },
        'sheet.view': { of: { kind: 'slip', slipNumber } },
        'sheet.handOut': { ...press(), of: { kind: 'slip', slipNumber }, how: 'pdf' },
      };
    });
    afterAll(async () => {
      await desk.services.stop();
      desk.remove();
    });

    /** Brings the case to its stage. */
    async function bring(to: (typeof stages)[number]): Promise<void> {
      const view = await value('case.view', { caseId });
      const form = { ...(view.form as object), ...MOVED };
      const act = (kind: string, input: object) => value('case.act', { ...press(), caseId, kind, input });
      if (to === 'notified') {
        const missing = [{ materialCode: 'key-data-proof', reason: 'not-brought' }];
        await act('notify', { ticks: {}, form: { ...form, 'changed-data': 'name,address' }, missing });
        return;
      }
      await act('accept', { ticks: {}, form });
      if (to === 'accepted') return;
      await act('complete', {});
      if (to === 'completed') return;
      for (const role of roles) {
        await ask('case.ask', role, { ...press(), name: { by: 'case', caseId }, reason: 'complaint' });
      }
    }

    /** What this post may see of the case, by the rule alone. */
    function ground(role: Role): { readonly shows: Shows; readonly here: boolean } | null {
      const found = findCase(desk.database, caseId);
      if (!found.ok) throw new Error(found.why);
      const actor = { kind: 'person', number: role, name: role, role } as const;
      const present = desk.services.visits.presentOf(actor)?.person?.personId ?? null;
      const seeker = { actor, workstation: WORKSTATION, presentPersonId: present, worked: false };
      const given = groundFor({ ...found.value, returned: false }, { ...seeker, asked: stage === 'asked for' });
      return given && { shows: given.shows, here: given.ground === 'visit' };
    }

    function maySeeName(name: string, role: Role): boolean {
      const given = ground(role);
      switch (rules[name]!) {
        case 'nothing':
          return false;
        case 'case':
        case 'paper':
        case 'value':
          return given?.shows === 'full';
        case 'work': {
          const found = findCase(desk.database, caseId);
          return given?.here === true && found.ok && phases[found.value.phase].open;
        }
        case 'visit':
          return role === 'teller' && place === 'here';
      }
    }

    it.each(roles)('%s sees of it what the ground shows, by every procedure', async (role) => {
      for (const name of procedures.filter((one) => !ENDS_IT.includes(one))) {
        const { who, input } = expected[name]!;
        const asked = inputs[name] ?? input;
        const answer = await ask(name, role, asked);
        const text = JSON.stringify(name === 'live.watch' ? await first(answer as AsyncIterable<unknown>) : answer);
        const may = (who === 'everybody' || who.includes(role)) && maySeeName(name, role);
        const found = secrets.filter((secret) => text.includes(secret));
        if (!may) expect([name, found]).toEqual([name, []]);
        if (rules[name] === 'case') expectCase(answer, ground(role));
        if (may && NAMING.includes(rules[name]!))
          expect([name, found]).toEqual([name, expect.arrayContaining([CITIZEN.name])]);
        if (IN_FULL.includes(rules[name]!)) expect([name, answer]).toMatchObject([name, { ok: may }]);
      }
    });
  });
});

/** They end a session or are about another person: nothing to see. */
const ENDS_IT = ['session.signOut', 'session.signIn', 'visit.openByIdNumber', 'visit.lookUpAgain', 'case.open'];

async function first(stream: AsyncIterable<unknown>): Promise<unknown> {
  for await (const one of stream) return one;
  return null;
}

function expectCase(answer: unknown, given: { readonly shows: Shows } | null): void {
  if (!given) {
    expect(answer).toMatchObject({ ok: false });
    return;
  }
  const citizen = { full: CITIZEN.name, masked: '李*国', head: '' }[given.shows];
  expect(answer).toMatchObject({ ok: true, value: { shows: given.shows, citizen: { name: citizen } } });
}
