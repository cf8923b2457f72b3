import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MaterialTicks } from '../../../../main/domain/case/papers.ts';
import type { Phase } from '../../../../main/domain/case/phase.ts';
import { actsOf, whyNot as processWhyNot, type ActKind } from '../../../../main/domain/case/process.ts';
import type { ItemMaterial } from '../../../../main/domain/catalogue/item.ts';
import { checkTick } from '../../../../main/domain/catalogue/materialList.ts';
import { dateFieldSchema, dateRules } from '../../../../main/domain/catalogue/fields/date.ts';
import { eightDigits, movedBy } from '../../../../renderer/form/dateFromTyping.ts';
import { paperForKey, rowsOf, setRow } from '../../../../renderer/counter/intake/materialRows.ts';
import { offeredActs, usualNext, type OfferedAct } from '../../../../renderer/counter/intake/offered.ts';
import { sampleItem } from '../../../fixtures/catalogue/items.ts';
import { TELLER } from '../../domain/case/acts.ts';
import { stepIn } from '../../../../renderer/counter/search/step.ts';

const residence: ItemMaterial = {
  code: 'residence',
  name: '居住证明或个人承诺书',
  source: { kind: 'citizen' },
  anyOf: [
    { code: 'permit', name: '居住证', forms: ['original', 'copy'], copies: 1 },
    { code: 'letter', name: '个人承诺书', forms: ['original'], copies: 1 },
  ],
};
const identity: ItemMaterial = { code: 'identity', name: '身份证明', source: { kind: 'identity' }, anyOf: [] };
const list = [identity, residence];

describe('papers by keys', () => {
  const [permit, letter] = rowsOf(list);
  if (!permit || !letter) throw new Error('the list has two lines');

  it('offers a line for every alternative of what the citizen brings, none for the rest', () => {
    expect(rowsOf(list).map(({ alternative }) => alternative)).toEqual(['permit', 'letter']);
  });

  it('1 takes the original, 2 the copy, 0 gives it back', () => {
    expect(['1', '2', '0', 'Delete', 'x', 'constructor'].map(paperForKey)).toEqual([
      'original',
      'copy',
      null,
      null,
      undefined,
      undefined,
    ]);
    const taken = setRow({}, permit, 'copy');
    expect(taken).toEqual({ residence: { alternative: 'permit', form: 'copy' } });
    expect(setRow(taken, letter, 'original')).toEqual({ residence: { alternative: 'letter', form: 'original' } });
    expect(setRow(taken, permit, null)).toEqual({});
  });

  it('giving back a line that was not taken changes nothing', () => {
    const taken = setRow({}, permit, 'original');
    expect(setRow(taken, letter, null)).toBe(taken);
  });

  it('whatever is pressed, the list never refuses the ticks', () => {
    const press = fc.tuple(fc.constantFrom(permit, letter), fc.constantFrom('original', 'copy', null));
    fc.assert(
      fc.property(fc.array(press), (presses) => {
        const ticks = presses.reduce<MaterialTicks>((now, [row, form]) => setRow(now, row, form), {});
        for (const [code, tick] of Object.entries(ticks)) expect(checkTick(list, code, tick)).toBeNull();
      }),
    );
  });
});

