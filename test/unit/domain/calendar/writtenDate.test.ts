import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLongTerm, isNoDate, readWrittenDate } from '../../../../main/domain/calendar/writtenDate.ts';

const day = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Milliseconds that read as a compact date with a time, and those of the first months of 1970, which have too few digits. */
const ambiguous = /^(1[89]|2[01])\d\d(0[1-9]|1[0-2])\d{6}$|^-?\d{1,9}$/;

/** The same day in the forms systems write it. */
function forms(date: string): string[] {
  const [year = '', month = '', date2 = ''] = date.split('-');
  const compact = `${year}${month}${date2}`;
  const short = [year, Number(month), Number(date2)];
  const eveningBefore = new Date(Date.parse(`${date}T00:00:00+08:00`)).toISOString();
  const ms = Date.parse(eveningBefore);
  return [
    date,
    compact,
    `${compact}235959`,
    `${compact}000000000`,
    `${compact}1200`,
    `${date} 23:59:59`,
    `${date} 8:05`,
    `${date}T08:05:00.123`,
    `${date}T00:00:00+08:00`,
    `${date}T23:59:59+0800`,
    eveningBefore,
    ...(ambiguous.test(String(ms)) ? [] : [String(ms)]),
    short.join('/'),
    short.join('.'),
    `${short.join('-')} 00:00:00`,
    `${year}年${month}月${date2}日`,
    `${year} 年 ${Number(month)} 月 ${Number(date2)} 日`,
    `${year} - ${month} - ${date2}`,
    ` ${date}　`,
    date.replace(/\d/g, (one) => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0)),
  ];
}

describe('a written date', () => {
  it('is the same day in every form', () => {
    fc.assert(
      fc.property(day, (date) => {
        for (const form of forms(date)) expect([form, readWrittenDate(form)]).toEqual([form, date]);
      }),
    );
  });

  it('is a real day or none, whatever is written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\d\-/.: T年月日]{0,22}$/), (text) => {
        const date = readWrittenDate(text);
        if (date !== undefined) expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
      }),
    );
  });

  it.each([
    '',
    '2023-02-29',
    '20230230',
    '2023-13-01',
    '0001-01-01',
    '23-01-01',
    '2023-01',
    '2023',
    '昨天',
    '2023-01-01 25',
    '1-2-3',
  ])('%j is none', (text) => {
    expect(readWrittenDate(text)).toBeUndefined();
  });

  it.each(['长期', '长 期', '长期\u3000', '长期有效', '永久', '9999-12-31', '99991231'])('%j has no end', (text) => {
    expect(isLongTerm(text)).toBe(true);
  });

  it.each(['', '2023-12-31', '短期', '长期吗'])('%j says nothing of no end', (text) => {
    expect(isLongTerm(text)).toBe(false);
  });

  it.each(['', ' ', '00000000', '0000-00-00 00:00:00', '0'])('%j is no date at all', (text) => {
    expect(isNoDate(text)).toBe(true);
  });

  it.each(['2000-01-01', '20231', 'x'])('%j is one, or something that should be', (text) => {
    expect(isNoDate(text)).toBe(false);
  });
});
