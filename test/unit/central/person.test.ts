import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../main/central/json.ts';
import { readPerson } from '../../../main/central/wire/person.ts';
import { writePerson } from '../../../main/demo/central/writePerson.ts';
import { demoPeople } from '../../../main/demo/people.ts';
import type { Credential } from '../../../main/domain/identity/credential.ts';
import type { CentralPerson } from '../../../main/domain/identity/person.ts';

const TODAY = '2026-11-21';
const NUMBER = '990000198503121011';
const ASKED: Credential = { kind: 'id-number', idNumber: NUMBER };
/** Asked with the ID card on the reader, whose name is known. */
const WITH_CARD: Credential = { ...ASKED, name: '陈思远' };

/** A value as it comes out of an answer: numbers as they are written. */
const overTheWire = (value: unknown): unknown => readJson(JSON.stringify(value));

const BASE = {
  psn_no: '99000000000000000000000001',
  psn_cert_type: '01',
  certno: NUMBER,
  psn_name: '李建国',
  gend: '1',
};

interface Parts {
  readonly base?: Readonly<Record<string, unknown>>;
  readonly extension?: unknown;
  readonly insurance?: unknown;
  readonly mark?: unknown;
}

function reading({ base, extension, insurance, mark }: Parts, asked: Credential = ASKED) {
  const exp_content = extension === undefined ? '' : JSON.stringify(extension);
  const output = { baseinfo: { ...BASE, exp_content, ...base }, insuinfo: insurance, idetinfo: mark };
  return readPerson(overTheWire(output), TODAY, asked);
}

function personOf(parts: Parts, asked: Credential = ASKED): CentralPerson {
  const result = reading(parts, asked);
  if (result.kind !== 'person') throw new Error(JSON.stringify(result));
  return result.person;
}

describe('a person (1101)', () => {
  it('is read with every row of insurance, its marks and its alerts', () => {
    const insurance = [
      {
        balc: 0,
        insutype: '310',
        psn_type: 11,
        psn_insu_stas: '4',
        psn_insu_date: '2010-01-01 00:00:00',
        paus_insu_date: '2024-12-31',
        insuplc_admdvs: '990000',
        emp_name: '样例厂',
      },
      {
        balc: 'null',
        insutype: '390',
        psn_type: '15',
        psn_insu_stas: 1,
        psn_insu_date: '2025-01-01',
        insuplc_admdvs: 990099,
      },
    ];
    const extension = {
      insuTrtStatus: '0',
      insuTrtLockRea: '重复参保',
      arrearsMonths: '3',
      cardStas: '1',
      cardEndDate: '2026-11-20',
      tel: '13900000001',
      agnter_name: '李敏',
      agnter_certno: '990000198503121011',
      agnter_rlts: 5,
    };
    const mark = { psn_idet_type: '2303', begntime: '2024-01-01 00:00:00', endtime: 'null', memo: '' };
    const base = { gend: 2, naty: '1', brdy: '1985-03-12', age: 41.6 };
    expect(personOf({ base, extension, insurance, mark })).toEqual({
      personNumber: '99000000000000000000000001',
      documentType: '01',
      idNumber: NUMBER,
      name: '李建国',
      sex: '2',
      ethnicGroup: '01',
      bornOn: '1985-03-12',
      phone: '13900000001',
      agent: { name: '李敏', idNumber: '990000198503121011', relation: '5' },
      insurances: [
        {
          type: '310',
          status: 'ended',
          personType: '11',
          region: '990000',
          employer: '样例厂',
          startedOn: '2010-01-01',
          pausedOn: '2024-12-31',
          balanceFen: 0,
        },
        { type: '390', status: 'active', personType: '15', region: '990099', startedOn: '2025-01-01' },
      ],
      identityMarks: [{ code: '2303', label: '低保对象', startsOn: '2024-01-01' }],
      alerts: [
        { kind: 'benefit-locked', reason: '重复参保' },
        { kind: 'arrears', months: 3 },
        { kind: 'card-lost' },
        { kind: 'card-expired', on: '2026-11-20' },
      ],
    });
  });

  it('comes back whole from what the stand-in writes, for everyone in the demonstration county', () => {
    for (const { person } of demoPeople) {
      const asked = { kind: 'id-number', idNumber: person.idNumber } as const;
      expect(readPerson(overTheWire(writePerson(person)), TODAY, asked)).toEqual({ kind: 'person', person });
    }
  });

  it('has no alert for a card on its last day, nor from an extension that is not ours', () => {
    for (const extension of [
      { cardEndDate: '2026-11-21' },
      { cardEndDate: '长期' },
      { cardEndDate: '99991231' },
      [1],
      12,
    ]) {
      expect(personOf({ extension }).alerts).toEqual([]);
    }
    for (const exp_content of ['备注: 无', null, 'null', '{'])
      expect(personOf({ base: { exp_content } }).alerts).toEqual([]);
  });

  const empty = [
    null,
    undefined,
    '',
    'null',
    {},
    { baseinfo: {} },
    { baseinfo: null },
    { baseinfo: { psn_no: 'null' } },
  ];
  it.each(empty)('is nobody when the output is %j', (output) => {
    expect(readPerson(output, TODAY, ASKED)).toEqual({ kind: 'nobody' });
  });

  it.each([[12], ['text'], [[1]], [{ baseinfo: 'x' }], [{ baseinfo: BASE, insuinfo: [1] }]])(
    'is broken when the output is %j',
    (broken) => {
      expect(readPerson(broken, TODAY, ASKED)).toEqual({ kind: 'broken', message: '人员信息格式不符' });
    },
  );

  it('of any output at all is read without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (baseinfo, insuinfo, exp_content) => {
        for (const output of [baseinfo, { baseinfo, insuinfo }, { baseinfo: { ...BASE, exp_content }, insuinfo }]) {
          expect(readPerson(overTheWire(output), TODAY, ASKED)).toHaveProperty('kind');
        }
      }),
    );
  });
});

