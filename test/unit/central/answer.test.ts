import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReference, readAnswer } from '../../../main/central/answer.ts';
import { readJson } from '../../../main/central/json.ts';
import { saysNobodyFound } from '../../../main/central/nobodyFound.ts';

const REFERENCE = '990000202611210930050000000001';
const head = { inf_refmsgid: REFERENCE, respond_time: '20261121093005123', output: {} };
const answer = (part: Record<string, unknown>) => readAnswer(200, JSON.stringify({ ...head, ...part }));
/** An answer whose `infcode` is written exactly so. */
const written = (infcode: string) => readAnswer(200, `{"infcode":${infcode},"inf_refmsgid":"${REFERENCE}"}`);

describe('JSON of the wire', () => {
  it('C1 keeps every digit of a number', () => {
    expect(readJson('{"psn_no": 33010000000000000000000001}')).toEqual({ psn_no: '33010000000000000000000001' });
  });

  it('C keeps any number as it is written, and every text as it is', () => {
    const digits = fc.stringMatching(/^\d{1,40}$/);
    const number = fc
      .tuple(
        fc.constantFrom('', '-'),
        digits,
        fc.option(digits),
        fc.option(fc.tuple(fc.constantFrom('e', 'E+', 'e-'), digits)),
      )
      .map(([sign, whole, part, exponent]) => {
        const trimmed = whole.replace(/^0+(?=\d)/, '');
        return `${sign}${trimmed}${part === null ? '' : `.${part}`}${exponent === null ? '' : exponent.join('')}`;
      });
    fc.assert(
      fc.property(number, fc.string({ unit: 'binary' }), (figure, text) => {
        expect(readJson(`[${figure},{"a":${figure}},${JSON.stringify(text)}]`)).toEqual([figure, { a: figure }, text]);
      }),
    );
  });

  it.each(['', '{', 'NaN', '01', '"\u0001"', '{"a":1,}'])('is not %j', (text) => {
    expect(readJson(text)).toBeUndefined();
  });
});

