import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readKeyFile } from '../../../../main/shell/shared/keyFile.ts';

const KEY = '0123456789abcdef'.repeat(4);
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'key-'));
  file = join(folder, 'database.key');
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (text: string | Buffer): void => writeFileSync(file, text, { mode: 0o600 });

test.each([
  ['as it was made', `${KEY}\n`],
  ['M6 in capital letters', KEY.toUpperCase()],
  ['with blanks and line ends of Windows around it', `\r\n  ${KEY} \r\n`],
  ['saved by an editor with the mark of UTF-8', `\ufeff${KEY}\r\n`],
])('a key %s opens the database it was made for', (_how, text) => {
  write(text);
  expect(readKeyFile(file)).toEqual({ ok: true, key: KEY });
});

test.each([
  ['too short', KEY.slice(1)],
  ['of another kind', 'g'.repeat(64)],
  ['twice', `${KEY}\n${KEY}`],
  ['in UTF-16', Buffer.from(`\ufeff${KEY}`, 'utf16le')],
  ['of empty bytes', Buffer.alloc(64)],
  ['as large as a database', Buffer.alloc(100_000, 'a')],
])('a key %s is refused, and not repeated', (_what, text) => {
  write(text);
  const read = readKeyFile(file);
  expect(read).toMatchObject({ ok: false, code: 'KEY_FILE' });
  expect(JSON.stringify(read)).not.toContain(KEY.slice(1, 20));
});

test('a folder, a missing file and one that others can read are refused with what to do', () => {
  expect(readKeyFile(file)).toMatchObject({ ok: false, message: expect.stringContaining('找不到密钥文件') as string });
  write(KEY);
  chmodSync(file, 0o644);
  expect(readKeyFile(file)).toMatchObject({ ok: false, message: expect.stringContaining('chmod 600') as string });
  rmSync(file);
  mkdirSync(file);
  expect(readKeyFile(file)).toMatchObject({ ok: false, code: 'KEY_FILE' });
});
