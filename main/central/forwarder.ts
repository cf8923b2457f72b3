import { attemptDelivery, type Attempt } from './attempt.ts';
import { backOffMs, LONGEST_MESSAGE_WAIT_MS } from './backoff.ts';
import { createCircuit } from './circuit.ts';
import type { CentralSystem } from './port.ts';
import type { ForwardRecord, Outbox, QueuedMessage } from '../domain/delivery/delivery.ts';
import { createRecorder } from './recorder.ts';
import type { CentralLog, Clock, Timers } from './runtime.ts';

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
/** Timers can not wait longer than this many ms (2³¹ − 1). */
const LONGEST_TIMER_MS = 2_147_483_647;

/** What the screen shows about the way to the central system. */
export interface ForwarderState {
  readonly reachable: boolean;
  /** Messages neither delivered nor refused. */
  readonly waiting: number;
  /** The latest failure, kept after recovery; null when there was none since the start. */
  readonly lastFailure: { readonly at: string; readonly detail: string } | null;
}

/** What the forwarder needs from outside. */
export interface ForwarderParts {
  readonly outbox: Outbox;
  readonly central: Pick<CentralSystem, 'submit' | 'ask' | 'isReachable'>;
  readonly clock: Clock;
  readonly timers: Timers;
  /** In [0, 1), for the jitter of waits. */
  readonly random: () => number;
  /** Messages under way at one time. */
  readonly parallel: number;
  /** Called after every real change of the state. */
  readonly onChange: (state: ForwarderState) => void;
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
  state(): ForwarderState;
}

