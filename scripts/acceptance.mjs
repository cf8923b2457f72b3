/** `npm run acceptance -- [--from DIR] [GROUP…]`: see test/acceptance/main.ts. */
import { join } from 'node:path';
import { ensureDependencies, projectNode, ROOT, runScript, runThrough } from './bootstrap.mjs';

await runScript(async () => {
  await ensureDependencies();
  const main = join(ROOT, 'test', 'acceptance', 'main.ts');
  return await runThrough(projectNode(), ['--no-warnings', main, ...process.argv.slice(2)]).ended;
});
