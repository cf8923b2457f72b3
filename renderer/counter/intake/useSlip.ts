import { useQuery } from '@tanstack/react-query';
import type { SlipPreview } from '../../../main/contract/slip.ts';
import { useClient } from '../../app/core.ts';
import { troubleOfQuery, valueOf, type Trouble } from '../../app/useAct.ts';

/** A slip as it was issued; it never changes. */
export function useSlip(slipNumber: string): { slip: SlipPreview | undefined; trouble: Trouble | null } {
  const client = useClient();
  const query = useQuery({
    queryKey: ['slip', slipNumber],
    queryFn: async () => valueOf(await client.slip.view({ slipNumber })),
    staleTime: Infinity,
  });
  return { slip: query.data, trouble: troubleOfQuery(query.error) };
}
