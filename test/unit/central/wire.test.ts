import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centralConfigSchema } from '../../../main/central/config.ts';
import { requestSchema, writeRequest } from '../../../main/central/envelope.ts';
import { readJson } from '../../../main/central/json.ts';
import { createGatewaySigner } from '../../../main/central/gateway.ts';
import { readMaterial } from '../../../main/central/wire/material.ts';
import { personQuery, readPerson, writePerson } from '../../../main/central/wire/person.ts';
import { ethnicGroupOf, fenOf, wireEthnicGroup, yuanOf } from '../../../main/central/wire/values.ts';
import { readWireStamp, wireDateTime, wireStampMs } from '../../../main/central/wireTime.ts';
import { demoPeople } from '../../../main/demo/people.ts';
import { CONFIG, HALL_TIME_MS, INSTITUTION, TELLER } from './fixtures.ts';

const TODAY = '2026-11-21';
/** A value as it comes out of an answer: numbers as they are written. */
const overTheWire = (value: unknown): unknown => readJson(JSON.stringify(value));

const SENDER = { ...CONFIG, region: '990000' };
const CONTENT = {
  transaction: '1101',
  messageId: 'J99000000001202611210930050307',
  insuranceRegion: '',
  operator: TELLER,
  epochMs: HALL_TIME_MS,
  input: { data: { psn_no: '' } },
};

describe('a request', () => {
  it('carries the agreed fields under their agreed names', () => {
    const request: unknown = JSON.parse(writeRequest(SENDER, CONTENT));
    expect(request).toEqual({
      infno: '1101',
      msgid: 'J99000000001202611210930050307',
      mdtrtarea_admvs: '990000',
      insuplc_admdvs: '',
      recer_sys_code: 'YBXT',
      dev_safe_info: '',
      infver: '1.0.0',
      opter_type: '1',
      opter: '0103',
      opter_name: '陈静',
      inf_time: '2026-11-21 09:30:05',
      fixmedins_code: INSTITUTION,
      fixmedins_name: '样例县医疗保障事务中心政务服务大厅综合柜',
      sign_no: '',
      input: { data: { psn_no: '' } },
    });
    expect(requestSchema.safeParse(request).success).toBe(true);
  });

  it('cuts the institution name to 20 characters without splitting a rare one', () => {
    const institutionName = '一二三四五六七八九十一二三四五六七八九𠮷后面';
    const request = requestSchema.parse(JSON.parse(writeRequest({ ...SENDER, institutionName }, CONTENT)));
    expect(request.fixmedins_name).toBe('一二三四五六七八九十一二三四五六七八九𠮷');
  });

  it('is signed as the gateway wants: sorted keys, HMAC-SHA1, Base64', () => {
    // Reference value: printf '%s' TEXT | openssl dgst -sha1 -hmac demo-secret -binary | base64
    expect(createGatewaySigner(CONFIG)('1101', 1_795_224_605_417)).toEqual({
      _api_name: '1101',
      _api_version: '1.0.0',
      _api_timestamp: '1795224605000',
      _api_access_key: 'demo-access',
      _api_signature: '3vyqeqghuBckA4aNZYWuJjdDncQ=',
    });
  });
});

describe('signatures', () => {
  it('are shared by the calls of one transaction within one second, and by no others', () => {
    const sign = createGatewaySigner(CONFIG);
    const first = sign('1101', HALL_TIME_MS);
    expect(sign('1101', HALL_TIME_MS + 999)).toBe(first);
    const others = [sign('2501', HALL_TIME_MS), sign('1101', HALL_TIME_MS + 1_000)];
    expect(new Set([first, ...others].map((headers) => headers._api_signature)).size).toBe(3);
  });
});

