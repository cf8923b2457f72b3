import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { GENESIS_HASH, type CounterMode } from '../domain/journal/entry.ts';
import { readAnchor, type AnchorRead } from '../store/anchor.ts';
import { isBroken, isRefusedStatement, openDatabaseToRead, type Database, type Opened } from '../store/database.ts';
import { judgeHead, type HeadJudgement } from '../store/headJudgement.ts';
import { hashAt, lifeOf, readHead, usedFor, type JournalHead } from '../store/journal.ts';
import { SCHEMA_VERSION, schemaVersion } from '../store/migrations/migrate.ts';
import { schemaDifference, type SchemaDifference } from '../store/migrations/schema.ts';
import { witnessFile } from './historyWitness.ts';
import { DATABASE_FILE, type StartFailure } from './port.ts';

/** The journal's head outside the database; see `main/store/anchor.ts`. */
export const ANCHOR_FILE = 'journal.head';

/** Which memory, and what it is wanted for. */
export interface MemoryPlace {
  readonly home: string;
  readonly databaseKey: string;
  /** What this start is for; a database that was used for the other is not opened. */
  readonly mode: CounterMode;
  /** Folder outside of the home in which this machine remembers how far histories have gone. */
  readonly witnessFolder: string;
}

/** A memory that opens, with what is to be thought of its history. */
export interface FoundMemory {
  /** The file is there and has a database in it. */
  readonly exists: boolean;
  readonly head: JournalHead;
  /** Life of its numbers. */
  readonly life: number;
  readonly judgement: HeadJudgement;
}

/**
 * Looks at a counter's memory without changing a byte of it, also of a write-ahead log of which only a part can be read: opened
 * for writing, SQLite would carry that part over and throw the rest away.
 */
export function lookAtMemory(place: MemoryPlace): StartFailure | { readonly ok: true; readonly found: FoundMemory } {
  const { home, databaseKey } = place;
  const file = path.join(home, DATABASE_FILE);
  // SQLite takes a missing or empty file for a new database; beside a known history it is a lost one.
  if (!existsSync(file) || statSync(file).size === 0) {
    return { ok: true, found: { exists: false, ...emptyMemory(readAnchor(path.join(home, ANCHOR_FILE))) } };
  }
  if (!statSync(file).isFile()) return brokenDatabase(`${DATABASE_FILE} 不是文件`);
  const opened = openDatabaseToRead(file, databaseKey);
  if (!opened.ok) return notOpened(opened);
  const { database } = opened;
  try {
    return examine(database, place);
  } catch (error) {
    if (isBroken(error)) return brokenDatabase(error.message);
    throw error;
  } finally {
    database.close();
  }
}

const SCHEMA_WORDS = {
  missing: '缺失',
  extra: '不是本程序建立的',
  different: '被改动',
} as const satisfies Record<SchemaDifference['kind'], string>;

/** A memory without an entry, beside what the file with its head says. */
function emptyMemory(headFile: AnchorRead): Omit<FoundMemory, 'exists'> {
  const head: JournalHead = { sequence: 0, hash: GENESIS_HASH };
  return { head, life: 0, judgement: judgeHead({ head, hashAt: () => undefined, headFile, witness: 'none' }) };
}

function examine(
  database: Database,
  { home, mode, witnessFolder }: MemoryPlace,
): StartFailure | { readonly ok: true; readonly found: FoundMemory } {
  const version = schemaVersion(database);
  if (version > SCHEMA_VERSION) return future(version);
  const changed = schemaDifference(database, version);
  if (changed) {
    const detail = `数据库结构：${changed.object} ${SCHEMA_WORDS[changed.kind]}`;
    return saysDemonstration(database) ? strangeDemonstration(home, detail) : brokenDatabase(detail);
  }
  const headFile = readAnchor(path.join(home, ANCHOR_FILE));
  // Killed in its very first start: there is a file and nothing in it.
  if (version === 0) return { ok: true, found: { exists: true, ...emptyMemory(headFile) } };
  const head = readHead(database);
  const first = hashAt(database, 1);
  const judgement = judgeHead({
    head,
    hashAt: (sequence) => hashAt(database, sequence),
    headFile,
    witness: first === undefined ? 'none' : readAnchor(witnessFile(witnessFolder, first)),
  });
  const life = lifeOf(database);
  return otherUse(database, mode) ?? { ok: true, found: { exists: true, head, life, judgement } };
}

