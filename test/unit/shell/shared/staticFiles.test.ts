import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadStaticFiles } from '../../../../main/shell/shared/staticFiles.ts';

test('the list holds what the build puts out, by URL path, and nothing of another kind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'renderer-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<html>');
  writeFileSync(join(folder, 'assets', 'app-1a2b.js'), 'code');
  writeFileSync(join(folder, 'icon.svg'), '<svg>');
  writeFileSync(join(folder, 'notes.md'), 'private');
  const files = loadStaticFiles(folder)!;
  expect(files.page).toBe('<html>');
  expect([...files.files.keys()].sort()).toEqual(['/assets/app-1a2b.js', '/icon.svg']);
  expect(files.files.get('/assets/app-1a2b.js')).toMatchObject({
    contentType: 'text/javascript; charset=utf-8',
    immutable: true,
  });
  expect(files.files.get('/icon.svg')!.immutable).toBe(false);
});

test('a window that was never built is no crash', () => {
  expect(loadStaticFiles(join(tmpdir(), 'no-such-folder'))).toBeNull();
});
