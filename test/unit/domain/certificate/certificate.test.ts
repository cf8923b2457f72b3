import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addCalendarDays } from '../../../../main/domain/calendar/hallTime.ts';
import { validUntil } from '../../../../main/domain/calendar/validity.ts';
import { endReplaced, renewableFrom, renewedOne } from '../../../../main/domain/certificate/certificate.ts';

const one = {
  number: '1',
  diseaseCode: 'M1',
  diseaseName: '甲',
  from: '2021-01-01',
  until: '2025-12-31',
  replacedBy: null,
};
const other = { ...one, number: '2', diseaseCode: 'M2', from: '2022-01-01', until: '2026-12-31' };

it('ends on the day before the one that takes its place, and never later than it would have', () => {
  expect(endReplaced({ until: '2017-05-09' }, '2017-04-10')).toBe('2017-04-09');
  expect(endReplaced({ until: '2017-05-09' }, '2017-05-10')).toBe('2017-05-09');
  expect(endReplaced({ until: '2017-05-09' }, '2018-01-01')).toBe('2017-05-09');
  expect(endReplaced({ until: '2025-01-01' }, '2024-03-01')).toBe('2024-02-29');
});

it('is followed without a gap and without an overlap by one that is renewed before its end, from 29 February too', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 5 }), fc.nat(170), (day, years, early) => {
      const from = addCalendarDays('2016-02-28', day);
      const until = validUntil(from, years);
      const renewed = addCalendarDays(until, 1 - early);
      expect(addCalendarDays(endReplaced({ until }, renewed), 1)).toBe(renewed);
      expect(renewed >= renewableFrom({ until })).toBe(true);
    }),
  );
});

it('is the one that is named, else the latest of the disease that nothing has taken the place of', () => {
  const told = (number: string, diseaseCode: string) => renewedOne([one, other], { number, diseaseCode })?.number;
  expect([told('1', 'M2'), told(' 2 ', ''), told('', 'm2'), told('9', 'M1'), told('', 'M3')]).toEqual([
    '1',
    '2',
    '2',
    '1',
    undefined,
  ]);
  expect(renewedOne([{ ...one, replacedBy: '2' }], { number: '1', diseaseCode: 'M1' })).toBeNull();
});
