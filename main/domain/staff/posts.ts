import type { StaffActor } from './actor.ts';
import type { Role } from './role.ts';

/** A post beside the one the account was made with. Both days are hall dates and belong to it; no last one = until it is withdrawn. */
export interface PostGrant {
  readonly role: Role;
  readonly from: string;
  readonly until: string | null;
}

/** A member of the staff with every post they were ever granted that was not withdrawn. */
export interface StaffPosts {
  /** The post the account was made with. */
  readonly role: Role;
  readonly granted: readonly PostGrant[];
}

/** The posts somebody holds on a hall date, the own one first. In each they work by itself: nobody acts in two at a time. */
export function postsHeld({ role, granted }: StaffPosts, today: string): readonly Role[] {
  const others = granted.filter(({ from, until }) => from <= today && (until === null || today <= until));
  return [...new Set([role, ...others.map((grant) => grant.role)])];
}

/** Posts that decide, check or grant: whoever is given one of them is given it by two administrators. */
const dangerous: ReadonlySet<Role> = new Set<Role>([
  'reviewer',
  'branch-leader',
  'bureau-head',
  'auditor',
  'technician',
  'administrator',
]);

/** Why a post is not granted, as the administrator is told. */
export const grantProblems = {
  'not-administrator': '授权人不是系统管理员',
  'own-post': '不能给自己授权',
  'second-missing': '这个岗位要由两名系统管理员共同授权',
  'second-same': '两名授权人不能是同一个人，也不能是被授权人',
  'second-not-administrator': '第二授权人不是系统管理员',
  'held-already': '这个人已经有这个岗位',
  period: '授权的结束日期早于开始日期或已经过去',
} as const satisfies Record<string, string>;

/** Why a post is not granted. */
export type GrantProblem = keyof typeof grantProblems;

/** A grant as it is asked for. */
export interface AskedGrant extends PostGrant {
  /** Staff number of whoever is to have the post. */
  readonly number: string;
}

/** What is against a grant by these administrators; null when nothing is. `held` are the posts that are held or granted for later. */
export function grantProblem(
  asked: AskedGrant,
  by: StaffActor,
  second: StaffActor | null,
  { held, today }: { readonly held: readonly Role[]; readonly today: string },
): GrantProblem | null {
  if (by.role !== 'administrator') return 'not-administrator';
  if (by.number === asked.number) return 'own-post';
  if (second) {
    if (second.number === by.number || second.number === asked.number) return 'second-same';
    if (second.role !== 'administrator') return 'second-not-administrator';
  } else if (dangerous.has(asked.role)) return 'second-missing';
  if (asked.until !== null && (asked.until < asked.from || asked.until < today)) return 'period';
  return held.includes(asked.role) ? 'held-already' : null;
}
