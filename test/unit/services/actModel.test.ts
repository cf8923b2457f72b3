import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sm3Text } from '../../../main/core/sm3.ts';
import { queryingRoles } from '../../../main/domain/case/access.ts';
import type { Case } from '../../../main/domain/case/case.ts';
import { phases, type Phase } from '../../../main/domain/case/phase.ts';
import { actKinds, type ActKind } from '../../../main/domain/case/process.ts';
import { replay } from '../../../main/domain/case/replay.ts';
import { summary } from '../../../main/domain/case/summary.ts';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import { roles } from '../../../main/domain/staff/role.ts';
import { performAct } from '../../../main/services/act.ts';
import { createCaseAccess } from '../../../main/services/caseAccess.ts';
import { createCases } from '../../../main/services/cases.ts';
import type { Context } from '../../../main/services/context.ts';
import type { Request } from '../../../main/services/once.ts';
import { openAnchor } from '../../../main/store/anchor.ts';
import { findCase, findCaseRow } from '../../../main/store/cases.ts';
import { caseHistory, readHead } from '../../../main/store/journal.ts';
import { createStore } from '../../../main/store/store.ts';
import { verifyStore } from '../../../main/store/verify.ts';
import { openDesk, OTHER_TELLER, TELLER, type Desk } from '../../fixtures/desk/desk.ts';

/*
 * All acts by all posts at two workstations over one history, with their citizen at the counter, away, or another one there; asked
 * rightly, wrongly, repeatedly, and with what belonged to another request.
 */

const CITIZENS = { employee: '990000198503121011', retiree: '990000195607082025' } as const;
const ITEMS = ['YB0310', 'YB0208', 'YB0413'] as const;
/** Items that are accepted and completed in one act. */
const ONE_STEP: readonly string[] = ['YB0208', 'YB0415'];
const ELSEWHERE = '019aa2b0-0000-7000-8000-000000000009';

/** The first is who serves; most of what is done is done by tellers. */
const people: readonly StaffActor[] = [
  TELLER,
  TELLER,
  TELLER,
  OTHER_TELLER,
  ...roles.map((role): StaffActor => ({ kind: 'person', number: `9-${role}`, name: role, role })),
];

const stepArbitrary = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('come' as const),
      who: fc.constantFrom('employee' as const, 'retiree' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('open' as const),
      item: fc.constantFrom(...ITEMS),
      elsewhere: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('ask' as const), by: fc.nat(people.length - 1), which: fc.nat(3) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('accepted-and-gone' as const, 'in-one-step' as const, 'returned-and-gone' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('central-refuses' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(1, 16, 1_500) }) },
  {
    weight: 16,
    arbitrary: fc.record({
      do: fc.constant('act' as const),
      kind: fc.constantFrom(...actKinds),
      by: fc.nat(people.length - 1),
      which: fc.constantFrom(0, 0, 0, 1, 2),
      input: fc.oneof(
        { weight: 6, arbitrary: fc.constant('right' as const) },
        {
          weight: 1,
          arbitrary: fc.oneof(
            fc.jsonValue().map((value) => ({ value })),
            fc.constantFrom(
              { note: '' },
              { note: 'x'.repeat(201) },
              { reason: 'sold' },
              { ticks: { photo: 'original' }, form: {} },
              { ticks: {}, form: { phone: 1 } },
            ),
          ),
        },
      ),
      elsewhere: fc.constantFrom(false, false, false, true),
      request: fc.constantFrom('new' as const, 'new' as const, 'new' as const, 'twice' as const, 'of-another' as const),
    }),
  },
);
type Step = typeof stepArbitrary extends fc.Arbitrary<infer Value> ? Value : never;
type Asked = Extract<Step, { do: 'act' }>;

