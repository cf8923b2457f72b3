import type { TableColumnsType } from 'antd';
import type { OutboxRow } from '../../main/contract/outbox.ts';
import { hallTimeOfDay } from '../../main/domain/calendar/hallTime.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { hallMinute } from '../ui/hallMinute.ts';
import { byText, ListTable, opener } from '../ui/ListTable.tsx';
import { LongNumber } from '../ui/LongNumber.tsx';
import { Tag, type Tone } from '../ui/Tag.tsx';
import { outboxTexts } from './texts.ts';

const tones = {
  waiting: 'wait',
  sending: 'brand',
  unknown: 'wait',
  delivered: 'good',
  refused: 'bad',
} as const satisfies Record<OutboxRow['state'], Tone>;

interface Props {
  readonly rows: readonly OutboxRow[];
  readonly onOpen: (row: OutboxRow) => void;
  /** Sends one now; null for posts that only look. */
  readonly onSend: ((messageId: string) => void) | null;
  readonly pending: boolean;
}

/** The transactions, those not delivered first until another order is asked for. A row opens its case. */
export function OutboxTable({ rows, onOpen, onSend, pending }: Props) {
  return (
    <ListTable
      label={outboxTexts.title}
      rows={rows}
      rowKey="messageId"
      columns={columnsOf(onOpen, onSend, pending)}
      nothingFits={outboxTexts.nothingFits}
      onOpen={onOpen}
    />
  );
}

function columnsOf(onOpen: Props['onOpen'], onSend: Props['onSend'], pending: boolean): TableColumnsType<OutboxRow> {
  const { columns, states } = outboxTexts;
  return [
    {
      key: 'state',
      title: columns.state,
      sorter: byText(({ state }) => states[state]),
      render: (_, { state }) => <Tag tone={tones[state]}>{states[state]}</Tag>,
    },
    opener({
      title: columns.item,
      text: ({ itemName }) => itemName,
      onOpen,
      name: ({ itemName, caseNumber }) => outboxTexts.openCase(itemName, caseNumber),
    }),
    {
      key: 'citizen',
      title: columns.citizen,
      className: 'list-fixed',
      sorter: byText(({ maskedName }) => maskedName),
      render: (_, row) => row.maskedName,
    },
    {
      key: 'number',
      title: columns.number,
      className: 'list-fixed number',
      sorter: byText(({ caseNumber }) => caseNumber),
      render: (_, row) => <LongNumber value={row.caseNumber} />,
    },
    {
      key: 'queued',
      title: columns.queued,
      className: 'list-fixed outbox-queued number',
      sorter: byText(({ queuedAt }) => queuedAt),
      render: (_, row) => hallMinute(row.queuedAt),
    },
    { key: 'detail', title: columns.detail, render: (_, row) => <Detail row={row} /> },
    {
      key: 'act',
      title: <span className="unseen">{columns.act}</span>,
      render: (_, row) =>
        onSend && canBeSent(row) ? (
          <ActionButton pending={pending} onPress={() => onSend(row.messageId)}>
            {outboxTexts.sendNow}
          </ActionButton>
        ) : null,
    },
  ];
}

/** Whether a person can send it now: it waits, or was refused and its cause is removed. */
function canBeSent({ state }: Pick<OutboxRow, 'state'>): boolean {
  return state === 'waiting' || state === 'refused';
}

function Detail({ row }: { readonly row: OutboxRow }) {
  if (row.state === 'delivered') return outboxTexts.receipt(row.detail);
  return (
    <>
      {row.detail}
      <small className="number">{attemptsOf(row)}</small>
    </>
  );
}

function attemptsOf({ attempts, nextAt }: OutboxRow): string {
  const next = nextAt ? outboxTexts.nextAt(hallTimeOfDay(nextAt)) : '';
  return [attempts > 0 ? outboxTexts.attempts(attempts) : '', next].filter(Boolean).join('，');
}
