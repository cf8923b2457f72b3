import { systemClock, systemTimers } from '../../../native/systemTime.ts';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startCore } from '../../core/core.ts';
import type { ShellFailure } from '../shared/exitCode.ts';
import { guardProcess } from '../shared/lastResort.ts';
import { loadStaticFiles } from '../shared/staticFiles.ts';
import { createLaunchGate } from './launchToken.ts';
import { orderSchema, type Report, type StartOrder } from './message.ts';
import { startServer } from './server.ts';

/*
 * The process that does the work of the browser shell: core and loopback server together, so that a dead core takes
 * its connections with it and the windows notice at once. The parent (main.ts) starts it again.
 */

/** Longest orderly end, ms; a little more than the parent waits. */
const STOP_TIMEOUT_MS = 10_000;

function report(message: Report): void {
  // Without a parent there is nobody to report to; `disconnect` is already stopping this process.
  if (process.send !== undefined && process.connected) process.send(message);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Starts core and server; returns how to stop both, or why they cannot start. */
async function start(
  order: StartOrder,
): Promise<{ readonly ok: true; readonly port: number; readonly stop: () => Promise<void> } | ShellFailure> {
  const files = loadStaticFiles(join(order.appRoot, 'out', 'renderer'));
  if (files === null) return rendererMissing;
  const started = await startCore({
    home: order.home,
    appRoot: order.appRoot,
    demo: order.demo,
    databaseKey: order.databaseKey,
    clockAheadMs: order.clockAheadMs,
    log: say,
  });
  if (!started.ok) return started;
  const listening = await startServer({
    port: order.port,
    secret: Buffer.from(order.sessionSecret, 'hex'),
    launchGate: createLaunchGate(order.launch, {
      running: () => systemClock.running(),
      newToken: () => randomBytes(32).toString('hex'),
      onSpent: () => report({ kind: 'launch-spent' }),
    }),
    files,
    timers: systemTimers,
    core: started.core,
  });
  if (!listening.ok) {
    await started.core.stop();
    return portBusy(order.port);
  }
  const stop = async () => {
    await listening.server.close();
    await started.core.stop();
  };
  return { ok: true, port: listening.server.port, stop };
}

const rendererMissing: ShellFailure = {
  ok: false,
  code: 'RENDERER_MISSING',
  message: '找不到界面文件 out/renderer，安装不完整。没有改动任何数据。请重新构建（npm run build）或重新安装。',
};

function portBusy(port: number): ShellFailure {
  return {
    ok: false,
    code: 'PORT_BUSY',
    message: `端口 ${port} 已被别的程序占用。没有改动任何数据。请换一个 --port，或不写 --port 由系统选择。`,
  };
}

/** Ends on the parent's order, or when the parent is gone (the channel closes), whatever has been started by then. */
function run(): void {
  let running: Promise<(() => Promise<void>) | null> = Promise.resolve(null);
  let stopping = false;
  const end = async () => {
    const stopRunning = await running;
    if (stopRunning !== null) await stopRunning();
  };
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    // The parent would kill us; without one this process ends itself, whatever the core is waiting for.
    systemTimers.after(STOP_TIMEOUT_MS, () => process.exit(1));
    await end();
    process.exit(0);
  };
  guardProcess({ log: say, timers: systemTimers, end });
  process.on('message', (raw) => {
    const order = orderSchema.parse(raw);
    if (order.kind === 'stop') return void stop();
    running = start(order).then((outcome) => {
      if (outcome.ok) {
        report({ kind: 'ready', port: outcome.port });
        return outcome.stop;
      }
      report({ kind: 'failed', code: outcome.code, message: outcome.message });
      return null;
    });
  });
  process.on('disconnect', () => void stop());
  // Ctrl-C goes to the whole process group; the parent decides and sends its order.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => void stop());
}

run();
