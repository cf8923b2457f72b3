import { describe, expect, it } from 'vitest';
import {
  caseProcess,
  processAllows,
  type CaseAction,
  type CaseActionKind,
  type CaseActionPayloads,
  type CaseState,
} from '../../../../main/domain/case/actions.ts';
import { caseNumber, slipNumber } from '../../../../main/domain/case/numbers.ts';
import { replay } from '../../../../main/domain/case/replay.ts';
import { roles } from '../../../../main/domain/staff/role.ts';

const states: readonly CaseState[] = ['intake', 'notified', 'accepted', 'completed', 'abandoned'];
const actions: readonly CaseActionKind[] = ['obtain', 'notify', 'accept', 'complete', 'abandon'];

/** The laws of the hall in sentences, one verdict at a time, instead of the product's table. */
function lawfulFor(role: string, state: CaseState, action: CaseActionKind): boolean {
  const atTheWindow = role === 'teller';
  const closed = state === 'completed' || state === 'abandoned';
  if (!atTheWindow || closed) return false;
  const accepted = state === 'accepted';
  switch (action) {
    case 'obtain':
      return true;
    case 'notify': // once, and before acceptance
      return state === 'intake';
    case 'accept':
    case 'abandon':
      return !accepted;
    case 'complete':
      return accepted;
  }
}

describe('the process of a case', () => {
  it.each(roles.flatMap((role) => states.flatMap((state) => actions.map((action) => ({ role, state, action })))))(
    '$role may $action in $state exactly when the hall allows it',
    ({ role, state, action }) => {
      expect(processAllows(state, action, role)).toBe(lawfulFor(role, state, action));
    },
  );

  it('knows every state, and the leader nowhere', () => {
    expect(Object.keys(caseProcess).sort()).toEqual([...states].sort());
    expect(JSON.stringify(caseProcess)).not.toContain('branch-leader');
  });
});

const teller = { kind: 'person', number: '1001', name: '王小敏', role: 'teller' } as const;
const payloads: CaseActionPayloads = {
  open: {
    itemCode: 'YB0310',
    itemVersion: 1,
    personId: 'p',
    visitId: 'v',
    channel: 'window',
    identifiedBy: 'card',
    checkedBy: null,
  },
  obtain: {
    materials: [{ materialCode: 'record', result: 'pending', summary: '待', source: '系统', reference: '', at: 't' }],
  },
  notify: { slipNumber: 'BZ1', caseNumber: 'N1', ticks: {}, form: { a: '1' }, missing: [], dueOn: '2026-12-01' },
  accept: {
    slipNumber: 'SL1',
    caseNumber: 'N1',
    ticks: {},
    form: { a: '2' },
    promisedOn: '2026-11-20',
    identifiedBy: 'card',
    checkedBy: null,
  },
  complete: { slipNumber: 'BJ1', result: [], effectiveOn: '2026-11-20', messageId: 'M1' },
  abandon: { reason: 'left' },
  deliver: { messageId: 'M1', reference: 'R1' },
  'delivery-refused': { messageId: 'M1', message: '不在本统筹区' },
  requeue: { messageId: 'M1' },
};
const history = (...kinds: (keyof CaseActionPayloads)[]): CaseAction[] =>
  kinds.map((kind, index) => ({ kind, at: `t${index}`, actor: teller, payload: payloads[kind] }) as CaseAction);

describe('replay', () => {
  /** Every history the process allows, to its end, with where it leads. */
  const walks: [string, CaseState, string][] = [
    ['open', 'intake', 'none'],
    ['open obtain', 'intake', 'none'],
    ['open abandon', 'abandoned', 'none'],
    ['open notify', 'notified', 'none'],
    ['open notify obtain', 'notified', 'none'],
    ['open notify abandon', 'abandoned', 'none'],
    ['open notify accept', 'accepted', 'none'],
    ['open accept', 'accepted', 'none'],
    ['open accept obtain complete', 'completed', 'waiting'],
    ['open accept complete obtain', 'completed', 'waiting'],
    ['open accept complete deliver', 'completed', 'delivered'],
    ['open accept complete delivery-refused', 'completed', 'refused'],
    ['open accept complete delivery-refused requeue', 'completed', 'waiting'],
    ['open accept complete delivery-refused requeue deliver', 'completed', 'delivered'],
  ];
  it.each(walks)('%s leads to %s, delivery %s', (kinds, state, delivery) => {
    const now = replay(history(...(kinds.split(' ') as (keyof CaseActionPayloads)[])));
    expect([now.state, now.delivery.state]).toEqual([state, delivery]);
  });

  it('keeps what each step brought', () => {
    const now = replay(history('open', 'obtain', 'notify', 'accept', 'complete', 'deliver'));
    expect(now).toMatchObject({
      itemCode: 'YB0310',
      openedAt: 't0',
      caseNumber: 'N1',
      form: { a: '2' },
      obtained: { record: { result: 'pending' } },
      notice: { slipNumber: 'BZ1', dueOn: '2026-12-01', at: 't2' },
      acceptance: { slipNumber: 'SL1', promisedOn: '2026-11-20', at: 't3' },
      completion: { slipNumber: 'BJ1', at: 't4' },
      delivery: { state: 'delivered', messageId: 'M1', reference: 'R1', at: 't5' },
    });
  });

  it('takes the latest word about a material', () => {
    const asked = history('open', 'obtain');
    const again: CaseAction = {
      ...(asked[1] as Extract<CaseAction, { kind: 'obtain' }>),
      payload: { materials: [{ ...payloads.obtain.materials[0]!, result: 'confirmed', summary: '正常' }] },
    };
    expect(replay([...asked, again]).obtained.record).toMatchObject({ result: 'confirmed', summary: '正常' });
  });

  it.each([[[]], [['accept']], [['open', 'open']]])('has no meaning for %j: a broken store', (kinds) => {
    expect(() => replay(history(...(kinds as (keyof CaseActionPayloads)[])))).toThrow('open');
  });
});

describe('numbers', () => {
  it('have the forms seen in practice', () => {
    expect(slipNumber('SL', '2026-11-21', '03', 7)).toBe('SL2026112103-0007');
    expect(caseNumber('990000', '2026-11-21', '03', 7)).toBe('990000001202611210030007');
    expect(caseNumber('990000', '2026-11-21', '03', 7)).toHaveLength(24);
  });
});
