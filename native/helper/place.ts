import { dirname, extname, join } from 'node:path';

/** What is known of the running process; passed in so that every way of running can be tested. */
export interface RunningProcess {
  /** Absolute path of the file that asks: native/helper/*.ts, or a bundle in out/<folder>/. */
  readonly file: string;
  readonly execPath: string;
  readonly platform: NodeJS.Platform;
  /** The process is Electron's, whose executable is no Node. */
  readonly electron: boolean;
}

/** Where the helper is. */
export interface HelperPlace {
  /** Executable that runs it. */
  readonly runtime: string;
  /** Its entry file. */
  readonly entry: string;
}

/**
 * Finds the helper's entry and the Node that runs it when none is configured.
 *
 * - Sources and the browser shell: the Node that runs the counter, and main.ts beside this file or out/helper/main.js.
 * - Installed Electron application: its executable cannot be used as Node (fuse `runAsNode`), and no Node can read
 *   app.asar. So resources/helper holds a plain Node and, in resources/helper/app, a copy of the bundles with the few
 *   packages a helper loads (scripts/packHelper.mjs).
 * - Electron started from a checkout: the Node of the package `node`.
 */
export function placeHelper(running: RunningProcess): HelperPlace {
  const { file, execPath, platform, electron } = running;
  const folder = dirname(file);
  const fromSources = extname(file) === '.ts';
  const entry = fromSources ? join(folder, 'main.ts') : join(folder, '..', 'helper', 'main.js');
  if (!electron) return { runtime: execPath, entry };
  const executable = platform === 'win32' ? 'node.exe' : 'node';
  const archive = /^(.*)[\\/]app\.asar[\\/]/.exec(file)?.[1];
  if (archive !== undefined) {
    const resources = join(archive, 'helper');
    return { runtime: join(resources, executable), entry: join(resources, 'app', 'out', 'helper', 'main.js') };
  }
  return { runtime: join(folder, '..', '..', 'node_modules', 'node', 'bin', executable), entry };
}
