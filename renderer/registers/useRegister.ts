import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { isHallDate } from '../../main/domain/calendar/hallTime.ts';
import type { RegisterName } from '../../main/domain/register/registers.ts';
import { useClient } from '../app/core.ts';
import { useToday } from '../app/hallClock.ts';
import { valueOf } from '../app/useAct.ts';

/** What is asked of the registers: which, and the hall days, both of them in it. */
export interface AskedRegister {
  readonly register: RegisterName;
  readonly from: string;
  readonly to: string;
}

/** The register that is looked into, beginning with what was handled today. */
export function useRegister() {
  const today = useToday();
  const client = useClient();
  const [asked, setAsked] = useState<AskedRegister>({ register: 'handled', from: today, to: today });
  const sensible = isHallDate(asked.from) && isHallDate(asked.to) && asked.from <= asked.to;
  const page = useQuery({
    queryKey: ['register', asked],
    queryFn: async () => valueOf(await client.register.view(asked)),
    enabled: sensible,
    // What was recorded since is to be seen whenever somebody comes to look.
    gcTime: 0,
  });
  return {
    today,
    asked,
    sensible,
    page,
    ask: (part: Partial<AskedRegister>) => setAsked((former) => ({ ...former, ...part })),
  };
}
