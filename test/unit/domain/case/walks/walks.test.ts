import fc from 'fast-check';
import { expect, it } from 'vitest';
import { actKinds, type ActKind } from '../../../../../main/domain/case/process.ts';
import { mayBeGapped } from '../../../../../main/domain/case/gap.ts';
import { phases } from '../../../../../main/domain/case/phase.ts';
import { replay } from '../../../../../main/domain/case/replay.ts';
import type { ServiceItem } from '../../../../../main/domain/catalogue/item.ts';
import type { StaffActor } from '../../../../../main/domain/staff/actor.ts';
import { roles } from '../../../../../main/domain/staff/role.ts';
import { applicationsFor, type Application } from '../../../../fixtures/catalogue/applications.ts';
import { HERE } from '../acts.ts';
import { follow, laws } from './laws.ts';
import { begun, type Asking, type Given, type Papers, type Told } from './told.ts';
import { ask, isLate, items, lapseIfOver, openCase, type PureCase, type Said } from './pureCase.ts';

/* Random acts by random people on every item of the hall: what a law forbids is never taken, and there is a way out of every state. */

const NUMBERS = ['1001', '1002', '2001', '3001', '4001'] as const;
const POSTS = ['teller', 'teller', 'reviewer', 'branch-leader', 'branch-leader', 'bureau-head', ...roles] as const;
const NEEDS_REASON: readonly string[] = ['refuse', 'abandon', 'remit', 'deny', 'escalate', 'pause', 'inform'];
const NEEDS_WORDS: readonly string[] = [
  ...['refuse', 'agree', 'remit', 'deny', 'escalate', 'answer', 'request', 'permit', 'decline', 'pause', 'resume'],
  ...['extend', 'withdraw', 'annul', 'note', 'vouch'],
];
const REASONS: Readonly<Record<string, string>> = {
  refuse: 'not-eligible',
  abandon: 'left',
  remit: 'form',
  deny: 'no-basis',
  escalate: 'cannot-judge',
  pause: 'inquiry',
  inform: 'phone',
};

const stepArbitrary = fc.record({
  kind: fc.constantFrom(...actKinds),
  number: fc.constantFrom(...NUMBERS),
  post: fc.constantFrom(...POSTS),
  here: fc.constantFrom(true, true, true, true, true, true, false),
  ticks: fc.constantFrom('all', 'all', 'all', 'main', 'main', 'none', 'owed', 'unowed', 'foreign', 'system'),
  told: fc.constantFrom('whole', 'whole', 'whole', 'part', 'more'),
  form: fc.constantFrom('right', 'right', 'right', 'right', 'empty', 'other'),
  said: fc.constantFrom('said', 'said', 'said', 'said', 'silent', 'sold'),
  wait: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 30, 60 * 24, 60 * 24 * 4, 60 * 24 * 30),
  centralRefuses: fc.constantFrom(false, false, true),
  // Most steps go on as a hall does: what the case waits for, by whom it waits; some are another's step, by whose it is.
  usual: fc.constantFrom('by-anybody', 'by-theirs', 'by-theirs', 'astray', 'not'),
});
type Step = typeof stepArbitrary extends fc.Arbitrary<infer Value> ? Value : never;

const often = fc.constantFrom(false, false, false, false, false, true);
const applications = new Map(
  items.map((item) => [item.code, fc.sample(applicationsFor(item), { numRuns: 12, seed: 7 })] as const),
);
const special = items.filter(({ approvalRoute }) => approvalRoute === 'special');
const walkArbitrary = fc.record({
  // Most walks are on the special route, or on items of which papers may follow, or both.
  item: fc.oneof(
    fc.constantFrom(...items),
    fc.constantFrom(...special),
    fc.constantFrom(...items.filter(mayBeGapped)),
    fc.constantFrom(...special.filter(mayBeGapped)),
  ),
  application: fc.nat(11),
  said: fc.constantFrom<Said>('confirmed', 'confirmed', 'confirmed', 'confirmed', 'pending', 'not-confirmed'),
  unproved: often,
  blocked: often,
  manyToday: often,
  barred: often,
  handled: often,
  steps: fc.array(stepArbitrary, { minLength: 8, maxLength: 24 }),
});
type Walk = typeof walkArbitrary extends fc.Arbitrary<infer Value> ? Value : never;

const broke = new Map<string, number>();
const taken = new Map<string, number>();
const reached = new Set<string>();
const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);

/** What of the list the form makes necessary: by the list alone. */
const required = (item: ServiceItem, { form }: Pick<Application, 'form'>) =>
  item.materials.filter(
    ({ requiredWhen: when }) => !when || when.in.some((value) => (form[when.field] ?? '').split(',').includes(value)),
  );

interface Table {
  readonly input: { readonly ticks: Application['ticks']; readonly form: Application['form'] };
  readonly papers: Papers;
}