/** Which act may follow in which phase, by whom and whether away from the citizen: written down a second time. */
const FOLLOWS: Readonly<Record<Phase, readonly ActKind[]>> = {
  intake: ['notify', 'accept', 'admit', 'settle', 'refuse', 'abandon', 'note'],
  notified: ['request', 'renotify', 'accept', 'admit', 'settle', 'refuse', 'abandon', 'inform', 'note'],
  accepted: ['complete', 'supply', 'withdraw', 'pause', 'resume', 'extend', 'inform', 'note'],
  // The special route has a model of its own; no item of these days takes it.
  asking: ['permit', 'decline', 'accept', 'admit', 'settle', 'refuse', 'abandon', 'inform', 'note'],
  reviewing: [],
  deciding: [],
  escalated: [],
  returned: [],
  approved: [],
  expired: ['terminate', 'inform', 'note'],
  lapsed: ['terminate', 'inform', 'note'],
  rejected: [],
  completed: ['correct', 'annul', 'inform', 'note'],
  closed: ['inform', 'note'],
};
const AWAY: readonly ActKind[] = [
  'permit',
  'decline',
  'complete',
  'supply',
  'terminate',
  'withdraw',
  'correct',
  'annul',
  'pause',
  'resume',
  'extend',
  'inform',
  'note',
];
const BY_LEADER: readonly ActKind[] = ['extend', 'permit', 'decline'];
/** Only of what the central system has refused. */
const RETURNED: readonly ActKind[] = ['correct', 'annul'];
/** Also by whoever has asked for the case with a reason. */
const ASKED_FOR: readonly ActKind[] = ['pause', 'resume', 'extend', 'inform', 'note'];
const NOTERS: readonly string[] = ['teller', 'reviewer', 'branch-leader', 'bureau-head', 'duty-leader'];
/** Acts that no paper speaks against: rightly asked for, they must be taken. */
const ALWAYS: readonly ActKind[] = ['refuse', 'abandon', 'withdraw', 'annul', 'inform', 'note'];

/** The day as it has come so far. */
interface World {
  readonly desk: Desk;
  readonly here: Pick<Desk['services'], 'act' | 'cases'>;
  readonly elsewhere: Pick<Desk['services'], 'act' | 'cases'>;
  readonly caseIds: string[];
  /** For whom which case is open until which running time: who has asked for it, who has worked on it. */
  readonly asked: Map<string, number>;
  readonly worked: Map<string, number>;
  last: { readonly request: Request; readonly caseId: string } | null;
}

const seen = {
  taken: 0,
  refused: 0,
  repeated: 0,
  reused: 0,
  elsewhere: 0,
  away: 0,
  noted: 0,
  corrected: 0,
  annulled: 0,
  informed: 0,
  completed: 0,
  settled: 0,
};

function openWorld(): World {
  const desk = openDesk();
  const store = createStore({
    database: desk.database,
    anchor: openAnchor(desk.anchorFile),
    workstation: ELSEWHERE,
    clock: desk.clock,
    hashText: sm3Text,
    reportBug: (error) => desk.bugs.push(error),
  });
  const other: Context = { ...desk.context, store, facts: { ...desk.context.facts, window: '04' } };
  const { visits } = desk.services;
  const access = createCaseAccess(other, visits);
  return {
    desk,
    here: desk.services,
    elsewhere: {
      cases: createCases({ context: other, visits, access }),
      act: (...asked) => performAct(other, access, ...asked),
    },
    caseIds: [],
    asked: new Map(),
    worked: new Map(),
    last: null,
  };
}

const present = (desk: Desk) => desk.services.visits.reception().present;

