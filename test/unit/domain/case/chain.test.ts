import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actKinds, allowed, whyNot, type ActKind } from '../../../../main/domain/case/process.ts';
import { replay, type RecordedAct } from '../../../../main/domain/case/replay.ts';
import type { Case } from '../../../../main/domain/case/case.ts';
import type { StaffActor } from '../../../../main/domain/staff/actor.ts';
import { act, BUREAU, HERE, LEADER, linked, REVIEWER, specialAcceptance, TELLER } from './acts.ts';

/* The special route: window → review → decision → window, three parties, three persons. */

const AT_REVIEW = () => [act('open'), specialAcceptance()];
const by = (actor: StaffActor, kind: ActKind): RecordedAct => act(kind, { actor });

function caseOf(acts: readonly RecordedAct[]): Case {
  const replayed = replay(linked(acts));
  if (!replayed.ok) throw new Error(JSON.stringify(replayed.illegal));
  return replayed.value;
}

const whyOf = (acts: readonly RecordedAct[]) => {
  const replayed = replay(linked(acts));
  return replayed.ok ? null : replayed.illegal.why;
};
const mayDo = (one: Case, actor: StaffActor): readonly ActKind[] =>
  allowed({ ...one, returned: false }, { actor, workstation: HERE }).filter(
    (kind) => !['note', 'inform'].includes(kind),
  );

