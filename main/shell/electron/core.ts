import { systemTimers } from '../../../native/systemTime.ts';
import type { MessageEvent } from 'electron';
import type { Core } from '../../core/port.ts';
import { startCore } from '../../core/core.ts';
import { guardProcess } from '../shared/lastResort.ts';
import { orderSchema, type Report, type StartOrder } from './message.ts';

/** Entry of the utility process: the core and nothing of Electron but the port to the main process. */
function report(message: Report): void {
  process.parentPort.postMessage(message);
}

async function start(order: StartOrder): Promise<Core | null> {
  const started = await startCore({
    home: order.home,
    appRoot: order.appRoot,
    demo: order.demo,
    databaseKey: order.databaseKey,
    clockAheadMs: order.clockAheadMs,
    log: say,
  });
  if (started.ok) {
    report({ kind: 'ready' });
    return started.core;
  }
  report({ kind: 'failed', code: started.code, message: started.message });
  return null;
}

let running: Promise<Core | null> = Promise.resolve(null);

async function obey(event: MessageEvent): Promise<void> {
  const order = orderSchema.parse(event.data);
  switch (order.kind) {
    case 'start':
      running = start(order);
      return;
    case 'window': {
      const core = await running;
      const [port] = event.ports;
      if (core === null || port === undefined) throw new Error('a window was handed over without a core or a port');
      core.upgradePort(port, { windowId: order.windowId });
      // Only now: messages wait in the port until it is started, so none is lost before the core listens.
      port.start();
      return;
    }
    case 'stop': {
      const core = await running;
      if (core !== null) await core.stop();
      process.exit(0);
    }
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

guardProcess({
  log: say,
  timers: systemTimers,
  end: async () => {
    await (await running)?.stop();
  },
});
process.parentPort.on('message', (event) => void obey(event));
