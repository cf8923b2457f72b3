import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fieldInWords,
  prefill,
  shownFields,
  shownValues,
  validateForm,
} from '../../../../main/domain/catalogue/form.ts';
import { TRAINING } from '../../../fixtures/identity/rules.ts';
import type { CentralPerson } from '../../../../main/domain/identity/person.ts';
import { sampleForm, sampleItem } from '../../../fixtures/catalogue/items.ts';

const item = sampleItem();
const today = '2026-11-21';

const person: CentralPerson = {
  personNumber: '99000000000000000001',
  documentType: '01',
  idNumber: '11010519491231002X',
  name: '张三',
  sex: '2',
  phone: '13800001234',
  insurances: [],
  identityMarks: [],
  alerts: [],
};

function messages(change: Readonly<Record<string, string>>): Record<string, string> {
  const problems = validateForm(item, { ...sampleForm, ...change }, TRAINING);
  return Object.fromEntries(problems.map(({ field, message }) => [field, message]));
}

describe('a pre-filled form', () => {
  it('holds what is known and says where it comes from', () => {
    expect(prefill(item, { person, today })).toEqual({
      values: { applicant: 'self', phone: '13800001234', from: today },
      origins: { phone: '参保档案', from: '当天日期' },
    });
  });

  it('makes nothing up when the central system was not reached', () => {
    expect(prefill(item, { today })).toEqual({
      values: { applicant: 'self', from: today },
      origins: { from: '当天日期' },
    });
  });

  it('leaves out a fact the field could not take', () => {
    expect(prefill(item, { person: { ...person, phone: '不详' }, today }).values).not.toHaveProperty('phone');
  });
});

