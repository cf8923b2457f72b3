import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { projectNode, ROOT } from '../../../scripts/bootstrap.mjs';
import { checkNode, NODE_VERSION } from '../../../scripts/pinnedNode.mjs';

/** The executable is 120 MB: read and hashed on a busy machine that takes a while. */
vi.setConfig({ testTimeout: 120_000 });

test('the Node these tests run under is the pinned one, and the one package.json names', async () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: { node: string };
  };
  expect(manifest.devDependencies.node).toBe(NODE_VERSION);
  expect(process.version).toBe(`v${NODE_VERSION}`);
  expect(await checkNode(projectNode())).toBe('pinned');
});

test('another executable is not, nor that of another platform', async () => {
  const other = join(mkdtempSync(join(tmpdir(), 'counter-node-')), 'node');
  writeFileSync(other, 'another');
  expect(await checkNode(other, 'linux-x64')).toBe('other');
  expect(await checkNode(projectNode(), 'win32-x64')).toBe('other');
  expect(await checkNode(other, 'sunos-x64')).toBe('unknown');
});