function laid(
  { item, state }: PureCase,
  application: Application,
  other: Application,
  step: Step,
  owed: readonly string[],
): Table {
  // What follows later is judged by the form that was filed.
  const forms = { right: application.form, empty: {}, other: other.form };
  const form = step.kind === 'supply' ? state.form : forms[step.form];
  const brought = step.form === 'other' ? other.ticks : application.ticks;
  const follows = new Set(item.materials.flatMap(({ code, mayFollowWithin }) => (mayFollowWithin ? [code] : [])));
  const keep: Readonly<Record<Step['ticks'], (code: string) => boolean>> = {
    all: () => true,
    foreign: () => true,
    system: () => true,
    none: () => false,
    main: (code) => !follows.has(code),
    owed: (code) => owed.includes(code),
    unowed: (code) => !owed.includes(code),
  };
  const added = addedTick(item, step.ticks);
  const kept = Object.fromEntries(Object.entries(brought).filter(([code]) => keep[step.ticks](code)));
  const ticks = { ...kept, ...added };
  const list = required(item, { form });
  const lacking = list.filter(({ code, source }) => source.kind === 'citizen' && !Object.hasOwn(ticks, code));
  const asked = list.filter(({ source }) => source.kind === 'system' || source.kind === 'shared');
  return {
    input: { ticks, form },
    papers: {
      foreign: Object.keys(ticks).some(
        (code) => !list.some((one) => one.code === code && one.source.kind === 'citizen'),
      ),
      main: lacking.filter(({ code }) => !follows.has(code)).map(({ code }) => code),
      secondary: lacking.filter(({ code }) => follows.has(code)).map(({ code }) => code),
      ticked: Object.keys(ticks),
      denied: asked.some(({ code }) => (state.obtained[code]?.result ?? 'not-confirmed') === 'not-confirmed'),
      filled: step.form !== 'empty' || !item.fields.some((field) => field.required && !field.shownWhen),
    },
  };
}

function addedTick(item: ServiceItem, how: Step['ticks']): Application['ticks'] {
  const tick = { alternative: 'any', form: 'original' } as const;
  if (how === 'foreign') return { 'one-more': tick };
  const bySystem = how === 'system' ? item.materials.find(({ source }) => source.kind !== 'citizen') : undefined;
  return bySystem ? { [bySystem.code]: tick } : {};
}

function toldOf({ papers }: Table, how: Step['told']): readonly string[] {
  const missing = [...papers.main, ...papers.secondary];
  if (how === 'part') return missing.slice(1);
  return how === 'more' ? [...missing, papers.ticked[0] ?? 'one-more'] : missing;
}

/** What a hall would do next with a case that has come so far. */
const USUAL: Readonly<Record<Told['at'] | 'asking' | 'permitted', readonly ActKind[]>> = {
  asking: ['permit', 'permit', 'decline', 'accept'],
  permitted: ['renotify', 'renotify', 'accept'],
  intake: ['notify', 'accept', 'settle', 'admit', 'admit', 'request', 'vouch'],
  window: ['complete', 'supply', 'pause', 'resume', 'extend'],
  review: ['agree', 'agree', 'remit', 'escalate', 'deny', 'supply'],
  decision: ['agree', 'agree', 'remit', 'escalate', 'deny', 'pause', 'resume'],
  bureau: ['answer'],
  back: ['resubmit', 'supply', 'withdraw'],
  approved: ['complete', 'supply', 'extend'],
  denied: ['conclude'],
  late: ['terminate', 'withdraw'],
  done: ['correct', 'annul', 'inform'],
  ended: ['note'],
};
const THEIRS = { teller: '1001', reviewer: '2001', 'branch-leader': '3001', 'bureau-head': '4001' } as const;

function postFor(kind: ActKind, { at }: Told): keyof typeof THEIRS {
  if (kind === 'answer') return 'bureau-head';
  if (['permit', 'decline', 'extend'].includes(kind)) return 'branch-leader';
  if (!['agree', 'remit', 'deny', 'escalate'].includes(kind)) return 'teller';
  return at === 'decision' ? 'branch-leader' : 'reviewer';
}

function placeOf({ at, asked, permitted }: Told): keyof typeof USUAL {
  if (at !== 'intake') return at;
  return asked ? 'asking' : permitted ? 'permitted' : 'intake';
}

function asUsual(step: Step, told: Told): Step {
  if (step.usual === 'not') return step;
  const ways = step.usual === 'astray' ? [step.kind] : USUAL[placeOf(told)];
  const kind = ways[actKinds.indexOf(step.kind) % ways.length]!;
  const post = postFor(kind, told);
  return { ...step, kind, post, here: true, ...(step.usual === 'by-anybody' ? {} : { number: THEIRS[post] }) };
}