describe('a form', () => {
  it('that is filled in is accepted', () => {
    expect(validateForm(item, sampleForm, TRAINING)).toEqual([]);
    expect(
      validateForm(item, { ...sampleForm, to: '2027-05-21', scope: 'a,b', remark: '第一行\n第二行' }, TRAINING),
    ).toEqual([]);
  });

  it('names every wrong field at once, in Chinese', () => {
    const problems = validateForm(item, {}, TRAINING);
    expect(problems.map(({ field }) => field)).toEqual(['applicant', 'phone', 'region', 'from']);
    expect(problems[1]?.message).toBe('请填写联系电话');
  });

  it.each([
    ['phone', '1380000123', '11 位手机号'],
    ['phone', '23800001234', '11 位手机号'],
    ['region', '9900', '6 位医保区划'],
    ['region', '09000a', '6 位医保区划'],
    ['region', '123456', '没有 123456 这个医保区划'],
    ['from', '2026-02-30', '真实日期'],
    ['to', '2026-11-20', '结束日期不能早于开始日期'],
    ['applicant', 'nobody', '不在可选范围'],
    ['scope', 'a,c', '不在可选范围'],
    ['scope', 'a,a', '重复'],
    ['address', '一二三四五六', '不能超过 5 个字'],
    ['address', '一\u0007二', '控制字符'],
    ['address', '一\n二', '控制字符'],
    ['amount', '十元', '应为金额'],
    ['amount', '12.345', '最多两位小数'],
    ['amount', '-1', '不能是负数'],
    ['amount', '100000000.01', '超过一亿元'],
    ['account', '1234567', '8 至 32 位数字'],
    ['account', '6228489900000000011', '校验位不对'],
    ['unit', '91990000MA000000IB', '18 位数字和大写字母'],
    ['unit', '91990000MA0000002B', '校验位不对'],
    ['fees', 'x', '不能识别'],
    ['fees', '[["a"]]', '不能识别'],
    ['fees', '[{"name":"床位费"}]', '费用明细第 1 行：请填写金额'],
    ['fees', '[{"name":"床位费","amount":"1"},{"name":"药费","amount":"一元"}]', '第 2 行：金额应为金额'],
    ['fees', JSON.stringify(Array(3).fill({ name: '药费', amount: '1' })), '最多 2 行'],
    ['extra', 'x', '没有此栏目'],
  ])('refuses %s "%s"', (field, value, message) => {
    expect(messages({ [field]: value })[field]).toContain(message);
  });

  it('takes amounts, accounts and credit codes as people write them, and keeps one spelling', () => {
    const written = { amount: '￥2,863.5', account: '6228 4899 0000 0000 010', unit: ' 91990000ma0000001b ' };
    expect(messages(written)).toEqual({});
    expect(shownValues(item, { ...sampleForm, ...written })).toMatchObject({
      amount: '2863.50',
      account: '6228489900000000010',
      unit: '91990000MA0000001B',
    });
    const words = (code: string, value: string) =>
      fieldInWords(
        item.fields.find((one) => one.code === code)!,
        value,
      );
    expect([words('amount', '2863.50'), words('account', '6228489900000000010')]).toEqual([
      '2,863.50 元',
      '6228 4899 0000 0000 010',
    ]);
  });

  it('keeps a table in one spelling, without its empty rows, and reads it out row by row', () => {
    const fees = JSON.stringify([
      { name: ' 床位费 ', amount: '12' },
      { name: '', amount: ' ' },
      { on: '20261101', amount: '3.5', name: '药费', other: 'x' },
    ]);
    const kept = shownValues(item, { ...sampleForm, fees }).fees!;
    expect(JSON.parse(kept)).toEqual([
      { name: '床位费', amount: '12.00', on: '' },
      { name: '药费', amount: '3.50', on: '2026-11-01' },
    ]);
    expect(messages({ fees: kept })).toEqual({});
    expect(
      fieldInWords(
        item.fields.find(({ code }) => code === 'fees')!,
        kept,
      ),
    ).toBe('床位费 12.00 元；药费 3.50 元 2026年11月1日');
    expect(shownValues(item, { ...sampleForm, fees: '[{}]' })).toMatchObject({ fees: '' });
  });

  it('finds every slip of one figure in a card number and in a credit code', () => {
    const slip = (right: string, field: string, signs: string) =>
      fc.assert(
        fc.property(fc.nat(right.length - 1), fc.constantFrom(...Array.from(signs)), (at, sign) => {
          const wrong = `${right.slice(0, at)}${sign}${right.slice(at + 1)}`;
          // A card is known by its first two figures: without them it is a passbook, which has no check.
          fc.pre(wrong !== right && (field === 'unit' || at > 1));
          expect(messages({ [field]: wrong })[field]).toBeDefined();
        }),
      );
    slip('6228489900000000010', 'account', '0123456789');
    slip('91990000MA0000001B', 'unit', '0123456789ABCDEFGHJKLMNPQRTUWXY');
  });

  it('takes land lines, regions outside the national table and four-byte characters as one', () => {
    expect(messages({ phone: '0871-65000000', region: '430299', address: '𠮷𠮷𠮷𠮷𠮷' })).toEqual({});
  });

  it('asks for a hidden field only when it shows', () => {
    expect(shownFields(item, sampleForm).map(({ code }) => code)).not.toContain('agent-id');
    expect(messages({ applicant: 'agent' })).toEqual({ 'agent-id': '请填写代办人证件号码' });
    expect(messages({ applicant: 'agent', 'agent-id': '110105194912310021' })['agent-id']).toContain('校验位');
    expect(messages({ applicant: 'agent', 'agent-id': '11010519491231002X' })).toEqual({});
  });

  it('judges a field by what shows, not by what a hidden field once held', () => {
    const yesNo = [
      { value: 'yes', label: '是' },
      { value: 'no', label: '否' },
    ];
    const chained = sampleItem({
      fields: [
        { code: 'first', label: '甲', kind: 'choice', choices: yesNo },
        { code: 'second', label: '乙', kind: 'choice', choices: yesNo, shownWhen: { field: 'first', in: ['yes'] } },
        { code: 'third', label: '丙', kind: 'text', shownWhen: { field: 'second', in: ['yes'] } },
      ],
    });
    const shown = (first: string): string[] => shownFields(chained, { first, second: 'yes' }).map(({ code }) => code);
    expect(shown('yes')).toEqual(['first', 'second', 'third']);
    expect(shown('no')).toEqual(['first']);
  });

  it('keeps nothing of a hidden field and no blanks around text', () => {
    const kept = shownValues(item, { ...sampleForm, 'agent-id': '11010519491231002X', address: ' 城关 ' });
    expect(kept).not.toHaveProperty('agent-id');
    expect(kept.address).toBe('城关');
  });

  it('answers to any text without throwing', () => {
    const fields = fc.constantFrom(...item.fields.map(({ code }) => code), 'constructor');
    fc.assert(
      fc.property(fc.dictionary(fields, fc.string({ unit: 'binary', maxLength: 20 })), (values) => {
        for (const problem of validateForm(item, values, TRAINING)) expect(problem.message).not.toBe('');
      }),
    );
  });
});
