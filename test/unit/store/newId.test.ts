import { describe, expect, it } from 'vitest';
import { newId } from '../../../main/store/newId.ts';

const made = (count: number, moment: string): readonly string[] =>
  Array.from({ length: count }, () => newId(new Date(moment)));

describe('ids', () => {
  it('are UUIDv7, and none is made twice', () => {
    const ids = made(5_000, '2026-11-21T01:00:00.000Z');
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('sort in the order in which they were made, within a millisecond and when the clock goes back', () => {
    const moments = ['2090-01-01T00:00:00.000Z', '2090-01-01T00:00:00.001Z', '2089-12-31T00:00:00.000Z'];
    const ids = moments.flatMap((moment) => made(600, moment));
    expect(ids.toSorted()).toEqual(ids);
  });
});
