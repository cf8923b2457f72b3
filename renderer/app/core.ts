import { createContext, use, useSyncExternalStore } from 'react';
import type { CounterClient } from '../../main/contract/contract.ts';
import type { Live } from '../../main/contract/liveState.ts';
import type { Connection, ConnectionState } from './connection.ts';

const ConnectionContext = createContext<Connection | null>(null);

/** Gives the connection to everything below. */
export const ConnectionProvider = ConnectionContext.Provider;

function useConnection(): Connection {
  const connection = use(ConnectionContext);
  if (!connection) throw new Error('no connection provided');
  return connection;
}

/** The contract, as functions. */
export function useClient(): CounterClient {
  return useConnection().client;
}

/** Whether the core is there. */
export function useConnectionState(): ConnectionState {
  const connection = useConnection();
  return useSyncExternalStore(connection.subscribe, connection.state);
}

/** The live state of the counter; null until the core has spoken for the first time. */
export function useLiveOrNull(): Live | null {
  const connection = useConnection();
  return useSyncExternalStore(connection.subscribe, connection.live);
}

/**
 * One part of the live state; the caller is drawn again only when that part changes. `choose` must return a part of the
 * value itself, nothing made on the way. Only below the gate that waits for the core's first word.
 */
export function useLive<Part>(choose: (live: Live) => Part): Part {
  const connection = useConnection();
  return useSyncExternalStore(connection.subscribe, () => {
    const live = connection.live();
    if (!live) throw new Error('the core has not spoken yet');
    return choose(live);
  });
}
