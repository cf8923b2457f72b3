import { expect, test } from 'vitest';
import { printersFor } from '../../../../renderer/app/useMovePrint.ts';

const left = { deviceId: '0199aaaa-0000-7000-8000-000000000001', name: '左侧打印机', ready: true };
const right = { deviceId: '0199aaaa-0000-7000-8000-000000000002', name: '右侧打印机', ready: true };

test('a failed print may go to another printer that is ready, never to its own', () => {
  const job = { printer: left.name, state: 'failed' } as const;
  expect(printersFor(job, [left, right])).toEqual([right]);
  expect(printersFor(job, [left, { ...right, ready: false }])).toEqual([]);
  expect(printersFor(job, [left])).toEqual([]);
});

test('a waiting print is offered another printer only while its own is not ready: its turn comes by itself', () => {
  const job = { printer: left.name, state: 'queued' } as const;
  expect(printersFor(job, [left, right])).toEqual([]);
  expect(printersFor(job, [{ ...left, ready: false }, right])).toEqual([right]);
  // The printer was removed from the counter.
  expect(printersFor(job, [right])).toEqual([right]);
});

test.each(['printing', 'printed', 'unknown', 'cancelled'] as const)('a print that is %s is not moved', (state) => {
  expect(printersFor({ printer: left.name, state }, [{ ...left, ready: false }, right])).toEqual([]);
});