describe('why a button cannot be pressed', () => {
  const item = sampleItem({ materials: list, fields: [] });
  const here = { actor: TELLER, workstation: '03' };
  const proved = { identifiedBy: 'card', checkedBy: null, gap: null } as const;
  const brought = { residence: { alternative: 'letter', form: 'original' } } as const;
  const noGap = { gap: null, gapBar: null, agentOften: null };
  const offered = (
    changes: {
      readonly phase?: Phase;
      readonly blockedBy?: string[];
      readonly gap?: string;
      /** A material beside the others that a system said no to. */
      readonly denied?: ItemMaterial;
    } = {},
    ticks: MaterialTicks = brought,
  ) => {
    const standing = { phase: changes.phase ?? 'intake', flags: [], custody: { holder: '03' }, returned: false };
    const acts = actsOf(item).map((kind) => ({ kind, whyNot: processWhyNot(standing, kind, here)?.text ?? null }));
    const { denied } = changes;
    const said = { result: 'not-confirmed', source: '中心系统', summary: '欠费 3 个月', reference: 'R1' } as const;
    const obtained = denied ? [{ materialCode: denied.code, ...said, at: '2026-11-20T01:00:00.000Z' }] : [];
    const shown = denied ? { ...item, materials: [denied, ...item.materials] } : item;
    const view = {
      item: shown,
      acts,
      obtained,
      blockedBy: changes.blockedBy ?? [],
      ticks: {},
      form: {},
      overdue: false,
      ...noGap,
    };
    const identity = { ...proved, gap: changes.gap ?? null };
    return offeredActs(view, { identity, rules: { today: '2026-11-20', trainingPeople: true } }, { ticks, form: {} });
  };
  const whyNot = (acts: readonly OfferedAct[], kind: ActKind) => acts.find((one) => one.kind === kind)?.whyNot;

  it('something is missing: the notice, not the acceptance', () => {
    const acts = offered({}, {});
    expect(whyNot(acts, 'notify')).toBeNull();
    expect(whyNot(acts, 'accept')).toBe('还缺 居住证明或个人承诺书');
    expect(whyNot(acts, 'complete')).toBe('请先受理');
    expect(usualNext(acts)).toBe('notify');
  });

  it('who it is has not been checked: neither acceptance nor completion, whatever else is there', () => {
    const acts = offered({ gap: 'number-only' });
    expect(whyNot(acts, 'accept')).toBe('身份待核对，请核对证件原件后按 F5');
    expect(whyNot(acts, 'abandon')).toBeNull();
    const accepted = offered({ gap: 'number-only', phase: 'accepted' });
    expect(whyNot(accepted, 'complete')).toBe('身份待核对，请核对证件原件后按 F5');
  });

  it('nothing is missing: the acceptance, not the notice', () => {
    expect(whyNot(offered(), 'accept')).toBeNull();
    expect(whyNot(offered(), 'notify')).toBe('材料已经齐全，可以直接受理');
  });

  it.each([
    { kind: 'system', system: '中心系统' },
    { kind: 'shared', department: '税务部门' },
  ] as const)('$kind denies, and nothing is to be brought: it is asked again, and no notice is on offer', (source) => {
    const denied: ItemMaterial = { code: 'status', name: '参保缴费状态', source, anyOf: [] };
    const acts = offered({ denied });
    for (const kind of ['notify', 'accept'] as const) {
      expect(whyNot(acts, kind)).toContain('系统核验没有通过：参保缴费状态');
      expect(whyNot(acts, kind)).toContain('请先补缴');
    }
    expect(usualNext(acts)).toBe('obtain');
    // Beside something to bring it is no matter of the notice: that names the citizen's papers alone.
    const both = offered({ denied }, {});
    expect(whyNot(both, 'notify')).toBeNull();
    expect(whyNot(both, 'accept')).toBe('还缺 居住证明或个人承诺书');
  });

  it('an alert forbids it: its words come before what is missing', () => {
    expect(whyNot(offered({ blockedBy: ['医保待遇已封锁'] }, {}), 'accept')).toBe('医保待遇已封锁');
  });

  it('what the process says comes first, whatever the papers', () => {
    for (const [phase, words] of [
      ['completed', '办件已办结'],
      ['closed', '办件已关闭'],
    ] as const) {
      const acts = offered({ phase }, {});
      expect(usualNext(acts)).toBeNull();
      for (const kind of ['notify', 'accept', 'complete', 'abandon'] as const) expect(whyNot(acts, kind)).toBe(words);
    }
  });
});

describe('dates as tellers type them', () => {
  it.each([
    ['20260131', '2026-01-31'],
    ['2026-1-5', '2026-01-05'],
    ['2026.01.31', '2026-01-31'],
    ['2026年1月31日', '2026-01-31'],
    [' 2026/1/31 ', '2026-01-31'],
    ['明天', '明天'],
    ['202601', '202601'],
  ])('%s becomes %s', (typed, date) => {
    expect(dateRules.recorded(typed, dateFieldSchema.parse({ code: 'on', label: '日期', kind: 'date' }))).toBe(date);
  });

  it('does not take a date that is still being typed', () => {
    expect(eightDigits('2026.1.3')).toBe('2026.1.3');
    expect(eightDigits('20260131')).toBe('2026-01-31');
  });
});

describe('moving in a list', () => {
  it('goes round at both ends and stays inside', () => {
    expect(stepIn(3, 2, 'ArrowDown')).toBe(0);
    expect(stepIn(3, 0, 'ArrowUp')).toBe(2);
    expect(stepIn(3, 1, 'PageDown')).toBe(2);
    expect(stepIn(3, 1, 'PageUp')).toBe(0);
    expect(stepIn(0, 0, 'ArrowDown')).toBeNull();
    expect(stepIn(3, 1, 'a')).toBeNull();
  });
});

describe('the calendar of a date', () => {
  it.each([
    ['ArrowRight', '2026-01-31', '2026-02-01'],
    ['ArrowUp', '20260303', '2026-02-24'],
    ['PageDown', '2026年1月31日', '2026-02-28'],
    ['PageUp', '2028-3-31', '2028-02-29'],
    ['PageDown', '2026-12-15', '2027-01-15'],
    ['ArrowLeft', '', '2026-11-29'],
    ['x', '2026-01-31', undefined],
  ])('%s from "%s" goes to %s', (key, from, to) => {
    expect(movedBy(key, from, '2026-11-30')).toBe(to);
  });
});
