import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { CounterMode, JournalPayloads, UnreadableEntry } from '../domain/journal/entry.ts';
import type { Clock } from '../domain/time.ts';
import { openAnchor, readAnchor } from '../store/anchor.ts';
import { isBroken, openDatabase, type Database } from '../store/database.ts';
import { readHead, strangeEntries, usedFor, workstationOf, type JournalHead } from '../store/journal.ts';
import { migrate, schemaVersion, SCHEMA_VERSION } from '../store/migrations/migrate.ts';
import { schemaDifference } from '../store/migrations/schema.ts';
import { PROJECTION_VERSION, projectionVersion, rebuildProjections } from '../store/projections/rebuild.ts';
import { createStore, type Store } from '../store/store.ts';
import { DATABASE_FILE, type StartFailure } from './port.ts';
import { sm3Text } from './sm3.ts';

/** The journal's head outside the database; see `main/store/anchor.ts`. */
export const ANCHOR_FILE = 'journal.head';

type HeadFile = JournalPayloads['core.started']['headFile'];

/** A memory that is open. */
export interface OpenedStore {
  readonly store: Store;
  readonly headFile: HeadFile;
  /** Entries that tell this program nothing: for the log, since nothing that can be read suffers from them. */
  readonly unreadable: readonly UnreadableEntry[];
}

/**
 * Opens the counter's memory, or says why it must not be opened. Nothing is ever repaired or emptied by itself; projections
 * that another version of the program made are made anew from the journal. The id of the workstation is the one its journal
 * has; a new one gets an id that nobody else has.
 */
export function openStore(options: {
  readonly home: string;
  readonly databaseKey: string;
  readonly clock: Clock;
  /** What this start is for; a database that was used for the other is not opened. */
  readonly mode: CounterMode;
  readonly reportBug: (error: unknown) => void;
}): StartFailure | ({ readonly ok: true } & OpenedStore) {
  const { home, databaseKey, clock, mode, reportBug } = options;
  const file = path.join(home, DATABASE_FILE);
  const anchorFile = path.join(home, ANCHOR_FILE);
  const known = readAnchor(anchorFile);
  const reached = typeof known === 'string' ? 0 : known.before.sequence;
  // SQLite takes a missing or empty file for a new database; beside a known history it is a lost one.
  if (reached > 0 && (!existsSync(file) || statSync(file).size === 0)) return SHORTENED;
  if (existsSync(file) && !statSync(file).isFile()) return broken(`${DATABASE_FILE} 不是文件`);
  makeOwnFile(file);
  const opened = openDatabase(file, databaseKey);
  if (!opened.ok) return opened.code === 'wrong-key' ? WRONG_KEY : broken(opened.detail);
  const { database } = opened;
  const prepared = closingOnFailure(database, () => prepare(database, reached, mode));
  if (!prepared.ok) return prepared;
  const headFile = judgeHeadFile(known, readHead(database));
  const workstation = workstationOf(database) ?? uuidv7();
  const anchor = openAnchor(anchorFile);
  const store = createStore({ database, anchor, workstation, clock, hashText: sm3Text, reportBug });
  return { ok: true, store, headFile, unreadable: prepared.unreadable };
}

type Prepared = StartFailure | { readonly ok: true; readonly unreadable: readonly UnreadableEntry[] };

function closingOnFailure(database: Database, work: () => Prepared): Prepared {
  try {
    const prepared = work();
    if (!prepared.ok) database.close();
    return prepared;
  } catch (error) {
    database.close();
    if (isBroken(error)) return broken(error.message);
    throw error;
  }
}

/** Looks at everything before anything is written: a database that is refused stays as it was found. */
function prepare(database: Database, reached: number, mode: CounterMode): Prepared {
  if (lastEntry(database) < reached) return SHORTENED;
  const unfit = otherSchema(database) ?? migrationFailure(database) ?? otherUse(database, mode);
  if (unfit) return unfit;
  if (projectionVersion(database) !== PROJECTION_VERSION) {
    const rebuilt = rebuildProjections(database);
    if (!rebuilt.ok) return broken(`不能按办理记录重建业务数据：${rebuilt.where}，${rebuilt.detail}`);
    if (rebuilt.unreadable.length > 0) return { ok: true, unreadable: rebuilt.unreadable };
  }
  return { ok: true, unreadable: strangeEntries(database) };
}

/** A schema of this or an earlier program that somebody has changed. That of a later one is a matter of its own. */
function otherSchema(database: Database): StartFailure | null {
  const version = schemaVersion(database);
  if (version > SCHEMA_VERSION) return null;
  const difference = schemaDifference(database, version);
  if (!difference) return null;
  const word = { missing: '缺失', extra: '不是本程序建立的', different: '被改动' }[difference.kind];
  return broken(`数据库结构：${difference.object} ${word}`);
}

function judgeHeadFile(known: ReturnType<typeof readAnchor>, head: JournalHead): HeadFile {
  if (known === 'damaged') return 'damaged';
  if (known === 'none') return 'absent';
  return [known.before, known.after].some(({ hash }) => hash === head.hash) ? 'as-left' : 'behind';
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

function broken(detail: string): StartFailure {
  return {
    ok: false,
    code: 'DATABASE_BROKEN',
    message: `数据库文件损坏，没有启动，文件没有改动。请保留现场并联系信息股。（${detail}）`,
  };
}

const SHORTENED: StartFailure = {
  ok: false,
  code: 'DATABASE_BROKEN',
  message:
    '数据库里的办理记录比上次少，可能被换成了旧的备份。为免丢失记录，没有启动，文件没有改动。' +
    '请不要继续办理，保留现场并联系信息股；可用 npm run ops -- verify 查看缺失的位置。',
};

function lastEntry(database: Database): number {
  return schemaVersion(database) === 0 ? 0 : readHead(database).sequence;
}

function migrationFailure(database: Database): StartFailure | null {
  const migrated = migrate(database);
  if (migrated.ok) return null;
  return {
    ok: false,
    code: 'DATABASE_FUTURE',
    message: `数据库是更新版本的程序写的（${migrated.found}），本程序不能打开，文件没有改动。请安装新版本后再启动。`,
  };
}

/** Makes a file that others can not read, when it is not there yet; what SQLite makes beside it gets the same rights. */
function makeOwnFile(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
}
