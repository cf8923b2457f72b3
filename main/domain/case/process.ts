import type { z } from 'zod';
import type { ServiceItem } from '../catalogue/item.ts';
import type { Actor } from '../staff/actor.ts';
import { roles, type Role } from '../staff/role.ts';
import { performerOf, type Act, type ActRule, type Opening, type Performer } from './act.ts';
import { abandon } from './acts/abandon.ts';
import { accept } from './acts/accept.ts';
import { admit } from './acts/admit.ts';
import { agree } from './acts/agree.ts';
import { annul } from './acts/annul.ts';
import { answer } from './acts/answer.ts';
import { complete } from './acts/complete.ts';
import { conclude } from './acts/conclude.ts';
import { correct } from './acts/correct.ts';
import { decline } from './acts/decline.ts';
import { deny } from './acts/deny.ts';
import { extend } from './acts/extend.ts';
import { escalate } from './acts/escalate.ts';
import { inform } from './acts/inform.ts';
import { lapse } from './acts/lapse.ts';
import { note } from './acts/note.ts';
import { notify } from './acts/notify.ts';
import { obtain } from './acts/obtain.ts';
import { open } from './acts/open.ts';
import { pause } from './acts/pause.ts';
import { permit } from './acts/permit.ts';
import { recheck } from './acts/recheck.ts';
import { refuse } from './acts/refuse.ts';
import { remit } from './acts/remit.ts';
import { renotify } from './acts/renotify.ts';
import { request } from './acts/request.ts';
import { resubmit } from './acts/resubmit.ts';
import { resume } from './acts/resume.ts';
import { settle } from './acts/settle.ts';
import { supply } from './acts/supply.ts';
import { terminate } from './acts/terminate.ts';
import { vouch } from './acts/vouch.ts';
import { withdraw } from './acts/withdraw.ts';
import type { Case } from './case.ts';
import type { ActProblem, GuardFacts } from './guards.ts';
import { caseNodes, parties, partyOf, type Party } from './node.ts';
import { caseFlags, phaseNames, phases, type Phase } from './phase.ts';
import { keysOf } from '../keysOf.ts';

/** Every act on a case, by its kind: the journal's kinds (`case.` before it), the contract and the screens follow from here. */
const acts = {
  obtain,
  notify,
  renotify,
  accept,
  admit,
  supply,
  agree,
  remit,
  deny,
  permit,
  decline,
  escalate,
  answer,
  resubmit,
  complete,
  conclude,
  settle,
  correct,
  refuse,
  terminate,
  request,
  vouch,
  abandon,
  withdraw,
  annul,
  recheck,
  lapse,
  pause,
  resume,
  extend,
  inform,
  note,
} as const;

/** Kind of an act on a case. Opening is not among them: it makes the case. */
export type ActKind = keyof typeof acts;
/** What an act of this kind is asked with. */
export type InputOf<Kind extends ActKind> = z.infer<(typeof acts)[Kind]['input']>;
/** What an act of this kind has recorded. */
export type PayloadOf<Kind extends ActKind> = z.infer<(typeof acts)[Kind]['schema']>;

/** An act as the journal is given it. */
type ActEntry = {
  readonly [Kind in ActKind]: { readonly kind: `case.${Kind}`; readonly payload: PayloadOf<Kind> };
}[ActKind];

/** The process: every act with its rule. */
export const caseProcess: {
  readonly [Kind in ActKind]: Act<Kind, InputOf<Kind>, PayloadOf<Kind>> & {
    readonly entry: (payload: PayloadOf<Kind>) => ActEntry;
  };
} = acts;

/** What the opening of a case has recorded. */
export type OpeningPayload = z.infer<typeof open.schema>;

/** The act that makes a case. */
export const opening: Opening<OpeningPayload> = open;

/** All kinds of act, in the order of the process. */
export const actKinds = keysOf(acts);

/** Kinds of act a person asks for from a window. */
export const askedKinds = actKinds.filter((kind) => caseProcess[kind].askedBy === 'person');

