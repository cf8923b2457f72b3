import { call, type AnyProcedure } from '@orpc/server';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRouter } from '../../../main/api/router.ts';
import { contract, demonstrationContract } from '../../../main/contract/contract.ts';
import type { LiveUpdate } from '../../../main/contract/live.ts';
import { liveKeys, wholeStates, type Live } from '../../../main/contract/liveState.ts';
import { roles } from '../../../main/domain/staff/role.ts';
import { seedDevices } from '../../../main/services/devices/seedDevices.ts';
import { createAccount } from '../../../main/services/sessions.ts';
import { canonicalJson } from '../../../main/domain/journal/canonicalJson.ts';
import { readHead, rowsAfter } from '../../../main/store/journal.ts';
import { openDesk, type Desk } from '../../fixtures/desk/desk.ts';
import { expected, namesOf, takenDevice } from './procedures.ts';

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
  return await call(procedure as AnyProcedure, input, { context: { windowId }, path: name.split('.') });
}

/** What the window of this post is told of everything that changes by itself. */
async function watch(windowId: string): Promise<AsyncIterable<Live>> {
  return wholeStates((await ask('live.watch', windowId, { topics: liveKeys })) as AsyncIterable<LiveUpdate>);
}

/** Everything that is stored, but when a window was used last and that somebody tried what is not theirs. */
const stored = (): unknown =>
  desk.database
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('session', 'journal') ORDER BY name`,
    )
    .pluck()
    .all()
    .map((name) => desk.database.prepare(`SELECT * FROM ${name}`).all());

const pressOf = (input: unknown) => {
  const { requestId } = input as { readonly requestId?: string };
  return requestId === undefined ? {} : { request: requestId };
};

it('the table of this test names every procedure of the contract and no other', () => {
  expect(Object.keys(expected).sort()).toEqual([...procedures].sort());
});

describe.each(procedures.filter((name) => expected[name]?.who !== 'everybody'))('%s', (name) => {
  const { who, input } = expected[name]!;

  it.each(roles)('called by %s', async (role) => {
    const head = readHead(desk.database);
    const before = stored();
    const answer = await ask(name, role, input);
    if (who.includes(role)) {
      expect(answer).not.toMatchObject({ code: 'NOT_ALLOWED' });
      // The right post finds nothing to act on: nobody changes the history here, but by trying what it does not find.
      const kinds = rowsAfter(desk.database, head.sequence, 9).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind !== 'access.refused')).toEqual([]);
      return;
    }
    expect(answer).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
    expect(stored()).toEqual(before);
    // All that is left of it is who tried what.
    expect(rowsAfter(desk.database, head.sequence, 9)).toMatchObject([
      {
        kind: 'access.refused',
        actor: role,
        payload: canonicalJson({ act: name, code: 'NOT_ALLOWED', ...pressOf(input), times: 1 }),
      },
    ]);
    desk.services.refusedTries.stop();
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
