import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { systemTimers } from '../systemTime.ts';
import type { Timers } from '../../main/domain/time.ts';
import { HELPER_KINDS } from './kinds.ts';
import type { HelperKind } from './kinds.ts';
import { HAS_GROUPS, killFamily } from './killFamily.ts';
import { createLineReader } from './lineReader.ts';
import { HELPER_OUTPUT, helperMessageSchema, LONGEST_MESSAGE } from './message.ts';
import type { HelperMessage } from './message.ts';
import { placeHelper } from './place.ts';
import type { Helper, HelperAnswer, HelperEnd } from './port.ts';
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

/** A Node says hello within a second; a loaded counter with a cold disk and a virus scanner needs more. */
const HELLO_TIMEOUT_MS = 15_000;
/** A killed process is gone at once, unless the kernel waits for a device: then nobody waits for it here. */
const KILL_WAIT_MS = 1_000;
/** Between the exit of the process and the end of its pipes, which a child of a library may hold open. */
const PIPES_WAIT_MS = 300;

/** Bytes of the standard error that are read in a second: a thousand lines, of which the log takes a few. */
const ERRORS_PER_SECOND = 262_144;

interface Request {
  readonly method: string;
  readonly parameters: unknown;
  readonly timeoutMs: number;
  readonly resolve: (answer: HelperAnswer) => void;
}

/** Starts a helper process. Never throws: a start that fails is the end `not-started` of the helper. */
export function startHelper(options: HelperOptions): Helper {
  const { kind, log } = options;
  const timers = options.timers ?? systemTimers;
  const eventListeners = new Set<(event: unknown) => void>();
  const endListeners = new Set<(end: HelperEnd) => void>();
  const waiting: Request[] = [];
  const gone = Promise.withResolvers<HelperEnd>();
  let current: { readonly id: number; readonly request: Request; readonly cancel: () => void } | undefined;
  let greeted = false;
  let lastId = 0;
  let verdict: HelperEnd | undefined;
  let ended: HelperEnd | undefined;
  const patience: (() => void)[] = [];

  const spawned = spawnHelper(options);
  const child = spawned.ok ? spawned.child : undefined;
  const errors = createStderrLog(`helper ${kind}`, log);
  const cancelHello = timers.after(HELLO_TIMEOUT_MS, () => condemn('not-started', 'no hello in time'));

  const condemned = (): boolean => verdict !== undefined;

  /** Decides why it ends and kills it; the first reason counts. */
  function condemn(end: HelperEnd['kind'], detail: string): void {
    if (verdict !== undefined) return;
    verdict = { kind: end, detail };
    if (child !== undefined) killFamily(child);
    patience.push(timers.after(KILL_WAIT_MS, () => finish(end, detail)));
  }

  function finish(end: HelperEnd['kind'], detail: string): void {
    if (ended !== undefined) return;
    const final = verdict ?? { kind: end, detail };
    ended = final;
    verdict = final;
    cancelHello();
    for (const cancel of patience) cancel();
    current?.cancel();
    if (final.kind !== 'stopped') log(`helper ${kind}: ${final.kind}: ${final.detail}`);
    const open = [...(current === undefined ? [] : [current.request]), ...waiting.splice(0)];
    current = undefined;
    for (const { resolve } of open) resolve({ ok: false, code: 'ended', end: final });
    gone.resolve(final);
    for (const listener of endListeners) listener(final);
    endListeners.clear();
    eventListeners.clear();
  }

  function sendNext(): void {
    if (!greeted || verdict !== undefined || current !== undefined) return;
    const request = waiting.shift();
    if (request === undefined) return;
    lastId += 1;
    const { method, parameters, timeoutMs } = request;
    const cancel = timers.after(timeoutMs, () => condemn('hung', `${method}: no answer in ${timeoutMs} ms`));
    current = { id: lastId, request, cancel };
    child?.stdin?.write(`${JSON.stringify({ id: lastId, method, parameters })}\n`);
  }

  function settle(id: number, answer: HelperAnswer): void {
    if (current?.id !== id) {
      condemn('crashed', 'answer to nothing asked');
      return;
    }
    const { cancel, request } = current;
    current = undefined;
    cancel();
    request.resolve(answer);
    sendNext();
  }

  function take(message: HelperMessage): void {
    switch (message.message) {
      case 'hello':
        greeted = true;
        cancelHello();
        log(`helper ${kind}: Node ${message.node}, ${message.arch}, ${message.bits} bit`);
        sendNext();
        return;
      case 'answer':
        settle(message.id, { ok: true, value: message.value });
        return;
      case 'refused':
        settle(message.id, { ok: false, code: 'refused', reason: message.reason, detail: message.detail });
        return;
      case 'event':
        for (const listener of [...eventListeners]) listener(message.event);
    }
  }

  function attend(process: ChildProcess): void {
    const lines = createLineReader(LONGEST_MESSAGE);
    const output = outputOf(process);
    output.on('data', (bytes: Buffer) => {
      if (condemned()) return;
      const complete = lines.push(bytes);
      if (complete === 'too-long') {
        condemn('crashed', 'message too long');
        return;
      }
      for (const line of complete) {
        const message = parseMessage(line);
        if (message === undefined) condemn('crashed', 'message not understood');
        else if (!condemned()) take(message);
      }
    });
    if (process.stderr !== null) followSlowly(process.stderr, timers, (bytes) => errors.push(bytes));
    // Pipes of a process that has just died break: its exit tells more.
    for (const pipe of [process.stdin, process.stderr, output]) pipe?.on('error', () => undefined);
    const dead = (code: number | null, signal: NodeJS.Signals | null): void => {
      const how = [signal ?? `exit code ${code ?? 'unknown'}`, errors.last()].filter(Boolean).join(', ');
      finish(greeted ? 'crashed' : 'not-started', how);
    };
    process.on('close', dead);
    process.on('exit', (code, signal) => {
      // It may have died by itself: what its library started is left, and holds the pipes.
      if (HAS_GROUPS) killFamily(process);
      patience.push(timers.after(PIPES_WAIT_MS, () => dead(code, signal)));
    });
    process.on('error', (error) => condemn('not-started', error.message));
  }

  if (spawned.ok) attend(spawned.child);
  else queueMicrotask(() => finish('not-started', spawned.detail));

  return {
    request(method, parameters, timeoutMs) {
      if (ended !== undefined) return Promise.resolve({ ok: false, code: 'ended', end: ended });
      const { promise, resolve } = Promise.withResolvers<HelperAnswer>();
      waiting.push({ method, parameters, timeoutMs, resolve });
      sendNext();
      return promise;
    },
    onEvent(listener) {
      const entry = (event: unknown): void => listener(event);
      if (ended === undefined) eventListeners.add(entry);
      return () => void eventListeners.delete(entry);
    },
    onEnd(listener) {
      let wanted = true;
      const entry = (end: HelperEnd): void => {
        if (wanted) listener(end);
      };
      if (ended === undefined) endListeners.add(entry);
      else void gone.promise.then(entry);
      return () => {
        wanted = false;
        endListeners.delete(entry);
      };
    },
    async stop() {
      condemn('stopped', 'stopped');
      await gone.promise;
    },
  };
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
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
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

function parseMessage(line: string): HelperMessage | undefined {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return undefined;
  }
  const parsed = helperMessageSchema.safeParse(json);
  return parsed.success ? parsed.data : undefined;
}
