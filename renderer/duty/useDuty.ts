import { useQuery } from '@tanstack/react-query';
import { useClient, useLive } from '../app/core.ts';
import { useNow } from '../app/hallClock.ts';
import { valueOf } from '../app/useAct.ts';

/** Who is there, looked at again with the minute and whenever the counter needs somebody to do something. */
export function useDuty() {
  const client = useClient();
  const now = useNow();
  const notice = useLive((live) => live.lights.counter?.text);
  return useQuery({
    queryKey: ['duty', now, notice],
    queryFn: async () => valueOf(await client.duty.view({})),
    placeholderData: (former) => former,
  });
}
