import path from 'node:path';
import { openAnchor, readAnchor } from '../store/anchor.ts';
import { isBroken, openDatabase, type Database } from '../store/database.ts';
import { readHead } from '../store/journal.ts';
import { migrate, schemaVersion } from '../store/migrations/migrate.ts';
import { createStore, type Store } from '../store/store.ts';
import { DATABASE_FILE, type StartFailure } from './port.ts';
import { sm3Text } from './sm3.ts';

/** The journal's head outside the database; see `main/store/anchor.ts`. */
export const ANCHOR_FILE = 'journal.head';

/** Opens the counter's memory, or says why it must not be opened. Nothing is ever repaired or emptied by itself. */
export function openStore(options: {
  readonly home: string;
  readonly databaseKey: string;
  readonly workstation: string;
  readonly clock: () => Date;
}): StartFailure | { readonly ok: true; readonly store: Store } {
  const { home, databaseKey, workstation, clock } = options;
  const opened = openDatabase(path.join(home, DATABASE_FILE), databaseKey);
  if (!opened.ok) return opened.code === 'wrong-key' ? WRONG_KEY : broken(opened.detail);
  const { database } = opened;
  const anchorFile = path.join(home, ANCHOR_FILE);
  try {
    const unfit = unfitHistory(database, anchorFile) ?? migrationFailure(database);
    if (unfit) {
      database.close();
      return unfit;
    }
  } catch (error) {
    database.close();
    if (isBroken(error)) return broken(error.message);
    throw error;
  }
  return {
    ok: true,
    store: createStore({ database, anchor: openAnchor(anchorFile), workstation, clock, hashText: sm3Text }),
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

/** Looked at before anything is written: a database that lost its last entries, or all of them, stays as it was found. */
function unfitHistory(database: Database, anchorFile: string): StartFailure | null {
  const known = readAnchor(anchorFile);
  const reached = schemaVersion(database) === 0 ? 0 : readHead(database).sequence;
  if (typeof known === 'string' || known.before.sequence <= reached) return null;
  return {
    ok: false,
    code: 'DATABASE_BROKEN',
    message:
      '数据库里的办理记录比上次少，可能被换成了旧的备份。为免丢失记录，没有启动，文件没有改动。' +
      '请不要继续办理，保留现场并联系信息股；可用 npm run ops -- verify 查看缺失的位置。',
  };
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
