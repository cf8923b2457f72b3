import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE_FILE } from '../../core/port.ts';
import type { ShellFailure } from '../shared/exitCode.ts';

/** Raw key of SQLCipher: 256 bits as 64 hexadecimal digits. */
const KEY_PATTERN = /^[0-9a-f]{64}$/;
/** Permission bits of group and others. */
const OTHERS = 0o077;
const KEY_FILE = 'database.key';

/**
 * The key of the database from `HOME/database.key`, made on the first start. Refused (`KEY_FILE`): a file others on
 * the machine may read (POSIX; Windows keeps it under the profile's own rights), one that is no key, and a missing one beside an
 * existing database, because a new key could never open it.
 */
export function readDatabaseKey(home: string): { readonly ok: true; readonly key: string } | ShellFailure {
  const path = join(home, KEY_FILE);
  if (!existsSync(path)) {
    if (existsSync(join(home, DATABASE_FILE))) {
      return refuse(
        `数据库还在，但密钥文件 ${path} 不见了。数据库没有改动。请从管理员保管的副本恢复密钥文件后再启动。`,
      );
    }
    createKey(home, path);
  }
  const mode = statSync(path).mode;
  if (process.platform !== 'win32' && (mode & OTHERS) !== 0) {
    return refuse(
      `密钥文件 ${path} 可被其他用户读取（权限 ${(mode & 0o777).toString(8)}）。没有改动任何数据。请执行 chmod 600 "${path}" 后再启动。`,
    );
  }
  const key = readFileSync(path, 'utf8').trim();
  if (!KEY_PATTERN.test(key)) {
    return refuse(
      `密钥文件 ${path} 的内容不是 64 位十六进制密钥。数据库没有改动。请从管理员保管的副本恢复密钥文件后再启动。`,
    );
  }
  return { ok: true, key };
}

/** Written aside and renamed into place (the home is locked for us alone): after a power cut a whole key or none. */
function createKey(home: string, path: string): void {
  const draft = join(home, `${KEY_FILE}.${randomBytes(6).toString('hex')}`);
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  renameSync(draft, path);
}

function refuse(message: string): ShellFailure {
  return { ok: false, code: 'KEY_FILE', message };
}
