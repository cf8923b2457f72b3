import { describe, expect, it } from 'vitest';
import { blockingAlerts, insurancesFor, notForPerson } from '../../../../main/domain/catalogue/eligibility.ts';
import { limitDays, limitText } from '../../../../main/domain/catalogue/limit.ts';
import { resultLines } from '../../../../main/domain/catalogue/outcome.ts';
import type { CentralPerson, Insurance } from '../../../../main/domain/identity/person.ts';
import { sampleForm, sampleItem } from '../../../fixtures/catalogue/items.ts';

const item = sampleItem();
const person: CentralPerson = {
  personNumber: '99000000000000000001',
  documentType: '01',
  idNumber: '11010519491231002X',
  name: '张三',
  sex: '2',
  insurances: [],
  identityMarks: [],
  alerts: [],
};

function row(type: string, status: Insurance['status'], startedOn: string): Insurance {
  return { type, status, personType: '11', region: '990000', startedOn };
}

describe('what a completed case says', () => {
  const facts = { person, today: '2026-11-21' };

  it('shows choices by their label, regions by their name and nothing as 无', () => {
    expect(resultLines(item, { ...sampleForm, scope: 'a,b' }, facts)).toEqual([
      { label: '就医地', value: '培训地区' },
      { label: '范围', value: '门诊、住院' },
      { label: '期限', value: '2026年11月21日 至 无, 张三, 2026年11月21日' },
    ]);
  });

  it('prints what a person typed as it is, braces and dollar signs too', () => {
    const [line] = resultLines(item, { ...sampleForm, region: '{today}$&' }, facts);
    expect(line?.value).toBe('{today}$&');
  });

  it.each(['1234.5元', '￥1,234.50', '1,234.50 元', '１２３４．５０元'])(
    'writes the amount %s in the one form',
    (typed) => {
      const amount = sampleItem({ result: [{ label: '金额', value: typed }] });
      expect(resultLines(amount, sampleForm, facts)).toEqual([{ label: '金额', value: '1,234.50 元' }]);
    },
  );

  it('with a template that names nothing known is a bug', () => {
    const broken = sampleItem({ result: [{ label: '甲', value: '{gone}' }] });
    expect(() => resultLines(broken, sampleForm, facts)).toThrow('gone');
  });
});

describe('whom an item is for', () => {
  it('of several insurance rows the running one counts, never simply the first', () => {
    const rows = [
      row('310', 'ended', '2010-01-01'),
      row('390', 'active', '2020-01-01'),
      row('510', 'active', '2021-01-01'),
    ];
    expect(insurancesFor(item, rows).map(({ type }) => type)).toEqual(['390', '310']);
    const moved = [row('310', 'active', '2010-01-01'), row('310', 'active', '2024-01-01')];
    expect(insurancesFor(item, moved)[0]?.startedOn).toBe('2024-01-01');
  });

  it('needs a row of one of its types', () => {
    expect(notForPerson(item, [row('390', 'paused', '2020-01-01')])).toBeNull();
    expect(notForPerson(item, [row('510', 'active', '2020-01-01')])).toBe('没有职工医保或居民医保参保记录');
  });

  it('may be ruled out by a running insurance', () => {
    const enrolment = sampleItem({ insuranceTypes: [], excludedInsuranceTypes: ['310'] });
    expect(notForPerson(enrolment, [])).toBeNull();
    expect(notForPerson(enrolment, [row('310', 'ended', '2020-01-01')])).toBeNull();
    expect(notForPerson(enrolment, [row('310', 'active', '2020-01-01')])).toContain('职工医保');
  });

  it('is blocked by the alerts it names, warned of the others', () => {
    expect(blockingAlerts(item, [{ kind: 'arrears', months: 2 }])).toEqual([]);
    const [text] = blockingAlerts(item, [{ kind: 'benefit-locked', reason: '欠费' }]);
    expect(text).toContain('已封锁');
  });
});

describe('a limit', () => {
  it('is shown as the notice prints it', () => {
    expect(limitText(item)).toBe('承诺 10 个工作日（法定 20 个工作日）');
    const instant = { kind: 'instant' } as const;
    expect(limitText(sampleItem({ promisedLimit: instant, handlingMode: 'instant' }))).toBe('即时办结');
    expect(limitDays(instant)).toBe(0);
    expect(limitDays(item.promisedLimit)).toBe(10);
  });
});
