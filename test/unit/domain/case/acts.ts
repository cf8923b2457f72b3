import { GENESIS_HASH } from '../../../../main/domain/journal/entry.ts';
import type { ActKind, OpeningPayload, PayloadOf } from '../../../../main/domain/case/process.ts';
import type { RecordedAct } from '../../../../main/domain/case/replay.ts';
import type { IssuedSlip } from '../../../../main/domain/slip/issued.ts';
import type { Slip, SlipBody } from '../../../../main/domain/slip/slip.ts';
import type { Actor } from '../../../../main/domain/staff/actor.ts';

/** A teller, and the part of the system that sends. */
export const TELLER = { kind: 'person', number: '1001', name: '王小敏', role: 'teller' } as const satisfies Actor;
/** The part of the system that watches the time. */
export const CLOCK = { kind: 'system', part: 'clock' } as const satisfies Actor;
export const FORWARDER = { kind: 'system', part: 'forwarder' } as const satisfies Actor;
/** The posts that check a case of the special route, and the bureau. */
export const REVIEWER = { kind: 'person', number: '2001', name: '赵国强', role: 'reviewer' } as const satisfies Actor;
export const LEADER = { kind: 'person', number: '3001', name: '孙立', role: 'branch-leader' } as const satisfies Actor;
export const BUREAU = { kind: 'person', number: '4001', name: '周正', role: 'bureau-head' } as const satisfies Actor;
/** The workstation at which these histories happen. */
export const HERE = '0193a1b2-0000-7000-8000-000000000003';

const LINK = { n: 1, turn: 1, previous: GENESIS_HASH };

function issued(body: SlipBody, number: string): IssuedSlip {
  const slip: Slip = {
    number,
    caseNumber: '990000001202611200030001',
    issuedAt: '2026-11-20T01:30:00.000Z',
    teller: { number: '1001', name: '王小敏' },
    hall: {
      organ: '示范县医疗保障局',
      hall: '',
      address: '',
      window: '03',
      phone: '',
      supervisionPhone: '',
      openingHours: '',
    },
    citizen: { name: '李建国', maskedIdNumber: '990000********1011' },
    item: { code: 'YB0413', name: '异地长期居住人员备案' },
    ...body,
  };
  return { slip, lines: [], jobId: `job-${number}`, deviceId: null, columns: 48, repertoire: 'gbk' };
}

const identity = { identifiedBy: 'card', checkedBy: null } as const;
const message = {
  messageId: 'M1',
  transaction: '2501',
  insuranceRegion: '990000',
  input: {},
  journalHead: { sequence: 0, hash: GENESIS_HASH },
};
const result = [{ label: '结果', value: '已登记' }];
const due = { on: '2026-11-27' };

/** How a history begins. */
export const OPENING: OpeningPayload = {
  link: LINK,
  itemCode: 'YB0413',
  itemVersion: 1,
  personId: 'person-1',
  visitId: 'visit-1',
  channel: 'window',
  identity,
};

const confirmed = {
  materialCode: 'record',
  result: 'confirmed',
  summary: '正常',
  source: '系统',
  reference: 'R',
  at: 't',
} as const;

