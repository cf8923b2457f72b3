import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCard, openOrder, type CardEvent, type CardHolder } from '../../../../main/domain/card/card.ts';
import { batchFor } from '../../../../main/domain/card/batch.ts';
import { cardProblem } from '../../../../main/domain/card/problem.ts';

const AT = '2026-03-05T02:00:00.000Z';
const NO_CARDS: CardHolder = { cards: [], orders: [] };
const KNOWN = { lostElsewhere: false, numberTaken: false };
const after = (...events: readonly CardEvent[]): CardHolder =>
  events.reduce((holder, event) => applyCard(holder, event, AT), NO_CARDS);

const held: CardEvent = { kind: 'hand-out', number: 'Z1', activated: true };
const lost: CardEvent = { kind: 'report-loss', number: 'Z1', formal: true };
const reissue = { kind: 'order', orderId: 'o', order: 'reissue', batch: '2026-03-B1' } as const;
const lift = { kind: 'lift-loss', number: null } as const;
const collect = { kind: 'hand-out', number: 'Z2', activated: true } as const;

describe('a card', () => {
  it('is found again as long as no new one is ordered', () => {
    expect(cardProblem(after(held), lift, KNOWN)).toContain('没有挂失');
    expect(cardProblem(after(held, lost), lift, KNOWN)).toBeNull();
    expect(after(held, lost, lift).cards).toMatchObject([{ number: 'Z1', state: 'active' }]);
    expect(cardProblem(after(held, lost, reissue), lift, KNOWN)).toMatch(/已申请补卡.*2026-03-B1.*不能解挂/);
    // Also of one that the producer sent back, and not of one that is not made at all.
    expect(
      cardProblem(after(held, lost, reissue, { kind: 'reject', orderId: 'o', reason: '照片不合格' }), lift, KNOWN),
    ).not.toBeNull();
    expect(cardProblem(after(held, lost, reissue, { kind: 'cancel', orderId: 'o' }), lift, KNOWN)).toBeNull();
  });

  it('is reissued only after a formal report of loss, known here or to the central system', () => {
    expect(cardProblem(after(held), reissue, KNOWN)).toContain('先办理正式挂失');
    expect(cardProblem(after(held, { ...lost, formal: false }), reissue, KNOWN)).toContain('临时挂失');
    expect(cardProblem(after(held, { ...lost, formal: false }), lost, KNOWN)).toBeNull();
    expect(cardProblem(NO_CARDS, reissue, KNOWN)).not.toBeNull();
    expect(cardProblem(NO_CARDS, reissue, { ...KNOWN, lostElsewhere: true })).toBeNull();
    expect(cardProblem(after(held, lost, reissue), { ...reissue, orderId: 'p' }, KNOWN)).toContain('不能再申请');
  });

  it('is handed out from stock, and the old one ends with the activation of the new one', () => {
    const ordered = after(held, lost, reissue);
    expect(cardProblem(ordered, collect, KNOWN)).toContain('没有到货');
    expect(
      cardProblem(applyCard(ordered, { kind: 'reject', orderId: 'o', reason: '照片不合格' }, AT), collect, KNOWN),
    ).toContain('照片不合格');
    const stocked = applyCard(ordered, { kind: 'stock', orderId: 'o' }, AT);
    expect(cardProblem(stocked, collect, KNOWN)).toBeNull();
    expect(cardProblem(stocked, { ...collect, number: 'Z1' }, KNOWN)).toContain('已经挂失');
    expect(cardProblem(stocked, collect, { ...KNOWN, numberTaken: true })).toContain('别人的卡');
    const later = applyCard(stocked, { ...collect, activated: false }, AT);
    expect(later.cards.map(({ state }) => state)).toEqual(['lost', 'inactive']);
    expect(openOrder(later)).toBeUndefined();
    expect(cardProblem(later, { ...collect, activated: false }, KNOWN)).toContain('已经领取');
    expect(applyCard(later, collect, AT).cards.map(({ state }) => state)).toEqual(['ended', 'active']);
  });

  const ids = fc.constantFrom('a', 'b', 'c');
  const events: fc.Arbitrary<CardEvent> = fc.oneof(
    fc.record({ kind: fc.constant('report-loss' as const), number: fc.option(ids), formal: fc.boolean() }),
    fc.record({ kind: fc.constant('lift-loss' as const), number: fc.option(ids) }),
    fc.record({
      kind: fc.constant('order' as const),
      orderId: fc.uuid(),
      order: fc.constantFrom('reissue' as const, 'replace' as const, 'new' as const),
      batch: fc.constant('2026-03-B1'),
    }),
    fc.record({ kind: fc.constant('hand-out' as const), number: ids, activated: fc.boolean() }),
  );
  it('is the only active one of a person, and only one is made at a time, whatever is asked for', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 20 }), fc.boolean(), (asked, lostElsewhere) => {
        let holder = NO_CARDS;
        for (const event of asked) {
          const allowed =
            event.kind === 'report-loss' ||
            event.kind === 'lift-loss' ||
            event.kind === 'order' ||
            event.kind === 'hand-out'
              ? cardProblem(holder, event, { ...KNOWN, lostElsewhere }) === null
              : false;
          if (allowed) holder = applyCard(holder, event, AT);
          const made = openOrder(holder);
          if (made) holder = applyCard(holder, { kind: 'stock', orderId: made.orderId }, AT);
          expect(holder.cards.filter(({ state }) => state === 'active' || state === 'lost').length).toBeLessThan(2);
          expect(holder.orders.filter(({ state }) => state === 'stock').length).toBeLessThan(2);
        }
      }),
      { numRuns: 300 },
    );
  });
});

it('orders of a month go into its open batch, and after that one is sent into the next', () => {
  expect(batchFor('2026-03-05', undefined)).toBe('2026-03-B1');
  expect(batchFor('2026-03-31', { n: 1, sentAt: null })).toBe('2026-03-B1');
  expect(batchFor('2026-03-31', { n: 1, sentAt: AT })).toBe('2026-03-B2');
});
