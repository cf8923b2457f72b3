import { randomUUID } from 'node:crypto';
import { isContractProcedure } from '@orpc/contract';
import { call, type AnyProcedure } from '@orpc/server';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRouter } from '../../../main/api/router.ts';
import { contract, demonstrationContract } from '../../../main/contract/contract.ts';
import type { LiveUpdate } from '../../../main/contract/live.ts';
import { liveKeys, wholeStates, type Live } from '../../../main/contract/liveState.ts';
import { roles, type Role } from '../../../main/domain/staff/role.ts';
import { seedDevices } from '../../../main/services/devices/seedDevices.ts';
import { createAccount } from '../../../main/services/sessions.ts';
import { readHead } from '../../../main/store/journal.ts';
import { openDesk, type Desk } from '../../fixtures/desk/desk.ts';
import { virtualDriver } from '../../fixtures/desk/rack.ts';

const id = '01900000-0000-7000-8000-000000000000';
const press = { requestId: randomUUID() };
const work = { caseId: id, ticks: {}, form: {} };
/** Settings that nobody can have: their place is taken. */
const takenDevice = { name: '扫码器', driver: virtualDriver('scanner', 'taken'), plugIdentity: null };

/** Who may look into a case on some ground. */
const CASE_VIEWERS: readonly Role[] = [
  'teller',
  'reviewer',
  'branch-leader',
  'duty-leader',
  'auditor',
  'technician',
  'administrator',
];

/**
 * Who may call what, written by hand from the description of the posts, each with an input of the right shape that finds
 * nothing. `everybody` is a window of this counter, signed in or not.
 */
const expected: Readonly<Record<string, { readonly who: readonly Role[] | 'everybody'; readonly input: unknown }>> = {
  'session.signIn': { who: 'everybody', input: { number: 'nobody', password: 'x' } },
  'session.signOut': { who: 'everybody', input: {} },
  'session.active': { who: 'everybody', input: {} },
  'live.watch': { who: 'everybody', input: { topics: liveKeys } },
  'visit.openByIdNumber': { who: ['teller'], input: { ...press, idNumber: '12' } },
  'visit.scanned': { who: ['teller'], input: { ...press, code: '6901234567892' } },
  'visit.readCard': { who: ['teller'], input: {} },
  'visit.lookUpAgain': { who: ['teller'], input: {} },
  'visit.takeUp': { who: ['teller'], input: { ...press, reader: 'card' } },
  'visit.checkIdentity': { who: ['teller'], input: { ...press, visitId: id } },
  'visit.decideOther': { who: ['teller'], input: { ...press, visitId: id, decision: 'stay' } },
  'visit.park': { who: ['teller'], input: { ...press, visitId: id } },
  'visit.resume': { who: ['teller'], input: { ...press, visitId: id } },
  'visit.takeOver': { who: ['teller'], input: { ...press, visitId: id } },
  'visit.end': { who: ['teller'], input: { ...press, visitId: id } },
  'visit.reveal': { who: ['teller'], input: { field: 'id-number', reason: 'fill-form' } },
  'catalogue.search': { who: ['teller'], input: { text: '参保' } },
  'case.open': { who: ['teller'], input: { ...press, itemCode: 'YB0310' } },
  'case.view': { who: CASE_VIEWERS, input: { caseId: id } },
  'case.ask': { who: CASE_VIEWERS, input: { ...press, name: { by: 'case', caseId: id }, reason: 'complaint' } },
  'case.act': {
    who: ['teller', 'reviewer', 'branch-leader', 'duty-leader'],
    input: { ...press, caseId: id, kind: 'accept', input: { ticks: {}, form: {} } },
  },
  'case.accepted': { who: ['teller'], input: {} },
  'case.saveDraft': { who: ['teller'], input: work },
  'case.obtainAgain': { who: ['teller'], input: { ...press, caseId: id } },
  'case.previewNotice': { who: ['teller'], input: { ...work, missing: [] } },
  'slip.view': { who: ['teller'], input: { slipNumber: 'SL1' } },
  'slip.reprint': { who: ['teller'], input: { ...press, slipNumber: 'SL1' } },
  'slip.settleUnknown': { who: ['teller'], input: { ...press, jobId: id, cameOut: true } },
  'slip.cancelPrint': { who: ['teller'], input: { ...press, jobId: id } },
  'slip.release': { who: ['teller'], input: { ...press, jobId: id } },
  'slip.printAgain': { who: ['teller'], input: { ...press, jobId: id } },
  'slip.moveToPrinter': { who: ['teller'], input: { ...press, jobId: id, deviceId: id } },
  'sheet.view': { who: ['teller'], input: { of: { kind: 'slip', slipNumber: 'SL1' } } },
  'sheet.handOut': {
    who: ['teller'],
    input: { ...press, of: { kind: 'slip', slipNumber: 'SL1' }, how: 'printer' },
  },
  'device.detect': { who: ['technician'], input: {} },
  'device.add': { who: ['technician'], input: { ...press, ...takenDevice } },
  'device.change': { who: ['technician'], input: { ...press, ...takenDevice, deviceId: id } },
  'device.remove': { who: ['technician'], input: { ...press, deviceId: id } },
  'device.prefer': { who: ['technician'], input: { ...press, deviceId: id } },
  'device.test': { who: ['technician', 'teller'], input: { ...press, deviceId: id } },
  'device.setTracing': { who: ['technician'], input: { ...press, deviceId: id, tracing: true } },
  'device.trace': { who: ['technician'], input: { deviceId: id } },
  'device.saveTrace': { who: ['technician'], input: { ...press, deviceId: id } },
  'outbox.list': { who: ['teller', 'technician', 'administrator', 'auditor'], input: {} },
  'outbox.sendNow': { who: ['teller', 'technician'], input: { ...press, messageId: 'M1' } },
};

