import { describe, expect, it } from 'vitest';
import { materialResult } from '../../../main/demo/central/materials.ts';
import { demoPeople } from '../../../main/demo/people.ts';

const personOf = (id: string) => {
  const found = demoPeople.find((one) => one.id === id);
  if (!found) throw new Error(`nobody is called ${id}`);
  return found.person;
};

describe('what the demonstration county confirms', () => {
  it.each([
    ['insurance-status', 'employee', '1', '参保状态正常，无欠费'],
    ['insurance-status', 'arrears', '0', '欠费 3 个月'],
    ['contribution-record', 'arrears', '0', '欠费 3 个月'],
    ['enrolment-record', 'arrears', '1', '已取得参保缴费记录'],
    ['no-duplicate', 'employee', '0', '已有其他正常参保记录'],
    ['no-duplicate', 'resident', '1', '没有其他正常参保记录'],
    ['household', 'resident', '1', '户籍登记在示范县'],
    ['subsidy', 'resident', '0', '没有查到资助身份'],
    ['subsidy', 'subsistence', '1', /^资助身份：.*低保/],
    ['guardianship', 'resident', '0', '没有查到监护关系'],
    ['guardianship', 'child', '1', /^监护人已登记：/],
    ['military-status', 'resident', '0', '没有查到退役军人身份'],
  ])('%s of %s: %s', (code, id, flag, words) => {
    const { cfm_flag, cfm_dscr } = materialResult(code, personOf(id));
    expect(cfm_flag).toBe(flag);
    expect(cfm_dscr).toMatch(words);
  });
});
