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

interface Props {
  readonly rows: readonly OutboxRow[];
  /** Sends one now; null for posts that only look. */
  readonly onSend: ((messageId: string) => void) | null;
  readonly pending: boolean;
  /** Goes to the case of a transaction. */
  readonly onOpen: (caseId: string) => void;
}

/** The transactions, those not delivered first. */
export function OutboxTable({ rows, onSend, pending, onOpen }: Props) {
  const { columns } = outboxTexts;
  return (
    <div className="outbox-scroll" tabIndex={0} role="region" aria-label={outboxTexts.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.item}</th>
            <th scope="col">{columns.citizen}</th>
            <th scope="col">{columns.number}</th>
            <th scope="col" className="outbox-queued">
              {columns.queued}
            </th>
            <th scope="col">{columns.detail}</th>
            <th scope="col">
              <span className="unseen">{columns.act}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.messageId}>
              <td>
                <Tag tone={tones[row.state]}>{outboxTexts.states[row.state]}</Tag>
              </td>
              <td className="outbox-item">
                <button
                  type="button"
                  className="bare-button"
                  onClick={() => onOpen(row.caseId)}
                  aria-label={outboxTexts.openCase(row.itemName, row.caseNumber)}
                >
                  {row.itemName}
                </button>
              </td>
              <td className="outbox-fixed">{row.maskedName}</td>
              <td className="outbox-fixed number">{row.caseNumber}</td>
              <td className="outbox-fixed outbox-queued number">{hallMinute(row.queuedAt)}</td>
              <td>
                {row.state === 'delivered' ? outboxTexts.receipt(row.detail) : row.detail}
                {row.state === 'delivered' ? null : <small className="number">{attemptsOf(row)}</small>}
              </td>
              <td>
                {onSend && (row.state === 'waiting' || row.state === 'refused') ? (
                  <ActionButton pending={pending} onPress={() => onSend(row.messageId)}>
                    {outboxTexts.sendNow}
                  </ActionButton>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function attemptsOf({ attempts, nextAt }: OutboxRow): string {
  const next = nextAt ? outboxTexts.nextAt(hallTimeOfDay(nextAt)) : '';
  return [attempts > 0 ? outboxTexts.attempts(attempts) : '', next].filter(Boolean).join('，');
}
