import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { createPasswords, PASSWORD_COST } from '../core/passwords.ts';
import { openStore, type MemoryOptions } from '../core/openStore.ts';
import { explainSystemError } from '../domain/systemErrors.ts';
import { permitKeyExport } from '../services/keyExport.ts';
import { readArguments, refuseArguments } from './arguments.ts';
import { refuse, withHomeMemory } from './homeStore.ts';
import { readHidden, type PasswordInput } from './password.ts';

/** Usage line of `key`. */
export const KEY_USAGE = 'key export --home DIR --to FILE --by 工号 --approved-by 工号 --reason 原因 [--key-file F]';

const number = (who: string) => z.string({ error: `必须给出${who}的工号` }).regex(/^[0-9A-Za-z]{1,20}$/);
const argumentSchema = z.object({
  home: z.string({ error: '必须给出数据文件夹' }).min(1),
  'key-file': z.string().min(1).optional(),
  to: z.string({ error: '必须给出密钥副本的文件' }).min(1),
  by: number('取出人'),
  'approved-by': number('批准人'),
  reason: z.string({ error: '必须给出原因' }).trim().min(1).max(200),
});
type Arguments = z.infer<typeof argumentSchema>;

const OPTIONS = {
  home: { type: 'string' },
  'key-file': { type: 'string' },
  to: { type: 'string' },
  by: { type: 'string' },
  'approved-by': { type: 'string' },
  reason: { type: 'string' },
} as const;

/**
 * `key export`: a copy of the database's key for the sealed envelope, while the counter does not run. Two people give their passwords
 * one after the other, at the keyboard (not shown) or as the first two lines of a pipe; one of them answers for risk or leads. The
 * journal has it before the file is written; the file is new, its owner's alone, and outside of the home. Exit code 0 done, 1 a named
 * failure, 2 wrong arguments.
 */
export async function runKey(args: readonly string[], input: PasswordInput = process.stdin): Promise<number> {
  const [command, ...rest] = args;
  if (command !== 'export') return refuseArguments('参数不对：应为 key export', KEY_USAGE);
  const read = readArguments(rest, OPTIONS, argumentSchema);
  if (!read.ok) return refuseArguments(read.message, KEY_USAGE);
  return await withHomeMemory(read.options, (memory) => exportKey(memory, read.options, input));
}

async function exportKey(memory: MemoryOptions, given: Arguments, input: PasswordInput): Promise<number> {
  const file = path.resolve(given.to);
  if (existsSync(file)) return refuse(`${file} 已经存在，密钥没有取出。请换一个文件名。`);
  if (isWithin(file, memory.home)) return refuse('副本不能放在数据文件夹里，密钥没有取出。请放到另一个介质上。');
  if (!existsSync(path.dirname(file))) return refuse(`没有文件夹 ${path.dirname(file)}，密钥没有取出。`);
  const opened = openStore(memory);
  if (!opened.ok) return refuse(opened.message);
  try {
    const [password = '', approval = ''] = await readHidden(input, process.stderr, [
      `取出人 ${given.by} 的密码：`,
      `批准人 ${given['approved-by']} 的密码：`,
    ]);
    const permitted = await permitKeyExport(
      { store: opened.store, clock: memory.clock, passwords: createPasswords(PASSWORD_COST) },
      {
        by: { number: given.by, password },
        approvedBy: { number: given['approved-by'], password: approval },
        reason: given.reason,
      },
    );
    if (!permitted.ok) return refuse(permitted.message);
  } finally {
    opened.store.close();
  }
  return writeKey(file, memory.databaseKey);
}

function writeKey(file: string, key: string): number {
  try {
    writeFileSync(file, `${key}\n`, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    return refuse(`已记入日志，但副本没有写成：${explainSystemError(error)}。请核对位置后再取一次。`);
  }
  process.stdout.write(`密钥副本已写入 ${file}，取出人和批准人已记入日志。请封存保管，不要留在本机。\n`);
  return 0;
}

function isWithin(file: string, folder: string): boolean {
  const way = path.relative(path.resolve(folder), file);
  return !way.startsWith('..') && !path.isAbsolute(way);
}
