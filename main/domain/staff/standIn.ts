import type { StaffActor } from './actor.ts';
import type { Role } from './role.ts';

/** Why nobody is made somebody's B person. */
export const standInProblems = {
  'not-administrator': '指定 AB 岗的人不是系统管理员',
  self: 'B 岗不能是本人',
  'not-theirs': '这个人没有这个岗位',
  'without-post': 'B 岗人员没有这个岗位，请先授予岗位',
} as const satisfies Record<string, string>;

/** Why nobody is made somebody's B person. */
type StandInProblem = keyof typeof standInProblems;

/** Who is to stand in for whom in a post; null = nobody any more. */
export interface NamedStandIn {
  readonly number: string;
  readonly role: Role;
  readonly standIn: string | null;
}

/**
 * What is against this B person; null when nothing is. `holds` are the posts of a number. The B person has the post already, granted by
 * whoever may, so that being one gives no power by itself.
 */
export function standInProblem(
  { number, role, standIn }: NamedStandIn,
  by: Pick<StaffActor, 'role'>,
  holds: (number: string) => readonly Role[],
): StandInProblem | null {
  if (by.role !== 'administrator') return 'not-administrator';
  if (standIn === number) return 'self';
  if (!holds(number).includes(role)) return 'not-theirs';
  return standIn === null || holds(standIn).includes(role) ? null : 'without-post';
}
