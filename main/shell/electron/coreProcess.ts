import type { Cancel, Timers } from '../../domain/time.ts';
import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import type { ShellFailure } from '../shared/exitCode.ts';
import { afterDeath, NO_DEATHS } from '../shared/restart.ts';
import { reportSchema, type Order, type StartOrder } from './message.ts';

/** How long a core may take to end in order, ms, before it is killed. */
const STOP_TIMEOUT_MS = 8_000;

/** What the keeper of the core needs. */
export interface CoreProcessOptions {
  /** Absolute path of core.js. */
  readonly entry: string;
  readonly order: StartOrder;
  readonly timers: Timers;
  /** Each time a core is ready, the first and every one after a death: windows need new ports. */
  readonly onReady: () => void;
  /** A start no restart would mend. */
  readonly onFailure: (failure: ShellFailure) => void;
  readonly log: (line: string) => void;
}

/** The core in its utility process, started again when it dies. */
export interface CoreProcess {
  /** Gives a port to the running core; false while there is none (the next `onReady` is the time). */
  readonly connect: (port: MessagePortMain, windowId: string) => boolean;
  /** Ends the core in order, then by force; resolves when it is gone. */
  readonly stop: () => Promise<void>;
}

/** Starts the core and keeps it alive. */
export function keepCore(options: CoreProcessOptions): CoreProcess {
  let history = NO_DEATHS;
  let current: { readonly child: UtilityProcess; ready: boolean } | null = null;
  const { timers } = options;
  let cancelPause: Cancel = () => undefined;
  let stopping = false;

  const start = () => {
    const startedAt = timers.running();
    let failure: ShellFailure | null = null;
    const child = utilityProcess.fork(options.entry, [], { serviceName: 'yiguitong-core', stdio: 'inherit' });
    const run = { child, ready: false };
    current = run;
    child.on('message', (raw: unknown) => {
      const report = reportSchema.parse(raw);
      if (report.kind === 'ready') {
        run.ready = true;
        history = { ...history, everReady: true };
        options.onReady();
        return;
      }
      failure = { ok: false, code: report.code, message: report.message };
      order(child, { kind: 'stop' });
    });
    child.once('exit', (code) => {
      current = null;
      if (stopping) return;
      if (failure !== null) {
        options.onFailure(failure);
        return;
      }
      const decision = afterDeath(history, { livedMs: timers.running() - startedAt, wasReady: run.ready });
      history = decision.history;
      if (decision.action === 'give-up') {
        options.onFailure(coreDies);
        return;
      }
      options.log(
        `业务进程意外结束（代码 ${code}），${decision.action.restartInMs} 毫秒后重新启动；已保存的业务不受影响。`,
      );
      cancelPause = timers.after(decision.action.restartInMs, start);
    });
    order(child, options.order);
  };

  const connect = (port: MessagePortMain, windowId: string) => {
    if (current?.ready !== true) return false;
    order(current.child, { kind: 'window', windowId }, [port]);
    return true;
  };

  const stop = async () => {
    stopping = true;
    cancelPause();
    if (current === null) return;
    const { child } = current;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const cancelForce = timers.after(STOP_TIMEOUT_MS, () => child.kill());
    child.once('exit', () => resolve(undefined));
    order(child, { kind: 'stop' });
    await promise;
    cancelForce();
  };

  start();
  return { connect, stop };
}

const coreDies: ShellFailure = {
  ok: false,
  code: 'CORE_DIES',
  message: '业务进程连续几次一启动就结束，已停止重试。已保存的业务不受影响。请把日志交给信息人员。',
};

function order(child: UtilityProcess, message: Order, ports: MessagePortMain[] = []): void {
  child.postMessage(message, ports);
}
