import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { keepSheet, removeOldSheets, SHEET_DAYS } from '../../../../main/shell/electron/sheetFolder.ts';

const NOW = new Date('2026-11-20T01:30:00Z');
const PDF = Buffer.from('%PDF-1.7');

let folder = '';
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'counter-sheets-')), 'sheets');
});

const rights = (path: string) => (statSync(path).mode & 0o777).toString(8);

test("a saved sheet and its folder are the owner's alone, also where others could read them before", () => {
  mkdirSync(folder, { mode: 0o755 });
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, '受理通知书.pdf'), 'old', { mode: 0o644 });
  const place = keepSheet(folder, '受理通知书', PDF);
  expect(rights(folder)).toBe('700');
  expect(rights(place)).toBe('600');
  expect(readFileSync(place)).toEqual(PDF);
});

test('no name leads out of the folder, and no link in it is written through', () => {
  expect(keepSheet(folder, '../../evil', PDF)).toBe(join(folder, '.._.._evil.pdf'));
  const outside = join(folder, '..', 'outside');
  writeFileSync(outside, 'untouched');
  symlinkSync(outside, join(folder, 'linked.pdf'));
  keepSheet(folder, 'linked', PDF);
  expect(readFileSync(outside, 'utf8')).toBe('untouched');
});

test('what was saved more than a week ago goes, and nothing else', () => {
  removeOldSheets(folder, NOW);
  for (const [name, days] of [
    ['old', SHEET_DAYS + 1],
    ['new', SHEET_DAYS - 1],
  ] as const) {
    const then = new Date(NOW.getTime() - days * 86_400_000);
    utimesSync(keepSheet(folder, name, PDF), then, then);
  }
  const note = join(folder, 'note.txt');
  writeFileSync(note, 'of a person');
  utimesSync(note, new Date(0), new Date(0));
  removeOldSheets(folder, NOW);
  expect(readdirSync(folder).sort()).toEqual(['new.pdf', 'note.txt']);
});