/** Whether these are surely data of a demonstration. What cannot even be asked may be a hall's, and nobody is told to delete that. */
function saysDemonstration(database: Database): boolean {
  try {
    return usedFor(database) === 'demonstration';
  } catch (error) {
    if (isRefusedStatement(error)) return false;
    throw error;
  }
}

function otherUse(database: Database, mode: CounterMode): StartFailure | null {
  const used = usedFor(database);
  if (used === null || used === mode) return null;
  return {
    ok: false,
    code: 'CONFIGURATION',
    message:
      used === 'demonstration'
        ? '这个数据文件夹里是演示数据，不能用于正式办理，没有启动，数据没有改动。请用 --home 指定另一个文件夹，或加 --demo 继续演示。'
        : '这个数据文件夹里是正式办理的数据，不能用于演示，没有启动，数据没有改动。请用 --home 指定另一个文件夹，或去掉 --demo。',
  };
}

const WRONG_KEY: StartFailure = {
  ok: false,
  code: 'DATABASE_KEY',
  message: '数据库密钥不对，打不开办理记录。文件没有改动。请放回原来的密钥文件，或用管理员保管的密钥副本恢复。',
};

/** Why a file that was there does not open. */
export function notOpened({ code, detail }: Extract<Opened, { readonly ok: false }>): StartFailure {
  return code === 'wrong-key' ? WRONG_KEY : brokenDatabase(detail);
}

/** Why a file that opens cannot be worked with; `detail` in Chinese or in SQLite's own words. */
export function brokenDatabase(detail: string): StartFailure {
  return {
    ok: false,
    code: 'DATABASE_BROKEN',
    message: `数据库文件损坏，没有启动，文件没有改动。请保留现场并联系信息股。（${detail}）`,
  };
}

/** Data of a demonstration by another version of the program: nobody needs them, so there is a way on without anybody's help. */
function strangeDemonstration(home: string, detail: string): StartFailure {
  return {
    ok: false,
    code: 'DATABASE_BROKEN',
    message:
      `这里的演示数据不是这个版本的程序建立的，没有启动，文件没有改动。（${detail}）` +
      `演示数据不需要保留：请删除文件夹 ${home}，或用 --home 指定另一个文件夹，再重新启动。`,
  };
}

/** Why a history is not gone on with, and the way on. */
export function notTheOneLeft(judgement: Extract<HeadJudgement, { readonly ok: false }>, home: string): StartFailure {
  return {
    ok: false,
    code: judgement.cause === 'unknown-here' ? 'HISTORY_UNKNOWN' : 'DATABASE_BROKEN',
    message:
      `${judgementText(judgement)}没有启动，文件没有改动。请不要继续办理，保留现场并联系信息股。` +
      `找不回来或确认就用这一份的，由负责人用 npm run ops -- history go-on --home ${home} 确认后接着办理。`,
  };
}

/** What was found about a history that is not the one that was left here, one Chinese sentence. */
export function judgementText(judgement: Extract<HeadJudgement, { readonly ok: false }>): string {
  switch (judgement.cause) {
    case 'shorter': {
      const { from, to } = judgement.lost;
      return (
        `办理记录曾到第 ${to} 条，数据库里只到第 ${from - 1} 条，少了 ${to - from + 1} 条：` +
        '可能换成了旧的备份，或断电、磁盘故障损坏了最后写入的部分。'
      );
    }
    case 'other-history':
      return `数据库里第 ${judgement.at} 条办理记录和这台电脑上记下的不一样，不是原来的那一份。`;
    case 'unknown-here':
      return '这台电脑上没有这份办理记录的记载：可能是从备份恢复的，或是从别的电脑复制来的，无法确认是不是最新的一份。';
  }
}

function future(version: number): StartFailure {
  return {
    ok: false,
    code: 'DATABASE_FUTURE',
    message: `数据库是更新版本的程序写的（${version}），本程序不能打开，文件没有改动。请安装新版本后再启动。`,
  };
}
