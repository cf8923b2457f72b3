import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../../scripts/bootstrap.mjs';
import { installedPackages, licenceOf, packageFolder, thirdPartyText } from '../../../scripts/thirdParty.mjs';

test.each([
  ['/counter/node_modules/react/index.js', '/counter/node_modules/react'],
  ['\0/counter/node_modules/@orpc/client/dist/a.js?commonjs-proxy', '/counter/node_modules/@orpc/client'],
  ['/counter/node_modules/a/node_modules/b/b.js', '/counter/node_modules/a/node_modules/b'],
  ['C:\\counter\\node_modules\\antd\\es\\index.js', 'C:/counter/node_modules/antd'],
  ['/counter/renderer/app/main.ts', null],
])('the package of %s', (id, folder) => {
  expect(packageFolder(id)).toBe(folder);
});

test('every package that is installed with the counter has its licence text in the file, and Node has', () => {
  const folders = installedPackages(ROOT);
  expect(folders.length).toBeGreaterThan(20);
  const text = thirdPartyText(ROOT, folders);
  for (const folder of folders) {
    expect(text).toContain(`\n${licenceOf(folder).title}\n`);
  }
  expect(text).toMatch(/\nNode\.js 24\.\d+\.\d+\n/);
  expect(text.match(/Permission is hereby granted/g)!.length).toBeGreaterThan(20);
});

test('a package without a licence text stops the build, unless it names a licence whose text is known', () => {
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  const state = (license: string | undefined) => {
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ name: 'thing', version: '1.0.0', license, author: 'Somebody' }),
    );
  };
  state(undefined);
  expect(() => licenceOf(folder)).toThrow('thing 1.0.0');
  state('UNLICENSED');
  expect(() => licenceOf(folder)).toThrow('UNLICENSED');
  state('MIT');
  expect(licenceOf(folder).text).toMatch(
    /^thing 1\.0\.0\nMIT\n[^]*Copyright \(c\) Somebody\n\nPermission is hereby granted/,
  );
});
