import './cases.css';
import type { TableColumnsType } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { AwaitedCase } from '../../main/contract/case.ts';
import { useClient, useLive } from '../app/core.ts';
import { Page } from '../app/Page.tsx';
import { troubleOfQuery, valueOf } from '../app/useAct.ts';
import { byText, ListTable, opener } from '../ui/ListTable.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { citizenColumn, numberColumn, phaseColumn, tellerColumn } from './caseColumns.tsx';
import { caseTexts } from './texts.ts';

const words = caseTexts.awaited;

/** Papers that citizens are still to hand in. A row opens its case; one that is nobody's work yet asks for the reason first. */
export function AwaitedPage() {
  const client = useClient();
  const navigate = useNavigate();
  const awaited = useLive((live) => live.awaited);
  const present = useLive((live) => live.visit?.cases);
  const list = useQuery({
    queryKey: ['awaited', awaited],
    queryFn: async () => valueOf(await client.case.awaited({})).rows,
    placeholderData: (former) => former,
  });
  const open = ({ caseId, opens }: AwaitedCase) => {
    const here = present?.some((one) => one.caseId === caseId) ?? false;
    void navigate(`/${here ? 'case' : opens ? 'away' : 'find'}/${caseId}`);
  };
  return (
    <Page way="back" title={words.title} intro={words.intro} titleFocus>
      <TroubleNotice trouble={troubleOfQuery(list.error)} />
      {list.data?.length === 0 ? <p className="note">{words.empty}</p> : null}
      {list.data && list.data.length > 0 ? (
        <ListTable
          label={words.title}
          rows={list.data}
          rowKey="caseId"
          columns={columnsOf(open)}
          nothingFits={words.nothingFits}
          onOpen={open}
          beginsHere
        />
      ) : null}
    </Page>
  );
}

function columnsOf(onOpen: (row: AwaitedCase) => void): TableColumnsType<AwaitedCase> {
  const { columns } = words;
  return [
    opener({ title: columns.item, text: ({ itemName }) => itemName, onOpen }),
    citizenColumn(columns.citizen),
    numberColumn(columns.number),
    phaseColumn(columns.phase),
    {
      key: 'due',
      title: columns.due,
      className: 'list-fixed number',
      sorter: byText(({ dueOn }) => dueOn ?? ''),
      render: (_, { dueOn }) => dueOn,
    },
    {
      key: 'left',
      title: columns.left,
      className: 'list-fixed',
      render: (_, { daysLeft }) => <Left days={daysLeft} />,
    },
    tellerColumn(columns.teller),
  ];
}

/** How long there is time, and whether the citizen is to be reminded now. */
function Left({ days }: { readonly days: number | null }) {
  if (days === null) return null;
  if (days > 1) return words.left(days);
  return (
    <Tag tone={days < 0 ? 'bad' : 'wait'}>{days === 1 ? `${words.left(days)}，${words.remind}` : words.left(days)}</Tag>
  );
}
