import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { safeStorage, type DecryptStringAsyncReturnValue } from 'electron';
import { DATABASE_FILE } from '../../core/port.ts';
import type { ShellFailure } from '../shared/exitCode.ts';
import { KEY_FILE, readKeyFile, WRAPPED_KEY_FILE } from '../shared/keyFile.ts';

/** Raw key of SQLCipher: 256 bits as 64 hexadecimal digits. */
const KEY_PATTERN = /^[0-9a-f]{64}$/;

/**
 * The key of the database, kept in `HOME/database.key.enc` under the key of the operating system (DPAPI on Windows, the key
 * ring on Linux). After the application is ready only. Refused (`KEY_FILE`): no safe place, a file this user
 * cannot open, a missing one beside an existing database.
 *
 * @param allowBasicText accept Chromium's `basic_text` store, whose password is the same on every machine: the key is
 * then as good as readable for whoever has the file, and somebody must have said so on the command line.
 */
export async function readDatabaseKey(
  home: string,
  allowBasicText: boolean,
): Promise<{ readonly ok: true; readonly key: string } | ShellFailure> {
  const path = join(home, WRAPPED_KEY_FILE);
  const unsafe = await whyUnsafe(allowBasicText);
  if (unsafe !== null) return refuse(unsafe);
  if (!existsSync(path)) {
    const begun = firstKey(home);
    if (!begun.ok) return begun;
    await keep(path, begun.key);
  }
  const opened = await decrypt(readFileSync(path));
  if (opened === null || !KEY_PATTERN.test(opened.result)) {
    return refuse(
      `当前系统用户打不开密钥文件 ${path}。数据库没有改动。请用原来的系统用户登录，或从管理员保管的副本恢复。`,
    );
  }
  // The operating system has a newer or better key than the one the file was written under.
  if (opened.shouldReEncrypt) await keep(path, opened.result);
  removeTakenOver(join(home, KEY_FILE), opened.result);
  return { ok: true, key: opened.result };
}

/** The key that is to be kept from now on: the one `account add` has begun the memory with before the first start, or a new one. */
function firstKey(home: string): { readonly ok: true; readonly key: string } | ShellFailure {
  const plain = join(home, KEY_FILE);
  if (existsSync(plain)) return readKeyFile(plain);
  if (existsSync(join(home, DATABASE_FILE))) {
    const path = join(home, WRAPPED_KEY_FILE);
    return refuse(`数据库还在，但密钥文件 ${path} 不见了。数据库没有改动。请从管理员保管的副本恢复后再启动。`);
  }
  return { ok: true, key: randomBytes(32).toString('hex') };
}

/** What is kept under the key of the operating system does not lie open as well, also when the start that took it over was cut off. */
function removeTakenOver(plain: string, key: string): void {
  if (!existsSync(plain)) return;
  const read = readKeyFile(plain);
  if (read.ok && read.key === key) rmSync(plain);
}

/** Written aside and renamed into place (the home is locked for us alone): after a power cut a whole file or the old one. */
async function keep(path: string, key: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, await safeStorage.encryptStringAsync(key), { mode: 0o600, flag: 'wx', flush: true });
  renameSync(draft, path);
}

async function whyUnsafe(allowBasicText: boolean): Promise<string | null> {
  // Asked first: without a key ring Chromium on Linux has no key at all or, when told so, one that everybody knows.
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') {
    if (!allowBasicText) {
      return '系统没有可用的密钥环（gnome-keyring 或 KWallet），数据库密钥无处安全存放。没有改动任何数据。请启用密钥环；确需不加保护时，加参数 --allow-basic-text-key 启动。';
    }
    safeStorage.setUsePlainTextEncryption(true);
  }
  if (await safeStorage.isAsyncEncryptionAvailable()) return null;
  return '操作系统的密钥服务不可用，数据库密钥无处安全存放。没有改动任何数据。请登录桌面会话后再启动。';
}

async function decrypt(encrypted: Buffer): Promise<DecryptStringAsyncReturnValue | null> {
  try {
    return await safeStorage.decryptStringAsync(encrypted);
  } catch {
    // Electron rejects when another user, another machine or damage made the file unreadable; the caller names the file.
    return null;
  }
}

function refuse(message: string): ShellFailure {
  return { ok: false, code: 'KEY_FILE', message };
}
