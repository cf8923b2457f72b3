// First: what is imported after it is counted.
import { dieAfter, stepsTaken } from './crashSteps.ts';
import path from 'node:path';
import { WebSocketServer } from 'ws';
import { startCore } from '../../../main/core/core.ts';

/**
 * A counter in a process of its own, made to be killed: `counterProcess.ts HOME KEY AHEAD_MS [STEPS]`. The whole core as the shells
 * run it, configured by the home's counter.yaml, its contract on a loopback WebSocket whose path names the window. Tells its
 * parent the port; ends in order on the message `stop`, and at once when the parent is gone. Dies at the given step of its
 * life, or of its orderly end when `stop` names one.
 */
const [home = '', databaseKey = '', aheadMs = '', steps = ''] = process.argv.slice(2);
if (steps !== '') dieAfter(Number(steps));
const started = await startCore({
  home,
  appRoot: path.resolve(import.meta.dirname, '../../..'),
  demo: false,
  emulatedDevices: true,
  databaseKey,
  clockAheadMs: Number(aheadMs),
  log: (line) => process.stderr.write(`${line}\n`),
});
if (!started.ok) throw new Error(`${started.code}: ${started.message}`);
const { core } = started;

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('connection', (socket, request) => core.upgradeWebSocket(socket, { windowId: request.url ?? '/' }));
server.once('listening', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  process.send?.({ port: address.port, steps: stepsTaken() });
});
process.once('message', ({ dieAfterSteps }: { readonly dieAfterSteps: number | null }) => {
  if (dieAfterSteps !== null) dieAfter(dieAfterSteps);
  void core.stop().then(() => process.exit(0));
});
process.once('disconnect', () => process.exit(1));
