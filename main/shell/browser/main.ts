import { randomBytes } from 'node:crypto';
import { extname, join } from 'node:path';
import { storageFailureOf } from '../../core/storageFailure.ts';
import { findAppRoot } from '../shared/appRoot.ts';
import { parseShellArguments, processSurroundings, type ShellArguments } from '../shared/arguments.ts';
import { EXIT_CODES, type ShellFailure } from '../shared/exitCode.ts';
import { prepareHome, startMode } from '../shared/home.ts';
import { guardProcess } from '../shared/lastResort.ts';
import { takeHomeLock } from '../shared/homeLock.ts';
import { readDatabaseKey } from './databaseKey.ts';
import { LAUNCH_PATH } from './gate.ts';
import { LAUNCH_TOKEN_LIFE_MS } from './launchToken.ts';
import { supervise } from './supervisor.ts';

/** The browser shell: holds the home, the key and the secrets of this run, and keeps the child with core and server alive. */
async function run(): Promise<number> {
  let endInOrder = (): Promise<void> => Promise.resolve();
  guardProcess({ log: say, end: () => endInOrder() });
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
  if (!taken.ok) return refuse(taken);
  const { lock } = taken;
  try {
    const key = readDatabaseKey(home);
    if (!key.ok) return refuse(key);
    const started = startMode(options, new Date());
    if (!started.ok) return refuse(started);
    const { demo, notice, clockAheadMs } = started.mode;
    if (notice !== null) say(notice);
    const launch = { token: randomBytes(32).toString('hex'), lifeMs: LAUNCH_TOKEN_LIFE_MS };
    const supervisor = supervise({
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
        sessionSecret: randomBytes(32).toString('hex'),
        launch,
      },
      onFirstReady: (readyPort) => {
        const origin = `http://127.0.0.1:${readyPort}`;
        lock.announce(`${origin}/`);
        process.stdout.write(`一柜通 ready: ${origin}${LAUNCH_PATH}?token=${launch.token}\n`);
      },
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
    lock.release();
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function refuse(failure: ShellFailure): number {
  say(failure.message);
  return EXIT_CODES[failure.code];
}

process.exit(await run());
