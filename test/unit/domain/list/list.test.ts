import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idCheckCharacter } from '../../../../main/domain/identity/idNumber.ts';
import { compareList, type ListRow } from '../../../../main/domain/list/compare.ts';
import { followUp } from '../../../../main/domain/list/followUp.ts';
import { TRAINING } from '../../../fixtures/identity/rules.ts';

/** The `n`-th person of these lists. */
function person(n: number): string {
  const seventeen = `99000019700101${String(n).padStart(3, '0')}`;
  return seventeen + idCheckCharacter(seventeen);
}
const row = (n: number, category = '低保', since = '2026-03-01'): ListRow => ({ idNumber: person(n), category, since });
const mark = ({ idNumber, ...rest }: ListRow) => [idNumber, rest] as const;

describe('a list of marks', () => {
  it('says who is new, gone, changed and as before, and which rows are not taken', () => {
    const marks = new Map([mark(row(1)), mark(row(2)), mark(row(3)), mark(row(4))]);
    const bad = { ...row(9), idNumber: person(9).replace(/.$/, (last) => (last === '1' ? '2' : '1')) };
    const list = [row(1), row(2, '特困'), row(3, '低保', '2026-02-30'), row(5), bad, row(5, '特困')];
    expect(compareList(marks, list, TRAINING)).toEqual({
      added: [person(5)],
      removed: [person(4)],
      changed: [person(2)],
      unchanged: [person(1)],
      rejected: new Map([
        [3, 'BAD_DATE'],
        [5, 'BAD_ID_NUMBER'],
        [6, 'DOUBLE_IN_LIST'],
      ]),
    });
  });

  it('means the same person by every spelling of their number, and another day of beginning is a change', () => {
    const number = Array.from({ length: 999 }, (_, n) => person(n)).find((one) => one.endsWith('X')) ?? '';
    const spelled = { ...row(1), idNumber: ` ${number.toLowerCase()} ` };
    const marks = new Map([[number, { category: '低保', since: '2026-03-01' }]]);
    expect(compareList(marks, [spelled], TRAINING)).toMatchObject({ unchanged: [number], removed: [] });
    expect(compareList(marks, [{ ...spelled, since: '2026-04-01' }], TRAINING)).toMatchObject({ changed: [number] });
  });

  it('counts every row once, and applied to the marks makes those of the list', () => {
    const rows = fc.array(
      fc.record({
        idNumber: fc.oneof(fc.integer({ min: 1, max: 12 }).map(person), fc.constant('99000019700101001')),
        category: fc.constantFrom('低保', '特困'),
        since: fc.constantFrom('2026-01-01', '2026-03-01'),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(rows, rows, (before, list) => {
        const marks = new Map(before.filter(({ idNumber }) => idNumber.length === 18).map(mark));
        const { added, removed, changed, unchanged, rejected } = compareList(marks, list, TRAINING);
        expect(added.length + changed.length + unchanged.length + rejected.size).toBe(list.length);
        const after = new Set([...marks.keys()].filter((one) => !removed.includes(one)).concat(added));
        expect(after).toEqual(new Set(list.map(({ idNumber }) => idNumber).filter((one) => one.length === 18)));
      }),
    );
  });
});

it('who is still open of a list has somebody responsible, and the rest is a share', () => {
  const people = [
    { idNumber: person(1), settled: true },
    { idNumber: person(2), settled: false },
    { idNumber: person(3), settled: false, owner: '2001' },
  ];
  expect(followUp(people, '1001')).toEqual({
    open: [
      { idNumber: person(2), owner: '1001' },
      { idNumber: person(3), owner: '2001' },
    ],
    share: '33.33%',
  });
  expect(followUp([], '1001')).toEqual({ open: [], share: null });
});
