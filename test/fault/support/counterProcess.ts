import path from 'node:path';
import { WebSocketServer } from 'ws';
import { startCore } from '../../../main/core/core.ts';

/**
 * A counter in a process of its own, made to be killed: `counterProcess.ts HOME KEY AHEAD_MS`. The whole core as the shells run it,
 * configured by the home's counter.yaml, its contract on a loopback WebSocket. Tells its parent the port; ends in order
 * on the message `stop`, and at once when the parent is gone.
 */
const [home = '', databaseKey = '', aheadMs = ''] = process.argv.slice(2);
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
server.on('connection', (socket) => core.upgradeWebSocket(socket, { windowId: 'window-1' }));
server.once('listening', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  process.send?.({ port: address.port });
});
process.once('message', () => {
  void core.stop().then(() => process.exit(0));
});
process.once('disconnect', () => process.exit(1));
