import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineAct } from '../../../../main/domain/case/act.ts';
import {
  actKinds,
  allowed,
  nextAct,
  whyNot,
  type ActKind,
  type Standing,
} from '../../../../main/domain/case/process.ts';
import { caseFlagNames, phaseNames, type CaseFlag, type Phase } from '../../../../main/domain/case/phase.ts';
import { roles, type Role } from '../../../../main/domain/staff/role.ts';
import { CLOCK, FORWARDER, HERE, TELLER } from './acts.ts';

const NOTING: readonly (Role | 'forwarder')[] = ['teller', 'reviewer', 'branch-leader', 'bureau-head', 'duty-leader'];
/** Whose word a case waits for in which phase; nobody else says it. */
const WAITS_FOR: Readonly<Partial<Record<Phase, Role>>> = {
  reviewing: 'reviewer',
  deciding: 'branch-leader',
  escalated: 'bureau-head',
};
const checked = (phase: Phase): boolean => phase === 'reviewing' || phase === 'deciding';
const WORDS = {
  agree: checked,
  remit: checked,
  deny: checked,
  escalate: checked,
  answer: (phase: Phase) => phase === 'escalated',
} as const;
const isWord = (kind: ActKind): kind is keyof typeof WORDS => Object.hasOwn(WORDS, kind);

/** The laws of the hall, one verdict an act, instead of the product's table. */
const looking = (phase: Phase): boolean => phase === 'intake' || phase === 'notified' || phase === 'asking';
const running = (phase: Phase): boolean => ['accepted', 'reviewing', 'deciding', 'approved'].includes(phase);
const awaited = (phase: Phase): boolean => running(phase) || phase === 'escalated' || phase === 'returned';
const verdicts: Record<
  Exclude<ActKind, 'recheck' | 'lapse' | 'note' | keyof typeof WORDS>,
  (phase: Phase, flags: readonly CaseFlag[], returned: boolean) => boolean
> = {
  obtain: (phase) => looking(phase) || phase === 'accepted' || phase === 'returned',
  // Once, and before acceptance.
  notify: (phase, flags) => phase === 'intake' && !flags.includes('noticed'),
  // Once more only after the leader's word, which is asked for.
  renotify: (phase, flags) => phase === 'notified' && flags.includes('renotice'),
  request: (phase, flags) => phase === 'notified' && !flags.includes('renotice'),
  vouch: looking,
  permit: (phase) => phase === 'asking',
  decline: (phase) => phase === 'asking',
  accept: looking,
  admit: looking,
  // What was left out may come in whatever the nodes are doing, and completes nothing before it is there.
  supply: (phase, flags) => awaited(phase) && flags.includes('gapped'),
  terminate: (phase) => phase === 'expired' || phase === 'lapsed',
  settle: looking,
  refuse: looking,
  abandon: looking,
  complete: (phase, flags) =>
    (phase === 'accepted' || phase === 'approved') && !flags.includes('paused') && !flags.includes('gapped'),
  withdraw: (phase) => running(phase) || phase === 'escalated' || phase === 'returned',
  resubmit: (phase) => phase === 'returned',
  conclude: (phase) => phase === 'rejected',
  pause: (phase, flags) => running(phase) && !flags.includes('paused'),
  resume: (phase, flags) => running(phase) && flags.includes('paused'),
  // Once, while it is not decided against, and by the leader.
  extend: (phase, flags) =>
    (running(phase) || phase === 'returned') &&
    !['extended', 'paused', 'gapped'].some((flag) => flags.some((one) => one === flag)),
  // What the central system has refused is put right or given up.
  correct: (phase, _, returned) => phase === 'completed' && returned,
  annul: (phase, _, returned) => phase === 'completed' && returned,
  // Who only looked at papers is here.
  inform: (phase) => phase !== 'intake',
};
const BY_LEADER: readonly ActKind[] = ['extend', 'permit', 'decline'];
/** What only a part of the system does. */
const BY_SYSTEM = {
  recheck: ({ phase, flags }: Standing) => phase === 'completed' && flags.includes('unconfirmed'),
  lapse: ({ phase }: Standing) => phase === 'notified' || phase === 'asking' || awaited(phase),
} as const;
const SYSTEM = { recheck: 'forwarder', lapse: 'clock' } as const;
function lawful(who: Role | 'forwarder' | 'clock', one: Standing, kind: ActKind): boolean {
  const { phase, flags, returned } = one;
  if (kind === 'recheck' || kind === 'lapse') return who === SYSTEM[kind] && BY_SYSTEM[kind](one);
  if (kind === 'note') return NOTING.some((role) => role === who);
  if (isWord(kind))
    return WORDS[kind](phase) && who === WAITS_FOR[phase] && (kind === 'answer' || !flags.includes('paused'));
  return who === (BY_LEADER.includes(kind) ? 'branch-leader' : 'teller') && verdicts[kind](phase, flags, returned);
}

