import { createSignal } from '../../main/domain/signal.ts';
import type { Timers } from '../../main/domain/time.ts';
import { bugReport } from '../bugReport.ts';
import { createLineReader } from './lineReader.ts';
import { helperMessageSchema, LONGEST_MESSAGE } from './message.ts';
import type { HelperMessage } from './message.ts';
import type { Helper, HelperAnswer, HelperEnd } from './port.ts';

/** What a talk needs of the process it is held with. */
export interface HelperTalkOptions {
  /** Begins the lines of the log. */
  readonly name: string;
  readonly timers: Timers;
  /** Lines for the technician; never personal data. */
  readonly log: (line: string) => void;
  /** Hands one line to the process. */
  readonly send: (line: string) => void;
  /** What the process says or leaves unsaid cannot be a helper's: it is to be killed. */
  readonly condemn: (end: HelperEnd['kind'], detail: string) => void;
}

/** The words between the counter and one helper process, without the process. */
export interface HelperTalk extends Pick<Helper, 'request' | 'onEvent'> {
  /** Takes what the process wrote, in pieces of any size. Nothing it writes makes this throw. */
  receive(bytes: Uint8Array): void;
  /** True once the process has said what it is. */
  greeted(): boolean;
  /** The process is no more: every open request ends so, and every later one. */
  end(end: HelperEnd): void;
}

/** A Node says hello within a second; a loaded counter with a cold disk and a virus scanner needs more. */
const HELLO_TIMEOUT_MS = 15_000;

interface Request {
  readonly method: string;
  readonly parameters: unknown;
  readonly timeoutMs: number;
  readonly resolve: (answer: HelperAnswer) => void;
}

/** Begins a talk with a process that has just been started. */
export function createHelperTalk({ name, timers, log, send, condemn }: HelperTalkOptions): HelperTalk {
  const events = createSignal<unknown>(bugReport(log));
  const lines = createLineReader(LONGEST_MESSAGE);
  const waiting: Request[] = [];
  let current: { readonly id: number; readonly request: Request; readonly cancel: () => void } | undefined;
  let greeted = false;
  let lastId = 0;
  let ended: HelperEnd | undefined;
  /** Nothing more is believed. */
  let deaf = false;
  // A function, because it changes while a message is taken.
  const isDeaf = (): boolean => deaf;
  const cancelHello = timers.after(HELLO_TIMEOUT_MS, () => giveUp('not-started', 'no hello in time'));

  function giveUp(end: HelperEnd['kind'], detail: string): void {
    deaf = true;
    condemn(end, detail);
  }

  function sendNext(): void {
    if (!greeted || deaf || current !== undefined) return;
    const request = waiting.shift();
    if (request === undefined) return;
    lastId += 1;
    const { method, parameters, timeoutMs } = request;
    const cancel = timers.after(timeoutMs, () => giveUp('hung', `${method}: no answer in ${timeoutMs} ms`));
    current = { id: lastId, request, cancel };
    send(`${JSON.stringify({ id: lastId, method, parameters })}\n`);
  }

  function settle(id: number, answer: HelperAnswer): void {
    if (current?.id !== id) {
      giveUp('crashed', 'answer to nothing asked');
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
        log(`${name}: Node ${message.node}, ${message.arch}, ${message.bits} bit`);
        sendNext();
        return;
      case 'answer':
        settle(message.id, { ok: true, value: message.value });
        return;
      case 'refused':
        settle(message.id, { ok: false, code: 'refused', reason: message.reason, detail: message.detail });
        return;
      case 'event':
        events.emit(message.event);
    }
  }

  return {
    receive(bytes) {
      if (deaf) return;
      const complete = lines.push(bytes);
      if (complete === 'too-long') {
        giveUp('crashed', 'message too long');
        return;
      }
      for (const line of complete) {
        const message = parseMessage(line);
        if (message === undefined) giveUp('crashed', 'message not understood');
        else take(message);
        if (isDeaf()) return;
      }
    },
    greeted: () => greeted,
    end(end) {
      if (ended !== undefined) return;
      ended = end;
      deaf = true;
      cancelHello();
      current?.cancel();
      const open = [...(current === undefined ? [] : [current.request]), ...waiting.splice(0)];
      current = undefined;
      for (const { resolve } of open) resolve({ ok: false, code: 'ended', end });
    },
    request(method, parameters, timeoutMs) {
      if (ended !== undefined) return Promise.resolve({ ok: false, code: 'ended', end: ended });
      const { promise, resolve } = Promise.withResolvers<HelperAnswer>();
      waiting.push({ method, parameters, timeoutMs, resolve });
      sendNext();
      return promise;
    },
    onEvent: (listener) => events.subscribe(listener),
  };
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
