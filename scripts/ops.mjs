/** `npm run ops -- …`: the ops command from the built bundle, with our input, output, signals and its exit code. */
import { join } from 'node:path';
import { ensureBuilt, ensureDependencies, projectNode, ROOT, runScript, runThrough } from './bootstrap.mjs';

await runScript(async () => {
  await ensureDependencies();
  await ensureBuilt();
  // Paths on the command line are meant from where the person stands; npm itself has gone to the project's folder.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return runThrough(projectNode(), [join(ROOT, 'out', 'ops', 'cli.js'), ...process.argv.slice(2)], { cwd }).ended;
});
