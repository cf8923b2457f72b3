import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actKinds, whyNot, type ActKind } from '../../../../main/domain/case/process.ts';
import { caseSchema } from '../../../../main/domain/case/case.ts';
import { lineOf, replay, type RecordedAct } from '../../../../main/domain/case/replay.ts';
import { summary } from '../../../../main/domain/case/summary.ts';
import { act, FORWARDER, HERE, history, linked, TELLER } from './acts.ts';

type Kinds = readonly (ActKind | 'open')[];
const kindsOf = (text: string) => text.split(' ') as (ActKind | 'open')[];
const whyOf = (acts: readonly RecordedAct[]) => {
  const replayed = replay(acts);
  return replayed.ok ? null : replayed.illegal;
};

describe('replay', () => {
  /** Histories the process allows, with where they lead. */
  it.each([
    ['open', 'intake', ''],
    ['open obtain', 'intake', 'unconfirmed'],
    ['open abandon', 'closed', ''],
    ['open refuse', 'closed', ''],
    ['open notify', 'notified', 'noticed'],
    ['open notify obtain', 'notified', 'noticed unconfirmed'],
    ['open notify abandon', 'closed', 'noticed'],
    ['open notify accept', 'accepted', 'noticed'],
    ['open notify settle', 'completed', 'noticed'],
    ['open accept obtain', 'accepted', 'unconfirmed'],
    ['open accept withdraw', 'closed', ''],
    ['open accept obtain complete', 'completed', 'unconfirmed'],
    ['open accept obtain complete recheck', 'completed', ''],
    ['open obtain settle recheck note', 'completed', ''],
    ['open abandon note', 'closed', ''],
    ['open notify request', 'asking', 'noticed'],
    ['open notify request accept', 'accepted', 'noticed'],
    ['open notify request decline', 'notified', 'noticed'],
    ['open notify request permit', 'notified', 'noticed renotice'],
    ['open notify request permit renotify', 'notified', 'noticed'],
    ['open notify request lapse', 'expired', 'noticed'],
    ['open admit', 'accepted', 'gapped'],
    ['open notify admit supply complete', 'completed', 'noticed'],
    ['open admit lapse', 'lapsed', ''],
    ['open admit lapse terminate', 'closed', ''],
    ['open admit withdraw', 'closed', ''],
    ['open accept pause', 'accepted', 'paused'],
    ['open accept pause resume complete', 'completed', ''],
  ])('%s leads to %s %s', (kinds, phase, flags) => {
    const replayed = replay(history(...kindsOf(kinds)));
    expect(replayed.ok && [replayed.value.phase, [...replayed.value.flags].sort().join(' ')]).toEqual([phase, flags]);
  });

  it('keeps what each act brought', () => {
    const replayed = replay(history('open', 'obtain', 'notify', 'accept', 'complete', 'recheck', 'note'));
    expect(replayed).toMatchObject({
      ok: true,
      value: {
        handler: { number: '1001', name: '王小敏' },
        caseNumber: '990000001202611200030001',
        obtained: { record: { result: 'confirmed' } },
        form: { phone: '2' },
        notice: { due: { on: '2026-11-27' } },
        acceptance: { promised: { on: '2026-11-27' } },
        completion: { messageId: 'M1', effectiveOn: '2026-11-20' },
        notes: [{ text: '已电话告知', by: '王小敏' }],
        custody: { holder: HERE, turn: 1, n: 7, last: 'hash-7' },
      },
    });
  });

  it.each([
    ['no-opening', () => []],
    ['no-opening', () => history('accept')],
    ['opened-again', () => history('open', 'open')],
    ['place', () => history('open', 'complete')],
    ['place', () => history('open', 'notify', 'notify')],
    ['place', () => history('open', 'notify', 'renotify')],
    ['place', () => history('open', 'admit', 'complete')],
    ['place', () => history('open', 'admit', 'supply', 'supply')],
    ['place', () => history('open', 'admit', 'lapse', 'supply')],
    ['place', () => history('open', 'accept', 'complete', 'obtain')],
    ['place', () => history('open', 'accept', 'complete', 'recheck')],
    ['post', () => linked([act('open'), act('accept', { actor: { ...TELLER, role: 'branch-leader' } })])],
    ['post', () => linked([act('open', { actor: FORWARDER })])],
    ['post', () => linked([act('open'), act('accept', { actor: FORWARDER })])],
    ['not-holder', () => linked([act('open'), act('accept', { workstation: 'elsewhere' })])],
  ] as const)('refuses with "%s"', (why, acts) => {
    expect(whyOf(acts())?.why).toBe(why);
  });

  it.each([
    ['order', { n: 3, turn: 1, previous: 'hash-1' }],
    ['turn', { n: 2, turn: 2, previous: 'hash-1' }],
    ['previous', { n: 2, turn: 1, previous: 'hash-0' }],
  ] as const)('refuses an act whose link has another %s', (why, link) => {
    const [first, second] = history('open', 'accept');
    if (!first || !second) throw new Error('a history of two');
    const forged = { ...second, payload: { ...second.payload, link } } as RecordedAct;
    expect(whyOf([first, forged])).toEqual({ n: 2, kind: 'case.accept', why });
  });

  it('accepts exactly what the process allows at each step, whatever the order', () => {
    const kinds = fc.array(fc.constantFrom(...actKinds), { maxLength: 7 });
    let legal = 0;
    fc.assert(
      fc.property(kinds, (tail) => {
        const all: Kinds = ['open', ...tail];
        for (let length = 1; length < all.length; length += 1) {
          const before = replay(history(...all.slice(0, length)));
          if (!before.ok) break;
          const next = all[length];
          if (next === undefined || next === 'open') break;
          const { actor } = act(next);
          const forbidden = whyNot({ ...before.value, returned: true }, next, { actor, workstation: HERE });
          expect(replay(history(...all.slice(0, length + 1))).ok).toBe(forbidden === null);
          if (!forbidden) legal += 1;
        }
      }),
      { numRuns: 500 },
    );
    expect(legal).toBeGreaterThan(100);
  });

  it('makes cases that can be kept as JSON and read again', () => {
    for (const kinds of [
      'open',
      'open obtain notify accept complete recheck note',
      'open notify refuse',
      'open settle',
      'open notify admit supply',
      'open notify request permit renotify',
      'open admit lapse terminate',
      'open settle correct inform correct annul',
    ]) {
      const replayed = replay(history(...kindsOf(kinds)));
      if (!replayed.ok) throw new Error(kinds);
      expect(caseSchema.parse(JSON.parse(JSON.stringify(replayed.value)))).toEqual(replayed.value);
    }
  });

  it('words every act', () => {
    const lines = ['open' as const, ...actKinds].map((kind) => lineOf(act(kind)));
    expect(lines).toEqual([
      '接件',
      '系统获取材料，1 项待核验',
      '一次性告知，缺 1 项（BZ2026112003-0001）',
      '再次告知，缺 1 项（BZ2026112003-0002）',
      '受理（SL2026112003-0001）',
      '容缺受理，待补 1 项（RQ2026112003-0001）',
      '补交容缺材料，已补齐',
      '同意：记录相符，同意',
      '退回，金额或数据计算有误：少算了一月',
      '不予通过，没有政策依据：不在补录范围',
      '同意再次告知：票据补交后才看出（王小敏 未一次性告知）',
      '不同意再次告知：可以当场更正',
      '上报保障局，不能准确把握：缴费在系统之外',
      '保障局答复（样医保〔2026〕7号）：同意补录',
      '更正后再报复核',
      '办结（BJ2026112003-0001），待传中心系统',
      '告知不予通过，没有政策依据（BJ2026112003-0003）',
      '受理并办结（SJ2026112003-0001），待传中心系统',
      '更正后重传（BJ2026112003-0002），原通知书作废',
      '不予受理，不符合办理条件（BT2026112003-0001）',
      '容缺承诺逾期，终止办理（ZZ2026112003-0001）',
      '申请再次告知：补交的票据不清晰',
      '代办人今天已为 1 人代办，确认继续：村工作人员集中代办',
      '群众离开，未办理',
      '受理后群众撤回：改日再办',
      '中心退回，通知书作废：已在参保地办理',
      '补核材料，均已通过',
      '容缺承诺的期限已过，没有补齐',
      '暂停计时，协查：请参保地协查',
      '恢复计时：已回复',
      '延期 10 个工作日（YQ2026112003-0001）：专家评审未完成',
      '通知群众：电话通知到本人（明天来换通知书）',
      '备注：已电话告知',
    ]);
  });
});

describe('the row of a case', () => {
  const rowOf = (...kinds: Kinds) => {
    const replayed = replay(history(...kinds));
    if (!replayed.ok) throw new Error(replayed.illegal.why);
    return summary(replayed.value);
  };

  it('says until when something is due: the supplement, then the promise, then nothing', () => {
    expect(rowOf('open').dueOn).toBeNull();
    expect(rowOf('open', 'notify').dueOn).toBe('2026-11-27');
    expect(rowOf('open', 'notify', 'accept').dueOn).toBe('2026-11-27');
    expect(rowOf('open', 'accept', 'complete').dueOn).toBeNull();
    expect(rowOf('open', 'notify', 'abandon').dueOn).toBeNull();
  });

  it('names who holds it and who began it', () => {
    expect(rowOf('open', 'notify')).toMatchObject({
      holder: HERE,
      handlerName: '王小敏',
      caseNumber: '990000001202611200030001',
    });
  });
});
