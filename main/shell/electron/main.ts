import { systemClock, systemTimers } from '../../../native/systemTime.ts';
import { extname, join } from 'node:path';
import { app, dialog, session } from 'electron';
import { logError } from '../../core/errorLog.ts';
import { storageFailureOf } from '../../core/storageFailure.ts';
import { findAppRoot } from '../shared/appRoot.ts';
import {
  parseShellArguments,
  processSurroundings,
  withoutChromiumSwitches,
  type ShellArguments,
} from '../shared/arguments.ts';
import { EXIT_CODES, type ShellFailure } from '../shared/exitCode.ts';
import { prepareHome, startMode } from '../shared/home.ts';
import { takeHomeLock, type HomeLock } from '../shared/homeLock.ts';
import { guardProcess } from '../shared/lastResort.ts';
import { loadStaticFiles } from '../shared/staticFiles.ts';
import { keepCore } from './coreProcess.ts';
import { readDatabaseKey } from './databaseKey.ts';
import { refuseDebugging } from './debugDoors.ts';
import { guardSession } from './guards.ts';
import { PAGE_URL, registerScheme, serveWindow } from './protocol.ts';
import { openWindow } from './window.ts';

/** The Electron shell. What must be said before the application is ready is said here, the rest in `open`. */
function run(): void {
  guardProcess({ log: say, timers: systemTimers, end: () => stopCore(), isLeaving: () => leaving });
  app.enableSandbox();
  registerScheme();
  // A packed executable is followed by its arguments, the bare `electron` first by the folder of the application.
  const argv = withoutChromiumSwitches(process.argv.slice(app.isPackaged ? 1 : 2));
  const read = parseShellArguments(argv, processSurroundings());
  if (!read.ok) {
    refuse(read);
    return;
  }
  const debugging = app.isPackaged ? refuseDebugging(app.commandLine) : null;
  if (debugging !== null) {
    refuse(debugging);
    return;
  }
  const { home } = read.value;
  try {
    runHome(read.value);
  } catch (error) {
    crash(error, home);
  }
}

/** Takes the home and opens the window on it when the application is ready. */
function runHome(options: ShellArguments): void {
  const { home } = options;
  prepareHome(home);
  // Chromium's own files of this counter beside its data; the single-instance lock below is one per such folder.
  app.setPath('userData', join(home, 'window'));
  const taken = takeHomeLock(home);
  const first = app.requestSingleInstanceLock();
  if (!taken.ok) {
    refuse(taken, { quiet: !first });
    return;
  }
  app
    .whenReady()
    .then(() => open(options, taken.lock))
    .catch((error: unknown) => crash(error, home));
}

/** Ends the core in order, once there is one. */
let stopCore = (): Promise<void> => Promise.resolve();
/** Set when the end has been ordered: what fails after that fails because of it. */
let leaving = false;

function leave(exitCode: number): void {
  if (leaving) return;
  leaving = true;
  app.exit(exitCode);
}

/** A fault of the disk or a bug while starting. A window that is half loaded when the start is refused is none. */
function crash(error: unknown, home: string): void {
  if (leaving) return;
  const failure = storageFailureOf(error, home);
  if (failure) {
    refuse(failure);
    return;
  }
  logError(say, error);
  leave(1);
}

/** Key, core, window; the line `一柜通 ready` when the page is loaded and the core has answered for the first time. */
async function open(options: ShellArguments, lock: HomeLock): Promise<void> {
  const appRoot = findAppRoot(import.meta.dirname);
  const files = loadStaticFiles(join(appRoot, 'out', 'renderer'));
  if (files === null) {
    refuse(rendererMissing);
    return;
  }
  const key = await readDatabaseKey(options.home, options.allowBasicTextKey);
  if (!key.ok) {
    refuse(key);
    return;
  }
  const started = startMode(options, systemClock.wall());
  if (!started.ok) {
    refuse(started);
    return;
  }
  const { demo, notice, clockAheadMs } = started.mode;
  if (notice !== null) say(notice);

  guardSession(session.defaultSession, say);
  serveWindow(session.defaultSession, files);
  const coreReady = Promise.withResolvers<undefined>();
  const core = keepCore({
    timers: systemTimers,
    // The same name beside this file, from the sources (.ts) and from the bundle (.js).
    entry: join(import.meta.dirname, `core${extname(import.meta.filename)}`),
    order: { kind: 'start', home: options.home, appRoot, demo, clockAheadMs, databaseKey: key.key },
    onReady: () => {
      coreReady.resolve(undefined);
      window.handPort();
    },
    onFailure: refuse,
    log: say,
  });
  const window = openWindow({
    preload: join(appRoot, 'out', 'electron', 'preload.cjs'),
    core: () => core,
    sheetFolder: join(options.home, 'sheets'),
    clock: systemClock,
    devTools: !app.isPackaged,
    log: say,
  });
  app.on('second-instance', window.show);
  stopCore = core.stop;
  endInOrder(lock);
  await Promise.all([window.load(), coreReady.promise]);
  window.show();
  lock.announce(PAGE_URL);
  process.stdout.write(`一柜通 ready: ${PAGE_URL}\n`);
}

/** Closing the window, Ctrl-C and SIGTERM all end the core in order before the application goes. */
function endInOrder(lock: HomeLock): void {
  let stopping = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    void stopCore().then(() => {
      lock.release();
      leave(0);
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
}

const rendererMissing: ShellFailure = {
  ok: false,
  code: 'RENDERER_MISSING',
  message: '找不到界面文件 out/renderer，安装不完整。没有改动任何数据。请重新安装。',
};

/** Says why there is no start and ends; `quiet` without a box, because the window already open has come to the front. */
function refuse(failure: ShellFailure, { quiet = false } = {}): void {
  say(failure.message);
  if (!quiet) dialog.showErrorBox('一柜通无法启动', failure.message);
  leave(EXIT_CODES[failure.code]);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

run();