describe('B an answer fits the question', () => {
  it.each([
    ['the number itself', NUMBER],
    ['the number in full-width figures', '９９００００１９８５０３１２１０１１'],
    ['the number with blanks and hyphens', ' 990000-19850312 1011\u0000'],
    ['no number: the one that was asked with', ''],
  ])('about who was asked for: %s', (_name, certno) => {
    expect(personOf({ base: { certno } }).idNumber).toBe(NUMBER);
  });

  it('takes a small x for the X it stands for', () => {
    const asked = { kind: 'id-number', idNumber: '99000019850312049X' } as const;
    expect(personOf({ base: { certno: '99000019850312049x' } }, asked).idNumber).toBe('99000019850312049X');
  });

  it.each([
    ['somebody else', { certno: '99000019850312049X' }, /不是所查的人/],
    ['a masked number', { certno: '990000********1011' }, /证件号码无法识别/],
    ['no number of a person', { psn_no: '' }, /人员编号无法识别/],
    ['a number of a person in powers of ten', { psn_no: '3.301e+25' }, /人员编号无法识别/],
    ['a number of a person that is a node', { psn_no: { value: 1 } }, /人员编号无法识别/],
  ])('and is not taken over with %s', (_name, base, message) => {
    expect(reading({ base })).toEqual({ kind: 'broken', message: expect.stringMatching(message) as string });
  });

  it('and is not taken over about several people', () => {
    const output = { baseinfo: [BASE, { ...BASE, certno: '99000019850312049X' }] };
    expect(readPerson(output, TODAY, ASKED)).toMatchObject({
      kind: 'broken',
      message: expect.stringContaining('几个人') as string,
    });
  });

  it('names who it is about when nobody’s number was asked with', () => {
    const token = { kind: 'e-credential', token: 'T' } as const;
    expect(personOf({}, token).idNumber).toBe(NUMBER);
    expect(reading({ base: { certno: '' } }, token)).toMatchObject({
      kind: 'broken',
      message: expect.stringContaining('没有给出证件号码') as string,
    });
  });

  it.each(['', 'null', '   ', '\u0000\u0000'])(
    'B2 without a name (%j) it stands under the name of the ID card and says so',
    (psn_name) => {
      expect(personOf({ base: { psn_name } }, WITH_CARD)).toMatchObject({ name: '陈思远', nameProblem: 'empty' });
      expect(reading({ base: { psn_name } })).toMatchObject({
        kind: 'broken',
        message: expect.stringContaining('没有给出姓名') as string,
      });
    },
  );

  it.each(['陈思远\u0000', '  陈思远　', '\uFEFF陈思远\u0000\u0000 '])('B3 padding goes away: %j', (psn_name) => {
    expect(personOf({ base: { psn_name } })).toMatchObject({ name: '陈思远' });
  });

  it.each([
    '陈思\u001B@远',
    '\u202E陈思远',
    '陈\uFFFD远',
    '陈\u0000思远',
    '陈思\n远',
    '陈思远\u200B',
    '\u2067陈思远',
    '陈\u0085远',
    '\uD800陈',
  ])('B3 a name that is none (%j) is never taken for one', (psn_name) => {
    expect(personOf({ base: { psn_name } }, WITH_CARD)).toMatchObject({ name: '陈思远', nameProblem: 'faulty' });
    expect(reading({ base: { psn_name } })).toMatchObject({
      kind: 'broken',
      message: expect.stringContaining('不能识别') as string,
    });
  });

  it('B3 no control or direction character ever stands in what is taken over', () => {
    const wild = fc.string({
      unit: fc.oneof(
        fc.constantFrom('陈', '\u0000', '\u001B', '\u202E', '\uFFFD', ' ', '𠮷'),
        fc.string({ minLength: 1, maxLength: 1 }),
      ),
    });
    fc.assert(
      fc.property(wild, wild, wild, (psn_name, emp_name, code) => {
        const insurance = { insutype: code, psn_insu_stas: code, psn_type: code, insuplc_admdvs: code, emp_name };
        const extension = { addr: emp_name, tel: code, insuTrtStatus: code, agnter_name: psn_name, agnter_rlts: code };
        const person = personOf(
          { base: { psn_name, gend: code, naty: code, brdy: code }, insurance, extension },
          WITH_CARD,
        );
        expect(JSON.stringify(person)).not.toMatch(/\\u00|[\u202A-\u202E\u2066-\u2069\uFFFD\uFEFF]/);
      }),
    );
  });
});

