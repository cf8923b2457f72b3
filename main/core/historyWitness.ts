import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * Where this machine remembers how far the histories kept on it have gone: in the folder the operating system means for
 * the state of applications, apart from every home, so that a home that is put back from a backup does not bring its own
 * witness along. Made when it is not there, for its owner alone.
 */
export function witnessFolder(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  userFolder = homedir(),
): string {
  const folder = join(stateFolder(platform, env, userFolder), 'yiguitong', 'histories');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

function stateFolder(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  userFolder: string,
): string {
  if (platform === 'win32') return env.LOCALAPPDATA ?? join(userFolder, 'AppData', 'Local');
  if (platform === 'darwin') return join(userFolder, 'Library', 'Preferences');
  const state = env.XDG_STATE_HOME;
  // The XDG base directory specification says a relative path is to be ignored.
  return state !== undefined && isAbsolute(state) ? state : join(userFolder, '.local', 'state');
}

/** The file of one history in that folder. Its first entry is like no other's, so its hash names it. */
export function witnessFile(folder: string, firstHash: string): string {
  return join(folder, `${firstHash.slice(0, 32)}.head`);
}
