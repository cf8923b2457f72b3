import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShellFailure } from './exitCode.ts';

/** Name of the key file in a home. Its content is the raw key of SQLCipher: 256 bits as 64 hexadecimal digits. */
export const KEY_FILE = 'database.key';
/** Name of the file with the same key under the key of the operating system (Electron). */
export const WRAPPED_KEY_FILE = 'database.key.enc';

const KEY_PATTERN = /^[0-9a-f]{64}$/;
/** A key file is one line; what is longer, in bytes, is none. */
const LARGEST_BYTES = 1_024;
/** Permission bits of group and others. */
const OTHERS = 0o077;

/**
 * The key in a file. Refused (`KEY_FILE`): no such file, one that others on the machine may read (POSIX; Windows keeps it
 * under the profile's own rights), one that is no key.
 */
export function readKeyFile(path: string): { readonly ok: true; readonly key: string } | ShellFailure {
  if (!existsSync(path)) {
    return keyFileFailure(`找不到密钥文件 ${path}。数据库没有改动。请从管理员保管的副本恢复密钥文件后再试。`);
  }
  const found = statSync(path);
  if (!found.isFile() || found.size > LARGEST_BYTES) return notAKey(path);
  const { mode } = found;
  if (process.platform !== 'win32' && (mode & OTHERS) !== 0) {
    return keyFileFailure(
      `密钥文件 ${path} 可被其他用户读取（权限 ${(mode & 0o777).toString(8)}）。没有改动任何数据。请执行 chmod 600 "${path}" 后再启动。`,
    );
  }
  // As a person may have copied it: with capital letters, a line end, or the mark of UTF-8.
  const key = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .toLowerCase();
  return KEY_PATTERN.test(key) ? { ok: true, key } : notAKey(path);
}

/** A refusal to use a key file. */
export function keyFileFailure(message: string): ShellFailure {
  return { ok: false, code: 'KEY_FILE', message };
}

function notAKey(path: string): ShellFailure {
  return keyFileFailure(
    `密钥文件 ${path} 的内容不是 64 位十六进制密钥。数据库没有改动。请从管理员保管的副本恢复密钥文件后再启动。`,
  );
}

/** Makes the key of a home. Written aside and renamed into place (the home is locked for us alone): after a power cut a whole key or none. */
export function createKeyFile(home: string): void {
  const draft = join(home, `${KEY_FILE}.${randomBytes(6).toString('hex')}`);
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  renameSync(draft, join(home, KEY_FILE));
}
