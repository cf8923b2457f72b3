import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AnchorRead } from '../../../main/store/anchor.ts';
import { judgeHead } from '../../../main/store/headJudgement.ts';

const hash = (history: string, sequence: number): string => `${history}${sequence}`;
/** A history of so many entries, as the database has it. */
const history = (name: string, length: number) => ({
  head: { sequence: length, hash: length === 0 ? 'genesis' : hash(name, length) },
  hashAt: (sequence: number) => (sequence >= 1 && sequence <= length ? hash(name, sequence) : undefined),
});
/** What a file says that was written when a history had so many entries, perhaps in the midst of the next commit. */
const memory = (name: string, length: number, next: 0 | 1 = 0): AnchorRead => ({
  before: { sequence: length, hash: hash(name, length) },
  after: { sequence: length + next, hash: hash(name, length + next) },
});
const lengths = fc.integer({ min: 1, max: 30 });

it('a history is gone on with when both places know it, wherever in it they stopped looking', () => {
  fc.assert(
    fc.property(lengths, lengths, lengths, (length, one, other) => {
      fc.pre(one <= length && other <= length);
      const judged = judgeHead({ ...history('a', length), headFile: memory('a', one), witness: memory('a', other) });
      expect(judged).toEqual({ ok: true, headFile: one === length ? 'as-left' : 'behind' });
    }),
  );
});

it('what one of them has seen and is gone is named, whatever the other says', () => {
  fc.assert(
    fc.property(
      lengths,
      lengths,
      fc.constantFrom<AnchorRead>('none', 'damaged', memory('a', 1)),
      (length, more, other) => {
        const seen = memory('a', length + more);
        for (const [headFile, witness] of [[seen, other] as const, [other, seen] as const, [seen, seen] as const]) {
          expect(judgeHead({ ...history('a', length), headFile, witness })).toEqual({
            ok: false,
            cause: 'shorter',
            lost: { from: length + 1, to: length + more },
          });
        }
      },
    ),
  );
});

it('another history of any length is none of ours', () => {
  fc.assert(
    fc.property(lengths, lengths, (length, known) => {
      fc.pre(known <= length);
      const facts = { ...history('b', length), headFile: memory('b', length), witness: memory('a', known) };
      expect(judgeHead(facts)).toEqual({ ok: false, cause: 'other-history', at: known });
    }),
  );
});

it('without a witness the file beside the database is not believed: a copy brings it along', () => {
  for (const witness of ['none', 'damaged'] as const) {
    expect(judgeHead({ ...history('a', 7), headFile: memory('a', 7), witness })).toEqual({
      ok: false,
      cause: 'unknown-here',
    });
  }
});

it('the file beside the database may be gone when the witness knows the very head', () => {
  const facts = { ...history('a', 7), headFile: 'damaged' } as const;
  expect(judgeHead({ ...facts, witness: memory('a', 7) })).toEqual({ ok: true, headFile: 'damaged' });
  expect(judgeHead({ ...facts, witness: memory('a', 6) })).toEqual({ ok: false, cause: 'unknown-here' });
});

it('a kill in the midst of a commit leaves a history that goes on, with the entry and without it', () => {
  for (const length of [7, 8]) {
    const facts = { ...history('a', length), headFile: memory('a', 7, 1), witness: memory('a', 7) };
    expect(judgeHead(facts)).toEqual({ ok: true, headFile: 'as-left' });
  }
});

it('a memory that has not begun is gone on with, unless it had begun', () => {
  const facts = { ...history('a', 0), witness: 'none' } as const;
  expect(judgeHead({ ...facts, headFile: 'none' })).toEqual({ ok: true, headFile: 'absent' });
  expect(judgeHead({ ...facts, headFile: memory('a', 3) })).toMatchObject({
    cause: 'shorter',
    lost: { from: 1, to: 3 },
  });
});
