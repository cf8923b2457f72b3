import type { Role } from '../domain/staff/role.ts';
import { admit } from './admission.ts';
import type { Context } from './context.ts';
import { createLockouts } from './lockouts.ts';

/** Who answers for what leaves the house: one of the two must hold such a post. */
const ANSWERABLE: readonly Role[] = ['reviewer', 'branch-leader', 'bureau-head', 'duty-leader'];

/** A person who says who he is. */
export interface PersonAtHand {
  readonly number: string;
  readonly password: string;
}

/** What is asked for: who takes the key out, who approves it, and why. */
export interface KeyExportRequest {
  readonly by: PersonAtHand;
  readonly approvedBy: PersonAtHand;
  readonly reason: string;
}

/**
 * Two people, with their own passwords, let the key of the database out of its home; the journal has it before anybody has the
 * key. Refused in one Chinese sentence, with wrong passwords counted as at sign-in: one person twice, a password that is not
 * theirs, two people of whom nobody answers for risk or leads.
 */
export async function permitKeyExport(
  context: Pick<Context, 'store' | 'clock' | 'passwords'>,
  { by, approvedBy, reason }: KeyExportRequest,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly message: string }> {
  if (by.number === approvedBy.number) return refused('取出密钥要两个人，不能是同一个工号');
  const lockouts = createLockouts(context);
  const one = await admit(context, lockouts, by.number, by.password);
  if (!one.ok) return refused(`${by.number}：${one.happened}`);
  const other = await admit(context, lockouts, approvedBy.number, approvedBy.password);
  if (!other.ok) return refused(`${approvedBy.number}：${other.happened}`);
  if (![one.value, other.value].some(({ role }) => ANSWERABLE.includes(role)))
    return refused('两人中要有一人是风险防控与稽核股或领导');
  context.store.transact((transaction) =>
    transaction.append({
      kind: 'core.key-exported',
      subject: 'counter',
      actor: one.value,
      payload: {
        approvedBy: { number: other.value.number, name: other.value.name, role: other.value.role },
        reason,
      },
    }),
  );
  return { ok: true };
}

function refused(why: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message: `${why.replace(/。$/, '')}。密钥没有取出。` };
}
