import { systemTimers } from '../../../native/systemTime.ts';
import { describe, expect, it } from 'vitest';
import { createCentralClient } from '../../../main/central/client.ts';
import { contentHash } from '../../../main/store/contentHash.ts';
import { centralConfigSchema } from '../../../main/central/config.ts';
import type { CentralLogEntry } from '../../../main/central/log.ts';
import type { CentralTransport, Exchange } from '../../../main/central/transport.ts';
import { writePerson } from '../../../main/demo/central/writePerson.ts';
import { demoPeople } from '../../../main/demo/people.ts';
import { CONFIG, HALL_CLOCK, messageAbout, messageIds, TELLER } from './fixtures.ts';

const CITIZEN = demoPeople[0]!.person;
const BY_NUMBER = { kind: 'id-number', idNumber: CITIZEN.idNumber } as const;
const REFERENCE = '990000202611210930050000000001';
const AT = '2026-11-21T01:30:05.123Z';

const answered = (status: number, body: unknown): Exchange => ({
  kind: 'answered',
  status,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});
const success = (output: unknown) =>
  answered(200, { infcode: 0, inf_refmsgid: REFERENCE, respond_time: '20261121093005123', err_msg: null, output });
const refused = (err_msg: string) => answered(200, { infcode: -1, inf_refmsgid: REFERENCE, err_msg, output: 'null' });

/** A client whose central system answers with `exchange`, and what it sent and logged. */
function clientMeeting(exchange: Exchange, config = CONFIG) {
  const sent: { body: Record<string, unknown>; headers: Readonly<Record<string, string>> }[] = [];
  const log: CentralLogEntry[] = [];
  const transport: CentralTransport = {
    post(body, headers) {
      sent.push({ body: JSON.parse(body) as Record<string, unknown>, headers });
      return Promise.resolve(exchange);
    },
    isAnswering: () => Promise.resolve(exchange.kind === 'answered'),
    close: () => Promise.resolve(),
  };
  const client = createCentralClient(config, {
    region: '990000',
    clock: HALL_CLOCK,
    timers: systemTimers,
    nextMessageId: messageIds(HALL_CLOCK),
    log: (entry) => log.push(entry),
    transport,
  });
  return { client, sent, log };
}

const garbage = answered(200, '<html>登录</html>');
const timedOut: Exchange = { kind: 'unanswered', detail: '等待回复超时' };
const noConnection: Exchange = { kind: 'not-connected', detail: '对方拒绝连接' };
const oversized: Exchange = { kind: 'unreadable', status: 200, detail: '回复过长' };

const MESSAGE = messageAbout('P1', 7);
/** How an answer says that it is about this very message. */
const ABOUT = { omsgid: MESSAGE.messageId, ocont_hash: contentHash(MESSAGE) };
const taken = { trt_dcla_detl_sn: 'DCLA1', ...ABOUT };
const receipt = { reference: REFERENCE, at: AT, declarationSerial: 'DCLA1' };