describe('F a value in another written form', () => {
  it.each([
    ['20230101', '20231231'],
    ['2023/1/1', '2023-12-31 23:59:59'],
    ['2023-01-01T00:00:00+08:00', '20231231235959'],
    [1672502400000, '2023年12月31日'],
  ])('F1 begins on %s and ends on %s', (begntime, endtime) => {
    const [mark] = personOf({ mark: { psn_idet_type: '2303', begntime, endtime } }).identityMarks;
    expect(mark).toEqual({ code: '2303', label: '低保对象', startsOn: '2023-01-01', endsOn: '2023-12-31' });
  });

  it('F1 an end that nobody can read is not taken for none', () => {
    const [mark] = personOf({
      mark: { psn_idet_type: '2303', begntime: '20230101', endtime: '2023-13-31' },
    }).identityMarks;
    expect(mark).toMatchObject({ endsOn: { unreadable: '2023-13-31' } });
  });

  it.each(['', 'null', '长期', '长 期', '9999-12-31', '0000-00-00', '00000000'])('F1 has no end with %j', (endtime) => {
    const [mark] = personOf({ mark: { psn_idet_type: '2303', begntime: '20230101', endtime } }).identityMarks;
    expect(mark).toEqual({ code: '2303', label: '低保对象', startsOn: '2023-01-01' });
  });

  it.each(['20250630', '2025-6-30', '２０２５０６３０', '2025.06.30', '2025-06-30 00:00:00'])(
    'F1b the card has expired: %s',
    (cardEndDate) => {
      expect(personOf({ extension: { cardEndDate } }).alerts).toEqual([{ kind: 'card-expired', on: '2025-06-30' }]);
    },
  );

  it.each([
    [{ cardEndDate: '2025年底' }, { about: 'card-end', said: '2025年底' }],
    [{ arrearsMonths: '三个月' }, { about: 'arrears', said: '三个月' }],
    [{ arrearsMonths: '-1' }, { about: 'arrears', said: '-1' }],
    [{ cardStas: '7' }, { about: 'card-state', said: '7' }],
    [{ insuTrtStatus: '8' }, { about: 'benefit-state', said: '8' }],
    [{ insuTrtStatus: { code: 0 } }, { about: 'benefit-state', said: '{"code":"0"}' }],
  ])('F an alert that nobody can read is an alert: %j', (extension, unclear) => {
    expect(personOf({ extension }).alerts).toEqual([{ kind: 'unclear', ...unclear }]);
  });

  it('F one field that nobody can read does not take the others along', () => {
    const extension = { arrearsMonths: [], insuTrtStatus: '封锁', cardStas: '挂失', tel: {}, addr: '样例县' };
    const person = personOf({ extension });
    expect(person.alerts.map(({ kind }) => kind)).toEqual(['benefit-locked', 'unclear', 'card-lost']);
    expect(person).toMatchObject({ address: '样例县', phone: '{}' });
  });

  it.each([
    ['19850312', '1985-03-12'],
    ['2019 - 04 - 08', '2019-04-08'],
    ['1985-03-12 00:00:00.0', '1985-03-12'],
    ['479404800000', '1985-03-12'],
    ['1985-02-30', { unreadable: '1985-02-30' }],
    ['85-03-12', { unreadable: '85-03-12' }],
    ['一九八五年', { unreadable: '一九八五年' }],
  ])('F1c birth date %s', (brdy, bornOn) => {
    expect(personOf({ base: { brdy } })).toMatchObject({ bornOn });
  });

  it.each(['', 'null', '0000-00-00'])('F1c birth date %j is absent', (brdy) => {
    expect(personOf({ base: { brdy } })).not.toHaveProperty('bornOn');
  });

  it.each([
    ['0.30000000000000004', 30],
    ['1E+3', 100_000],
    ['1,373.63', 137_363],
    ['.5', 50],
    ['12.345', { unreadable: '12.345' }],
    ['壹佰元', { unreadable: '壹佰元' }],
  ])('F3 balance %s', (balc, balanceFen) => {
    expect(personOf({ insurance: { insutype: '310', balc } }).insurances).toMatchObject([{ balanceFen }]);
  });

  it.each([0.1 + 0.2, 1e3, 1373.63, 0])('F3 balance written as the number %s', (balc) => {
    const [row] = personOf({ insurance: { insutype: '310', balc } }).insurances;
    expect(row?.balanceFen).toBe(Math.round(balc * 100));
  });
});