describe('an answer', () => {
  it.each(['0', '"0"'])('with infcode %s is a success', (infcode) => {
    expect(written(infcode)).toMatchObject({ kind: 'success', reference: REFERENCE });
  });

  it.each(['-1', '"-1"', '1', '"1"', '500'])('with infcode %s is a refusal with its words', (infcode) => {
    expect(written(infcode)).toMatchObject({ kind: 'refused' });
    expect(answer({ infcode: readJson(infcode), err_msg: '人员未参保' })).toMatchObject({ message: '人员未参保' });
  });

  it.each([
    ...['0.0', '-0', '0e5', '1e-400', '"0x0"', '"0.0"', '" 0 "', '"00"', '"+0"', '"０"', '"-0"', '""', '" "'],
    ...['"null"', '"OK"', 'null', 'true', 'false', '[]', '[0]', '{}', '"0b0"', '1e3', '-1.0', '"1x"'],
  ])('with infcode %s is neither', (infcode) => {
    expect(written(infcode)).toEqual({ kind: 'broken', detail: '回复格式不符' });
  });

  it('without infcode is neither', () => {
    expect(readAnswer(200, '{}')).toMatchObject({ kind: 'broken' });
    expect(readAnswer(200, 'null')).toMatchObject({ kind: 'broken' });
  });

  it('succeeds only as agreed, however a zero may be written', () => {
    const zeros = fc.oneof(
      fc.float().map((value) => String(value * 0)),
      fc.nat().map((exponent) => `0e${exponent}`),
      fc.nat({ max: 20 }).map((count) => `0.${'0'.repeat(count + 1)}`),
      fc
        .string({ unit: fc.constantFrom('0', 'x', ' ', '-', '+', '.', 'e'), maxLength: 6 })
        .map((text) => JSON.stringify(text)),
    );
    fc.assert(
      fc.property(zeros, (infcode) => {
        const success = infcode === '0' || infcode === '"0"';
        expect(written(infcode).kind === 'success').toBe(success);
      }),
    );
  });

  const NOTHING = [false, true, null, undefined, '', ' ', 'null', [], {}, [[]], { msg: null }];
  it.each<[unknown, string]>([
    [{ code: 'E01', msg: '参保状态异常' }, '参保状态异常'],
    ['{"code":"E01","msg":"参保状态异常"}', '参保状态异常'],
    [['参保状态异常'], '参保状态异常'],
    ['["参保状态异常"]', '参保状态异常'],
    [{ errorList: [{ errMsg: '险种不符' }, { errMsg: '重复参保' }] }, '险种不符；重复参保'],
    [{ error: { message: '险种不符', stack: 'java.lang' } }, '险种不符'],
    [{ 原因: '险种不符' }, '险种不符'],
    ['{险种不符}', '{险种不符}'],
    ['险种\n不符\u0000', '险种 不符'],
    ['险种\u202E不符\uFFFD', '险种□不符□'],
    ['错'.repeat(900), '错'.repeat(200)],
    ['𠮷'.repeat(300), '𠮷'.repeat(200)],
    ...NOTHING.map((none): [unknown, string] => [none, '对方未说明原因']),
  ])('G5 is a refusal with err_msg %j', (err_msg, message) => {
    expect(answer({ infcode: -1, err_msg })).toEqual({ kind: 'refused', message });
  });

  it('G5 is a refusal whatever its err_msg is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (err_msg) => {
        expect(answer({ infcode: -1, err_msg })).toMatchObject({
          kind: 'refused',
          message: expect.stringMatching(/./) as string,
        });
      }),
    );
  });

  it('of the gateway, about what it kept out, is told from one about what it may have passed on', () => {
    const gateway = (status: number, code: unknown) =>
      readAnswer(status, JSON.stringify({ code, message: '签名不一致' }));
    for (const code of [401, '401', 403, 429]) {
      expect(gateway(Number(code), code)).toEqual({
        kind: 'kept-out',
        detail: `网关拒绝：签名不一致 (${Number(code)})`,
      });
      expect(gateway(200, code).kind).toBe('kept-out');
      expect(gateway(500, code).kind).toBe('between');
    }
    for (const code of [200, 0, 302, 400, 404, 405, 408, 413, 500, 502, 504]) {
      expect(gateway(code === 0 ? 200 : code, code).kind).toBe('between');
    }
  });

  it('under any status but 2xx is not from the central system', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }).filter((status) => status < 200 || status > 299),
        (status) => {
          const text = JSON.stringify({ ...head, infcode: 0 });
          expect(readAnswer(status, text)).toEqual({
            kind: 'between',
            detail: `网关或代理的回复，不是中心系统的（状态码 ${status}）`,
          });
        },
      ),
    );
  });

  it('of any text at all is read without throwing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }),
        fc.oneof(fc.string({ unit: 'binary' }), fc.json()),
        (status, text) => {
          expect(['success', 'refused', 'kept-out', 'between', 'broken']).toContain(readAnswer(status, text).kind);
        },
      ),
    );
  });
});

describe("the receiver's message id", () => {
  it.each([REFERENCE, REFERENCE.slice(0, 29), '99000020261121093005ABCDEF0001'])('can be %s', (text) => {
    expect(isReference(text)).toBe(true);
  });

  it.each(['', '0', REFERENCE.slice(0, 28), `${REFERENCE}0`, REFERENCE.replace('0930', '2530'), ` ${REFERENCE}`])(
    'cannot be %j',
    (text) => {
      expect(isReference(text)).toBe(false);
    },
  );
});

describe('a refused look-up', () => {
  it.each([
    ...[
      '未查询到人员信息',
      '人员信息为空',
      '没有该人员的参保信息',
      '查无此人',
      '该参保人不存在',
      '无此人员',
      '系统中无该人员信息',
    ],
    ...['人员 基本信息 为空', '没有相关参保记录', '未获取到人员信息！', '没有符合条件的人员'],
  ])('G6 says by %j that nobody was found', (message) => {
    expect(saysNobodyFound(message, [])).toBe(true);
  });

  it.each([
    '无权查询该人员信息',
    '没有权限查询该统筹区人员信息',
    '查询人员信息失败',
    '参保状态异常',
    '系统维护中',
    '险种不符',
    '',
  ])('G6 says something else by %j', (message) => {
    expect(saysNobodyFound(message, [])).toBe(false);
  });

  it('G6 is read by the hall’s own phrases too', () => {
    expect(saysNobodyFound('库里头没得这个人', ['没得这个人'])).toBe(true);
    expect(saysNobodyFound('库里头没得 这个人', ['没得这个人'])).toBe(true);
    expect(saysNobodyFound('库里头没得这个人', ['没得那个人'])).toBe(false);
  });
});
