import { deadlineDay, promisedDeadline, type Deadline } from '../calendar/deadline.ts';
import type { ItemLimit } from '../catalogue/limit.ts';
import { isOver } from '../calendar/workingDays.ts';
import { staffActor, type Actor } from '../staff/actor.ts';
import { roleTitles } from '../staff/role.ts';
import type { ActFacts, Link, Recorded } from './act.ts';
import type { Case, CasePause, Opinion } from './case.ts';
import { caseNodes, partyOf, type CaseNode } from './node.ts';
import { phases, type Phase } from './phase.ts';

/** What a node may take where its item says nothing: one working day. */
const USUAL_LIMIT = { kind: 'working-days', days: 1 } as const;
/** What the bureau may take for its answer where the item says nothing, in working days (上报保障局). */
const BUREAU_LIMIT = { kind: 'working-days', days: 5 } as const;

/** What a node may take by the item, or by what is usual. */
export function nodeLimit(item: Pick<ActFacts['item'], 'nodes'>, node: CaseNode): ItemLimit {
  const { post } = caseNodes[node];
  const own = item.nodes.filter((one) => one.post === post);
  // The window has two: it begins and it ends.
  const found = node === 'completion' ? own.at(-1) : own[0];
  const usual = node === 'bureau' ? BUREAU_LIMIT : USUAL_LIMIT;
  return found?.limit ?? usual;
}

/** By when a node is to act on a case that comes to it now: its own limit, counted from its arrival there. */
export function nodeDeadline({ calendar, item, at, closesAt }: ActFacts, node: CaseNode): Deadline {
  return promisedDeadline(calendar, { promisedLimit: nodeLimit(item, node) }, at, closesAt);
}

/** The promised day of a case, with the stretches in which its clock stood still. */
export function promisedNow(
  { calendar, item, at, closesAt, case: { acceptance } }: ActFacts,
  pauses: readonly CasePause[],
  extension = acceptance?.extension ?? 0,
): Deadline {
  return promisedDeadline(calendar, item, acceptance?.at ?? at, closesAt, { pauses, extension });
}

/** Whether the promised day of a case is over at a UTC instant (ISO 8601); the hall closes at `closesAt` (`HH:mm`, hall time). */
export function isOverdue({ acceptance }: Pick<Case, 'acceptance'>, at: string, closesAt: string): boolean {
  const day = acceptance ? deadlineDay(acceptance.promised) : null;
  return day !== null && isOver(day, at, closesAt);
}

/**
 * The pauses of a case with what lasts ended at a UTC instant (ISO 8601), but for the one that waits for papers: that ends when they
 * are there.
 */
export function pausesEnded(pauses: readonly CasePause[], at: string): readonly CasePause[] {
  return pauses.map((pause) =>
    pause.until === null && pause.reason !== 'supplement' ? { ...pause, until: at } : pause,
  );
}

/** The pauses of a case with the one ended that waited for papers. */
export function supplementEnded(pauses: readonly CasePause[], at: string): readonly CasePause[] {
  return pauses.map((pause) =>
    pause.until === null && pause.reason === 'supplement' ? { ...pause, until: at } : pause,
  );
}

/** What changes when a case comes to another phase of the special route, by whose act. */
export function movedTo(
  { chain }: Pick<Case, 'chain'>,
  phase: Phase,
  { at, actor, due }: { readonly at: string; readonly actor: Actor; readonly due: Deadline },
): Pick<Case, 'phase'> & { readonly chain: NonNullable<Case['chain']> } {
  const { number, role } = staffActor(actor);
  const party = partyOf(role);
  const before = chain?.parties ?? { window: [], review: [], decision: [] };
  const known = party === null || before[party].includes(number);
  const parties = known ? before : { ...before, [party]: [...before[party], number] };
  return { phase, chain: { ...chain, arrivedAt: at, due, parties } };
}

/** The opinions of a case with one more: the word of the node it stands at. */
export function withOpinion(
  before: Case,
  said: Pick<Opinion, 'verdict' | 'text'> & Partial<Pick<Opinion, 'reason' | 'document'>>,
  { at, actor, payload }: Pick<Recorded<{ readonly link: Link }>, 'at' | 'actor' | 'payload'>,
): Pick<Case, 'opinions'> {
  const { number, name, role } = staffActor(actor);
  const { node } = phases[before.phase];
  const { chain } = before;
  if (!node || !chain) throw new Error(`a case in ${before.phase} stands at no node`);
  const { arrivedAt, due } = chain;
  const { inPlaceOf } = payload.link;
  const by = { by: { number, name, role }, ...(inPlaceOf ? { inPlaceOf } : {}) };
  return { opinions: [...before.opinions, { node, ...said, ...by, arrivedAt, due, at }] };
}

/** Who began a case, and whose agreement it has, in the order of the route. */
export function handlersOf({ handler, opinions }: Pick<Case, 'handler' | 'opinions'>) {
  const agreed = (['review', 'decision'] as const).flatMap(
    (node) => opinions.findLast((said) => said.node === node && said.verdict === 'agreed')?.by ?? [],
  );
  return [
    { post: roleTitles.teller, number: handler.number, name: handler.name },
    ...agreed.map(({ role, number, name }) => ({ post: roleTitles[role], number, name })),
  ];
}
