import type { Role } from '../staff/role.ts';
import { keysOf } from '../keysOf.ts';

/** One node of the special route. */
interface NodeRule {
  /** As opinions and the timeline call it. */
  readonly title: string;
  /** The post whose work or word it waits for. */
  readonly post: Role;
  /** Which of the three parties acts here; none for the bureau, which stands outside of the chain. */
  readonly party?: Party;
}

/** The parties of the special route: the window's first and last node are one. No person acts for two of them in one case. */
export const parties = {
  window: '窗口',
  review: '复核',
  decision: '审核',
} as const satisfies Record<string, string>;

/** One of the three parties. */
export type Party = keyof typeof parties;

/**
 * The nodes of the special route (初审接件 → 复核 → 审核 → 窗口办结), and the bureau that any checking node may turn to. The
 * leader does not close a case: it comes back to the window.
 */
export const caseNodes = {
  'first-check': { title: '窗口初审', post: 'teller', party: 'window' },
  review: { title: '复核', post: 'reviewer', party: 'review' },
  decision: { title: '审核', post: 'branch-leader', party: 'decision' },
  bureau: { title: '保障局', post: 'bureau-head' },
  completion: { title: '窗口办结', post: 'teller', party: 'window' },
} as const satisfies Record<string, NodeRule>;

/** A node of the special route. */
export type CaseNode = keyof typeof caseNodes;

/** All nodes, in the order of the route. */
export const caseNodeNames = keysOf(caseNodes);

/** The party a post acts for; null for a post outside of the chain. */
export function partyOf(role: Role): Party | null {
  const node = Object.values<NodeRule>(caseNodes).find(({ post }) => post === role);
  return node?.party ?? null;
}
