import path from 'node:path';
import { loadCatalogue } from '../../../../../main/catalogue/load.ts';
import { hallDate } from '../../../../../main/domain/calendar/hallTime.ts';
import type { ActDesk, ActFacts } from '../../../../../main/domain/case/act.ts';
import type { Case } from '../../../../../main/domain/case/case.ts';
import { isOverdue } from '../../../../../main/domain/case/chain.ts';
import {
  caseProcess,
  guardProblem,
  whyNot,
  type ActKind,
  type InputOf,
} from '../../../../../main/domain/case/process.ts';
import { applyAct, type RecordedAct } from '../../../../../main/domain/case/replay.ts';
import { summary } from '../../../../../main/domain/case/summary.ts';
import type { ServiceItem } from '../../../../../main/domain/catalogue/item.ts';
import { isFromSystem } from '../../../../../main/domain/catalogue/materialList.ts';
import type { Slip, SlipBody } from '../../../../../main/domain/slip/slip.ts';
import type { Actor, StaffActor } from '../../../../../main/domain/staff/actor.ts';
import { act, CLOCK, HERE, OPENING, TELLER } from '../acts.ts';
import type { Given } from './told.ts';

const loaded = loadCatalogue(path.resolve(import.meta.dirname, '../../../../../main/catalogue'));
if (!loaded.ok) throw new Error('the catalogue is broken');

/** Every item of the hall, and its calendar. */
export const { items, calendar } = loaded.value;

/** What systems said at the opening. */
export type Said = 'confirmed' | 'not-confirmed' | 'pending';

/** A case that is led by the process alone: no store, no window. */
export interface PureCase {
  readonly item: ServiceItem;
  readonly given: Given;
  state: Case;
  readonly history: RecordedAct[];
  /** UTC instant in ms. */
  now: number;
  returned: boolean;
}

const MORNING = Date.parse('2026-11-20T01:30:00.000Z');
const at = ({ now }: Pick<PureCase, 'now'>): string => new Date(now).toISOString();

/** A case that has just been opened, with what the systems say of it. */
export function openCase(item: ServiceItem, said: Said, given: Given): PureCase {
  const opening = act('open') as Extract<RecordedAct, { kind: 'case.open' }>;
  const first = { ...opening, hash: 'hash-1', payload: { ...OPENING, itemCode: item.code, itemVersion: item.version } };
  const begun = applyAct(null, first);
  if (!begun.ok) throw new Error('a case begins with its opening');
  const one: PureCase = { item, given, state: begun.value, history: [first], now: MORNING, returned: false };
  const materials = item.materials.filter(isFromSystem).map(({ code }) => {
    const reference = said === 'pending' ? '' : 'R';
    return { materialCode: code, result: said, summary: '', source: '系统', reference, at: at(one) } as const;
  });
  if (materials.length > 0) append(one, 'obtain', TELLER, { link: linkOf(one), materials });
  return one;
}

const linkOf = ({ state: { custody } }: PureCase) => ({
  n: custody.n + 1,
  turn: custody.turn,
  previous: custody.last,
});

/** Records an act, as a store would, and says whether the history still is one. */
function append(one: PureCase, kind: ActKind, actor: Actor, payload: unknown): void {
  const hash = `hash-${one.history.length + 1}`;
  const kept = caseProcess[kind].schema.parse(payload);
  const recorded = { kind: `case.${kind}`, at: at(one), actor, workstation: HERE, hash, payload: kept } as RecordedAct;
  const next = applyAct(one.state, recorded);
  if (!next.ok) throw new Error(`the process takes ${kind}, and its history does not: ${next.illegal.why}`);
  one.history.push(recorded);
  one.state = next.value;
}

function factsOf(one: PureCase): ActFacts {
  const { item, given, state } = one;
  const today = hallDate(at(one));
  return {
    item,
    case: state,
    identity: { identifiedBy: 'card', checkedBy: null, gap: given.proved ? null : '尚未核对证件' },
    rules: { today, trainingPeople: true },
    known: { today },
    notAlone: null,
    citizenNumber: '990000198503121011',
    blockedBy: given.blocked ? ['待遇封锁'] : [],
    cardForbids: () => null,
    handledAlready: () => (given.handled ? ['同一票据已经报销'] : []),
    agentOften: given.often && !state.vouched ? { agent: 'agent-1', before: FIVE } : null,
    gapBar: given.barred ? '曾作容缺承诺，到期没有补齐' : null,
    overdue: isOverdue(state, at(one), '17:00'),
    at: at(one),
    calendar,
    closesAt: '17:00',
  };
}

/** For whom somebody has acted today. */
const FIVE = Array.from({ length: 5 }, (_, n) => ({ name: '张*', items: [`事项${n}`] }));

const SLIP_HEAD: Pick<Slip, 'hall' | 'citizen' | 'caseNumber'> = {
  caseNumber: '990000001202611200030001',
  hall: { organ: '', hall: '', address: '', window: '03', phone: '', supervisionPhone: '', openingHours: '' },
  citizen: { name: '李建国', maskedIdNumber: '990000********1011' },
};

function deskOf(one: PureCase, actor: StaffActor): ActDesk {
  const facts = factsOf(one);
  const number = `${one.history.length}`;
  return {
    link: linkOf(one),
    facts: () => facts,
    issue: (body: SlipBody) => {
      const { item } = facts;
      const head = { number, issuedAt: facts.at, teller: actor, item: { code: item.code, name: item.name } };
      return {
        slip: { ...SLIP_HEAD, ...head, ...body },
        lines: [],
        jobId: number,
        deviceId: null,
        columns: 48,
        repertoire: 'gbk',
      };
    },
    document: () => undefined,
    queue: () => ({
      messageId: `M${number}`,
      transaction: '2501',
      insuranceRegion: '990000',
      input: {},
      journalHead: { sequence: 0, hash: '' },
    }),
  };
}

/** One act asked for by a person: null when it was taken, else why it was not. */
export function ask(
  one: PureCase,
  kind: ActKind,
  input: object,
  acting: { readonly actor: StaffActor; readonly workstation: string },
): string | null {
  const rule = caseProcess[kind];
  const parsed = rule.input.safeParse(input);
  if (!parsed.success || rule.askedBy !== 'person') return 'input';
  const why = whyNot({ ...one.state, returned: one.returned }, kind, acting);
  return why ? why.code : take(one, kind, parsed.data, acting.actor);
}

function take<Kind extends ActKind>(one: PureCase, kind: Kind, input: InputOf<Kind>, actor: StaffActor): string | null {
  const { fits, withoutItem, record } = caseProcess[kind];
  if (!withoutItem && fits && !fits(one.item)) return 'unfit';
  const problem = withoutItem ? null : guardProblem(kind, factsOf(one), input);
  if (problem) return problem.code;
  append(one, kind, actor, record(deskOf(one, actor), input));
  return null;
}

/** The clock has come to where the time to hand in papers is over: it says so. */
export function lapseIfOver(one: PureCase): boolean {
  const { lapsesAt } = summary(one.state);
  if (lapsesAt === null || at(one) < lapsesAt) return false;
  append(one, 'lapse', CLOCK, { link: linkOf(one), what: one.state.gap ? 'gap' : 'supplement' });
  return true;
}

/** Whether the day for which the result is promised is over. */
export function isLate(one: PureCase): boolean {
  const { acceptance } = one.state;
  return (
    acceptance !== undefined && 'on' in acceptance.promised && at(one) >= `${acceptance.promised.on}T09:00:00.000Z`
  );
}