describe('G unknown is not no', () => {
  it.each([
    ['9', { status: 'unknown', statusCode: '9' }],
    ['A', { status: 'unknown', statusCode: 'A' }],
    ['暂停', { status: 'unknown', statusCode: '暂停' }],
    ['', { status: 'unknown' }],
    [undefined, { status: 'unknown' }],
    ['null', { status: 'unknown' }],
    ['1', { status: 'active' }],
    ['01', { status: 'active' }],
    ['１', { status: 'active' }],
  ])('G1 state of insurance %j', (psn_insu_stas, state) => {
    const [row] = personOf({ insurance: { insutype: '310', psn_insu_stas } }).insurances;
    expect(row).toEqual({ type: '310', personType: '', ...state });
  });

  it.each([
    ['1', '01'],
    ['01', '01'],
    ['', ''],
    ['156', '156'],
  ])('G2 type of document %j is %j', (psn_cert_type, documentType) => {
    expect(personOf({ base: { psn_cert_type } })).toMatchObject({ documentType });
  });

  it.each<[string, unknown]>([
    ...['男', '男性', '1', '01', 'M', 'male', '１'].map((gend): [string, unknown] => [gend, '1']),
    ...['女', '2', 'F'].map((gend): [string, unknown] => [gend, '2']),
    ['0', '0'],
    ['', '0'],
    ['9', '9'],
    ['未说明的性别', '9'],
    ['3', { unreadable: '3' }],
  ])('G3 sex %j', (gend, sex) => {
    expect(personOf({ base: { gend } })).toMatchObject({ sex });
  });

  it.each<[unknown, unknown]>([
    ...['汉族', '汉', '1', '01', ' 1 ', 1].map((naty): [unknown, unknown] => [naty, '01']),
    ['维吾尔族', '05'],
    ['维吾尔', '05'],
    ['56', '56'],
    ['77', { unreadable: '77' }],
    ['0', { unreadable: '0' }],
    ['火星族', { unreadable: '火星族' }],
  ])('G3 ethnic group %j', (naty, ethnicGroup) => {
    expect(personOf({ base: { naty } })).toMatchObject({ ethnicGroup });
  });

  it('G a mark and a relation that no dictionary has are said to be unknown, with their code', () => {
    const extension = { agnter_name: '李敏', agnter_rlts: '父母' };
    const person = personOf({ mark: [{ psn_idet_type: '777' }, {}], extension });
    expect(person.identityMarks).toEqual([
      { code: '777', label: '未知（777）' },
      { code: '', label: '未知（未注明）' },
    ]);
    expect(person.agent?.relation).toBe('5');
  });
});