describe('the special route', () => {
  it('goes from the window over review and decision back to the window, each node by its own limit', () => {
    const route = [...AT_REVIEW(), by(REVIEWER, 'agree'), by(LEADER, 'agree'), act('complete')];
    const phases = route.map((_, index) => caseOf(route.slice(0, index + 1)).phase);
    expect(phases).toEqual(['intake', 'reviewing', 'deciding', 'approved', 'completed']);
    expect(caseOf(route).opinions).toMatchObject([
      { node: 'review', verdict: 'agreed', by: { number: '2001', role: 'reviewer' } },
      { node: 'decision', verdict: 'agreed', by: { number: '3001', role: 'branch-leader' } },
    ]);
    expect(caseOf(route).chain?.parties).toEqual({ window: ['1001'], review: ['2001'], decision: ['3001'] });
  });

  it('offers at each node only what belongs to it, and only to its post', () => {
    const reviewing = caseOf(AT_REVIEW());
    expect(mayDo(reviewing, REVIEWER)).toEqual(['agree', 'remit', 'deny', 'escalate']);
    expect(mayDo(reviewing, LEADER)).toEqual(['extend']);
    expect(mayDo(reviewing, TELLER)).toEqual(['withdraw', 'pause']);
    expect(mayDo(reviewing, BUREAU)).toEqual([]);
    const deciding = caseOf([...AT_REVIEW(), by(REVIEWER, 'agree')]);
    expect(mayDo(deciding, LEADER)).toEqual(['agree', 'remit', 'deny', 'escalate', 'extend']);
    expect(mayDo(deciding, { ...REVIEWER, number: '2002' })).toEqual([]);
    const approved = caseOf([...AT_REVIEW(), by(REVIEWER, 'agree'), by(LEADER, 'agree')]);
    expect(mayDo(approved, TELLER)).toEqual(['complete', 'withdraw', 'pause']);
    expect(mayDo(approved, LEADER)).toEqual(['extend']);
  });

  it.each([
    ['the teller who accepted', { ...REVIEWER, number: TELLER.number }, 'agree', []],
    ['the reviewer', { ...LEADER, number: REVIEWER.number }, 'agree', [by(REVIEWER, 'agree')]],
    ['the leader', { ...TELLER, number: LEADER.number }, 'complete', [by(REVIEWER, 'agree'), by(LEADER, 'agree')]],
  ] as const)('lets nobody act for two parties of one case: %s', (_, actor, kind, before) => {
    const acts = [...AT_REVIEW(), ...before];
    const refused = whyNot({ ...caseOf(acts), returned: false }, kind, { actor, workstation: HERE });
    expect(refused?.code).toBe('party');
    expect(refused?.text).toContain('三个不同的人');
    expect(whyOf([...acts, by(actor, kind)])).toBe('same-person');
  });

  it('lets the window be one person at both ends, or two', () => {
    const end = (actor: StaffActor) =>
      caseOf([...AT_REVIEW(), by(REVIEWER, 'agree'), by(LEADER, 'agree'), by(actor, 'complete')]).phase;
    expect(end(TELLER)).toBe('completed');
    expect(end({ ...TELLER, number: '1002' })).toBe('completed');
  });

  it('goes back to the node before, with the reason, and comes again', () => {
    const sentBack = caseOf([...AT_REVIEW(), by(REVIEWER, 'remit')]);
    expect(sentBack).toMatchObject({ phase: 'returned', opinions: [{ verdict: 'sent-back', text: '少算了一月' }] });
    expect(mayDo(sentBack, TELLER)).toContain('resubmit');
    const again = [...AT_REVIEW(), by(REVIEWER, 'remit'), act('resubmit')];
    expect(caseOf(again)).toMatchObject({ phase: 'reviewing', form: { phone: '5' } });
    const byLeader = caseOf([...again, by(REVIEWER, 'agree'), by(LEADER, 'remit')]);
    expect(byLeader.phase).toBe('reviewing');
  });

  it('tells a refusal at the window in writing, and sends nothing', () => {
    const rejected = caseOf([...AT_REVIEW(), by(REVIEWER, 'deny')]);
    expect(mayDo(rejected, TELLER)).toEqual(['conclude']);
    const told = caseOf([...AT_REVIEW(), by(REVIEWER, 'deny'), act('conclude')]);
    expect(told).toMatchObject({ phase: 'closed', ending: { why: 'denied' } });
    expect(told.completion).toBeUndefined();
  });

  it.each([
    ['review', [] as readonly RecordedAct[], 'reviewing', REVIEWER],
    ['decision', [by(REVIEWER, 'agree')], 'deciding', LEADER],
  ] as const)('comes back from the bureau to the node that reported: %s', (_, before, phase, reporter) => {
    const reported = [...AT_REVIEW(), ...before, by(reporter, 'escalate')];
    expect(caseOf(reported)).toMatchObject({
      phase: 'escalated',
      flags: ['paused'],
      acceptance: { promised: { unknown: 'paused' } },
      pauses: [{ reason: 'bureau', until: null }],
    });
    expect(mayDo(caseOf(reported), BUREAU)).toEqual(['answer']);
    expect(mayDo(caseOf(reported), LEADER)).toEqual([]);
    expect(caseOf([...reported, by(BUREAU, 'answer')])).toMatchObject({
      phase,
      flags: [],
      acceptance: { promised: { on: '2026-11-27' } },
      pauses: [{ reason: 'bureau', until: '2026-11-20T01:30:00.000Z' }],
    });
  });

  it('has a way out of every state, and never one person for two parties, whatever is done by whomever', () => {
    const people: readonly StaffActor[] = [TELLER, REVIEWER, LEADER, BUREAU].flatMap(({ kind, name, role }) =>
      ['1001', '2001', '3001', '4001'].map((number) => ({ kind, name, role, number })),
    );
    const step = fc.record({ kind: fc.constantFrom(...actKinds), actor: fc.constantFrom(...people) });
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 30 }), (steps) => {
        let acts = AT_REVIEW();
        for (const { kind, actor } of steps) {
          const next = [...acts, by(actor, kind)];
          if (replay(linked(next)).ok) acts = next;
        }
        const one = caseOf(acts);
        seen.add(one.phase);
        const { window = [], review = [], decision = [] } = one.chain?.parties ?? {};
        const all = [...window, ...review, ...decision];
        expect(new Set(all).size).toBe(all.length);
        // Somebody else of every post is always to be had.
        const others = people.map((person) => ({ ...person, number: `${person.role}-other` }));
        const ended = one.phase === 'completed' || one.phase === 'closed';
        expect(ended || others.some((person) => mayDo(one, person).length > 0)).toBe(true);
      }),
      { numRuns: 600 },
    );
    expect(seen.size).toBeGreaterThan(4);
  });
});