describe('a delivery', () => {
  it.each([
    ['taken', success({ result: taken }), { outcome: 'delivered', receipt }],
    ['taken, the output as a text', success(JSON.stringify({ result: [taken] })), { outcome: 'delivered', receipt }],
    [
      'taken without a serial and a time',
      answered(201, { infcode: '0', inf_refmsgid: REFERENCE, output: { result: ABOUT } }),
      { outcome: 'delivered', receipt: { reference: REFERENCE, at: '2026-11-21T01:30:05.000Z' } },
    ],
    ['taken, but what, nobody says', success(null), { outcome: 'unproven', detail: '回执没有注明是本报文的' }],
    [
      'taken, but another message',
      success({ result: { ...taken, omsgid: messageAbout('P1', 8).messageId } }),
      { outcome: 'unproven', detail: '回执没有注明是本报文的' },
    ],
    [
      'taken, but another content under this id',
      success({ result: { ...taken, ocont_hash: contentHash(messageAbout('P2', 7)) } }),
      { outcome: 'unproven', detail: '回执没有注明是本笔内容的' },
    ],
    ['taken twice in one answer', success({ result: [taken, taken] }), { outcome: 'unproven' }],
    ['refused by the business', refused('险种不符'), { outcome: 'refused', message: '险种不符' }],
    [
      'kept out by the gateway',
      answered(401, { code: 401, message: '签名不一致' }),
      { outcome: 'not-sent', detail: '网关拒绝：签名不一致 (401)' },
    ],
    [
      'kept out by a gateway that answers 200',
      answered(200, { code: 401, message: '时间戳已过期' }),
      { outcome: 'not-sent' },
    ],
    ['answered with garbage', garbage, { outcome: 'unknown', detail: '回复格式不符' }],
    ['answered with half a JSON', answered(200, '{"infcode":0,"inf_ref'), { outcome: 'unknown' }],
    ['answered with too much', oversized, { outcome: 'unknown' }],
    ['not answered', timedOut, { outcome: 'unknown', detail: timedOut.detail }],
    ['not connected', noConnection, { outcome: 'not-sent', detail: noConnection.detail }],
  ])('%s', async (_name, exchange, outcome) => {
    const { client } = clientMeeting(exchange);
    expect(await client.submit(MESSAGE)).toMatchObject(outcome);
  });

  it.each(['', 'null', '1', `${REFERENCE}1`, REFERENCE.replace('20261121', '20261341'), 'R1', 42, null, {}])(
    'is not proved by a receipt with the reference %j',
    async (inf_refmsgid) => {
      const body = { infcode: 0, inf_refmsgid, output: { result: taken } };
      const { client } = clientMeeting(answered(200, body));
      expect(await client.submit(MESSAGE)).toEqual({ outcome: 'unproven', detail: '回执没有有效的对方报文号' });
    },
  );

  const wholeReceipt = { infcode: 0, inf_refmsgid: REFERENCE, output: { result: taken } };
  it.each([100, 301, 302, 307, 400, 401, 403, 404, 407, 408, 413, 429, 500, 502, 503, 504])(
    'under HTTP %i is neither a delivery nor a refusal, whatever the body says',
    async (status) => {
      for (const body of [
        wholeReceipt,
        { infcode: -1, err_msg: '险种不符' },
        '<html>',
        '',
        { code: 400, message: '' },
      ]) {
        const { client } = clientMeeting(answered(status, body));
        expect(await client.submit(MESSAGE)).toMatchObject({ outcome: 'unknown' });
      }
    },
  );

  it('is the same on every try: id, time and journal head come from the message, not from the moment', async () => {
    const { client, sent } = clientMeeting(timedOut);
    await client.submit(messageAbout('P1', 7));
    await client.submit(messageAbout('P1', 7));
    expect(sent[0]).toEqual(sent[1]);
    expect(sent[0]?.body).toMatchObject({
      infno: '2501',
      msgid: 'J99000000001202611210930050307',
      insuplc_admdvs: '990000',
      opter: '0103',
      dev_safe_info: JSON.stringify({
        journalSequence: 7,
        journalHash: 'ab'.repeat(32),
        contentHash: contentHash(MESSAGE),
      }),
      input: { refmedin: { psn_no: 'P1' } },
    });
    expect(sent[0]?.headers).toMatchObject({ _api_name: '2501', _api_access_key: 'demo-access' });
  });
});

describe('a question about an earlier message', () => {
  const state = (msg_stas: unknown, more: Record<string, unknown> = ABOUT) =>
    success({
      result: {
        msg_stas,
        refmsgid: REFERENCE,
        respond_time: '20261121093001000',
        trt_dcla_detl_sn: 'S1',
        err_msg: '险种不符',
        ...more,
      },
    });
  const { omsgid, ocont_hash } = ABOUT;

  it.each([
    [
      'it has taken effect',
      state('1'),
      {
        outcome: 'delivered',
        receipt: { reference: REFERENCE, at: '2026-11-21T01:30:01.000Z', declarationSerial: 'S1' },
      },
    ],
    ['it was refused', state('2'), { outcome: 'refused', message: '险种不符' }],
    ['it never came', state('0', { omsgid }), { outcome: 'absent' }],
    ['it never came, as a number', state(0, { omsgid }), { outcome: 'absent' }],
    ['the id is that of another content', state('1', { omsgid, ocont_hash: '0'.repeat(64) }), { outcome: 'foreign' }],
    ['another content of this id was refused', state('2', { omsgid, ocont_hash: 'x' }), { outcome: 'foreign' }],
    ['an effect of some content', state('1', { omsgid }), { outcome: 'unknown', detail: '查询回复没有注明内容' }],
    ['an effect without a reference', state('1', { ...ABOUT, refmsgid: 'R1' }), { outcome: 'unknown' }],
    ['the state of another message', state('1', { omsgid: 'x', ocont_hash }), { outcome: 'unknown' }],
    ['the absence of another message', state('0', { omsgid: 'x' }), { outcome: 'unknown' }],
    ['the absence of nobody says what', state('0', {}), { outcome: 'unknown' }],
    ['words nobody agreed on', state('7'), { outcome: 'unknown', detail: '查询回复的报文状态无法识别' }],
    ['a zero that nobody agreed on', state('0.0'), { outcome: 'unknown' }],
    ['no row', success({ result: [] }), { outcome: 'unknown', detail: '查询回复格式不符' }],
    ['a refusal of the question itself', refused('无此交易'), { outcome: 'unknown' }],
    ['the gateway', answered(401, { code: 401, message: 'x' }), { outcome: 'unknown' }],
    ['garbage', garbage, { outcome: 'unknown' }],
    ['nothing', timedOut, { outcome: 'unknown' }],
    ['no connection', noConnection, { outcome: 'unknown' }],
  ])('answered by: %s', async (_name, exchange, outcome) => {
    const { client, sent } = clientMeeting(exchange);
    expect(await client.ask(MESSAGE)).toMatchObject(outcome);
    expect(sent[0]?.body).toMatchObject({
      infno: 'C900',
      msgid: 'J99000000001202611210930050300',
      opter_name: '系统',
      input: { data: { omsgid: MESSAGE.messageId } },
    });
  });
});

