/**
 * `npm run types`: checks every room under its own type environment (the domain without Node or a page, the window
 * without Node). All rooms are checked; exit code 1 when one has an error.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectNode, ROOT } from './bootstrap.mjs';

const compiler = join(ROOT, 'node_modules', 'typescript-native', 'bin', 'tsc');
const rooms = globSync('{.,main,main/**,native,renderer,test,scripts}/tsconfig.json', { cwd: ROOT });

for (const room of new Set(rooms.map((file) => dirname(file)))) {
  const { status } = spawnSync(projectNode(), [compiler, '-p', join(ROOT, room)], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) {
    process.stdout.write(`types of ${room}: FAILED\n`);
    process.exitCode = 1;
  }
}
