import type { Cancel, Timers } from '../../domain/time.ts';
import { fork, type ChildProcess } from 'node:child_process';
import { EXIT_CODES, type ShellFailure } from '../shared/exitCode.ts';
import { afterDeath, NO_DEATHS } from '../shared/restart.ts';
import { reportSchema, type Order, type Report, type StartOrder } from './message.ts';

/** How long a child may take to end in order, ms, before it is killed: the database needs far less (WAL checkpoint). */
const STOP_TIMEOUT_MS = 8_000;

/** What the supervisor needs from outside. */
export interface SupervisorOptions {
  /** Absolute path of the child's entry file. */
  readonly childEntry: string;
  /** The order of the first start; `port` and `launch` are kept up to date for the following ones. */
  readonly order: StartOrder;
  readonly timers: Timers;
  /** The first time the server listens. */
  readonly onFirstReady: (port: number) => void;
  /** Each time somebody has come in by a launch token. */
  readonly onLaunched: () => void;
  /** Technical log, one line. */
  readonly log: (line: string) => void;
}

/** A running supervisor. */
export interface Supervisor {
  /** Resolves when everything has ended: the exit code of the shell. */
  readonly ended: Promise<number>;
  /** Ends the child in order, then by force. Safe to call twice. */
  readonly stop: () => void;
}

/** Keeps one child alive until it is stopped, reports a failure no restart would mend, or never comes to life. */
export function supervise(options: SupervisorOptions): Supervisor {
  const { timers } = options;
  const beganAt = timers.running();
  let order = options.order;
  let history = NO_DEATHS;
  let child: ChildProcess | null = null;
  let cancelPause: Cancel = () => undefined;
  let stopping = false;
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();

  const start = () => {
    const startedAt = timers.running();
    let wasReady = false;
    let failure: ShellFailure | null = null;
    child = startChild(options.childEntry, aged(order, startedAt - beganAt), (report) => {
      switch (report.kind) {
        case 'ready':
          wasReady = true;
          order = { ...order, port: report.port };
          if (!history.everReady) options.onFirstReady(report.port);
          history = { ...history, everReady: true };
          return;
        case 'launch-spent':
          order = { ...order, launch: null };
          options.onLaunched();
          return;
        case 'failed':
          failure = { ok: false, code: report.code, message: report.message };
          send(child, { kind: 'stop' });
          return;
      }
    });
    child.once('exit', (code, signal) => {
      child = null;
      const final = stopping ? 0 : failure === null ? null : giveUp(failure, options.log);
      if (final !== null) {
        end(final);
        return;
      }
      const decision = afterDeath(history, { livedMs: timers.running() - startedAt, wasReady });
      history = decision.history;
      if (decision.action === 'give-up') {
        end(giveUp(coreDies, options.log));
        return;
      }
      const wait = decision.action.restartInMs;
      options.log(
        `业务进程意外结束（${signal ?? `代码 ${code ?? 0}`}），${wait} 毫秒后重新启动；已保存的业务不受影响。`,
      );
      cancelPause = timers.after(wait, start);
    });
  };

  const stop = () => {
    if (stopping) return;
    stopping = true;
    cancelPause();
    if (child === null) {
      end(0);
      return;
    }
    const last = child;
    send(last, { kind: 'stop' });
    last.once(
      'exit',
      timers.after(STOP_TIMEOUT_MS, () => last.kill('SIGKILL')),
    );
  };

  start();
  return { ended, stop };
}

const coreDies: ShellFailure = {
  ok: false,
  code: 'CORE_DIES',
  message: '业务进程连续几次一启动就结束，已停止重试。已保存的业务不受影响。请把上面的日志交给信息人员。',
};

function giveUp(failure: ShellFailure, log: (line: string) => void): number {
  log(failure.message);
  return EXIT_CODES[failure.code];
}

/** The order as it stands so much later: the launch token has lived on meanwhile. */
function aged(order: StartOrder, ms: number): StartOrder {
  return { ...order, launch: order.launch && { ...order.launch, lifeMs: order.launch.lifeMs - ms } };
}

function startChild(entry: string, order: StartOrder, onReport: (report: Report) => void): ChildProcess {
  // The child's output goes to our error output: on standard output there is one line alone, the address.
  const child = fork(entry, [], { stdio: ['ignore', 2, 2, 'ipc'] });
  child.on('message', (raw) => onReport(reportSchema.parse(raw)));
  // A pipe that breaks while the child dies: `exit` follows and decides.
  child.on('error', () => undefined);
  send(child, order);
  return child;
}

function send(child: ChildProcess | null, order: Order): void {
  if (child?.connected === true) child.send(order);
}
