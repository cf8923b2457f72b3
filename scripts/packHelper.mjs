/**
 * electron-builder hook (`afterPack`): lays the helper process (native/helper) beside the archive, in resources/helper.
 *
 * The helper runs under a plain Node: the executable of Electron must not be one (fuse runAsNode), and a plain Node reads no
 * archive. A hook and not `extraResources`, because what is named there is taken out of the archive.
 */
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './bootstrap.mjs';
import { checkNode } from './pinnedNode.mjs';

/** What the bundles of the helper load, with what those need themselves. */
const PACKAGES = ['koffi', '@koromix', 'zod', 'iconv-lite', 'safer-buffer'];
/** Not needed to run. */
const PASSIVE = /\.(md|map|d\.ts|d\.mts|d\.cts)$/;

/** The Node is that of the machine that packs: each platform is packed on its own. */
export default async function packHelper({ appOutDir, packager }) {
  const helper = join(packager.getResourcesDir(appOutDir), 'helper');
  const app = join(helper, 'app');
  mkdirSync(app, { recursive: true });
  const copy = (from, to) => cpSync(join(ROOT, from), to, { recursive: true, filter: (path) => !PASSIVE.test(path) });
  const executable = ['node', 'node.exe'].find((name) => existsSync(join(ROOT, 'node_modules', 'node', 'bin', name)));
  if (executable === undefined) throw new Error('node_modules/node/bin holds no Node for the helper process');
  const node = join('node_modules', 'node', 'bin', executable);
  if ((await checkNode(join(ROOT, node))) !== 'pinned')
    throw new Error(`${node} is not the Node of scripts/pinnedNode.mjs`);
  copy(node, join(helper, executable));
  copy('package.json', join(app, 'package.json'));
  for (const folder of ['helper', 'chunks']) copy(join('out', folder), join(app, 'out', folder));
  for (const name of PACKAGES) copy(join('node_modules', name), join(app, 'node_modules', name));
}
