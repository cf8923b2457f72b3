import { describe, expect, it } from 'vitest';
import { extendedDay, EXTENSION_DAYS } from '../../../../main/domain/calendar/extension.ts';
import type { WorkingCalendar } from '../../../../main/domain/calendar/workingCalendar.ts';
import autumn from '../../../fixtures/calendar/autumn2025.json' with { type: 'json' };

const calendar: WorkingCalendar = {
  validFrom: '2025-09-01',
  validUntil: '2025-12-31',
  holidays: autumn.holidays,
  makeUpWorkdays: autumn.makeUpWorkdays,
};
const at = (time: string): string => new Date(`${time}+08:00`).toISOString();

describe('an extension', () => {
  it('is ten working days on from the old last day, whenever it was decided', () => {
    expect(EXTENSION_DAYS).toBe(10);
    for (const time of ['2025-09-22T09:00', '2025-09-26T16:59']) {
      // Ten on from Friday the 26th: the worked Sunday, two days before the holidays, and seven behind them.
      expect(extendedDay(calendar, '2025-09-26', at(time), '17:00')).toEqual({ ok: true, value: '2025-10-16' });
    }
  });

  it('is not given when the last day is over, nor into days the calendar does not know', () => {
    for (const time of ['2025-09-26T17:00', '2025-09-27T08:00', '2025-11-03T09:00']) {
      expect(extendedDay(calendar, '2025-09-26', at(time), '17:00')).toMatchObject({ ok: false, code: 'OVERDUE' });
    }
    expect(extendedDay(calendar, '2025-12-24', at('2025-12-22T09:00'), '17:00')).toMatchObject({
      code: 'beyond-calendar',
    });
  });
});
