import { z } from 'zod';
import { roles, roleTitles } from '../domain/staff/role.ts';
import { createPasswords, PASSWORD_COST } from '../core/passwords.ts';
import { systemClock } from '../../native/systemTime.ts';
import { postsOf } from '../services/posts.ts';
import { createAccount } from '../services/sessions.ts';
import { findCredential, listStaff } from '../store/workingState.ts';
import { readArguments, refuseArguments } from './arguments.ts';
import { refuse, withHomeStore } from './homeStore.ts';
import { POSTS_USAGE, runGrant, runStandIn, runWithdraw } from './posts.ts';
import { RELATIVES_USAGE, runRelatives } from './relatives.ts';
import { readNewPassword, type PasswordInput } from './password.ts';
import { keysOf } from '../domain/keysOf.ts';

/** Usage line of `account`. */
export const ACCOUNT_USAGE = [
  'account add --home DIR --number N --name 姓名 --role teller [--key-file F] | account list --home DIR [--key-file F]',
  POSTS_USAGE,
  RELATIVES_USAGE,
].join(' | ');

const place = {
  home: z.string({ error: '必须给出数据文件夹' }).min(1),
  'key-file': z.string().min(1).optional(),
};
const placeOptions = { home: { type: 'string' }, 'key-file': { type: 'string' } } as const;
const listSchema = z.object(place);
const addSchema = z.object({
  ...place,
  /** As typed at sign-in; what the contract of signing in takes. */
  number: z.string({ error: '必须给出工号' }).regex(/^[0-9A-Za-z]{1,20}$/, '应为 1 到 20 位数字或字母'),
  name: z.string({ error: '必须给出姓名' }).trim().min(1).max(50),
  role: z.enum(keysOf(roleTitles), { error: `岗位应为 ${roles.join(' | ')}` }),
});

/**
 * `account add`, `list`, `grant`, `withdraw`, `stand-in` and `relatives`, while the counter does not run; `add` also before it was ever started. The password comes from the keyboard (twice, not
 * shown) or the first line of a pipe. Exit code 0 done, 1 a named failure, 2 wrong arguments.
 */
export async function runAccount(args: readonly string[], input: PasswordInput = process.stdin): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case 'add':
      return await add(rest, input);
    case 'list':
      return await list(rest);
    case 'grant':
      return await runGrant(rest, input);
    case 'relatives':
      return await runRelatives(rest, input);
    case 'stand-in':
      return await runStandIn(rest, input);
    case 'withdraw':
      return await runWithdraw(rest, input);
    default:
      return refuseArguments('参数不对：应为 account add、list、grant、withdraw、stand-in 或 relatives', ACCOUNT_USAGE);
  }
}

async function add(args: readonly string[], input: PasswordInput): Promise<number> {
  const options = {
    ...placeOptions,
    number: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
  } as const;
  const read = readArguments(args, options, addSchema);
  if (!read.ok) return refuseArguments(read.message, ACCOUNT_USAGE);
  const { number, name, role } = read.options;
  return await withHomeStore({ ...read.options, begin: true }, async (store) => {
    if (findCredential(store.read, number)) return refuse(`工号 ${number} 已有账号，没有改动。`);
    const typed = await readNewPassword(input, process.stderr);
    if (!typed.ok) return refuse(`${typed.message}，没有新建账号。`);
    await createAccount(
      { store, passwords: createPasswords(PASSWORD_COST) },
      { number, name, role, password: typed.password },
    );
    process.stdout.write(`已新建账号 ${number} ${name}（${roleTitles[role]}）。\n`);
    return 0;
  });
}

async function list(args: readonly string[]): Promise<number> {
  const read = readArguments(args, placeOptions, listSchema);
  if (!read.ok) return refuseArguments(read.message, ACCOUNT_USAGE);
  return await withHomeStore(read.options, (store) => {
    for (const { number, name } of listStaff(store.read)) {
      const posts = postsOf({ store, clock: systemClock }, number).map((role) => roleTitles[role]);
      process.stdout.write(`${number}\t${name}\t${posts.join('、')}\n`);
    }
    return 0;
  });
}
