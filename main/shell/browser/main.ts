import { systemClock, systemTimers } from '../../../native/systemTime.ts';
import { randomBytes } from 'node:crypto';
import { extname, join } from 'node:path';
import { storageFailureOf } from '../../core/storageFailure.ts';
import { findAppRoot } from '../shared/appRoot.ts';
import { parseShellArguments, processSurroundings, type ShellArguments } from '../shared/arguments.ts';
import { EXIT_CODES, type ShellFailure } from '../shared/exitCode.ts';
import { prepareHome, startMode } from '../shared/home.ts';
import { guardProcess } from '../shared/lastResort.ts';
import { takeHomeLock } from '../shared/homeLock.ts';
import { askForWindow } from './anotherWindow.ts';
import { readDatabaseKey } from './databaseKey.ts';
import { LAUNCH_PATH } from './gate.ts';
import { LAUNCH_TOKEN_LIFE_MS } from './launchToken.ts';
import { windowKey } from './session.ts';
import { supervise } from './supervisor.ts';
import { removeWindowFile, writeWindowFile } from './windowFile.ts';

/** The browser shell: holds the home, the key and the secrets of this run, and keeps the child with core and server alive. */
async function run(): Promise<number> {
  let endInOrder = (): Promise<void> => Promise.resolve();
  guardProcess({ log: say, timers: systemTimers, end: () => endInOrder() });
  const read = parseShellArguments(process.argv.slice(2), processSurroundings());
  if (!read.ok) return refuse(read);
  try {
    return await runHome(read.value, (end) => (endInOrder = end));
  } catch (error) {
    const failure = storageFailureOf(error, read.value.home);
    if (failure === null) throw error;
    return refuse(failure);
  }
}

/** Runs the counter of a home to its end; answers the exit code. `onRunning` is told how to end it in order. */
async function runHome(options: ShellArguments, onRunning: (end: () => Promise<void>) => void): Promise<number> {
  const { home, port } = options;
  prepareHome(home);
  const taken = takeHomeLock(home);
  if (!taken.ok) return await joinRunning(home, taken);
  const { lock } = taken;
  try {
    const key = readDatabaseKey(home);
    if (!key.ok) return refuse(key);
    const started = startMode(options, systemClock.wall());
    if (!started.ok) return refuse(started);
    const { demo, notice, clockAheadMs } = started.mode;
    if (notice !== null) say(notice);
    const sessionSecret = randomBytes(32);
    const launch = { token: randomBytes(32).toString('hex'), lifeMs: LAUNCH_TOKEN_LIFE_MS };
    const supervisor = supervise({
      timers: systemTimers,
      // The same name beside this file, from the sources (.ts) and from the bundle (.js).
      childEntry: join(import.meta.dirname, `child${extname(import.meta.filename)}`),
      order: {
        kind: 'start',
        home,
        appRoot: findAppRoot(import.meta.dirname),
        demo,
        clockAheadMs,
        databaseKey: key.key,
        port,
        sessionSecret: sessionSecret.toString('hex'),
        launch,
      },
      onFirstReady: (readyPort) => {
        const origin = `http://127.0.0.1:${readyPort}`;
        const address = `${origin}${LAUNCH_PATH}?token=${launch.token}`;
        lock.announce(`${origin}/`, windowKey(sessionSecret));
        process.stdout.write(`一柜通 ready: ${address}\n`);
        offerWindow(writeWindowFile(home, address));
      },
      onLaunched: () => removeWindowFile(home),
      log: say,
    });
    onRunning(async () => {
      supervisor.stop();
      await supervisor.ended;
    });
    process.on('SIGINT', supervisor.stop);
    process.on('SIGTERM', supervisor.stop);
    process.on('SIGHUP', supervisor.stop);
    // Started over a pipe (npm start): when that process is gone in any way, so is the reason to run.
    process.on('disconnect', supervisor.stop);
    return await supervisor.ended;
  } finally {
    removeWindowFile(home);
    lock.release();
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A second start on a home: the person wants a window, and the counter that runs has one more for its own user. */
async function joinRunning(home: string, busy: ShellFailure): Promise<number> {
  const page = await askForWindow(home);
  if (page === null) return refuse(busy);
  say(`${busy.message}\n新窗口的入口（只有您能打开）：${page}`);
  offerWindow(page);
  return EXIT_CODES[busy.code];
}

/** Tells whoever started this (npm start) which page to open in the browser. */
function offerWindow(page: string): void {
  if (process.connected) process.send?.({ kind: 'window', page });
}

function refuse(failure: ShellFailure): number {
  say(failure.message);
  return EXIT_CODES[failure.code];
}

process.exit(await run());
