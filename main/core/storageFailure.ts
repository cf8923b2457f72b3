import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { storageFaultOf, type StorageFault } from '../store/storageFault.ts';
import type { StartFailure } from './port.ts';

/** Room, in bytes, below which an error that names no reason is one of a full disk: less than a database needs to open. */
const NO_ROOM_BYTES = 256 * 1024;

const FAILURES = {
  full: {
    code: 'STORAGE_FULL',
    text: '磁盘已满，没有启动，已有的办理记录都在。请清理数据文件夹所在的磁盘后重新启动。',
  },
  'read-only': {
    code: 'STORAGE_READONLY',
    text: '数据文件夹不能写入，没有启动，已有的办理记录都在。请检查磁盘是否只读、当前系统用户有没有写入权限，再重新启动。',
  },
  busy: {
    code: 'STORAGE_BUSY',
    text: '数据文件夹里的文件正被另一个程序占用（如备份、杀毒），没有启动，已有的办理记录都在。请等它结束或关闭它，再重新启动。',
  },
  failed: {
    code: 'STORAGE_FAILED',
    text: '磁盘读写出错，没有启动，没有改动任何数据。请检查磁盘，保留现场并联系信息股。',
  },
} as const satisfies Record<StorageFault, { readonly code: StartFailure['code']; readonly text: string }>;

/** Why a start failed when it was the disk under the home; null for every other error. */
export function storageFailureOf(error: unknown, home: string): StartFailure | null {
  const fault = storageFaultOf(error);
  if (fault === null) return null;
  const { code, text } = FAILURES[closerLook(fault, home)];
  return { ok: false, code, message: `${text}（数据文件夹：${home}）` };
}

/** SQLite says of a file that cannot be made or grown only that it failed: the disk is asked why. */
function closerLook(fault: StorageFault, home: string): StorageFault {
  if (fault !== 'failed') return fault;
  let folder = path.resolve(home);
  while (!existsSync(folder)) folder = path.dirname(folder);
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < NO_ROOM_BYTES) return 'full';
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    // Whatever the reason is, nothing can be written there.
    return 'read-only';
  }
  return 'failed';
}
