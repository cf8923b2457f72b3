import './cases.css';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useClient, useLive } from '../app/core.ts';
import { Page } from '../app/Page.tsx';
import { troubleOfQuery, valueOf } from '../app/useAct.ts';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { AcceptedTable } from './AcceptedTable.tsx';
import { caseTexts } from './texts.ts';

const words = caseTexts.accepted;

/** What was accepted here and is not completed; each opens without its citizen. */
export function AcceptedPage() {
  const client = useClient();
  const navigate = useNavigate();
  const count = useLive((live) => live.accepted);
  const present = useLive((live) => live.visit?.cases);
  const list = useQuery({
    queryKey: ['accepted', count],
    queryFn: async () => valueOf(await client.case.accepted({})).rows,
    placeholderData: (former) => former,
  });
  const rows = list.data ?? [];
  // A citizen who is here is served where the others of their cases are.
  const open = (caseId: string) =>
    void navigate(present?.some((one) => one.caseId === caseId) ? `/case/${caseId}` : `/away/${caseId}`);
  return (
    <Page
      way="back"
      title={words.title}
      intro={words.intro}
      tag={count > 0 ? <Tag tone="wait">{words.count(count)}</Tag> : null}
      titleFocus
    >
      <TroubleNotice trouble={troubleOfQuery(list.error)} />
      {list.data?.length === 0 ? <p className="note">{words.empty}</p> : null}
      {rows.length > 0 ? <AcceptedTable rows={rows} onOpen={open} /> : null}
    </Page>
  );
}
