/** `npm run build`: packages and bundles, when something has changed. */
import { ensureBuilt, ensureDependencies, runScript, say } from './bootstrap.mjs';

await runScript(async () => {
  await ensureDependencies();
  await ensureBuilt();
  say('构建完成：out/');
  return 0;
});
