import { GENESIS_HASH } from '../journal/entry.ts';
import { ok, type Result } from '../result.ts';
import { performerOf, type Link, type Recorded } from './act.ts';
import type { Case } from './case.ts';
import { gapSettled } from './gap.ts';
import {
  actKinds,
  caseProcess,
  notItsWord,
  opening,
  outOfPlace,
  sameParty,
  type ActKind,
  type OpeningPayload,
  type PayloadOf,
} from './process.ts';

/** The act that made a case, as the journal has it. */
export type RecordedOpening = Recorded<OpeningPayload> & { readonly kind: 'case.open' };

/** Any later act of a case. The journal names a kind of act with `case.` before it. */
type RecordedLater = {
  readonly [Kind in ActKind]: Recorded<PayloadOf<Kind>> & { readonly kind: `case.${Kind}` };
}[ActKind];

/** One act of a history, as the journal has it. */
export type RecordedAct = RecordedOpening | RecordedLater;

/** Why a history is none that the process allows, in Chinese. */
export const illegalities = {
  'no-opening': '办件历史不是从接件开始',
  'opened-again': '同一办件接件两次',
  order: '办件的步骤序号不连续',
  turn: '办件的移交次序不符',
  previous: '与办件的上一步接不上',
  'not-holder': '不是办件所在工位记录的',
  post: '办理人没有这一步的权限',
  place: '办件当时的状态不允许这一步',
  'same-person': '同一人办了窗口、复核、审核中的两个环节',
} as const satisfies Record<string, string>;

/** A history the process forbids: which act, and why. */
export interface IllegalHistory {
  /** Place in the history, 1 = the opening. */
  readonly n: number;
  readonly kind: RecordedAct['kind'] | null;
  readonly why: keyof typeof illegalities;
}

type Replayed = Result<Case, { readonly illegal: IllegalHistory }>;

/** The case a history makes, or the first act of it that the process forbids. */
export function replay(history: readonly RecordedAct[]): Replayed {
  let now: Case | null = null;
  for (const act of history) {
    const next = applyAct(now, act);
    if (!next.ok) return next;
    now = next.value;
  }
  return now ? ok(now) : illegal(1, null, 'no-opening');
}

/** The case after one more act; `before` is null for its first. */
export function applyAct(before: Case | null, act: RecordedAct): Replayed {
  const n = (before?.custody.n ?? 0) + 1;
  if (!before) {
    if (act.kind !== 'case.open') return illegal(n, act.kind, 'no-opening');
    const why = brokenLink(act.payload.link, { n: 0, turn: 1, last: GENESIS_HASH });
    if (why) return illegal(n, act.kind, why);
    return opening.by.includes(performerOf(act.actor)) ? ok(opening.begin(act)) : illegal(n, act.kind, 'post');
  }
  if (act.kind === 'case.open') return illegal(n, act.kind, 'opened-again');
  const why = forbidden(before, act);
  return why ? illegal(n, act.kind, why) : ok(after(before, kindOf(act), act));
}

/** The kind of an act after the opening. */
function kindOf({ kind }: Pick<RecordedLater, 'kind'>): ActKind {
  const found = actKinds.find((one) => kind === `case.${one}`);
  if (!found) throw new Error(`${kind} is no act of the process`);
  return found;
}

/** How the history words an act. */
export function lineOf(act: RecordedAct): string {
  return act.kind === 'case.open' ? opening.line(act.payload) : lineOfKind(kindOf(act), act.payload);
}

function lineOfKind<Kind extends ActKind>(kind: Kind, payload: PayloadOf<Kind>): string {
  return caseProcess[kind].line(payload);
}

function forbidden(before: Case, act: RecordedLater): IllegalHistory['why'] | null {
  const broken = brokenLink(act.payload.link, before.custody);
  if (broken) return broken;
  if (act.workstation !== before.custody.holder) return 'not-holder';
  if (!caseProcess[kindOf(act)].by.includes(performerOf(act.actor))) return 'post';
  if (outOfPlace(before, kindOf(act))) return 'place';
  if (notItsWord(before, kindOf(act), act.actor)) return 'post';
  return sameParty(before, kindOf(act), act.actor) ? 'same-person' : null;
}

function brokenLink(link: Link, before: Pick<Case['custody'], 'n' | 'turn' | 'last'>): IllegalHistory['why'] | null {
  if (link.n !== before.n + 1) return 'order';
  if (link.turn !== before.turn) return 'turn';
  return link.previous === before.last ? null : 'previous';
}

function after<Kind extends ActKind>(before: Case, kind: Kind, act: Recorded<PayloadOf<Kind>>): Case {
  const changed = caseProcess[kind].apply(before, act);
  const custody = { ...before.custody, n: before.custody.n + 1, last: act.hash };
  // With the case, or with its refusal, what was to follow is no matter any more.
  const gap =
    changed.phase === 'closed' || changed.phase === 'rejected' ? gapSettled({ ...before, ...changed }, act.at) : {};
  return { ...before, ...changed, ...gap, changedAt: act.at, custody };
}

function illegal(n: number, kind: IllegalHistory['kind'], why: IllegalHistory['why']): Replayed {
  return { ok: false, illegal: { n, kind, why } };
}
