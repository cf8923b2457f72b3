/** `npm run test:unit`: installs what is missing and runs the unit tests (`unit` and `mocked`), or those of them whose files are named. */
import { join } from 'node:path';
import { ensureDependencies, projectNode, ROOT, runScript, runThrough } from './bootstrap.mjs';

await runScript(async () => {
  await ensureDependencies();
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  return await runThrough(projectNode(), [
    vitest,
    'run',
    '--project',
    'unit',
    '--project',
    'mocked',
    ...process.argv.slice(2),
  ]).ended;
});