const flagSets: readonly (readonly CaseFlag[])[] = [[], ...caseFlagNames.map((flag) => [flag]), caseFlagNames];
const standing = (phase: Phase, flags: readonly CaseFlag[] = [], returned = false): Standing => ({
  phase,
  flags,
  custody: { holder: HERE },
  returned,
});
const standings = phaseNames.flatMap((phase) =>
  flagSets.flatMap((flags) => [standing(phase, flags), standing(phase, flags, true)]),
);

describe('the process of a case', () => {
  it.each(roles)('%s may do exactly what the hall allows, in every phase with every flag', (role) => {
    const acting = { actor: { ...TELLER, role }, workstation: HERE };
    for (const one of standings) {
      const expected = actKinds.filter((kind) => lawful(role, one, kind));
      expect(allowed(one, acting), JSON.stringify(one)).toEqual(expected);
    }
  });

  it('lets the part of the system that sends only check again what is not confirmed', () => {
    const acting = { actor: FORWARDER, workstation: HERE };
    for (const one of standings) {
      const expected = actKinds.filter((kind) => lawful('forwarder', one, kind));
      expect(allowed(one, acting), JSON.stringify(one)).toEqual(expected);
    }
  });

  it('lets the part of the system that watches the time only say that it is over', () => {
    for (const one of standings) {
      const expected = actKinds.filter((kind) => lawful('clock', one, kind));
      expect(allowed(one, { actor: CLOCK, workstation: HERE }), JSON.stringify(one)).toEqual(expected);
    }
  });

  it('allows nothing at a workstation that does not hold the case', () => {
    for (const one of standings) {
      expect(allowed(one, { actor: TELLER, workstation: 'elsewhere' })).toEqual([]);
    }
    expect(whyNot(standing('accepted'), 'complete', { actor: TELLER, workstation: 'elsewhere' })?.code).toBe(
      'elsewhere',
    );
  });

  it('says in Chinese why an act is not possible', () => {
    const acting = { actor: TELLER, workstation: HERE };
    const text = (phase: Phase, kind: ActKind, flags: readonly CaseFlag[] = []) =>
      whyNot(standing(phase, flags), kind, acting)?.text;
    expect(text('intake', 'complete')).toBe('请先受理');
    expect(text('notified', 'notify')).toContain('已经一次性告知过');
    expect(text('intake', 'notify', ['noticed'])).toContain('已经一次性告知过');
    expect(text('accepted', 'accept')).toBe('已经受理');
    expect(text('completed', 'abandon')).toBe('办件已办结');
    expect(text('closed', 'accept')).toBe('办件已关闭');
    expect(text('completed', 'correct')).toBe('中心系统没有退回这笔业务');
  });
});

describe('the usual next step', () => {
  const step = (kind: ActKind, possible: boolean, byProcess = true) => ({ kind, possible, byProcess });

  it('is the first that nothing speaks against', () => {
    expect(nextAct([step('abandon', true), step('notify', true), step('accept', false)])).toBe('notify');
    expect(nextAct([step('notify', true), step('accept', true)])).toBe('accept');
  });

  it('is to ask the systems again when only they withhold something', () => {
    expect(nextAct([step('accept', false), step('notify', false), step('obtain', true)])).toBe('obtain');
  });

  it('is what waits for papers when nothing else is possible, and nothing at the end', () => {
    expect(nextAct([step('accept', false), step('notify', false, false)])).toBe('accept');
    expect(nextAct([step('note', true), step('abandon', true, false)])).toBeNull();
  });
});

it('an act asks a question only when its input takes the answer: the compiler says so', () => {
  const silent = {
    ...({ kind: 'silent', version: 1, askedBy: 'person', from: [], by: [], grounds: [], guards: [] } as const),
    schema: z.object({}),
    input: z.object({}),
    record: () => ({}),
    apply: () => ({}),
    line: () => '',
  };
  expect(defineAct(silent)).not.toHaveProperty('question');
  const asking = { ...silent, question: { title: '为什么？', note: 'required' } } as const;
  // @ts-expect-error -- there is no place for the answer
  expect(defineAct(asking)).toHaveProperty('question');
});
