import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { ROOT } from '../bootstrap.mjs';
import { deadExports } from './exports.mjs';
import { seams } from './seams.mjs';

/* Says which exports of this project are dead, one line each; exit code 1 when there is one. */

const PRODUCT = ['main', 'native', 'renderer', 'scripts'];
/** What they are built, tested and checked with. */
const CONFIGURATIONS = ['electron.vite.config.ts', 'vitest.config.ts', 'oxlint.config.ts'];

/** @param {string} path below the root @returns {string[]} files in it */
function filesIn(path) {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ts|tsx|mts|mjs)$/.test(file) && !file.includes('node_modules'))
    .map((file) => join(path, file).split(sep).join('/'));
}

/** @param {readonly string[]} paths @returns {Map<string, string>} */
const textsOf = (paths) =>
  new Map(paths.flatMap(filesIn).map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));

const problems = deadExports({
  product: textsOf(PRODUCT),
  configurations: textsOf(CONFIGURATIONS),
  tests: textsOf(['test']),
  seams,
});
for (const problem of problems) {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
