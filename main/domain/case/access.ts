import type { Role } from '../staff/role.ts';
import type { Case } from './case.ts';
import type { Ground } from './ground.ts';
import { assignments, type Acting, type Standing } from './process.ts';
import { keysOf } from '../keysOf.ts';

/**
 * How much of a case is seen. `full`: everything; `masked`: who it is about stays masked, what was typed about them is
 * hidden; `head`: which item, how far it has come, and nothing of the citizen.
 */
export type Shows = 'full' | 'masked' | 'head';

/** Posts that may ask for a case with a reason, and what they see of it. */
const hallQueryShows = {
  teller: 'masked',
  reviewer: 'masked',
  'branch-leader': 'masked',
  'bureau-head': 'masked',
  'duty-leader': 'masked',
  auditor: 'masked',
  technician: 'head',
  administrator: 'head',
} as const satisfies Partial<Record<Role, Shows>>;

/** Posts that may ask for a case with a reason. */
export const queryingRoles = keysOf(hallQueryShows);

/** Why somebody asks for a case, in the words of the choice. */
export const queryReasons = {
  'citizen-asks': '群众来电或来人查询',
  returned: '处理中心退回或未传的业务',
  supervision: '检查、督办',
  complaint: '核实投诉',
} as const satisfies Record<string, string>;

/** Why somebody asks for a case. */
export type QueryReason = keyof typeof queryReasons;

/** Who wants to look into a case. */
export interface Seeker extends Acting {
  /** The citizen at this seeker's counter now. */
  readonly presentPersonId: string | null;
  /** This seeker asked for this case with a reason a short while ago. */
  readonly asked: boolean;
  /** This seeker has taken an act on this case a short while ago: what it brought about may still be looked at. */
  readonly worked: boolean;
}

/** The strongest ground on which the seeker may look into the case, and what they see; null when there is none. */
export function groundFor(
  one: Case & Pick<Standing, 'returned'>,
  seeker: Seeker,
): { readonly ground: Ground; readonly shows: Shows } | null {
  const { actor, presentPersonId, asked, worked } = seeker;
  if (actor.kind === 'system') return { ground: 'system', shows: 'full' };
  if (actor.role === 'teller' && presentPersonId === one.personId) return { ground: 'visit', shows: 'full' };
  const assigned = assignments(one, seeker);
  const approves = actor.role !== 'teller';
  if (assigned.includes('task') || (worked && !approves)) return { ground: 'task', shows: 'full' };
  if (assigned.includes('approval') || worked) return { ground: 'approval', shows: 'full' };
  const shows = shownTo(actor.role);
  return asked && shows ? { ground: 'hall-query', shows } : null;
}

/** What a post sees of a case it asked for; null when it may not ask. */
export function shownTo(role: Role): Shows | null {
  const table: Partial<Record<Role, Shows>> = hallQueryShows;
  return table[role] ?? null;
}
