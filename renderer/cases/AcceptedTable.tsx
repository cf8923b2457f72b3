import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { AcceptedCase } from '../../main/contract/case.ts';
import { hallMinute } from '../ui/hallMinute.ts';
import { Tag } from '../ui/Tag.tsx';
import { caseTexts } from './texts.ts';

const words = caseTexts.accepted;

interface Props {
  readonly rows: readonly AcceptedCase[];
  readonly onOpen: (caseId: string) => void;
}

/** The cases in the order of the core; ↑ and ↓ go from one to the next, Enter opens it. */
export function AcceptedTable({ rows, onOpen }: Props) {
  const { columns } = words;
  const table = useRef<HTMLTableElement>(null);
  const buttons = () => [...(table.current?.querySelectorAll<HTMLElement>('.case-open') ?? [])];
  useEffect(() => table.current?.querySelector<HTMLElement>('.case-open')?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const all = buttons();
    const next = all[all.findIndex((one) => one === document.activeElement) + step];
    next?.focus();
    event.preventDefault();
  };
  return (
    <div className="page-scroll" tabIndex={-1} role="region" aria-label={words.title}>
      <table className="accepted" ref={table} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {Object.values(columns).map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.caseId}>
              <td>
                <button type="button" className="bare-button case-open" onClick={() => onOpen(row.caseId)}>
                  {row.itemName}
                </button>
              </td>
              <td>{row.maskedName}</td>
              <td className="number">{row.caseNumber}</td>
              <td className="number">{hallMinute(row.acceptedAt)}</td>
              <td className="number">
                {row.dueOn} <Urgent due={row.due} />
              </td>
              <td>{row.tellerName}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Urgent({ due }: Pick<AcceptedCase, 'due'>) {
  if (due === 'later') return null;
  return <Tag tone={due === 'overdue' ? 'bad' : 'wait'}>{words[due]}</Tag>;
}
