import { z } from 'zod';
import { systemClock } from '../../native/systemTime.ts';
import { createPasswords, PASSWORD_COST } from '../core/passwords.ts';
import { hallDate, isHallDate } from '../domain/calendar/hallTime.ts';
import { keysOf } from '../domain/keysOf.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { roles, roleTitles } from '../domain/staff/role.ts';
import { admit } from '../services/admission.ts';
import { createLockouts } from '../services/lockouts.ts';
import { grantPost, postsOf, withdrawPost } from '../services/posts.ts';
import { nameStandIn } from '../services/standIns.ts';
import type { Store } from '../store/store.ts';
import { readArguments, refuseArguments } from './arguments.ts';
import { refuse, withHomeStore } from './homeStore.ts';
import { readHidden, type PasswordInput } from './password.ts';

/** Usage lines of `account grant` and `account withdraw`. */
export const POSTS_USAGE = [
  'account grant --home DIR --number N --role 岗位 --reason 原因 --by 工号 [--second 工号] [--from YYYY-MM-DD] [--until YYYY-MM-DD] [--key-file F]',
  'account stand-in --home DIR --number N --role 岗位 --reason 原因 --by 工号 [--person B岗工号] [--key-file F]',
  'account withdraw --home DIR --number N --role 岗位 --reason 原因 --by 工号 [--key-file F]',
].join(' | ');

const number = (who: string) => z.string({ error: `必须给出${who}的工号` }).regex(/^[0-9A-Za-z]{1,20}$/);
const hallDay = z.string().refine(isHallDate, '日期应为 YYYY-MM-DD');
const common = {
  home: z.string({ error: '必须给出数据文件夹' }).min(1),
  'key-file': z.string().min(1).optional(),
  number: number('被授权人'),
  role: z.enum(keysOf(roleTitles), { error: `岗位应为 ${roles.join(' | ')}` }),
  reason: z.string({ error: '必须给出原因' }).trim().min(1).max(200),
  by: number('授权人'),
};
const withdrawSchema = z.object(common);
const standInSchema = z.object({ ...common, person: number(' B 岗').optional() });
const grantSchema = z.object({
  ...common,
  second: number('第二授权人').optional(),
  from: hallDay.optional(),
  until: hallDay.optional(),
});

const OPTIONS = {
  home: { type: 'string' },
  'key-file': { type: 'string' },
  number: { type: 'string' },
  role: { type: 'string' },
  reason: { type: 'string' },
  by: { type: 'string' },
} as const;

/**
 * `account grant`: a further post for somebody, while the counter does not run. The administrators who answer for it give their
 * passwords one after the other. Exit code 0 done, 1 a named failure, 2 wrong arguments.
 */
export async function runGrant(args: readonly string[], input: PasswordInput): Promise<number> {
  const options = {
    ...OPTIONS,
    second: { type: 'string' },
    from: { type: 'string' },
    until: { type: 'string' },
  } as const;
  const read = readArguments(args, options, grantSchema);
  if (!read.ok) return refuseArguments(read.message, POSTS_USAGE);
  const { number: to, role, reason, by, second, until = null } = read.options;
  const { from = hallDate(systemClock.wall().toISOString()) } = read.options;
  return await withHomeStore(read.options, async (store) => {
    const admitted = await administrators(store, input, second === undefined ? [by] : [by, second]);
    if (!admitted.ok) return refuse(admitted.message);
    const [first, other = null] = admitted.people;
    if (!first) return refuse('没有授权人，没有改动。');
    const asked = { number: to, role, from, until, reason, second: other };
    const granted = grantPost({ store, clock: systemClock }, first, asked);
    if (!granted.ok) return refuse(granted.message);
    process.stdout.write(`已授予工号 ${to} ${roleTitles[role]}，授权人已记入日志。\n`);
    return 0;
  });
}

/** `account withdraw`: takes a granted post back. As {@link runGrant}, with one administrator. */
export async function runWithdraw(args: readonly string[], input: PasswordInput): Promise<number> {
  const read = readArguments(args, OPTIONS, withdrawSchema);
  if (!read.ok) return refuseArguments(read.message, POSTS_USAGE);
  const { number: from, role, reason, by } = read.options;
  return await withHomeStore(read.options, async (store) => {
    const admitted = await administrators(store, input, [by]);
    if (!admitted.ok) return refuse(admitted.message);
    const [first] = admitted.people;
    const taken = first && withdrawPost({ store }, first, { number: from, role, reason });
    if (taken?.ok !== true) return refuse(taken?.message ?? '没有授权人，没有改动。');
    process.stdout.write(`已收回工号 ${from} 的${roleTitles[role]}，授权人已记入日志。\n`);
    return 0;
  });
}

/**
 * `account stand-in`: who stands in for somebody in a post (AB 岗); without `--person` nobody any more. As {@link runGrant}, with one
 * administrator.
 */
export async function runStandIn(args: readonly string[], input: PasswordInput): Promise<number> {
  const read = readArguments(args, { ...OPTIONS, person: { type: 'string' } } as const, standInSchema);
  if (!read.ok) return refuseArguments(read.message, POSTS_USAGE);
  const { number: of, role, reason, by, person = null } = read.options;
  return await withHomeStore(read.options, async (store) => {
    const admitted = await administrators(store, input, [by]);
    if (!admitted.ok) return refuse(admitted.message);
    const [first] = admitted.people;
    const named =
      first && nameStandIn({ store, clock: systemClock }, first, { number: of, role, standIn: person, reason });
    if (named?.ok !== true) return refuse(named?.message ?? '没有授权人，没有改动。');
    const who = person === null ? '没有人' : `工号 ${person}`;
    process.stdout.write(`工号 ${of} 的${roleTitles[role]} B 岗现在是${who}，已记入日志。\n`);
    return 0;
  });
}

type Admitted =
  { readonly ok: true; readonly people: readonly StaffActor[] } | { readonly ok: false; readonly message: string };

/** The people of these numbers with their own passwords, as administrators where that is a post of theirs. */
async function administrators(store: Store, input: PasswordInput, numbers: readonly string[]): Promise<Admitted> {
  const context = { store, clock: systemClock, passwords: createPasswords(PASSWORD_COST) };
  const passwords = await readHidden(
    input,
    process.stderr,
    numbers.map((one) => `授权人 ${one} 的密码：`),
  );
  const lockouts = createLockouts(context);
  const people: StaffActor[] = [];
  for (const [index, one] of numbers.entries()) {
    const admitted = await admit(context, lockouts, one, passwords[index] ?? '');
    if (!admitted.ok) return { ok: false, message: `${one}：${admitted.happened}没有改动。` };
    const acts = postsOf(context, one).includes('administrator') ? 'administrator' : admitted.value.role;
    people.push({ ...admitted.value, role: acts });
  }
  return { ok: true, people };
}
