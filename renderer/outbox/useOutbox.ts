import { useQuery } from '@tanstack/react-query';
import { useClient, useLive } from '../app/core.ts';
import { valueOf } from '../app/useAct.ts';

/** Attempts go on while the counts stay the same; so often the list is read again. */
const REREAD_MS = 3000;

/** The transactions on their way and the latest that arrived, kept up to date. */
export function useOutbox() {
  const client = useClient();
  const { waiting, refused } = useLive((live) => live.outbox);
  return useQuery({
    queryKey: ['outbox', waiting, refused],
    queryFn: async () => valueOf(await client.outbox.list({})).rows,
    placeholderData: (former) => former,
    refetchInterval: REREAD_MS,
  });
}
