import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { bugReport } from '../bugReport.ts';
import { systemTimers } from '../systemTime.ts';
import { createEnding } from '../transport/ending.ts';
import type { Timers } from '../../main/domain/time.ts';
import { explainSystemError } from '../../main/domain/systemErrors.ts';
import { HELPER_KINDS } from './kinds.ts';
import type { HelperKind } from './kinds.ts';
import { HAS_GROUPS, killFamily } from './killFamily.ts';
import { createHelperTalk } from './helperTalk.ts';
import { HELPER_OUTPUT } from './message.ts';
import { placeHelper } from './place.ts';
import type { Helper, HelperEnd } from './port.ts';
import { createStderrLog } from './stderrLog.ts';

/** How a helper is started. */
export interface HelperOptions {
  /** Which calls it makes. */
  readonly kind: HelperKind;
  /** Node executable that runs it, e.g. a 32-bit one; null = the Node that ships with the application (see placeHelper). */
  readonly runtime: string | null;
  /** Lines for the technician; never personal data. */
  readonly log: (line: string) => void;
  /** Left out in the product. */
  readonly timers?: Timers;
}

/** A killed process is gone at once, unless the kernel waits for a device: then nobody waits for it here. */
const KILL_WAIT_MS = 1_000;
/** Between the exit of the process and the end of its pipes, which a child of a library may hold open. */
const PIPES_WAIT_MS = 300;

/** Bytes of the standard error that are read in a second: a thousand lines, of which the log takes a few. */
const ERRORS_PER_SECOND = 262_144;

/** Starts a helper process. Never throws: a start that fails is the end `not-started` of the helper. */
export function startHelper(options: HelperOptions): Helper {
  const { kind, log } = options;
  const timers = options.timers ?? systemTimers;
  const name = `helper ${kind}`;
  const ending = createEnding<HelperEnd>(bugReport(log));
  const spawned = spawnHelper(options);
  const child = spawned.ok ? spawned.child : undefined;
  const patience: (() => void)[] = [];
  let verdict: HelperEnd | undefined;
  const talk = createHelperTalk({
    name,
    timers,
    log,
    send: (line) => child?.stdin?.write(line),
    condemn,
  });

  /** Decides why it ends and kills it; the first reason counts. */
  function condemn(kindOfEnd: HelperEnd['kind'], detail: string): void {
    if (verdict !== undefined) return;
    verdict = { kind: kindOfEnd, detail };
    if (child !== undefined) killFamily(child);
    patience.push(timers.after(KILL_WAIT_MS, () => finish(kindOfEnd, detail)));
  }

  function finish(kindOfEnd: HelperEnd['kind'], detail: string): void {
    if (ending.ended() !== undefined) return;
    verdict ??= { kind: kindOfEnd, detail };
    for (const cancel of patience) cancel();
    if (verdict.kind !== 'stopped') log(`${name}: ${verdict.kind}: ${verdict.detail}`);
    talk.end(verdict);
    ending.end(verdict);
  }

  if (spawned.ok) {
    followProcess(spawned.child, {
      name,
      timers,
      log,
      receive(bytes) {
        if (verdict === undefined) talk.receive(bytes);
      },
      wait: (ms, callback) => patience.push(timers.after(ms, callback)),
      dead: (how) => finish(talk.greeted() ? 'crashed' : 'not-started', how),
      failed: (detail) => condemn('not-started', detail),
    });
  } else {
    queueMicrotask(() => finish('not-started', spawned.detail));
  }

  return {
    request: (method, parameters, timeoutMs) => talk.request(method, parameters, timeoutMs),
    onEvent: (listener) => talk.onEvent(listener),
    onEnd: (listener) => ending.onEnd(listener),
    condemn: (detail) => condemn('crashed', detail),
    async stop() {
      condemn('stopped', 'stopped');
      await new Promise<void>((resolve) => void ending.onEnd(() => resolve()));
    },
  };
}

/** Who hears of a process. */
interface ProcessWatcher {
  readonly name: string;
  readonly timers: Timers;
  readonly log: (line: string) => void;
  readonly receive: (bytes: Uint8Array) => void;
  readonly wait: (ms: number, callback: () => void) => void;
  /** It is gone; `how` is exit code or signal, and the last kind of error it wrote. */
  readonly dead: (how: string) => void;
  /** It could not be started. */
  readonly failed: (detail: string) => void;
}

function followProcess(
  process: ChildProcess,
  { name, timers, log, receive, wait, dead, failed }: ProcessWatcher,
): void {
  const errors = createStderrLog(name, log);
  const output = outputOf(process);
  output.on('data', receive);
  if (process.stderr !== null) followSlowly(process.stderr, timers, (bytes) => errors.push(bytes));
  // Pipes of a process that has just died break: its exit tells more.
  for (const pipe of [process.stdin, process.stderr, output]) pipe?.on('error', () => undefined);
  const gone = (code: number | null, signal: NodeJS.Signals | null): void =>
    dead([signal ?? `exit code ${code ?? 'unknown'}`, errors.last()].filter(Boolean).join(', '));
  process.on('close', gone);
  process.on('exit', (code, signal) => {
    // It may have died by itself: what its library started is left, and holds the pipes.
    if (HAS_GROUPS) killFamily(process);
    wait(PIPES_WAIT_MS, () => gone(code, signal));
  });
  process.on('error', (error) => failed(explainSystemError(error)));
}

function spawnHelper({
  kind,
  runtime,
}: HelperOptions):
  { readonly ok: true; readonly child: ChildProcess } | { readonly ok: false; readonly detail: string } {
  const place = placeHelper({
    file: import.meta.filename,
    execPath: process.execPath,
    platform: process.platform,
    electron: 'electron' in process.versions,
  });
  // Options for the counter's own Node may be unknown to an older one, and it would not start.
  const { NODE_OPTIONS: _ours, ...environment } = process.env;
  const env = { ...environment, UV_THREADPOOL_SIZE: String(HELPER_KINDS[kind].threads) };
  try {
    const child = spawn(runtime ?? place.runtime, ['--no-warnings', place.entry, kind], {
      // Standard output is the library's to print on, and nobody's to read.
      stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
      env,
      windowsHide: true,
      detached: HAS_GROUPS,
    });
    return { ok: true, child };
  } catch (error) {
    // Node throws for some failures (a file that is no program of this machine) and reports others by an event.
    return { ok: false, detail: explainSystemError(error) };
  }
}

/**
 * Reads what a library writes to the standard error, so much of it a second that it can neither fill the log nor keep this process
 * busy. A library that writes more waits for its pipe, and if it writes without end, its call has no answer in time.
 */
function followSlowly(stream: Readable, timers: Timers, take: (bytes: Buffer) => void): void {
  let taken = 0;
  stream.on('data', (bytes: Buffer) => {
    take(bytes);
    taken += bytes.length;
    if (taken < ERRORS_PER_SECOND) return;
    taken = 0;
    stream.pause();
    timers.after(1_000, () => stream.resume());
  });
}

function outputOf(child: ChildProcess): Readable {
  const pipe = child.stdio[HELPER_OUTPUT];
  if (pipe === null || pipe === undefined || !('read' in pipe)) throw new Error('helper without output');
  return pipe;
}
