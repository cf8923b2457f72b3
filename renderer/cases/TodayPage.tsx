import './cases.css';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { DayCase } from '../../main/contract/case.ts';
import { useClient, useLive } from '../app/core.ts';
import { Page } from '../app/Page.tsx';
import { troubleOfQuery, valueOf } from '../app/useAct.ts';
import { Narrow } from '../ui/Narrow.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { caseTexts } from './texts.ts';
import { TodayTable } from './TodayTable.tsx';

const words = caseTexts.today;

/** What was done here today. A row opens its case; one that is nobody's work any more asks for the reason first. */
export function TodayPage() {
  const client = useClient();
  const navigate = useNavigate();
  const done = useLive((live) => live.today);
  const present = useLive((live) => live.visit?.cases);
  const list = useQuery({
    queryKey: ['today', done],
    queryFn: async () => valueOf(await client.case.today({})).rows,
    placeholderData: (former) => former,
  });
  const [narrowing, narrowTo] = useState<Narrowing>('all');
  const rows = list.data ?? [];
  const open = ({ caseId, opens }: DayCase) => {
    const here = present?.some((one) => one.caseId === caseId) ?? false;
    const way = here ? 'case' : opens ? 'away' : 'find';
    void navigate(`/${way}/${caseId}`);
  };
  return (
    <Page way="back" title={words.title} intro={words.intro} titleFocus>
      <TroubleNotice trouble={troubleOfQuery(list.error)} />
      {list.data?.length === 0 ? <p className="note">{words.empty}</p> : null}
      {rows.length > 0 ? (
        <>
          <div className="list-narrow">
            <Narrow
              label={words.narrow}
              choices={narrowings.map((value) => ({
                value,
                label: `${words.narrowings[value]} ${rows.filter(fits[value]).length}`,
              }))}
              value={narrowing}
              onNarrow={narrowTo}
            />
          </div>
          <TodayTable rows={rows.filter(fits[narrowing])} onOpen={open} />
        </>
      ) : null}
    </Page>
  );
}

/** Whose cases are shown, and how far they are. */
type Narrowing = 'all' | 'mine' | 'open' | 'completed';
const narrowings = ['all', 'mine', 'open', 'completed'] as const satisfies readonly Narrowing[];

const fits = {
  all: () => true,
  mine: ({ mine }) => mine,
  open: ({ phase }) => phase !== 'completed' && phase !== 'closed',
  completed: ({ phase }) => phase === 'completed',
} as const satisfies Record<Narrowing, (row: DayCase) => boolean>;
