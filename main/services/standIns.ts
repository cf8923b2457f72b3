import type { Actor } from '../domain/staff/actor.ts';
import { standInProblem, standInProblems, type NamedStandIn } from '../domain/staff/standIn.ts';
import type { Context } from './context.ts';
import { postsOf } from './posts.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { moveTasks } from './tasks.ts';

/**
 * Makes somebody the B person of another in a post, or nobody. Refused in one Chinese sentence; who does it was let in with their own
 * password, in the post of an administrator.
 */
export function nameStandIn(
  context: Pick<Context, 'store' | 'clock'>,
  by: StaffActor,
  { reason, ...named }: NamedStandIn & { readonly reason: string },
): { readonly ok: true } | { readonly ok: false; readonly message: string } {
  const problem = standInProblem(named, by, (number) => postsOf(context, number));
  if (problem) return { ok: false, message: `${standInProblems[problem]}，没有改动。` };
  keepStandIn(context, by, { ...named, reason });
  return { ok: true };
}

/** As {@link nameStandIn}. */
export function keepStandIn(
  { store }: Pick<Context, 'store'>,
  by: Actor,
  named: NamedStandIn & { readonly reason: string },
): void {
  const { number, role, standIn, reason } = named;
  store.transact((transaction) => {
    transaction.append({
      kind: 'account.stand-in',
      subject: `account:${number}`,
      actor: by,
      payload: { number, role, standIn, reason },
    });
    moveTasks(transaction, by);
  });
}