/** One payload of every act. */
export const PAYLOADS: { readonly [Kind in ActKind]: PayloadOf<Kind> } = {
  obtain: { link: LINK, materials: [{ ...confirmed, result: 'pending', reference: '' }] },
  notify: {
    link: LINK,
    ticks: {},
    form: { phone: '1' },
    missing: [{ materialCode: 'photo', reason: 'not-brought' }],
    due,
    issued: issued(
      { kind: 'BZ', missing: [], received: [], systemSupplied: [], workingDays: 5, dueOn: due },
      'BZ2026112003-0001',
    ),
  },
  renotify: {
    link: LINK,
    ticks: {},
    form: { phone: '1' },
    missing: [{ materialCode: 'photo', reason: 'illegible' }],
    due: { on: '2026-11-30' },
    endsAt: '2026-11-30T09:00:00.000Z',
    issued: issued(
      { kind: 'BZ', missing: [], received: [], systemSupplied: [], workingDays: 5, dueOn: { on: '2026-11-30' } },
      'BZ2026112003-0002',
    ),
  },
  request: { link: LINK, note: '补交的票据不清晰' },
  vouch: {
    link: LINK,
    note: '村工作人员集中代办',
    often: { agent: '990000********2054', before: [{ name: '李*国', items: ['参保人员参保信息查询'] }] },
  },
  permit: { link: LINK, note: '票据补交后才看出', marked: { number: '1001', name: '王小敏' } },
  decline: { link: LINK, note: '可以当场更正' },
  accept: {
    link: LINK,
    ticks: {},
    form: { phone: '2' },
    promised: due,
    identity,
    issued: issued({ kind: 'SL', received: [], handling: 'timed', promisedOn: due }, 'SL2026112003-0001'),
  },
  admit: {
    link: LINK,
    ticks: {},
    form: { phone: '6' },
    missing: ['proof'],
    due: { on: '2026-12-04' },
    endsAt: '2026-12-04T09:00:00.000Z',
    identity,
    issued: issued(
      {
        kind: 'RQ',
        received: [],
        missing: [{ name: '居住证明', guidance: '' }],
        workingDays: 10,
        dueOn: { on: '2026-12-04' },
      },
      'RQ2026112003-0001',
    ),
  },
  supply: { link: LINK, ticks: { proof: { alternative: 'paper', form: 'original' } }, missing: [], promised: due },
  lapse: { link: LINK, what: 'gap' },
  terminate: {
    link: LINK,
    why: 'lapsed',
    note: '已电话告知',
    issued: issued(
      { kind: 'ZZ', reason: '容缺承诺的材料逾期没有补齐', explanation: '居住证明应在 2026年12月4日 前补齐。' },
      'ZZ2026112003-0001',
    ),
  },
  complete: {
    link: LINK,
    result,
    effectiveOn: '2026-11-20',
    issued: issued({ kind: 'BJ', result, effectiveOn: '2026-11-20' }, 'BJ2026112003-0001'),
    message,
  },
  settle: {
    link: LINK,
    ticks: {},
    form: { phone: '3' },
    promised: due,
    identity,
    result,
    effectiveOn: '2026-11-20',
    issued: issued({ kind: 'SJ', received: [], result, effectiveOn: '2026-11-20' }, 'SJ2026112003-0001'),
    message,
  },
  refuse: {
    link: LINK,
    reason: 'not-eligible',
    note: '未参保',
    issued: issued({ kind: 'BT', reason: '不符合办理条件', explanation: '未参保' }, 'BT2026112003-0001'),
  },
  agree: { link: LINK, opinion: '记录相符，同意', due },
  remit: { link: LINK, reason: 'amount', note: '少算了一月', due },
  deny: { link: LINK, reason: 'no-basis', note: '不在补录范围', due },
  escalate: { link: LINK, reason: 'cannot-judge', note: '缴费在系统之外', due },
  answer: { link: LINK, note: '同意补录', document: '样医保〔2026〕7号', due, promised: due },
  resubmit: { link: LINK, ticks: {}, form: { phone: '5' }, due },
  conclude: {
    link: LINK,
    reason: '没有政策依据',
    note: '不在补录范围',
    issued: issued(
      {
        kind: 'BJ',
        result: [],
        effectiveOn: '2026-11-20',
        denied: { reason: '没有政策依据', explanation: '不在补录范围' },
      },
      'BJ2026112003-0003',
    ),
  },
  pause: { link: LINK, reason: 'inquiry', note: '请参保地协查', document: '' },
  resume: { link: LINK, note: '已回复', promised: due },
  extend: {
    link: LINK,
    note: '专家评审未完成',
    workingDays: 10,
    promised: { on: '2026-12-11' },
    issued: issued(
      { kind: 'YQ', workingDays: 10, reason: '专家评审未完成', formerlyOn: due, promisedOn: { on: '2026-12-11' } },
      'YQ2026112003-0001',
    ),
  },
  correct: {
    link: LINK,
    form: { phone: '4' },
    result,
    effectiveOn: '2026-11-20',
    issued: issued(
      { kind: 'BJ', result, effectiveOn: '2026-11-20', replaces: 'BJ2026112003-0001' },
      'BJ2026112003-0002',
    ),
    message: { ...message, messageId: 'M2' },
  },
  annul: { link: LINK, note: '已在参保地办理' },
  inform: { link: LINK, how: 'phone', note: '明天来换通知书' },
  abandon: { link: LINK, reason: 'left' },
  withdraw: { link: LINK, note: '改日再办' },
  recheck: { link: LINK, materials: [confirmed] },
  note: { link: LINK, text: '已电话告知' },
};

/** The acceptance of an item of the special route: it goes to the review at once. */
export function specialAcceptance(changes: Parameters<typeof act>[1] = {}): RecordedAct {
  const accepted = act('accept', changes);
  return { ...accepted, payload: { ...PAYLOADS.accept, reviewBy: due } } as RecordedAct;
}

/** An act of a history that is not linked yet. */
export function act(
  kind: ActKind | 'open',
  changes: Partial<Pick<RecordedAct, 'actor' | 'workstation' | 'at'>> = {},
): RecordedAct {
  const performer =
    kind === 'recheck'
      ? FORWARDER
      : kind === 'lapse'
        ? CLOCK
        : kind === 'permit' || kind === 'decline'
          ? LEADER
          : TELLER;
  const common = { at: '2026-11-20T01:30:00.000Z', actor: performer, workstation: HERE, hash: '', ...changes };
  if (kind === 'open') return { ...common, kind: 'case.open', payload: OPENING };
  return actOf(kind, common);
}

function actOf(kind: ActKind, common: Pick<RecordedAct, 'at' | 'actor' | 'workstation' | 'hash'>): RecordedAct {
  return { ...common, kind: `case.${kind}`, payload: PAYLOADS[kind] } as RecordedAct;
}

/** The acts with their places, each naming the one before it. */
export function linked(acts: readonly RecordedAct[]): RecordedAct[] {
  return acts.map((one, index) => {
    const link = { n: index + 1, turn: 1, previous: index === 0 ? GENESIS_HASH : `hash-${index}` };
    return { ...one, hash: `hash-${index + 1}`, payload: { ...one.payload, link } } as RecordedAct;
  });
}

/** A whole history of these kinds. */
export function history(...kinds: readonly (ActKind | 'open')[]): RecordedAct[] {
  return linked(kinds.map((kind) => act(kind)));
}
