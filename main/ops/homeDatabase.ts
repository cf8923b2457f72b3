import { existsSync } from 'node:fs';
import path from 'node:path';
import { DATABASE_FILE } from '../core/port.ts';
import { KEY_FILE, readKeyFile } from '../shell/shared/keyFile.ts';

/** Where the database of a home is, or with `begin` will be, and what opens it; or one Chinese sentence saying why not. */
export function findHomeDatabase(
  home: string,
  keyFile: string | undefined,
  { begin = false }: { readonly begin?: boolean } = {},
):
  | { readonly ok: true; readonly file: string; readonly key: string }
  | { readonly ok: false; readonly message: string } {
  const file = path.join(home, DATABASE_FILE);
  if (!begin && !existsSync(file)) {
    return { ok: false, message: `${home} 中没有数据库 ${DATABASE_FILE}。请核对文件夹；新安装的请先启动一次一柜通。` };
  }
  const read = readKeyFile(keyFile ?? path.join(home, KEY_FILE));
  return read.ok ? { ok: true, file, key: read.key } : read;
}
