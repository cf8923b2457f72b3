import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validUntil } from '../../../../main/domain/calendar/validity.ts';
import {
  isResultDocumentNumber,
  resultDocumentKinds,
  resultDocumentLetters,
} from '../../../../main/domain/resultDocument/kinds.ts';
import { standingOf } from '../../../../main/domain/resultDocument/standing.ts';
import { slipKinds } from '../../../../main/domain/slip/slip.ts';

const held = { voided: false, replacedBy: null, validFrom: '2026-03-05', validUntil: null };

describe('what a document is worth', () => {
  it.each([
    ['2012-05-10', 5, '2017-05-09'],
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 4, '2028-02-28'],
    ['2023-03-01', 1, '2024-02-29'],
  ])('one of %s for %i years holds to %s and not a day longer', (issued, years, last) => {
    const one = { ...held, validFrom: issued, validUntil: validUntil(issued, years) };
    expect(one.validUntil).toBe(last);
    expect(standingOf(one, issued)).toBe('genuine');
    expect(standingOf(one, last)).toBe('genuine');
    expect(standingOf(one, `${last}~`)).toBe('expired');
  });

  it('holds until it is changed where it says no end', () => expect(standingOf(held, '2099-01-01')).toBe('genuine'));

  it('is void for good, and says by what it was superseded, whatever the day', () => {
    fc.assert(
      fc.property(fc.constantFrom('2020-01-01', '2026-03-05', '2090-01-01'), fc.boolean(), (day, voided) => {
        expect(standingOf({ ...held, voided: true }, day)).toBe('void');
        expect(standingOf({ ...held, voided, replacedBy: 'PZ2026030603-0001' }, day)).toBe('superseded');
      }),
    );
  });
});

describe('the letters of its series', () => {
  it('are of one kind alone, and of no slip', () => {
    const letters = resultDocumentKinds.map((kind) => resultDocumentLetters[kind]);
    expect(new Set([...letters, ...slipKinds]).size).toBe(letters.length + slipKinds.length);
    for (const letter of letters) expect(letter).toMatch(/^[A-Z]{2}$/);
  });

  it('tell its number from that of a slip', () => {
    expect(isResultDocumentNumber('PZ2026112103-0001')).toBe(true);
    for (const kind of slipKinds) expect(isResultDocumentNumber(`${kind}2026112103-0001`)).toBe(false);
  });
});