describe('a look-up of a person', () => {
  it('brings the person, the reference and the time', async () => {
    const { client } = clientMeeting(success(writePerson(CITIZEN)));
    expect(await client.lookUpPerson(BY_NUMBER, TELLER)).toEqual({
      ok: true,
      value: CITIZEN,
      reference: REFERENCE,
      at: AT,
    });
  });

  it.each([
    ['nobody, in words', refused('未查询到人员信息'), 'not-found'],
    ['nobody, by an empty output', success({ baseinfo: null }), 'not-found'],
    ['a refusal', refused('无权查询该统筹区'), 'refused'],
    ['garbage', garbage, 'broken'],
    ['a success without a person in it', success({ baseinfo: 3 }), 'broken'],
    ['too much', oversized, 'broken'],
    ['an error page', answered(500, ''), 'unreachable'],
    ['the gateway', answered(401, { code: 401, message: 'x' }), 'unreachable'],
    ['silence', timedOut, 'unreachable'],
    ['no connection', noConnection, 'unreachable'],
  ])('answered by %s', async (_name, exchange, code) => {
    const { client } = clientMeeting(exchange);
    const found = await client.lookUpPerson(BY_NUMBER, TELLER);
    expect(found).toMatchObject({ ok: false, code });
    expect(found).toHaveProperty('message', expect.stringMatching(/\S/));
  });
});

describe('a material the system supplies', () => {
  const request = { materialCode: 'enrolment', itemCode: 'YB0101', person: CITIZEN };

  it('comes with one line for the slip', async () => {
    const { client, sent } = clientMeeting(success({ result: { cfm_flag: '1', cfm_dscr: '参保状态正常, 无欠费' } }));
    expect(await client.obtainMaterial(request, TELLER)).toMatchObject({
      ok: true,
      value: { confirmed: true, summary: '参保状态正常, 无欠费' },
      at: AT,
    });
    expect(sent[0]?.body).toMatchObject({ infno: 'C901', insuplc_admdvs: '990000' });
  });

  it('has its own transaction where the configuration names one', async () => {
    const config = centralConfigSchema.parse({ ...CONFIG, transactions: { materials: { enrolment: 'G101' } } });
    const { client, sent } = clientMeeting(success({}), config);
    expect(await client.obtainMaterial(request, TELLER)).toMatchObject({ ok: false, code: 'broken' });
    expect(sent[0]?.body).toMatchObject({ infno: 'G101' });
  });
});

it('keeps the citizen out of the log, whatever happens', async () => {
  const said = `${CITIZEN.name} ${CITIZEN.idNumber} 已参保`;
  for (const exchange of [
    success(writePerson(CITIZEN)),
    refused(said),
    answered(401, { code: 401, message: said }),
    garbage,
    timedOut,
  ]) {
    const { client, log } = clientMeeting(exchange);
    await client.lookUpPerson(BY_NUMBER, TELLER);
    await client.obtainMaterial({ materialCode: 'x', itemCode: 'YB0101', person: CITIZEN }, TELLER);
    await client.submit(messageAbout(CITIZEN.idNumber, 1));
    const text = JSON.stringify(log);
    expect(log).toHaveLength(3);
    for (const secret of [CITIZEN.name, CITIZEN.idNumber, CITIZEN.personNumber, CITIZEN.phone]) {
      expect(text).not.toContain(secret);
    }
    expect(log.map((entry) => entry.subject)).toEqual([log[0]?.subject, log[0]?.subject, undefined]);
    expect(log[0]?.subject).toMatch(/^[0-9a-f]{12}$/);
  }
});

it('the hash of a content is the same in every release: a message under way would look like somebody else’s and be booked twice', () => {
  expect(contentHash(messageAbout('P1', 1))).toBe('05537ae5562560ae8ef0f934c7dfca9df61955b4c031733b4fe55fb39e240e02');
});
