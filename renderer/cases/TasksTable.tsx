import type { TableColumnsType } from 'antd';
import type { CaseTask } from '../../main/contract/case.ts';
import { hallMinute } from '../ui/hallMinute.ts';
import { byText, ListTable, opener } from '../ui/ListTable.tsx';
import { LightTag } from '../ui/LightTag.tsx';
import { citizenColumn, numberColumn, phaseColumn, tellerColumn } from './caseColumns.tsx';
import { TaskOwner } from './TaskOwner.tsx';
import { caseTexts } from './texts.ts';

const words = caseTexts.tasks;

interface Props {
  readonly label: string;
  readonly rows: readonly CaseTask[];
  readonly onOpen: (caseId: string) => void;
  /** A task was taken up or handed on. */
  readonly onGiven: () => void;
}

/** The cases in the order of the core, the most urgent first, until another order is asked for. */
export function TasksTable({ label, rows, onOpen, onGiven }: Props) {
  const open = ({ caseId }: CaseTask): void => onOpen(caseId);
  return (
    <ListTable
      label={label}
      rows={rows}
      rowKey="caseId"
      columns={columnsOf(open, onGiven)}
      nothingFits={words.nothingFits}
      onOpen={open}
      beginsHere
    />
  );
}

function columnsOf(onOpen: (row: CaseTask) => void, onGiven: () => void): TableColumnsType<CaseTask> {
  const { columns } = words;
  return [
    opener({ title: columns.item, text: ({ itemName }) => itemName, onOpen }),
    citizenColumn(columns.citizen),
    numberColumn(columns.number),
    phaseColumn(columns.phase),
    {
      key: 'since',
      title: columns.since,
      className: 'list-fixed number',
      sorter: byText(({ since }) => since),
      render: (_, { since }) => hallMinute(since),
    },
    {
      key: 'due',
      title: columns.due,
      className: 'list-fixed number',
      sorter: byText(({ dueOn }) => dueOn ?? ''),
      render: (_, { dueOn, light }) => (
        <>
          {dueOn} <LightTag light={light} />
        </>
      ),
    },
    {
      key: 'owner',
      title: columns.owner,
      className: 'list-fixed',
      sorter: byText(({ owner }) => owner ?? ''),
      render: (_, row) => <TaskOwner row={row} onGiven={onGiven} />,
    },
    tellerColumn(columns.teller),
  ];
}
