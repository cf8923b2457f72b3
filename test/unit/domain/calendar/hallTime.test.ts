import { describe, expect, it } from 'vitest';
import {
  addCalendarDays,
  hallDate,
  hallDateTime,
  hallTimeOfDay,
  isHallDate,
  beginOfDay,
} from '../../../../main/domain/calendar/hallTime.ts';

describe('hall time', () => {
  it('is eight hours ahead of UTC whatever the machine thinks', () => {
    expect(hallDate('2026-11-21T15:59:59.999Z')).toBe('2026-11-21');
    expect(hallDate('2026-11-21T16:00:00.000Z')).toBe('2026-11-22');
    expect(hallDateTime('2026-12-31T16:00:05.000Z')).toBe('2027-01-01 00:00:05');
    expect(hallTimeOfDay('2026-11-21T00:50:00Z')).toBe('08:50');
  });

  it('knows real days', () => {
    expect(isHallDate('2024-02-29')).toBe(true);
    for (const text of ['2025-02-29', '2025-13-01', '2025-00-10', '2025-1-1', '2025-01-01 ', '']) {
      expect(isHallDate(text)).toBe(false);
    }
  });

  it('steps over months and years', () => {
    expect(addCalendarDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addCalendarDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  it('refuses what is no instant or date', () => {
    expect(() => hallDate('yesterday')).toThrow('not an instant');
    expect(() => addCalendarDays('2025-02-29', 1)).toThrow('not a hall date');
  });
});

it('a hall day begins at its own midnight', () => {
  expect(beginOfDay('2028-03-01')).toBe('2028-02-29T16:00:00.000Z');
  expect(() => beginOfDay('2026-02-30')).toThrow('not a hall date');
});