/** Everything that is stored but the reserve of message ids, of which one that is not used is no loss, and that somebody tried. */
function everything({ database }: Desk): unknown {
  return database
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'message_tick' ORDER BY name`)
    .pluck()
    .all()
    .map((name) => {
      const where = name === 'journal' ? `WHERE kind <> 'access.refused'` : '';
      return [name, database.prepare(`SELECT * FROM ${name} ${where}`).raw().all()];
    });
}

/** How each thing is done. */
const doing: {
  readonly [Kind in Step['do']]: (world: World, step: Extract<Step, { do: Kind }>) => Promise<void> | void;
} = {
  come: ({ desk }, { who }) => {
    if (present(desk)) desk.leave();
    return desk.arrive(CITIZENS[who]);
  },
  leave: ({ desk }) => {
    if (present(desk)) desk.leave();
  },
  wait: ({ desk }, { minutes }) => desk.clock.pass(minutes * 60_000),
  open: async (world, { item, elsewhere }) => {
    const { cases } = elsewhere ? world.elsewhere : world.here;
    const opened = await cases.open(TELLER, world.desk.request('open'), item);
    if (opened.ok) world.caseIds.unshift(opened.value.caseId);
  },
  'central-refuses': centralRefuses,
  ask: askOnce,
  act: actOnce,
  'accepted-and-gone': (world) => beginAndLeave(world, 'YB0310', 'accept'),
  'in-one-step': (world) => beginAndLeave(world, 'YB0208', 'settle'),
  'returned-and-gone': async (world) => {
    await beginAndLeave(world, 'YB0413', 'accept', 'complete');
    centralRefuses(world);
  },
};

function take<Kind extends Step['do']>(world: World, step: Extract<Step, { do: Kind }>): Promise<void> | void {
  return doing[step.do](world, step);
}

/** What waits is refused, as if it had been sent. */
function centralRefuses({ desk: { database, store } }: World): void {
  const waiting = database.prepare<[], string>(`SELECT message_id FROM outbox_message WHERE state = 'waiting'`);
  store.transact((transaction) => {
    for (const subject of waiting.pluck().all()) {
      const actor = { kind: 'system', part: 'forwarder' } as const;
      transaction.append({ kind: 'message.refused', subject, actor, payload: { message: '医保区划不存在' } });
    }
  });
}

function isReturned({ desk: { database } }: World, caseId: string): boolean {
  return findCaseRow(database, caseId)?.delivery === 'refused';
}

async function beginAndLeave(world: World, item: (typeof ITEMS)[number], ...kinds: readonly ActKind[]): Promise<void> {
  await take(world, { do: 'come', who: 'employee' });
  await take(world, { do: 'open', item, elsewhere: false });
  for (const kind of kinds)
    actOnce(world, { do: 'act', by: 0, which: 0, input: 'right', elsewhere: false, request: 'new', kind });
  world.desk.leave();
}

function askOnce(world: World, { which, by }: Extract<Step, { do: 'ask' }>): void {
  const { desk } = world;
  const caseId = world.caseIds[which];
  const actor = people[by]!;
  if (caseId === undefined) return;
  const before = entriesBesideTries(desk);
  const asked = desk.services.access.ask(actor, desk.request('ask'), { by: 'case', caseId }, { reason: 'complaint' });
  expect(asked.ok).toBe(queryingRoles.some((role) => role === actor.role));
  expect(entriesBesideTries(desk) - before).toBe(asked.ok ? 1 : 0);
  if (asked.ok) keepOpen(world, 'asked', actor, caseId);
}

/** A refused try is told apart: it is kept so that it can be read later. */
function entriesBesideTries({ database }: Desk): number {
  return database.prepare(`SELECT count(*) FROM journal WHERE kind <> 'access.refused'`).pluck().get() as number;
}

const openKey = ({ number, role }: StaffActor, caseId: string): string => `${number} ${role} ${caseId}`;

function keepOpen(world: World, why: 'asked' | 'worked', actor: StaffActor, caseId: string): void {
  world[why].set(openKey(actor, caseId), world.desk.clock.running() + 15 * 60_000);
}

function isOpen(world: World, why: 'asked' | 'worked', actor: StaffActor, caseId: string): boolean {
  return world.desk.clock.running() < (world[why].get(openKey(actor, caseId)) ?? -1);
}

/** A task of this teller: accepted and not completed, come back, or just worked on; all of it at the workstation that has it. */
function isTask(world: World, { elsewhere }: Asked, actor: StaffActor, caseId: string): boolean {
  const found = findCase(world.desk.database, caseId);
  if (!found.ok || actor.role !== 'teller') return false;
  const { phase } = found.value;
  const waits =
    ['accepted', 'expired', 'lapsed'].includes(phase) || (phase === 'completed' && isReturned(world, caseId));
  return waits || (!elsewhere && isOpen(world, 'worked', actor, caseId));
}

/** Waits for the leader's word, or has just had it. */
function isApproval(world: World, { elsewhere }: Asked, actor: StaffActor, caseId: string): boolean {
  const found = findCase(world.desk.database, caseId);
  if (!found.ok || actor.role !== 'branch-leader') return false;
  return found.value.phase === 'asking' || (!elsewhere && isOpen(world, 'worked', actor, caseId));
}

function waitsFor(world: World, step: Asked, actor: StaffActor, caseId: string, away: boolean): boolean {
  return (away && isTask(world, step, actor, caseId)) || isApproval(world, step, actor, caseId);
}

function rightInput(world: World, kind: ActKind, caseId: string): object {
  const { desk } = world;
  const view = desk.services.viewCase(TELLER, caseId);
  const typed = view.ok ? view.value.form : {};
  const form = {
    ...typed,
    phone: '13900000001',
    ...(view.ok && view.value.item.code === 'YB0413'
      ? {
          'residence-region': '990100',
          'residence-address': '邻县',
          'start-date': '2026-11-20',
          'several-places': 'no',
          applicant: 'self',
        }
      : {}),
  };
  const ticks =
    view.ok && view.value.item.code === 'YB0413'
      ? { 'residence-or-commitment': { alternative: 'commitment', form: 'original' } }
      : {};
  const inputs: Record<ActKind, object> = {
    obtain: { materials: [] },
    notify: { ticks: {}, form, missing: [{ materialCode: 'residence-or-commitment', reason: 'not-brought' }] },
    renotify: { ticks: {}, form, missing: [{ materialCode: 'residence-or-commitment', reason: 'illegible' }] },
    request: { note: '不清晰' },
    vouch: { note: '集中代办' },
    permit: { note: '属实' },
    decline: { note: '当场更正' },
    accept: { ticks, form },
    admit: { ticks: {}, form },
    supply: { ticks },
    lapse: { what: 'gap' },
    terminate: { note: '已电话告知' },
    settle: { ticks, form },
    agree: { note: '同意' },
    remit: { reason: 'form', note: '填写有误' },
    deny: { reason: 'no-basis', note: '没有依据' },
    escalate: { reason: 'cannot-judge', note: '不能把握' },
    answer: { note: '同意', document: '1 号' },
    resubmit: { ticks, form },
    conclude: {},
    pause: { reason: 'inquiry', note: '协查' },
    resume: { note: '已回复' },
    extend: { note: '专家评审未完成' },
    complete: {},
    correct: { form: { ...form, ...('residence-address' in form ? { 'residence-address': '邻县另一处' } : {}) } },
    annul: { note: '已在参保地办理' },
    inform: { reason: 'phone' },
    refuse: { reason: 'not-eligible', note: '未参保' },
    abandon: { reason: 'withdrawn' },
    withdraw: { note: '改日再办' },
    recheck: { materials: [] },
    note: { note: '已电话告知' },
  };
  return inputs[kind];
}

/** What must be refused, by the tables above: the rest may be, for the sake of the papers. */
function mustBeRefused(world: World, step: Asked, caseId: string): boolean {
  const found = findCase(world.desk.database, caseId);
  // Completion asks for nothing: whatever comes with it is passed over.
  if (!found.ok || (step.input !== 'right' && step.kind !== 'complete')) return true;
  return !fitsCase(world, step, caseId, found.value) || !hasGround(world, step, caseId, found.value.personId);
}

/** The act is one of this case as it stands, and of whoever asks for it. */
function fitsCase(
  world: World,
  { kind, by, elsewhere }: Asked,
  caseId: string,
  { custody, phase, itemCode }: Case,
): boolean {
  const workstation = elsewhere ? ELSEWHERE : world.desk.store.workstation;
  const unknown: readonly ActKind[] = ONE_STEP.includes(itemCode) ? ['accept', 'complete'] : ['settle'];
  const posts = kind === 'note' ? NOTERS : [BY_LEADER.includes(kind) ? 'branch-leader' : 'teller'];
  return (
    custody.holder === workstation &&
    FOLLOWS[phase].includes(kind) &&
    (isReturned(world, caseId) || !RETURNED.includes(kind)) &&
    !unknown.includes(kind) &&
    posts.includes(people[by]!.role)
  );
}

function hasGround(world: World, step: Asked, caseId: string, personId: string): boolean {
  const { kind, by, elsewhere } = step;
  const actor = people[by]!;
  // Another teller's visit is not hers until she takes it over.
  const visit = world.desk.services.visits.presentOf(actor);
  if (actor.role === 'teller' && visit?.person?.personId === personId) return kind !== 'inform';
  // The other workstation knows nothing of what was asked at this one.
  const asked = !elsewhere && ASKED_FOR.includes(kind) && isOpen(world, 'asked', actor, caseId);
  if (!AWAY.includes(kind)) return false;
  return isTask(world, step, actor, caseId) || isApproval(world, step, actor, caseId) || asked;
}

const inputOf = (world: World, { input, kind }: Asked, caseId: string): object =>
  input === 'right' ? rightInput(world, kind, caseId) : input;

function requestOf({ desk, last }: World, { request, kind, by }: Asked, caseId: string) {
  return request === 'of-another' && last
    ? { reused: true, request: { ...last.request, input: { another: randomUUID() } } }
    : { reused: false, request: desk.request('case.act', { caseId, kind, by }) };
}

function actOnce(world: World, step: Asked): void {
  const { desk } = world;
  const caseId = world.caseIds[step.which];
  if (caseId === undefined) return;
  const { kind } = step;
  const actor = people[step.by]!;
  const input = inputOf(world, step, caseId);
  const { reused, request } = requestOf(world, step, caseId);
  const forbidden = reused || mustBeRefused(world, step, caseId);
  const away = present(desk)?.person?.personId !== findCaseRow(desk.database, caseId)?.personId;
  const staysOpen = !step.elsewhere && waitsFor(world, step, actor, caseId, away);
  const before = everything(desk);
  const head = readHead(desk.database);
  const press = () => (step.elsewhere ? world.elsewhere : world.here).act(actor, request, { kind, caseId, input });

  const answer = press();
  if (!answer.ok) {
    expect(everything(desk)).toEqual(before);
    if (!forbidden) expect(ALWAYS, answer.code).not.toContain(kind);
    countRefused(answer.code);
    return;
  }
  expect(forbidden).toBe(false);
  expectOneEntry(world, head.sequence, { caseId, kind, actor });
  if (step.request === 'twice') expectNothingMore(desk, press, answer);
  if (staysOpen) keepOpen(world, 'worked', actor, caseId);
  world.last = { request, caseId };
  countTaken(kind, away);
}

/** The same press once more has the same answer and no effect. */
function expectNothingMore(desk: Desk, press: () => unknown, answer: unknown): void {
  const after = everything(desk);
  expect(press()).toEqual(answer);
  expect(everything(desk)).toEqual(after);
  seen.repeated += 1;
}

function countRefused(code: string): void {
  seen.refused += 1;
  seen.reused += Number(code === 'REQUEST_REUSED');
  seen.elsewhere += Number(code === 'CASE_ELSEWHERE');
}

function countTaken(kind: ActKind, away: boolean): void {
  seen.taken += 1;
  seen.away += Number(away);
  seen.noted += Number(kind === 'note');
  seen.corrected += Number(kind === 'correct');
  seen.annulled += Number(kind === 'annul');
  seen.informed += Number(kind === 'inform');
  seen.completed += Number(kind === 'complete');
  seen.settled += Number(kind === 'settle');
}

/** Exactly one entry more, by this person about this case, and the case is what its history makes of it. */
function expectOneEntry(
  { desk: { database } }: World,
  before: number,
  act: { caseId: string; kind: ActKind; actor: StaffActor },
): void {
  const rows = database
    .prepare<[number], { kind: string; subject: string; actor: string; actor_role: string }>(
      'SELECT kind, subject, actor, actor_role FROM journal WHERE sequence > ?',
    )
    .all(before);
  const { caseId, kind, actor } = act;
  expect(rows).toEqual([{ kind: `case.${kind}`, subject: caseId, actor: actor.number, actor_role: actor.role }]);
  const read = caseHistory(database, caseId);
  if (!read.ok) throw new Error(read.unreadable.reason);
  const replayed = replay(read.entries);
  expect(findCase(database, caseId)).toEqual(replayed);
  if (replayed.ok) {
    const { phase, caseNumber, dueOn, holder, messageId, changedAt } = summary(replayed.value);
    const row = database.prepare(
      'SELECT phase, case_number, due_on, holder, message_id, changed_at FROM service_case WHERE case_id = ?',
    );
    expect(row.raw().get(caseId)).toEqual([phase, caseNumber, dueOn, holder, messageId, changedAt]);
    // What was being typed is part of the history now, or of none.
    if (!phases[phase].open) expect(database.prepare('SELECT * FROM draft WHERE case_id = ?').all(caseId)).toEqual([]);
  }
}

/** Every series of both workstations is 1, 2, 3 … without a gap. */
function expectNoGap({ database }: Desk): void {
  const numbers = database
    .prepare<[], string>(
      'SELECT slip_number FROM slip UNION ALL SELECT case_number FROM service_case WHERE case_number IS NOT NULL',
    )
    .pluck()
    .all();
  const series = Map.groupBy(numbers, (number) => number.slice(0, -4));
  for (const given of series.values()) {
    const serials = given.map((number) => Number(number.slice(-4))).toSorted((one, other) => one - other);
    expect(serials).toEqual(serials.map((_, index) => index + 1));
  }
}

/** One day at the counter, and what must hold at its end. */
async function liveThrough(steps: readonly Step[]): Promise<void> {
  const world = openWorld();
  const { desk } = world;
  try {
    for (const step of [{ do: 'come', who: 'employee' } as const, ...steps]) await take(world, step);
    expectNoGap(desk);
    expect(desk.bugs).toEqual([]);
    expect(verifyStore(desk.database, { anchorFile: desk.anchorFile, hashText: sm3Text })).toMatchObject({ ok: true });
  } finally {
    desk.remove();
  }
}

const press = (kind: ActKind, how: Partial<Asked> = {}): Asked => ({
  ...{ do: 'act', by: 0, which: 0, input: 'right', elsewhere: false, request: 'new' },
  ...how,
  kind,
});

/** Something of everything that is counted, so that no chance leaves it out of the days below. */
const DAY_OF_EVERYTHING: readonly Step[] = [
  { do: 'open', item: 'YB0413', elsewhere: false },
  press('accept'),
  press('complete', { request: 'twice' }),
  press('note', { request: 'of-another' }),
  press('note', { elsewhere: true }),
  press('note'),
  { do: 'central-refuses' },
  press('correct'),
  { do: 'central-refuses' },
  { do: 'leave' },
  press('annul'),
  press('inform'),
  { do: 'in-one-step' },
];

it('a day with something of everything', async () => {
  await liveThrough(DAY_OF_EVERYTHING);
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(0);
});

/** Days of a counter; more by ACT_DAYS. */
const DAYS = Number(process.env.ACT_DAYS ?? 40);

it('a refused act changes nothing, a taken one leaves one entry that its case follows from, whoever asks for what', async () => {
  await fc.assert(fc.asyncProperty(fc.array(stepArbitrary, { minLength: 20, maxLength: 50 }), liveThrough), {
    numRuns: DAYS,
  });
}, 120_000);
