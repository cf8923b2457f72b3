import { QueryClient } from '@tanstack/react-query';

/**
 * A cache of answers. `always`: the core is on this machine, so a counter without network still asks it. Failures are
 * foreseen answers and are shown, not tried again; a lost connection is the connection's business.
 */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
