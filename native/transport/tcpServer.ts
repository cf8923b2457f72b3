import { createServer } from 'node:net';
import type { ByteLink } from './port.ts';
import { wrapSocket } from './socketLink.ts';

/** A listening port of this machine. */
export interface TcpServer {
  /** The port in use; the system's choice when 0 was asked for. */
  readonly port: number;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 only: what listens here (an emulated device) is nobody else's business. `onLink` gets each connection as a
 * link. Rejects with the system's error when the port cannot be had.
 */
export async function listenTcp(port: number, onLink: (link: ByteLink) => void): Promise<TcpServer> {
  const links = new Set<ByteLink>();
  const server = createServer((socket) => {
    const link = wrapSocket(socket, `${socket.remoteAddress ?? 'unknown'}:${socket.remotePort ?? 0}`);
    links.add(link);
    link.onEnd(() => links.delete(link));
    onLink(link);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address with a port');
  return {
    port: address.port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all([...links].map((link) => link.close()));
      await closed;
    },
  };
}