function wordsOf({ kind, said }: Pick<Step, 'kind' | 'said'>): object {
  const reason = said === 'sold' ? 'sold' : REASONS[kind];
  return {
    note: said === 'silent' ? ' ' : '情况属实',
    document: '样医保〔2026〕7号',
    ...(reason === undefined ? {} : { reason }),
  };
}

function takeStep(
  one: PureCase,
  told: Told,
  drawn: Step,
  [application, other]: readonly [Application, Application],
): void {
  const step = asUsual(drawn, told);
  one.now += step.wait * 60_000;
  if (lapseIfOver(one)) Object.assign(told, { at: 'late', owed: [], stopped: false, asked: false });
  told.overdue = isLate(one);
  if (told.at === 'done' && step.centralRefuses) one.returned = told.refusedByCentral = true;
  const table = laid(one, application, other, step, told.owed);
  const missing = toldOf(table, step.told);
  const whole = [...table.papers.main, ...table.papers.secondary];
  const { kind, number, post, here } = step;
  const asking: Asking = {
    ...{ kind, number, post, here, papers: table.papers },
    worded:
      !(step.said === 'silent' && NEEDS_WORDS.includes(kind)) && !(step.said === 'sold' && NEEDS_REASON.includes(kind)),
    toldWhole: missing.length === whole.length && whole.every((code) => missing.includes(code)),
  };
  const broken = Object.keys(laws).filter((law) => laws[law]!(told, asking, one.given));
  const input = {
    ...table.input,
    ...wordsOf(step),
    missing: missing.map((materialCode) => ({ materialCode, reason: 'not-brought' })),
  };
  const actor: StaffActor = { kind: 'person', number, name: number, role: post };
  const refused = ask(one, kind, input, { actor, workstation: here ? HERE : 'elsewhere' });
  if (refused === null) {
    expect(broken, `${kind} was taken`).toEqual([]);
    follow(told, asking, one.given);
    if (kind === 'correct') one.returned = false;
    count(taken, kind);
  }
  if (broken.length === 1) count(broke, broken[0]!);
  reached.add(one.state.phase);
}

/** In the order in which a hall would try: a result first, then an end without one. */
const OUT: readonly ActKind[] = [
  ...([
    'answer',
    'resume',
    'supply',
    'resubmit',
    'agree',
    'conclude',
    'terminate',
    'complete',
    'vouch',
    'settle',
    'accept',
  ] as const),
  ...(['refuse', 'withdraw'] as const),
];

/** Fresh people of every post bring any case to its end. */
function findWayOut(one: PureCase, application: Application): void {
  for (let steps = 0; !phases[one.state.phase].ended; steps += 1) {
    expect(steps, `no way out of ${one.state.phase}`).toBeLessThan(12);
    const owed = one.state.gap?.missing ?? [];
    const { ticks } = application;
    const some = (kind: ActKind) =>
      Object.fromEntries(Object.entries(ticks).filter(([code]) => kind !== 'supply' || owed.includes(code)));
    const taken = OUT.some((kind) =>
      roles.some((role) => {
        const actor: StaffActor = { kind: 'person', number: `fresh-${role}`, name: role, role };
        const input = { ...wordsOf({ kind, said: 'said' }), ticks: some(kind), form: application.form };
        return ask(one, kind, input, { actor, workstation: HERE }) === null;
      }),
    );
    expect(taken, `nothing can be done with a case in ${one.state.phase}`).toBe(true);
  }
}

function walk({ item, application, said, unproved, blocked, manyToday, barred, handled, steps }: Walk): void {
  const [own, other] = [
    applications.get(item.code)![application]!,
    applications.get(item.code)![(application + 1) % 12]!,
  ];
  const given: Given = {
    special: item.approvalRoute === 'special',
    oneStep: item.oneStep,
    timed: item.handlingMode === 'timed',
    proved: !unproved,
    ...{ blocked, often: manyToday, barred, handled },
  };
  const one = openCase(item, said, given);
  const told = begun();
  for (const step of steps) takeStep(one, told, step, [own, other]);
  findWayOut(one, own);
  // The acts alone make the case again.
  expect(replay(one.history)).toEqual({ ok: true, value: one.state });
}

it('takes nothing that a law of the hall forbids, and leaves no state without a way out', () => {
  fc.assert(fc.property(walkArbitrary, walk), { numRuns: Number(process.env.WALKS ?? 10_000) });
  // Every law has stood alone against something, everything has been done, every state has been come to.
  for (const law of Object.keys(laws)) expect(broke.get(law) ?? 0, law).toBeGreaterThan(0);
  const byPerson = actKinds.filter((kind) => !['obtain', 'recheck', 'lapse'].includes(kind));
  for (const kind of byPerson) expect(taken.get(kind) ?? 0, kind).toBeGreaterThan(0);
  expect([...reached].toSorted()).toEqual(Object.keys(phases).toSorted());
}, 300_000);
