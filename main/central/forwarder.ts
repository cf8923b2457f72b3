import type { ForwardRecord, Outbox, QueuedMessage } from '../domain/delivery/delivery.ts';
import type { Cancel, Clock, Timers } from '../domain/time.ts';
import { attemptDelivery, type Attempt } from './attempt.ts';
import { backOffMs, LONGEST_MESSAGE_WAIT_MS } from './backoff.ts';
import { createCircuit, type Circuit } from './circuit.ts';
import type { CentralLog } from './log.ts';
import type { CentralSystem } from './port.ts';
import { createRecorder, type Recorder } from './recorder.ts';

/**
 * Messages claimed in one transaction. Large enough that the durable write of a claim is spread thin, small enough that after
 * a crash the questions about them (each comes back with `mustAsk`) take seconds.
 */
const CLAIM_BATCH = 256;
/** Pause before an idle forwarder looks whether the system answers, in ms: how old the light on the screen may be. */
const LOOK_WAIT_MS = 5_000;
/** Wait for a message that the queue calls due but does not hand out, in ms: its predecessor is still under way. */
const RECHECK_MS = 1_000;
/** Wait before a queue that did not work is tried again, in ms. */
const QUEUE_WAIT_MS = 2_000;

/** What the forwarder needs from outside. */
export interface ForwarderParts {
  readonly outbox: Outbox;
  readonly central: Pick<CentralSystem, 'submit' | 'ask' | 'isReachable'>;
  readonly clock: Clock;
  readonly timers: Timers;
  /** An id nobody ever had, for a message whose id turned out to be somebody else's. */
  readonly nextMessageId: () => string;
  /** In [0, 1), for the jitter of waits. */
  readonly random: () => number;
  /** Messages under way at one time. */
  readonly parallel: number;
  /** Called whenever the system goes out of reach or comes back. */
  readonly onChange: () => void;
  readonly log: CentralLog;
}

/** Carries the queue over: in order for each order key, keys side by side. */
export interface Forwarder {
  /** Begins; idempotent. */
  start(): void;
  /** Takes nothing new, waits for what is under way, records it, gives the rest back. Bounded by the client's time-outs. */
  stop(): Promise<void>;
  /** Something was queued. */
  wake(): void;
  /** True until the system is found not to answer. */
  reachable(): boolean;
}

/** A forwarder's life: its parts, and where it stands. */
interface Run extends ForwarderParts {
  readonly circuit: Circuit;
  readonly recorder: Recorder;
  /** Claimed, not yet sent. */
  readonly ready: QueuedMessage[];
  /** Called when nothing is under way any more. */
  readonly onIdle: (() => void)[];
  running: boolean;
  underWay: number;
  /** True while the queue has nothing more to hand out; a write, a wake or a due time clears it. */
  exhausted: boolean;
  queueBroken: boolean;
  reachable: boolean;
  cancelPump: Cancel | null;
  cancelLook: Cancel | null;
}

/** The wall instant so many milliseconds from now. */
function wallIn(run: Run, waitMs: number): string {
  return new Date(run.clock.wall().getTime() + waitMs).toISOString();
}

function becomeReachable(run: Run, reachable: boolean): void {
  if (reachable === run.reachable) return;
  run.reachable = reachable;
  run.onChange();
}

function retryRecord(run: Run, message: QueuedMessage, attempt: Attempt & { kind: 'failed' }): ForwardRecord {
  const { circuit, random } = run;
  const now = run.clock.running();
  circuit.failed(now, attempt.neverLeft, random());
  const opensAt = circuit.opensAt();
  // After the next probe, so that the probe tries another message where there is one: this one may be the reason.
  const waitMs =
    opensAt === null ? backOffMs(message.attempts, LONGEST_MESSAGE_WAIT_MS, random()) : Math.ceil(opensAt - now) + 1;
  const { detail, mustAsk } = attempt;
  if (opensAt !== null) becomeReachable(run, false);
  return { queueId: message.queueId, kind: 'retry', detail, nextAt: wallIn(run, waitMs), mustAsk };
}

/** How an attempt ended, with the id a message goes on under when its own is somebody else's. */
type Outcome = Exclude<Attempt, { kind: 'foreign' }> | { readonly kind: 'renumbered'; readonly freshId: string };

/** Another workstation uses the same ids: the message goes on, and a person must find out which. */
const ID_TAKEN =
  '报文编号与另一台柜台的重复，已换新编号重新传送；请信息股核对各柜台 counter.yaml 的 central.slot 是否重复';

function recordOf(run: Run, message: QueuedMessage, outcome: Outcome): ForwardRecord {
  if (outcome.kind === 'failed') return retryRecord(run, message, outcome);
  run.circuit.answered();
  becomeReachable(run, true);
  const { queueId, attempts } = message;
  switch (outcome.kind) {
    case 'delivered':
      return { queueId, kind: 'delivered', receipt: outcome.receipt };
    case 'refused':
      return { queueId, kind: 'refused', message: outcome.message };
    case 'renumbered': {
      const nextAt = wallIn(run, backOffMs(attempts, LONGEST_MESSAGE_WAIT_MS, run.random()));
      return { queueId, kind: 'renumbered', freshId: outcome.freshId, detail: ID_TAKEN, nextAt };
    }
  }
}

