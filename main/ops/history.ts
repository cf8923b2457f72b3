import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ANCHOR_FILE, judgementText, lookAtMemory, type FoundMemory } from '../core/lookAtMemory.ts';
import { beginStore, type MemoryOptions } from '../core/openStore.ts';
import { DATABASE_FILE } from '../core/port.ts';
import { LAST_LIFE } from '../domain/case/life.ts';
import type { HeadJudgement } from '../store/headJudgement.ts';
import { HISTORY_SUBJECT } from '../store/journal.ts';
import { COUNTER } from '../services/context.ts';
import { readArguments, refuseArguments } from './arguments.ts';
import { refuse, withHomeMemory } from './homeStore.ts';

/** Usage line of `history`. */
export const HISTORY_USAGE =
  'history go-on --home DIR [--key-file F] [--entries N --approved-by 姓名 --reason 原因 [--life N]]';

const argumentSchema = z.object({
  home: z.string({ error: '必须给出数据文件夹' }).min(1),
  'key-file': z.string().min(1).optional(),
  entries: z.coerce.number().int().min(0).optional(),
  'approved-by': z.string().trim().min(1).max(50).optional(),
  reason: z.string().trim().min(1).max(200).optional(),
  life: z.coerce.number().int().min(1).max(LAST_LIFE).optional(),
});
type Arguments = z.infer<typeof argumentSchema>;

const OPTIONS = {
  home: { type: 'string' },
  'key-file': { type: 'string' },
  entries: { type: 'string' },
  'approved-by': { type: 'string' },
  reason: { type: 'string' },
  life: { type: 'string' },
} as const;

/** A history that a start refuses. */
type Doubtful = Extract<HeadJudgement, { readonly ok: false }>;

/**
 * `history go-on`: the way on with a history that a start refuses. Without `--entries` it says what was found and changes
 * nothing; with the number of entries that are left, a name and a reason it keeps the files as they are in a folder beside
 * them and begins a new life, whose numbers the earlier ones cannot have given. Exit code 0 done, or nothing to do; 1 not
 * done, with the reason; 2 wrong arguments.
 */
export async function runHistory(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  if (command !== 'go-on') return refuseArguments('参数不对：应为 history go-on', HISTORY_USAGE);
  const read = readArguments(rest, OPTIONS, argumentSchema);
  if (!read.ok) return refuseArguments(read.message, HISTORY_USAGE);
  return await withHomeMemory(read.options, (memory) => goOn(memory, read.options));
}

function goOn(memory: MemoryOptions, given: Arguments): number {
  const looked = lookAtMemory(memory);
  if (!looked.ok) return refuse(looked.message);
  const { judgement } = looked.found;
  if (judgement.ok) {
    process.stdout.write('办理记录就是这台电脑上次留下的那一份，不需要确认，可以直接启动。\n');
    return 0;
  }
  const word = wordOf(looked.found, judgement, given);
  if (!word.ok) return refuse(word.message);
  const kept = keepFiles(memory);
  const begun = beginStore(memory);
  if (!begun.ok) return refuse(begun.message);
  try {
    begun.store.transact((transaction) =>
      transaction.append({
        kind: 'core.life-begun',
        subject: HISTORY_SUBJECT,
        actor: COUNTER,
        payload: {
          life: word.life,
          cause: judgement.cause,
          lost: judgement.cause === 'shorter' ? judgement.lost : null,
          reason: word.reason,
          approvedBy: word.approvedBy,
        },
      }),
    );
  } finally {
    begun.store.close();
  }
  process.stdout.write(`已确认，编号从第 ${word.life} 段接着发。原来的文件留在 ${kept}。现在可以启动。\n`);
  return 0;
}

/** The word of a person who has read what was found, or what is still to be said. */
function wordOf(
  { exists, head, life: before }: FoundMemory,
  judgement: Doubtful,
  { entries, reason, 'approved-by': approvedBy, life = before + 1 }: Arguments,
):
  | { readonly ok: true; readonly approvedBy: string; readonly reason: string; readonly life: number }
  | { readonly ok: false; readonly message: string } {
  if (!exists || head.sequence === 0) {
    return {
      ok: false,
      message: `${judgementText(judgement)}没有可以接着办理的记录：请先放回备份的 ${DATABASE_FILE}。`,
    };
  }
  if (entries === undefined || reason === undefined || approvedBy === undefined) {
    return {
      ok: false,
      message:
        `${judgementText(judgement)}现有 ${head.sequence} 条。没有改动。\n` +
        `确认接着办理，请由负责人加上：--entries ${head.sequence} --approved-by 姓名 --reason 原因。` +
        '之后的编号换一段，不会与以前发出的重复；这份备份在别处也恢复过的，再用 --life 指定没有用过的一段（1–9）。',
    };
  }
  if (entries !== head.sequence) {
    return { ok: false, message: `现有 ${head.sequence} 条，不是 ${entries} 条，请核对后再确认。没有改动。` };
  }
  if (life <= before || life > LAST_LIFE) {
    return {
      ok: false,
      message: `编号的第 ${life} 段不能用：已用到第 ${before} 段，最多 ${LAST_LIFE} 段。没有改动，请联系信息股。`,
    };
  }
  return { ok: true, approvedBy, reason, life };
}

/** Copies of the files as they were found, for whoever looks for what is lost; answers their folder. */
function keepFiles({ home, clock }: MemoryOptions): string {
  const folder = path.join(home, `kept-${clock.wall().toISOString().replaceAll(/[:.]/g, '-')}`);
  mkdirSync(folder, { mode: 0o700 });
  for (const name of [DATABASE_FILE, `${DATABASE_FILE}-wal`, ANCHOR_FILE]) {
    if (existsSync(path.join(home, name))) copyFileSync(path.join(home, name), path.join(folder, name));
  }
  return folder;
}
