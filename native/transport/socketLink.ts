import type { Socket } from 'node:net';
import { explainSystemError } from '../../main/domain/systemErrors.ts';
import { createLinkCore, LinkEndedError } from './linkCore.ts';
import type { ByteLink } from './port.ts';

/** A connected socket as a link. The socket belongs to the link from now on. */
export function wrapSocket(socket: Socket, name: string): ByteLink {
  const core = createLinkCore();
  // Questions to a device are small and wait for their answer: collecting them would only cost time.
  socket.setNoDelay(true);
  socket.on('data', (bytes) => core.deliver(typeof bytes === 'string' ? Buffer.from(bytes) : bytes));
  socket.on('error', (error) => core.end({ kind: 'lost', detail: explainSystemError(error) }));
  socket.on('close', () => core.end({ kind: 'lost', detail: '对方关闭了连接' }));
  core.onEnd(() => socket.destroy());

  return {
    name,
    onData: core.onData,
    onEnd: core.onEnd,
    write(bytes) {
      const ended = core.ended();
      if (ended !== undefined) return Promise.reject(new LinkEndedError(ended));
      return new Promise((resolve, reject) => {
        // A socket that is destroyed may never call back, so the end of the link rejects as well.
        const forget = core.onEnd((end) => reject(new LinkEndedError(end)));
        // Copied: a socket keeps what it could not send yet, and the sender may use its buffer again.
        socket.write(Uint8Array.from(bytes), (error) => {
          forget();
          if (error === null || error === undefined) {
            resolve();
            return;
          }
          core.end({ kind: 'lost', detail: explainSystemError(error) });
          reject(new LinkEndedError(core.ended() ?? { kind: 'closed' }));
        });
      });
    },
    close() {
      core.end({ kind: 'closed' });
      return Promise.resolve();
    },
  };
}