/** A forwarder at rest; call {@link Forwarder.start}. */
export function createForwarder(parts: ForwarderParts): Forwarder {
  const { outbox, central, clock, timers, random, parallel, onChange, log } = parts;
  const circuit = createCircuit();
  const recorder = createRecorder(outbox, timers, { onWritten: afterWrite, onFailed: queueFailed });
  /** Claimed, not yet sent. */
  const ready: QueuedMessage[] = [];
  let running = false;
  let underWay = 0;
  /** True while the queue has nothing more to hand out; a write, a wake or a due time clears it. */
  let exhausted = false;
  let queueBroken = false;
  let pumpTimer: unknown = null;
  let lookTimer: unknown = null;
  const onIdle: (() => void)[] = [];
  let state: ForwarderState = { reachable: true, waiting: 0, lastFailure: null };

  const isoAt = (epochMs: number) => new Date(epochMs).toISOString();

  function change(next: Partial<ForwarderState>): void {
    const { reachable, waiting, lastFailure } = { ...state, ...next };
    if (reachable === state.reachable && waiting === state.waiting && lastFailure === state.lastFailure) return;
    state = { reachable, waiting, lastFailure };
    onChange(state);
  }

  function afterWrite(settled: number, byTimer: boolean): void {
    exhausted = false;
    if (settled > 0) change({ waiting: state.waiting - settled });
    if (byTimer && running) pump();
  }

  function retryRecord(message: QueuedMessage, attempt: Attempt & { kind: 'failed' }): ForwardRecord {
    const nowMs = clock.now();
    circuit.failed(nowMs, attempt.neverLeft, random());
    const opensAt = circuit.opensAt();
    // After the next probe, so that the probe tries another message where there is one: this one may be the reason.
    const nextMs =
      opensAt === null ? nowMs + backOffMs(message.attempts, LONGEST_MESSAGE_WAIT_MS, random()) : opensAt + 1;
    const { detail, mustAsk } = attempt;
    change({ reachable: opensAt === null && state.reachable, lastFailure: { at: isoAt(nowMs), detail } });
    return { queueId: message.queueId, kind: 'retry', detail, nextAt: isoAt(nextMs), mustAsk };
  }

  function recordOf(message: QueuedMessage, attempt: Attempt): ForwardRecord {
    if (attempt.kind === 'failed') return retryRecord(message, attempt);
    circuit.answered();
    change({ reachable: true });
    const { queueId } = message;
    return attempt.kind === 'delivered'
      ? { queueId, kind: 'delivered', receipt: attempt.receipt }
      : { queueId, kind: 'refused', message: attempt.message };
  }

  async function tryDelivery(message: QueuedMessage): Promise<Attempt> {
    try {
      return await attemptDelivery(central, message);
    } catch (error) {
      // A bug, met with this one message: it must show, and it must not stand in the others' way.
      const detail = error instanceof Error ? error.name : typeof error;
      log({ level: 'error', event: 'central.attempt-broke', messageId: message.messageId, detail });
      return { kind: 'failed', detail: `内部错误 (${detail})`, mustAsk: true, neverLeft: false };
    }
  }

  async function carry(message: QueuedMessage): Promise<void> {
    underWay += 1;
    const attempt = await tryDelivery(message);
    underWay -= 1;
    recorder.keep(message.orderKey, recordOf(message, attempt), underWay === 0 && ready.length === 0);
    if (running) pump();
    else if (underWay === 0) for (const tell of onIdle.splice(0)) tell();
  }

  function claim(limit: number): void {
    // What has been answered is written first: it lets the successors of the same citizen go.
    recorder.write();
    const batch = outbox.claim(isoAt(clock.now()), limit, recorder.busy);
    for (const message of batch) {
      ready.push(message);
      recorder.claimed(message.orderKey);
    }
    exhausted = batch.length < limit;
    if (!exhausted) return;
    const dueAt = outbox.nextDueAt();
    if (dueAt !== null) pumpIn(Date.parse(dueAt) - clock.now());
  }

  /** The queue itself does not work: a full disk, a lock. Said once, until it works again. */
  function queueFailed(error: unknown): void {
    if (!queueBroken) {
      const detail = error instanceof Error ? error.name : typeof error;
      log({ level: 'error', event: 'central.queue-failed', detail });
    }
    queueBroken = true;
  }

  /** Works with the queue. Where that fails nothing is lost and nobody else is hurt: it is tried again a little later. */
  function withQueue(work: () => void): void {
    try {
      work();
      queueBroken = false;
    } catch (error) {
      queueFailed(error);
      if (running) pumpIn(QUEUE_WAIT_MS);
    }
  }

  /** Sends whatever may be sent now. What stops it also sees to it that it goes on: an outcome, a write or the timer. */
  function pump(): void {
    withQueue(sendAll);
  }

  function sendAll(): void {
    for (;;) {
      const nowMs = clock.now();
      const slots = circuit.slots(nowMs, parallel);
      if (slots === 0) {
        pumpIn((circuit.opensAt() ?? nowMs) - nowMs);
        return;
      }
      if (underWay >= slots) return;
      const message = ready.shift();
      if (message !== undefined) void carry(message);
      else if (exhausted) return;
      // While the system is being probed one is enough: what is claimed and not sent must be asked about after a crash.
      else claim(slots === parallel ? CLAIM_BATCH : 1);
    }
  }

  function pumpIn(waitMs: number): void {
    timers.clear(pumpTimer);
    pumpTimer = timers.set(pumpAnew, Math.min(waitMs > 0 ? waitMs : RECHECK_MS, LONGEST_TIMER_MS));
  }

  function pumpAnew(): void {
    timers.clear(pumpTimer);
    pumpTimer = null;
    exhausted = false;
    pump();
  }

  /** With nothing to carry, only a look at the system keeps the light on the screen true. */
  async function look(): Promise<void> {
    lookTimer = null;
    const idle = () => running && underWay === 0 && circuit.opensAt() === null;
    if (idle()) {
      const reachable = await central.isReachable();
      if (idle()) change({ reachable });
    }
    if (running) lookTimer ??= timers.set(() => void look(), LOOK_WAIT_MS);
  }

  function giveBack(): void {
    const nextAt = isoAt(clock.now());
    for (const { queueId, orderKey, mustAsk } of ready.splice(0)) {
      recorder.keep(orderKey, { queueId, kind: 'retry', detail: '程序退出前未发送', nextAt, mustAsk }, false);
    }
  }

  return {
    start() {
      if (running) return;
      running = true;
      withQueue(() => change({ waiting: outbox.waiting() }));
      void look();
      pumpAnew();
    },
    async stop() {
      running = false;
      timers.clear(pumpTimer);
      timers.clear(lookTimer);
      giveBack();
      if (underWay > 0) await new Promise<void>((resolve) => onIdle.push(resolve));
      recorder.write();
    },
    wake() {
      if (!running) return;
      withQueue(() => change({ waiting: outbox.waiting() }));
      pumpAnew();
    },
    state: () => state,
  };
}
