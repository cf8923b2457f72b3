import { existsSync } from 'node:fs';
import { z } from 'zod';
import { readConfiguration } from '../core/configuration.ts';
import { openStore } from '../core/openStore.ts';
import { roles, roleTitles, type Role } from '../domain/staff/role.ts';
import { createAccount } from '../services/sessions.ts';
import { takeHomeLock } from '../shell/shared/homeLock.ts';
import type { Store } from '../store/store.ts';
import { findCredential, listStaff } from '../store/workingState.ts';
import { readArguments, refuseArguments } from './arguments.ts';
import { findHomeDatabase } from './homeDatabase.ts';
import { readNewPassword, type PasswordInput } from './password.ts';

/** Usage line of `account`. */
export const ACCOUNT_USAGE =
  'account add --home DIR --number N --name 姓名 --role teller [--key-file F] | account list --home DIR [--key-file F]';

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
  role: z.enum(Object.keys(roleTitles) as [Role, ...Role[]], { error: `岗位应为 ${roles.join(' | ')}` }),
});

/**
 * `account add` and `account list`, while the counter does not run. The password comes from the keyboard (twice, not
 * shown) or the first line of a pipe. Exit code 0 done, 1 a named failure, 2 wrong arguments.
 */
export async function runAccount(args: readonly string[], input: PasswordInput = process.stdin): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case 'add':
      return await add(rest, input);
    case 'list':
      return await list(rest);
    default:
      return refuseArguments('参数不对：应为 account add 或 account list', ACCOUNT_USAGE);
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
  return await withStore(read.options, async (store) => {
    if (findCredential(store.database, number)) return refuse(`工号 ${number} 已有账号，没有改动。`);
    const typed = await readNewPassword(input, process.stderr);
    if (!typed.ok) return refuse(`${typed.message}，没有新建账号。`);
    await createAccount({ store }, { number, name, role, password: typed.password });
    process.stdout.write(`已新建账号 ${number} ${name}（${roleTitles[role]}）。\n`);
    return 0;
  });
}

async function list(args: readonly string[]): Promise<number> {
  const read = readArguments(args, placeOptions, listSchema);
  if (!read.ok) return refuseArguments(read.message, ACCOUNT_USAGE);
  return await withStore(read.options, (store) => {
    for (const { number, name, role } of listStaff(store.database)) {
      process.stdout.write(`${number}\t${name}\t${roleTitles[role]}\n`);
    }
    return 0;
  });
}

/** Holds the home, opens its memory for the work, and puts both away. */
async function withStore(
  options: z.infer<typeof listSchema>,
  work: (store: Store) => number | Promise<number>,
): Promise<number> {
  const { home } = options;
  if (!existsSync(home)) return refuse(`没有文件夹 ${home}。`);
  const configuration = readConfiguration(home);
  if (!configuration.ok) return refuse(configuration.message);
  if (configuration.value === 'absent') return refuse(`${home} 中没有 counter.yaml。演示模式自带账号，不需要新建。`);
  const { window } = configuration.value.hall;
  const taken = takeHomeLock(home);
  if (!taken.ok) return refuse(taken.message);
  try {
    const found = findHomeDatabase(home, options['key-file']);
    if (!found.ok) return refuse(found.message);
    const opened = openStore({
      home,
      databaseKey: found.key,
      workstation: window,
      clock: () => new Date(),
      mode: 'hall',
    });
    if (!opened.ok) return refuse(opened.message);
    try {
      return await work(opened.store);
    } finally {
      opened.store.close();
    }
  } finally {
    taken.lock.release();
  }
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}
