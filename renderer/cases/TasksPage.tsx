import './cases.css';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { CaseTask } from '../../main/contract/case.ts';
import type { Role } from '../../main/domain/staff/role.ts';
import { useClient, useLive } from '../app/core.ts';
import { useNow } from '../app/hallClock.ts';
import { Page } from '../app/Page.tsx';
import { troubleOfQuery, valueOf } from '../app/useAct.ts';
import { Narrow } from '../ui/Narrow.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { TasksTable } from './TasksTable.tsx';
import { caseTexts } from './texts.ts';

interface Props {
  readonly role: Role;
  /** The work of this post begins here, so there is nothing to go back to. */
  readonly home: boolean;
}

/** What waits here for an act of this post; each opens without its citizen. */
export function TasksPage({ role, home }: Props) {
  const words = role === 'teller' ? caseTexts.tasks : { ...caseTexts.tasks, ...caseTexts.approvals };
  const client = useClient();
  const navigate = useNavigate();
  const count = useLive((live) => live.tasks);
  // Lights change with the time alone.
  const now = useNow();
  const present = useLive((live) => live.visit?.cases);
  const list = useQuery({
    queryKey: ['tasks', count, now],
    queryFn: async () => valueOf(await client.case.tasks({})).rows,
    placeholderData: (former) => former,
  });
  const [narrowing, narrowTo] = useState<Narrowing>('all');
  const rows = list.data ?? [];
  // A citizen who is here is served where the others of their cases are.
  const open = (caseId: string) =>
    void navigate(present?.some((one) => one.caseId === caseId) ? `/case/${caseId}` : `/away/${caseId}`);
  return (
    <Page
      way={home ? 'home' : 'back'}
      title={words.title}
      intro={words.intro}
      tag={count > 0 ? <Tag tone="wait">{words.count(count)}</Tag> : null}
      titleFocus
    >
      <TroubleNotice trouble={troubleOfQuery(list.error)} />
      {list.data?.length === 0 ? <p className="note">{words.empty}</p> : null}
      {rows.length > 0 ? (
        <>
          <div className="list-narrow">
            <Narrow
              label={words.narrow}
              choices={narrowings.map((value) => ({
                value,
                label: `${words[value]} ${rows.filter(fits[value]).length}`,
              }))}
              value={narrowing}
              onNarrow={narrowTo}
            />
          </div>
          <TasksTable
            label={words.title}
            rows={rows.filter(fits[narrowing])}
            onOpen={open}
            onGiven={() => void list.refetch()}
          />
        </>
      ) : null}
    </Page>
  );
}

/** Whose the cases are that are shown, and how pressing. */
type Narrowing = 'all' | 'mine' | 'overdue' | 'today' | 'soon' | 'later';
const narrowings = ['all', 'mine', 'overdue', 'today', 'soon', 'later'] as const satisfies readonly Narrowing[];

const fits = {
  all: () => true,
  mine: ({ mine }) => mine,
  overdue: ({ light }) => light === 'black',
  today: ({ light }) => light === 'red',
  soon: ({ light }) => light === 'yellow',
  later: ({ light }) => light === 'green' || light === null,
} as const satisfies Record<Narrowing, (row: CaseTask) => boolean>;
