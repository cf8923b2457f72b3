import { Table, type TableColumnsType } from 'antd';
import type { OutboxRow } from '../../main/contract/outbox.ts';
import { hallTimeOfDay } from '../../main/domain/calendar/hallTime.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { hallMinute } from '../ui/hallMinute.ts';
import { Tag, type Tone } from '../ui/Tag.tsx';
import { outboxTexts } from './texts.ts';

const tones = {
  waiting: 'wait',
  sending: 'brand',
  unknown: 'wait',
  delivered: 'good',
  refused: 'bad',
} as const satisfies Record<OutboxRow['state'], Tone>;

/** As many as fit on a screen or two; more are turned over. */
const ROWS_A_PAGE = 50;

/**
 * Without it the table measures the width of scroll bars with a style sheet that has no nonce, which the policy of the page
 * refuses. Nothing else depends on it in a table whose own body does not scroll.
 */
const withoutMeasuring = { tailor: true };

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
    <div className="page-scroll outbox-list" tabIndex={0} role="region" aria-label={outboxTexts.title}>
      <Table<OutboxRow>
        {...withoutMeasuring}
        rowKey="messageId"
        dataSource={[...rows]}
        columns={columnsOf(onOpen, onSend, pending)}
        locale={{ emptyText: outboxTexts.nothingFits }}
        pagination={{ pageSize: ROWS_A_PAGE, hideOnSinglePage: true, showSizeChanger: false }}
        onRow={(row) => ({
          onClick: ({ target }) => {
            if (!(target instanceof Element && target.closest('button'))) onOpen(row);
          },
        })}
      />
    </div>
  );
}

const byText = (text: (row: OutboxRow) => string) => (one: OutboxRow, other: OutboxRow) =>
  text(one).localeCompare(text(other), 'zh-CN');

function columnsOf(onOpen: Props['onOpen'], onSend: Props['onSend'], pending: boolean): TableColumnsType<OutboxRow> {
  const { columns, states } = outboxTexts;
  return [
    {
      key: 'state',
      title: columns.state,
      sorter: byText(({ state }) => states[state]),
      render: (_, { state }) => <Tag tone={tones[state]}>{states[state]}</Tag>,
    },
    {
      key: 'item',
      title: columns.item,
      className: 'outbox-item',
      sorter: byText(({ itemName }) => itemName),
      render: (_, row) => (
        <button
          type="button"
          className="link-button"
          onClick={() => onOpen(row)}
          aria-label={outboxTexts.openCase(row.itemName, row.caseNumber)}
        >
          {row.itemName}
        </button>
      ),
    },
    {
      key: 'citizen',
      title: columns.citizen,
      className: 'outbox-fixed',
      sorter: byText(({ maskedName }) => maskedName),
      render: (_, row) => row.maskedName,
    },
    {
      key: 'number',
      title: columns.number,
      className: 'outbox-fixed number',
      sorter: byText(({ caseNumber }) => caseNumber),
      render: (_, row) => row.caseNumber,
    },
    {
      key: 'queued',
      title: columns.queued,
      className: 'outbox-fixed outbox-queued number',
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
