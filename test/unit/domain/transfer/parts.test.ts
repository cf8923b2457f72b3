import { expect, it } from 'vitest';
import { directionOf, partDeadlines } from '../../../../main/domain/transfer/parts.ts';
import { openDesk } from '../../../fixtures/desk/desk.ts';

const desk = openDesk();
const { calendar } = desk.context;
desk.remove();
const parts = (acceptedAt: string, handedOverAt: string | null) =>
  partDeadlines(calendar, { acceptedAt, handedOverAt, closesAt: '17:00' });

it('each part of a transfer has its own working days, counted from its own beginning', () => {
  // 2026-03-02 16:59 and 17:00 at the hall.
  expect(parts('2026-03-02T08:59:00.000Z', null)).toEqual({ handOver: { on: '2026-03-16' }, booking: null });
  expect(parts('2026-03-02T09:00:00.000Z', null)).toEqual({ handOver: { on: '2026-03-17' }, booking: null });
  expect(parts('2026-03-02T02:00:00.000Z', '2026-03-13T02:00:00.000Z').booking).toEqual({ on: '2026-03-20' });
  // Friday evening counts as Monday.
  expect(parts('2026-03-02T02:00:00.000Z', '2026-03-13T09:30:00.000Z').booking).toEqual({ on: '2026-03-23' });
});

it('what was filed before the direction was asked for came in', () => {
  expect([directionOf({}), directionOf({ direction: 'in' }), directionOf({ direction: 'out' })]).toEqual([
    'in',
    'in',
    'out',
  ]);
});
