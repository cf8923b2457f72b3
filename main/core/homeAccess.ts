import { chmodSync, existsSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import { CONFIGURATION_FILE } from './configuration.ts';
import { ANCHOR_FILE } from './lookAtMemory.ts';
import { DATABASE_FILE, type StartFailure } from './port.ts';

/** Permission bits of group and others. */
const OTHERS = 0o077;
/** Others may make files here and only their owner may delete them: a folder for everybody, like /tmp. */
const STICKY = 0o1000;

/** Files of a home that hold people's data or secrets, as far as they are there. */
const OWN_FILES = [
  CONFIGURATION_FILE,
  DATABASE_FILE,
  `${DATABASE_FILE}-wal`,
  `${DATABASE_FILE}-shm`,
  ANCHOR_FILE,
  'demo-central.db',
];

/** What was changed, one Chinese sentence each, or why the home cannot be used. */
export type SecuredHome = { readonly ok: true; readonly changes: readonly string[] } | StartFailure;

/**
 * Makes the home and what is in it its owner's alone, and says what was open to others before. Windows keeps the rights of
 * the user's profile. Refused (`HOME_UNSAFE`): a folder for everybody, one of another user, and a disk that keeps no rights.
 */
export function secureHome(home: string): SecuredHome {
  const folder = statSync(home);
  if (!folder.isDirectory()) return unsafe(`${home} 不是文件夹`);
  if (process.platform === 'win32') return { ok: true, changes: [] };
  const user = process.getuid?.();
  if (user !== 0 && user !== folder.uid) return unsafe(`数据文件夹 ${home} 属于另一个系统用户`);
  if ((folder.mode & STICKY) !== 0) return unsafe(`${home} 是公用文件夹，不能存放办理数据`);
  const changes: string[] = [];
  const files = OWN_FILES.map((name) => path.join(home, name)).filter((file) => existsSync(file));
  for (const place of [home, ...files]) {
    const found = statSync(place);
    if ((found.mode & OTHERS) === 0) continue;
    if (!close(place, found))
      return unsafe(`${place} 可被其他系统用户读取，又不能改为仅本人可用（该磁盘可能不支持权限）`);
    changes.push(changed(place, found));
  }
  return { ok: true, changes };
}

/** Takes the rights of all others; false where that does not last. */
function close(place: string, found: Stats): boolean {
  try {
    chmodSync(place, found.isDirectory() ? 0o700 : 0o600);
  } catch {
    // Another user's file behind a link, or a disk that can only be read: the caller names the place.
    return false;
  }
  return (statSync(place).mode & OTHERS) === 0;
}

function changed(place: string, found: Stats): string {
  const before = (found.mode & 0o777).toString(8);
  const secret =
    path.basename(place) === CONFIGURATION_FILE ? '；里面有平台密钥，如有他人登录过这台电脑，请向平台更换' : '';
  return `${place} 原来其他系统用户可以读取（权限 ${before}），已改为仅本人可用${secret}。`;
}

function unsafe(what: string): StartFailure {
  return {
    ok: false,
    code: 'HOME_UNSAFE',
    message: `${what}，没有启动，没有改动任何数据。请用 --home 指定一个只有运行一柜通的系统用户能用的文件夹。`,
  };
}
