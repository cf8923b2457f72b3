import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centralConfigSchema } from '../../../main/central/config.ts';
import { requestSchema, writeRequest } from '../../../main/central/envelope.ts';
import { createGatewaySigner } from '../../../main/central/gateway.ts';
import { readMaterial } from '../../../main/central/wire/material.ts';
import { personQuery } from '../../../main/central/wire/person.ts';
import { readWireStamp, wireDateTime, wireStampMs } from '../../../main/central/wireTime.ts';
import { CONFIG, HALL_TIME_MS, INSTITUTION, TELLER } from './fixtures.ts';

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
