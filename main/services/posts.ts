import { hallDate } from '../domain/calendar/hallTime.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { grantProblem, grantProblems, postsHeld, type AskedGrant } from '../domain/staff/posts.ts';
import type { Role } from '../domain/staff/role.ts';
import { findStaff } from '../store/staff.ts';
import type { Context } from './context.ts';

type Granted = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** The posts of an account on this hall day, the own one first; none for nobody's number. */
export function postsOf({ store, clock }: Pick<Context, 'store' | 'clock'>, number: string): readonly Role[] {
  const staff = findStaff(store.read, number);
  return staff ? postsHeld(staff, hallDate(clock.wall().toISOString())) : [];
}

/**
 * Gives somebody a further post. Refused in one Chinese sentence by the law of {@link grantProblem}; who grants was let in with
 * their own password, in the post of an administrator.
 */
export function grantPost(
  context: Pick<Context, 'store' | 'clock'>,
  by: StaffActor,
  { second, reason, ...asked }: AskedGrant & { readonly second: StaffActor | null; readonly reason: string },
): Granted {
  const { number, role, from, until } = asked;
  const staff = findStaff(context.store.read, number);
  if (!staff) return refused(`没有工号 ${number}`);
  const today = hallDate(context.clock.wall().toISOString());
  const later = staff.granted.filter((grant) => grant.from > today).map((grant) => grant.role);
  const problem = grantProblem(asked, by, second, { held: [...postsHeld(staff, today), ...later], today });
  if (problem) return refused(grantProblems[problem]);
  const alsoBy = second && { number: second.number, name: second.name, role: second.role };
  context.store.transact((transaction) =>
    transaction.append({
      kind: 'account.post-granted',
      subject: `account:${number}`,
      actor: by,
      payload: { number, role, from, until, second: alsoBy, reason },
    }),
  );
  return { ok: true };
}

/** Takes a granted post back: from now on nobody works in it any more. One administrator is enough for less power. */
export function withdrawPost(
  { store }: Pick<Context, 'store'>,
  by: StaffActor,
  { number, role, reason }: { readonly number: string; readonly role: Role; readonly reason: string },
): Granted {
  if (by.role !== 'administrator') return refused(grantProblems['not-administrator']);
  const staff = findStaff(store.read, number);
  if (!staff?.granted.some((grant) => grant.role === role)) return refused(`工号 ${number} 没有被授予这个岗位`);
  store.transact((transaction) =>
    transaction.append({
      kind: 'account.post-withdrawn',
      subject: `account:${number}`,
      actor: by,
      payload: { number, role, reason },
    }),
  );
  return { ok: true };
}

function refused(why: string): Granted {
  return { ok: false, message: `${why}，没有改动。` };
}