/** Posts that may take any act at all: who may call for one. What each may do is said by its rule. */
export const actingRoles: readonly Role[] = roles.filter((role) => actKinds.some((kind) => mayPerform(kind, role)));

/** Why an act is not possible. `elsewhere`: another workstation holds the case; `node`: it would go past the node the case stands at. */
export interface WhyNot {
  readonly code: 'post' | 'elsewhere' | 'phase' | 'flag' | 'party' | 'node';
  /** Chinese, as the button and the failure say it. */
  readonly text: string;
}

/** Who acts, and where. */
export interface Acting {
  readonly actor: Actor;
  /** Id of the workstation. */
  readonly workstation: string;
}

/** What of a case decides which acts are possible. */
export type Standing = Pick<Case, 'phase' | 'flags' | 'chain'> & {
  readonly custody: Pick<Case['custody'], 'holder'>;
  /** The central system has refused its transaction, and nobody has sent it again. */
  readonly returned: boolean;
};

function mayPerform(kind: ActKind, performer: Performer): boolean {
  const { by }: ActRule = caseProcess[kind];
  return by.includes(performer);
}

/** Why this act cannot be taken on the case as it stands; null when the process allows it. Guards are asked apart. */
export function whyNot(standing: Standing, kind: ActKind, { actor, workstation }: Acting): WhyNot | null {
  const post = notItsPost(kind, actor);
  if (post) return post;
  if (standing.custody.holder !== workstation)
    return { code: 'elsewhere', text: '办件现在由另一个工位办理，这里只能查看' };
  return (
    skipsNode(standing, kind, actor) ??
    outOfPlace(standing, kind) ??
    notReturned(standing, kind) ??
    notItsWord(standing, kind, actor) ??
    sameParty(standing, kind, actor)
  );
}

/**
 * Why the law of the hall keeps this person from the act, whatever else is true of the case: their post, the node it stands at, or
 * their part in it. Null when it does not.
 */
export function notTheirs(standing: Pick<Standing, 'phase' | 'chain'>, kind: ActKind, actor: Actor): WhyNot | null {
  return (
    notItsPost(kind, actor) ??
    skipsNode(standing, kind, actor) ??
    (postOfWord(standing.phase) === null ? null : notItsWord(standing, kind, actor)) ??
    sameParty(standing, kind, actor)
  );
}

function notItsPost(kind: ActKind, actor: Actor): WhyNot | null {
  return mayPerform(kind, performerOf(actor)) ? null : { code: 'post', text: '您的岗位不能做这一步' };
}

/** An act of the special route, asked for while the case stands at another post's node: nobody goes past it. */
function skipsNode({ phase }: Pick<Standing, 'phase'>, kind: ActKind, actor: Actor): WhyNot | null {
  const { party, word, from }: ActRule = caseProcess[kind];
  const post = postOfWord(phase);
  if (!party || word || from.includes(phase) || post === null || post === performerOf(actor)) return null;
  return { code: 'node', text: phases[phase].elsewhere };
}

/** The post whose word a case in this phase waits for; null where it waits for nobody's. */
function postOfWord(phase: Phase): Role | null {
  const { node } = phases[phase];
  return node ? caseNodes[node].post : null;
}

/** The word of a node is said by its post alone. */
export function notItsWord({ phase }: Pick<Standing, 'phase'>, kind: ActKind, actor: Actor): WhyNot | null {
  const { word }: ActRule = caseProcess[kind];
  return !word || postOfWord(phase) === performerOf(actor) ? null : { code: 'post', text: '这一节点由别的岗位办理' };
}

/** Window, review and decision of a case are three different persons, whatever posts one of them holds. */
export function sameParty({ chain }: Pick<Standing, 'chain'>, kind: ActKind, actor: Actor): WhyNot | null {
  const { party }: ActRule = caseProcess[kind];
  if (!party || !chain || actor.kind === 'system') return null;
  const own = partyOf(actor.role);
  const other = keysOf(parties).find((one: Party) => one !== own && chain.parties[one].includes(actor.number));
  return other
    ? {
        code: 'party',
        text: `同一办件的窗口、复核、审核须是三个不同的人，您已在本件的${parties[other]}环节办理过`,
      }
    : null;
}

