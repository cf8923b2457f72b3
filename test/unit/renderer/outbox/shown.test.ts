import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutboxRow } from '../../../../main/contract/outbox.ts';
import { countsOf, shownRows } from '../../../../renderer/outbox/shown.ts';

const row = (change: Partial<OutboxRow>): OutboxRow => ({
  messageId: 'J99000000001202611300930000001',
  caseId: '0192f0c4-0000-7000-8000-000000000001',
  caseNumber: '990000001202611300001',
  itemName: '异地长期居住人员备案',
  maskedName: '王*芬',
  state: 'waiting',
  attempts: 1,
  detail: '连不上',
  queuedAt: '2026-11-30T01:30:00.000Z',
  nextAt: null,
  ...change,
});

const rows = [
  row({}),
  row({ state: 'refused', itemName: '出具《参保凭证》', detail: '参保关系不在本统筹区' }),
  row({ state: 'delivered', maskedName: '李*国', caseNumber: '990000001202611300002', detail: '31026' }),
];

describe('the list of transactions', () => {
  it('counts what each choice leaves', () => {
    expect(countsOf(rows)).toEqual({ all: 3, open: 2, refused: 1, delivered: 1 });
  });

  it.each([
    ['李', 1],
    ['异地', 2],
    ['统筹区', 1],
    ['３００００２', 1],
    ['参保 凭证', 1],
    ['  ', 3],
  ])('with "%s" typed has %d rows', (typed, count) => {
    expect(shownRows(rows, 'all', typed)).toHaveLength(count);
  });

  it('shows of a choice what was counted, whatever the rows', () => {
    const state = fc.constantFrom('waiting', 'sending', 'unknown', 'delivered', 'refused' as const);
    fc.assert(
      fc.property(
        fc.array(state),
        fc.constantFrom('all', 'open', 'refused', 'delivered' as const),
        (states, choice) => {
          const some = states.map((one) => row({ state: one }));
          expect(shownRows(some, choice, '')).toHaveLength(countsOf(some)[choice]);
        },
      ),
    );
  });
});