async function tryDelivery({ central, log, nextMessageId }: Run, message: QueuedMessage): Promise<Outcome> {
  try {
    const attempt = await attemptDelivery(central, message);
    if (attempt.kind !== 'foreign') return attempt;
    const { messageId } = message;
    const freshId = nextMessageId();
    log({ level: 'error', event: 'central.id-taken', messageId, detail: `goes on as ${freshId}` });
    return { kind: 'renumbered', freshId };
  } catch (error) {
    // A bug, met with this one message: it must show, and it must not stand in the others' way.
    const detail = error instanceof Error ? error.name : typeof error;
    log({ level: 'error', event: 'central.attempt-broke', messageId: message.messageId, detail });
    return { kind: 'failed', detail: '内部错误，原因已记入日志', mustAsk: true, neverLeft: false };
  }
}

async function carry(run: Run, message: QueuedMessage): Promise<void> {
  run.underWay += 1;
  const outcome = await tryDelivery(run, message);
  run.underWay -= 1;
  const noOthersToCome = run.underWay === 0 && run.ready.length === 0;
  run.recorder.keep(message.orderKey, recordOf(run, message, outcome), noOthersToCome);
  if (run.running) pump(run);
  else if (run.underWay === 0) for (const tell of run.onIdle.splice(0)) tell();
}

function claim(run: Run, limit: number): void {
  const { outbox, recorder } = run;
  // What has been answered is written with it: that lets the successors of the same citizen go.
  const batch = recorder.writeWithin((outcomes) => {
    const due = { now: wallIn(run, 0), latest: wallIn(run, LONGEST_MESSAGE_WAIT_MS) };
    return outbox.claim({ ...due, limit, busy: recorder.busy }, outcomes);
  });
  for (const message of batch) {
    run.ready.push(message);
    recorder.claimed(message.orderKey);
  }
  run.exhausted = batch.length < limit;
  if (!run.exhausted) return;
  const dueAt = outbox.nextDueAt();
  if (dueAt !== null) pumpIn(run, Date.parse(dueAt) - run.clock.wall().getTime());
}

/** The queue itself does not work: a full disk, a lock. Said once, until it works again. */
function queueFailed(run: Run, error: unknown): void {
  if (!run.queueBroken) {
    const detail = error instanceof Error ? error.name : typeof error;
    run.log({ level: 'error', event: 'central.queue-failed', detail });
  }
  run.queueBroken = true;
}

/**
 * Sends whatever may be sent now. What stops it also sees to it that it goes on: an outcome, a write or the timer. Where the
 * queue fails nothing is lost and nobody else is hurt: it is tried again a little later.
 */
function pump(run: Run): void {
  try {
    sendAll(run);
    run.queueBroken = false;
  } catch (error) {
    queueFailed(run, error);
    if (run.running) pumpIn(run, QUEUE_WAIT_MS);
  }
}

function sendAll(run: Run): void {
  const { circuit, ready, parallel } = run;
  for (;;) {
    const now = run.clock.running();
    const slots = circuit.slots(now, parallel);
    if (slots === 0) {
      pumpIn(run, (circuit.opensAt() ?? now) - now);
      return;
    }
    if (run.underWay >= slots) return;
    const message = ready.shift();
    if (message !== undefined) void carry(run, message);
    else if (run.exhausted) return;
    // While the system is being probed one is enough: what is claimed and not sent must be asked about after a crash.
    else claim(run, slots === parallel ? CLAIM_BATCH : 1);
  }
}

/** Pumps after this time, and never later than the longest wait of a message: a due time further off is a wrong clock's. */
function pumpIn(run: Run, waitMs: number): void {
  run.cancelPump?.();
  const wait = Math.min(waitMs > 0 ? waitMs : RECHECK_MS, LONGEST_MESSAGE_WAIT_MS);
  run.cancelPump = run.timers.after(wait, () => pumpAnew(run));
}

function pumpAnew(run: Run): void {
  run.cancelPump?.();
  run.cancelPump = null;
  run.exhausted = false;
  pump(run);
}

/** With nothing to carry, only a look at the system keeps the light on the screen true. */
async function look(run: Run): Promise<void> {
  run.cancelLook = null;
  const idle = () => run.running && run.underWay === 0 && run.circuit.opensAt() === null;
  if (idle()) {
    const reachable = await run.central.isReachable();
    if (idle()) becomeReachable(run, reachable);
  }
  if (run.running) run.cancelLook ??= run.timers.after(LOOK_WAIT_MS, () => void look(run));
}

async function stop(run: Run): Promise<void> {
  run.running = false;
  run.cancelPump?.();
  run.cancelLook?.();
  const nextAt = wallIn(run, 0);
  for (const { queueId, orderKey, mustAsk } of run.ready.splice(0)) {
    run.recorder.keep(orderKey, { queueId, kind: 'retry', detail: '程序退出前未发送', nextAt, mustAsk }, false);
  }
  if (run.underWay > 0) await new Promise<void>((resolve) => run.onIdle.push(resolve));
  run.recorder.finish();
}

/** A forwarder at rest; call {@link Forwarder.start}. */
export function createForwarder(parts: ForwarderParts): Forwarder {
  const run: Run = {
    ...parts,
    circuit: createCircuit(),
    recorder: createRecorder(parts.outbox, parts.timers, {
      onWritten: (byTimer) => {
        run.exhausted = false;
        if (byTimer && run.running) pump(run);
      },
      onFailed: (error) => queueFailed(run, error),
    }),
    ready: [],
    onIdle: [],
    running: false,
    underWay: 0,
    exhausted: false,
    queueBroken: false,
    reachable: true,
    cancelPump: null,
    cancelLook: null,
  };
  return {
    start() {
      if (run.running) return;
      run.running = true;
      void look(run);
      pumpAnew(run);
    },
    stop: () => stop(run),
    wake() {
      if (run.running) pumpAnew(run);
    },
    reachable: () => run.reachable,
  };
}