function notReturned({ returned }: Pick<Standing, 'returned'>, kind: ActKind): WhyNot | null {
  const { returned: only }: Pick<Act<ActKind, never, never>, 'returned'> = caseProcess[kind];
  return only && !returned ? { code: 'flag', text: '中心系统没有退回这笔业务' } : null;
}

/** As {@link whyNot}, of the history of the case alone: whoever acts. */
export function outOfPlace({ phase, flags }: Pick<Standing, 'phase' | 'flags'>, kind: ActKind): WhyNot | null {
  const {
    from,
    notFrom,
    notWithout = '现在不需要这一步',
    all = [],
    none = [],
  }: Pick<Act<ActKind, never, never>, 'from' | 'notFrom' | 'notWithout' | 'all' | 'none'> = caseProcess[kind];
  if (!from.includes(phase)) return { code: 'phase', text: notFrom?.[phase] ?? phases[phase].elsewhere };
  const forbidding = none.find((flag) => flags.includes(flag));
  if (forbidding) return { code: 'flag', text: caseFlags[forbidding] };
  return all.every((flag) => flags.includes(flag)) ? null : { code: 'flag', text: notWithout };
}

/** The acts the process allows now. */
export function allowed(standing: Standing, acting: Acting): readonly ActKind[] {
  return actKinds.filter((kind) => whyNot(standing, kind, acting) === null);
}

type Waits = Pick<Act<ActKind, never, never>, 'assigns' | 'from' | 'all' | 'returned' | 'word'>;

/**
 * The phases in which a case waits for an act of this post, whatever else is true of it: what the list of its work shows. A case the
 * central system has returned is listed with its message.
 */
export function waitingPhases(role: Role): readonly Phase[] {
  return phaseNames.filter((phase) =>
    actKinds.some((kind) => {
      const { assigns, from, all, returned, word }: Waits = caseProcess[kind];
      if (!assigns || all || returned || !from.includes(phase) || !mayPerform(kind, role)) return false;
      return !word || postOfWord(phase) === role;
    }),
  );
}

/** Posts for which cases wait. */
export const taskRoles: readonly Role[] = roles.filter((role) => waitingPhases(role).length > 0);

/** As what the case waits for this actor: a task, an approval, or neither. */
export function assignments(standing: Standing, acting: Acting): readonly ('task' | 'approval')[] {
  return allowed(standing, acting).flatMap((kind) => caseProcess[kind].assigns ?? []);
}

/** The acts an item knows, in the order of the process. */
export function actsOf(item: ServiceItem): readonly ActKind[] {
  return actKinds.filter((kind) => caseProcess[kind].fits?.(item) ?? true);
}

/** The acts that ask nothing of the item. */
export const actsWithoutItem: readonly ActKind[] = actKinds.filter((kind) => caseProcess[kind].withoutItem === true);

/** The first condition of an act that does not hold, in the order of what a person can do about it. */
export function guardProblem<Kind extends ActKind>(
  kind: Kind,
  facts: GuardFacts,
  input: InputOf<Kind>,
): ActProblem | null {
  for (const guard of caseProcess[kind].guards) {
    const problem = guard(facts, input);
    if (problem) return problem;
  }
  return null;
}

/**
 * The usual next step: of the acts that have a place among them the first that nothing speaks against, else the first that
 * only waits for papers.
 */
export function nextAct<Kind extends ActKind>(
  candidates: readonly { readonly kind: Kind; readonly byProcess: boolean; readonly possible: boolean }[],
): Kind | null {
  const steps = candidates
    .filter(({ kind, byProcess }) => byProcess && caseProcess[kind].order !== undefined)
    .toSorted((one, other) => (caseProcess[one.kind].order ?? 0) - (caseProcess[other.kind].order ?? 0));
  return (steps.find(({ possible }) => possible) ?? steps[0])?.kind ?? null;
}
