import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE_FILE } from '../../core/port.ts';
import type { ShellFailure } from '../shared/exitCode.ts';
import { createKeyFile, KEY_FILE, keyFileFailure, readKeyFile } from '../shared/keyFile.ts';

/**
 * The key of the database from `HOME/database.key`, made on the first start. Refused (`KEY_FILE`): a file
 * {@link readKeyFile} refuses, and a missing one beside an existing database, because a new key could never open it.
 */
export function readDatabaseKey(home: string): { readonly ok: true; readonly key: string } | ShellFailure {
  const path = join(home, KEY_FILE);
  if (!existsSync(path)) {
    if (existsSync(join(home, DATABASE_FILE))) {
      return keyFileFailure(
        `数据库还在，但密钥文件 ${path} 不见了。数据库没有改动。请从管理员保管的副本恢复密钥文件后再启动。`,
      );
    }
    createKeyFile(home);
  }
  return readKeyFile(path);
}