describe('a person (1101)', () => {
  const output = {
    baseinfo: {
      psn_no: '99000000000000000000000001',
      psn_cert_type: '01',
      certno: '11010519491231002X',
      psn_name: '杨㛃',
      gend: 2,
      naty: '1',
      brdy: '1949-12-31',
      age: 76.9,
      exp_content:
        '{"insuTrtStatus":"0","insuTrtLockRea":"重复参保","arrearsMonths":"3","cardStas":"1","cardEndDate":"2026-11-20"}',
    },
    insuinfo: [
      {
        balc: 0,
        insutype: '310',
        psn_type: '11',
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
        psn_insu_stas: '1',
        psn_insu_date: '2025-01-01',
        paus_insu_date: null,
        insuplc_admdvs: '990099',
      },
    ],
    idetinfo: { psn_idet_type: '2303', begntime: '2024-01-01 00:00:00', endtime: 'null', memo: '' },
  };

  it('is read with every row of insurance, its marks and its alerts', () => {
    expect(readPerson(overTheWire(output), TODAY)).toEqual({
      kind: 'person',
      person: {
        personNumber: '99000000000000000000000001',
        documentType: '01',
        idNumber: '11010519491231002X',
        name: '杨㛃',
        sex: '2',
        ethnicGroup: '01',
        bornOn: '1949-12-31',
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
      },
    });
  });

  it('has no alert for a card on its last day, nor from an extension that is not ours', () => {
    for (const exp_content of ['{"cardEndDate":"2026-11-21"}', '备注: 无', '[1]', null, 'null', 12]) {
      const baseinfo = { ...output.baseinfo, exp_content };
      expect(readPerson(overTheWire({ ...output, baseinfo }), TODAY)).toMatchObject({ person: { alerts: [] } });
    }
  });

  it.each(['7', '', 'null', undefined])('with insurance status %j does not pass for insured', (psn_insu_stas) => {
    const row = { insutype: '310', psn_insu_stas };
    expect(readPerson(overTheWire({ ...output, insuinfo: [row] }), TODAY)).toMatchObject({
      person: { insurances: [{ status: 'invalid' }] },
    });
  });

  it.each([null, undefined, '', 'null', {}, { baseinfo: {} }, { baseinfo: null }, { baseinfo: { psn_no: 'null' } }])(
    'is nobody when the output is %j',
    (empty) => {
      expect(readPerson(empty, TODAY)).toEqual({ kind: 'nobody' });
    },
  );

  it.each([[12], ['text'], [[1]], [{ baseinfo: 'x' }], [{ ...output, insuinfo: [1] }]])(
    'is broken when the output is %j',
    (broken) => {
      expect(readPerson(broken, TODAY)).toEqual({ kind: 'broken' });
    },
  );

  it('comes back whole from what the stand-in writes, for everyone in the demonstration county', () => {
    for (const { person } of demoPeople) {
      expect(readPerson(overTheWire(writePerson(person)), TODAY)).toEqual({ kind: 'person', person });
    }
  });

  it('is asked for by card, by ID number or by e-credential', () => {
    const card = { kind: 'social-card', cardNumber: 'X00000019', cardIdentifier: '63' } as const;
    expect(personQuery(card).data).toMatchObject({
      mdtrt_cert_type: '03',
      mdtrt_cert_no: 'X00000019',
      card_sn: '63',
      certno: '',
    });
    expect(personQuery({ ...card, idNumber: '111111198101011110' }).data).toMatchObject({
      psn_cert_type: '01',
      certno: '111111198101011110',
    });
    const byNumber = personQuery({ kind: 'id-number', idNumber: '11010519491231002X', name: '张三' });
    expect(byNumber.data).toMatchObject({ mdtrt_cert_type: '02', certno: '11010519491231002X', psn_name: '张三' });
    expect(personQuery({ kind: 'e-credential', token: 'T1' }).data).toMatchObject({
      mdtrt_cert_type: '01',
      mdtrt_cert_no: 'T1',
    });
  });
});

describe('single values', () => {
  it('money goes from yuan to fen and back without a rounding', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (fen) => {
        expect(fenOf(yuanOf(fen))).toBe(fen === 0 ? 0 : fen);
      }),
    );
    expect([fenOf('12'), fenOf('12.5'), fenOf('0.0700'), fenOf('1.005'), fenOf('1e3'), fenOf('')]).toEqual([
      1200,
      1250,
      7,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('ethnic groups are two digits here and unpadded there', () => {
    expect(['1', '01', '56', '', 'null', '0', '123'].map(ethnicGroupOf)).toEqual([
      '01',
      '01',
      '56',
      ...Array<undefined>(4),
    ]);
    expect([wireEthnicGroup('01'), wireEthnicGroup('10'), wireEthnicGroup('')]).toEqual(['1', '10', '']);
  });

  it('times are Chinese wall time on the wire and instants here', () => {
    expect(wireDateTime(Date.parse('2026-12-31T16:00:00Z'))).toBe('2027-01-01 00:00:00');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (epochMs) => {
        expect(readWireStamp(wireStampMs(epochMs))).toBe(new Date(epochMs).toISOString());
      }),
    );
    expect(readWireStamp('20261121093005')).toBe('2026-11-21T01:30:05.000Z');
    expect(['20260231000000', '2026', '', '99999999999999'].map(readWireStamp)).toEqual([null, null, null, null]);
  });
});

describe('the other answers', () => {
  it('say whether a material is confirmed', () => {
    expect(readMaterial({ result: { cfm_flag: '1', cfm_dscr: '无欠费' } })).toEqual({
      confirmed: true,
      summary: '无欠费',
    });
    expect(readMaterial({ result: { cfm_flag: '0' } })).toEqual({ confirmed: false, summary: '系统未能确认' });
    expect(readMaterial({ result: { cfm_flag: 'Y' } })).toBeNull();
    expect(readMaterial(null)).toBeNull();
  });
});

describe('the configuration', () => {
  it('needs an address, the institution and keys, and has a default for the rest', () => {
    expect(CONFIG).toMatchObject({
      path: '/fsi/api',
      parallel: 8,
      timeouts: { answerMs: 10_000 },
      transactions: { person: '1101' },
    });
    const wrong = centralConfigSchema.safeParse({
      endpoint: 'ftp://10.0.0.1',
      institutionCode: '12',
      parallel: 0,
      extra: 1,
    });
    const places = wrong.error?.issues.map((issue) => issue.path.join('.')).sort();
    expect(places).toEqual([
      '',
      'accessKey',
      'endpoint',
      'institutionCode',
      'institutionName',
      'parallel',
      'secretKey',
    ]);
  });
});