/** Dotted names of all procedures of the contract. */
function namesOf(node: unknown, prefix = ''): string[] {
  if (isContractProcedure(node)) return [prefix];
  if (typeof node !== 'object' || node === null) throw new Error(`no procedure at ${prefix}`);
  return Object.entries(node).flatMap(([key, child]) => namesOf(child, prefix ? `${prefix}.${key}` : key));
}
const procedures = namesOf(contract);

let desk: Desk;
let router: unknown;
beforeAll(async () => {
  desk = openDesk();
  router = createRouter(desk.services);
  seedDevices(desk.context, [takenDevice]);
  for (const role of roles) {
    await createAccount(desk.context, { number: role, name: role, role, password: 'counter-1' });
    expect(await desk.services.sessions.signIn(`idle ${role}`, role, 'counter-1')).toMatchObject({ ok: true });
  }
  desk.clock.pass(31 * 60_000);
  for (const role of roles) {
    expect(await desk.services.sessions.signIn(role, role, 'counter-1')).toMatchObject({ ok: true });
  }
});
afterAll(() => desk.remove());

/** Calls a procedure as the window of this post; `nobody` is a window where nobody signed in. */
async function ask(name: string, windowId: string, input: unknown): Promise<unknown> {
  const procedure = name.split('.').reduce((node, key) => (node as Record<string, unknown>)[key], router);
  return await call(procedure as AnyProcedure, input, { context: { windowId } });
}

/** What the window of this post is told of everything that changes by itself. */
async function watch(windowId: string): Promise<AsyncIterable<Live>> {
  return wholeStates((await ask('live.watch', windowId, { topics: liveKeys })) as AsyncIterable<LiveUpdate>);
}

/** Everything that is stored, but when a window was used last. */
const stored = (): unknown =>
  desk.database
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'session' ORDER BY name`)
    .pluck()
    .all()
    .map((name) => desk.database.prepare(`SELECT * FROM ${name}`).all());

it('the table of this test names every procedure of the contract and no other', () => {
  expect(Object.keys(expected).sort()).toEqual([...procedures].sort());
});

describe.each(procedures.filter((name) => expected[name]?.who !== 'everybody'))('%s', (name) => {
  const { who, input } = expected[name]!;

  it.each(roles)('called by %s', async (role) => {
    const head = readHead(desk.database);
    const before = stored();
    const answer = await ask(name, role, input);
    if (who.includes(role)) expect(answer).not.toMatchObject({ code: 'NOT_ALLOWED' });
    else {
      expect(answer).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
      expect(stored()).toEqual(before);
    }
    // The right post finds nothing to act on: nobody changes the history here.
    expect(readHead(desk.database)).toEqual(head);
  });

  it('called where nobody signed in', async () => {
    const before = stored();
    expect(await ask(name, 'nobody', input)).toMatchObject({ ok: false, code: 'NOT_SIGNED_IN' });
    expect(stored()).toEqual(before);
  });

  it('called where the session has been idle for too long', async () => {
    const before = stored();
    expect(await ask(name, `idle ${who[0]}`, input)).toMatchObject({ ok: false, code: 'NOT_SIGNED_IN' });
    expect(stored()).toEqual(before);
  });
});

describe('outside demonstration mode', () => {
  it('there is no dock behind the door, which the demonstration alone has', () => {
    expect(namesOf(demonstrationContract)).toEqual([...procedures, 'dock.do', 'dock.paper']);
    expect(router).not.toHaveProperty('dock');
  });
});

describe('a window where nobody signed in', () => {
  it('sees lights and hall, and nothing of a citizen', async () => {
    desk.services.sessions.use('teller');
    desk.reader.put('employee');
    await desk.services.visits.openByIdNumber(
      { kind: 'person', number: 'teller', name: 'teller', role: 'teller' },
      desk.request('open'),
      '990000198503121011',
    );
    for await (const live of await watch('nobody')) {
      expect(live).toMatchObject({ session: null, visit: null, printing: [], demoAccounts: [], dock: null });
      expect(JSON.stringify(live)).not.toContain('李建国');
      break;
    }
  });

  it.each(roles.filter((role) => role !== 'teller'))('nor does %s', async (role) => {
    for await (const live of await watch(role)) {
      expect(live).toMatchObject({ session: { role }, visit: null });
      break;
    }
  });
});

describe.each(procedures.filter((name) => name !== 'live.watch'))('%s with rubbish for input', (name) => {
  it('answers that it is invalid, changes nothing and breaks nowhere', async () => {
    const before = readHead(desk.database);
    const right = expected[name]!.input as Record<string, unknown>;
    const { who } = expected[name]!;
    const post = who === 'everybody' ? 'teller' : who[0]!;
    const rubbish = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(undefined, null, 0, '', [], [right]),
      fc.record({ ...Object.fromEntries(Object.keys(right).map((key) => [key, fc.jsonValue()])), extra: fc.nat() }),
      fc.constantFrom('unasked', ...Object.keys(right)).map((key) => ({ ...right, [key]: { $ne: null } })),
      fc.constant({ ...right, unasked: 1 }),
    );
    await fc.assert(
      fc.asyncProperty(rubbish, async (input) => {
        fc.pre(Object.keys(right).length > 0 || JSON.stringify(input) !== '{}');
        expect(await ask(name, post, input)).toMatchObject({ ok: false, code: 'INPUT_INVALID' });
      }),
      { numRuns: 25 },
    );
    expect(readHead(desk.database)).toEqual(before);
    expect(desk.bugs).toEqual([]);
  });
});
