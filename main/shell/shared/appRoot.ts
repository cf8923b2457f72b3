import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Folder of the application: the nearest one above `start` that holds package.json. The same answer from the sources
 * (main/shell/browser), from the bundle (out/browser) and from inside app.asar, which Electron shows as a folder.
 */
export function findAppRoot(start: string): string {
  let folder = start;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`no package.json above ${start}`);
    folder = parent;
  }
  return folder;
}
