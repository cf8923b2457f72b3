import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hallDate } from '../../../../main/domain/calendar/hallTime.ts';
import { lately, stillOpen } from '../../../../main/domain/case/again.ts';
import { phaseNames, phases } from '../../../../main/domain/case/phase.ts';

const instants = fc
  .date({ min: new Date('2026-11-10T00:00:00Z'), max: new Date('2026-11-20T15:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const cases = fc.array(
  fc.record({
    itemCode: fc.constantFrom('YB0310', 'YB0413'),
    phase: fc.constantFrom(...phaseNames),
    changedAt: instants,
  }),
  { maxLength: 8 },
);
const TODAY = '2026-11-20';

describe('another case of the same item', () => {
  it('goes on with one whose papers are still being looked at, never with one of another item', () => {
    fc.assert(
      fc.property(cases, (all) => {
        const found = stillOpen(all, 'YB0310');
        const open = all.filter(({ itemCode, phase }) => itemCode === 'YB0310' && phases[phase].open);
        expect(found).toBe(open[0]);
      }),
    );
  });

  it('is a question after the latest one that is accepted, or that was completed today', () => {
    fc.assert(
      fc.property(cases, (all) => {
        const found = lately(all, 'YB0310', TODAY);
        const asking = all.filter(
          ({ itemCode, phase, changedAt }) =>
            itemCode === 'YB0310' && (phase === 'accepted' || (phase === 'completed' && hallDate(changedAt) === TODAY)),
        );
        expect(found === undefined).toBe(asking.length === 0);
        for (const one of asking) expect(one.changedAt <= (found?.changedAt ?? '')).toBe(true);
      }),
    );
  });

  it.each([
    ['completed', '2026-11-19T15:59:59.999Z', false],
    ['completed', '2026-11-19T16:00:00.000Z', true],
    ['accepted', '2026-11-02T02:00:00.000Z', true],
    ['closed', '2026-11-20T02:00:00.000Z', false],
  ] as const)('%s at %s: %s', (phase, changedAt, asks) => {
    expect(lately([{ itemCode: 'YB0310', phase, changedAt }], 'YB0310', TODAY) !== undefined).toBe(asks);
  });
});
