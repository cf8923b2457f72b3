import type { TableColumnsType } from 'antd';
import type { AcceptedCase } from '../../main/contract/case.ts';
import { hallMinute } from '../ui/hallMinute.ts';
import { byText, ListTable, opener } from '../ui/ListTable.tsx';
import { LongNumber } from '../ui/LongNumber.tsx';
import { Tag } from '../ui/Tag.tsx';
import { caseTexts } from './texts.ts';

const words = caseTexts.accepted;

interface Props {
  readonly rows: readonly AcceptedCase[];
  readonly onOpen: (caseId: string) => void;
}

/** The cases in the order of the core, the most urgent first, until another order is asked for. */
export function AcceptedTable({ rows, onOpen }: Props) {
  const open = ({ caseId }: AcceptedCase): void => onOpen(caseId);
  return (
    <ListTable
      label={words.title}
      rows={rows}
      rowKey="caseId"
      columns={columnsOf(open)}
      nothingFits={words.nothingFits}
      onOpen={open}
      beginsHere
    />
  );
}

function columnsOf(onOpen: (row: AcceptedCase) => void): TableColumnsType<AcceptedCase> {
  const { columns } = words;
  return [
    opener({ title: columns.item, text: ({ itemName }) => itemName, onOpen }),
    {
      key: 'citizen',
      title: columns.citizen,
      className: 'list-fixed',
      sorter: byText(({ maskedName }) => maskedName),
      render: (_, { maskedName }) => maskedName,
    },
    {
      key: 'number',
      title: columns.number,
      className: 'list-fixed number',
      sorter: byText(({ caseNumber }) => caseNumber),
      render: (_, { caseNumber }) => <LongNumber value={caseNumber} />,
    },
    {
      key: 'accepted',
      title: columns.acceptedAt,
      className: 'list-fixed number',
      sorter: byText(({ acceptedAt }) => acceptedAt),
      render: (_, { acceptedAt }) => hallMinute(acceptedAt),
    },
    {
      key: 'due',
      title: columns.due,
      className: 'list-fixed number',
      sorter: byText(({ dueOn }) => dueOn ?? ''),
      render: (_, { dueOn, due }) => (
        <>
          {dueOn} <Urgent due={due} />
        </>
      ),
    },
    {
      key: 'teller',
      title: columns.teller,
      className: 'list-fixed',
      sorter: byText(({ tellerName }) => tellerName),
      render: (_, { tellerName }) => tellerName,
    },
  ];
}

function Urgent({ due }: Pick<AcceptedCase, 'due'>) {
  if (due === 'later') return null;
  return <Tag tone={due === 'overdue' ? 'bad' : 'wait'}>{words[due]}</Tag>;
}
