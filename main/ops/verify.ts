import path from 'node:path';
import { z } from 'zod';
import { ANCHOR_FILE } from '../core/lookAtMemory.ts';
import { sm3Text } from '../core/sm3.ts';
import { isBroken, openDatabaseToRead, type Database } from '../store/database.ts';
import { SCHEMA_VERSION, schemaVersion } from '../store/migrations/migrate.ts';
import { PROJECTION_VERSION, projectionVersion } from '../store/projections/rebuild.ts';
import { changedSchema, verifyStore, type Defect, type VerifiedHistory } from '../store/verify.ts';
import { readArguments, refuseArguments, report } from './arguments.ts';
import { findHomeDatabase } from './homeDatabase.ts';

/** Usage line of `verify`. */
export const VERIFY_USAGE = 'verify --home DIR [--key-file F] [--head SEQ:HASH]... [--json]';

/** Chinese names of the checks, in the order they are made. */
const CHECK_NAMES = {
  'quick-check': '数据库文件',
  schema: '数据库结构',
  chain: '办理记录的哈希链',
  reading: '办理记录可读',
  numbers: '编号连续',
  anchor: '链头',
  projection: '业务数据与办理记录一致',
} as const satisfies Record<Defect['check'], string>;

const headSchema = z
  .string()
  .regex(/^\d{1,15}:[0-9a-f]{64}$/, '应为 序号:64 位十六进制哈希')
  .transform((text) => {
    const [sequence = '', hash = ''] = text.split(':');
    return { sequence: Number(sequence), hash };
  });

const argumentSchema = z.object({
  home: z.string({ error: '必须给出数据文件夹' }).min(1),
  'key-file': z.string().min(1).optional(),
  head: z.array(headSchema).default([]),
  json: z.boolean().default(false),
});

/**
 * `verify`: checks the history of a counter without changing anything, also while the counter runs. Exit code 0 when
 * everything is as it was written, 1 naming the first broken row and the check that found it (JSON fields `check`,
 * `where`, `detail`), 2 when nothing could be checked: wrong arguments, home, key or version.
 */
export function runVerify(args: readonly string[]): Promise<number> {
  return Promise.resolve(verifyHome(args));
}

function verifyHome(args: readonly string[]): number {
  const read = readArguments(
    args,
    {
      home: { type: 'string' },
      'key-file': { type: 'string' },
      head: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    },
    argumentSchema,
  );
  if (!read.ok) return refuseArguments(read.message, VERIFY_USAGE);
  const { home, json, head: knownHeads } = read.options;
  const found = findHomeDatabase(home, read.options['key-file']);
  if (!found.ok) return notChecked(json, found.message);
  const opened = openDatabaseToRead(found.file, found.key);
  if (!opened.ok) {
    return opened.code === 'wrong-key'
      ? notChecked(json, '密钥打不开数据库：不是这个数据库的密钥，或文件开头已损坏。')
      : broken(json, { check: 'quick-check', where: 'database', detail: `文件损坏（${opened.detail}）` });
  }
  const { database } = opened;
  try {
    const unfit = otherVersion(database);
    if (unfit !== null) return typeof unfit === 'string' ? notChecked(json, unfit) : broken(json, unfit);
    const anchorFile = path.join(home, ANCHOR_FILE);
    const verified = verifyStore(database, { anchorFile, hashText: sm3Text, knownHeads });
    return verified.ok ? whole(json, verified.value) : broken(json, verified.defect);
  } finally {
    database.close();
  }
}

/** Why a database of another version cannot be checked by this one; a defect when not even that can be read. */
function otherVersion(database: Database): string | Defect | null {
  try {
    const version = schemaVersion(database);
    if (version !== SCHEMA_VERSION) {
      return `数据库的版本是 ${version}，本程序检查 ${SCHEMA_VERSION}。请用写它的程序检查，或用本程序启动一次后再检查。`;
    }
    const changed = changedSchema(database);
    if (changed) return changed;
    return projectionVersion(database) === PROJECTION_VERSION
      ? null
      : '业务数据是另一个版本的程序整理的，不能用来比较。请用写它的程序检查，或用本程序启动一次后再检查。';
  } catch (error) {
    if (!isBroken(error)) throw error;
    return { check: 'quick-check', where: 'database', detail: `文件损坏（${error.message}）` };
  }
}

function whole(json: boolean, { head, entries }: VerifiedHistory): number {
  const text = [
    ...Object.values(CHECK_NAMES).map((name) => `${name}：正常`),
    `共 ${entries} 条办理记录，链头 ${head.sequence}:${head.hash}`,
  ].join('\n');
  report(json, { ok: true, entries, head }, text);
  return 0;
}

function broken(json: boolean, defect: Defect): number {
  report(
    json,
    { ok: false, ...defect },
    `发现问题：${CHECK_NAMES[defect.check]}，${defect.where}：${defect.detail}。\n数据没有改动。请保留现场并联系信息股。`,
  );
  return 1;
}

function notChecked(json: boolean, message: string): number {
  if (json) report(true, { ok: false, check: null, message }, '');
  else process.stderr.write(`没有检查：${message}\n`);
  return 2;
}
