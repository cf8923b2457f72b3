import type { TableColumnsType } from 'antd';
import type { DayCase } from '../../main/contract/case.ts';
import { hallTimeOfDay } from '../../main/domain/calendar/hallTime.ts';
import { CaseMark } from '../ui/CaseMark.tsx';
import { byText, ListTable, opener } from '../ui/ListTable.tsx';
import { citizenColumn, numberColumn, tellerColumn } from './caseColumns.tsx';
import { caseTexts } from './texts.ts';

const words = caseTexts.today;

interface Props {
  readonly rows: readonly DayCase[];
  readonly onOpen: (row: DayCase) => void;
}

/** The cases of the day, the last changed first, until another order is asked for. */
export function TodayTable({ rows, onOpen }: Props) {
  return (
    <ListTable
      label={words.title}
      rows={rows}
      rowKey="caseId"
      columns={columnsOf(onOpen)}
      nothingFits={words.nothingFits}
      onOpen={onOpen}
      beginsHere
    />
  );
}

function columnsOf(onOpen: Props['onOpen']): TableColumnsType<DayCase> {
  const { columns } = words;
  return [
    opener({ title: columns.item, text: ({ itemName }) => itemName, onOpen }),
    citizenColumn(columns.citizen),
    numberColumn(columns.number),
    {
      key: 'phase',
      title: columns.phase,
      className: 'list-fixed',
      sorter: byText(({ phase }) => phase),
      render: (_, row) => <CaseMark phase={row.phase} delivery={row.delivery} />,
    },
    {
      key: 'changed',
      title: columns.changedAt,
      className: 'list-fixed number',
      sorter: byText(({ changedAt }) => changedAt),
      render: (_, { changedAt }) => hallTimeOfDay(changedAt),
    },
    tellerColumn(columns.teller),
    {
      key: 'way',
      title: columns.way,
      className: 'list-fixed',
      render: (_, { opens }) => (opens ? words.opens : words.asks),
    },
  ];
}
