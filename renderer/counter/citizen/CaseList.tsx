import { useLocation, useNavigate } from 'react-router';
import type { CaseSummary } from '../../../main/contract/case.ts';
import { phases, type Phase } from '../../../main/domain/case/phase.ts';
import { hallDate } from '../../../main/domain/calendar/hallTime.ts';
import { LongNumber } from '../../ui/LongNumber.tsx';
import { Tag, type Tone } from '../../ui/Tag.tsx';
import { counterTexts } from '../texts.ts';

const phaseTones = {
  intake: 'brand',
  notified: 'wait',
  accepted: 'wait',
  completed: 'good',
  closed: 'plain',
} as const satisfies Record<Phase, Tone>;

/** Open and past cases of the citizen. */
export function CaseList({ cases }: { readonly cases: readonly CaseSummary[] }) {
  const here = useLocation().pathname;
  const navigate = useNavigate();
  return (
    <section className="block">
      <h2>{counterTexts.cases}</h2>
      {cases.length === 0 ? <p className="note">{counterTexts.noCases}</p> : null}
      <ul>
        {cases.map((row) => {
          const address = `/case/${row.caseId}`;
          return (
            <li key={row.caseId}>
              <button
                type="button"
                className="case-row"
                aria-current={here === address}
                onClick={() => void navigate(address)}
              >
                <span>{row.itemName}</span>
                <CaseMark row={row} />
                <small className="number">
                  {hallDate(row.openedAt)}
                  {row.caseNumber === null ? null : (
                    <>
                      　<LongNumber value={row.caseNumber} />
                    </>
                  )}
                </small>
                {row.phase === 'notified' && row.dueOn ? <small>{counterTexts.due(row.dueOn)}</small> : null}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function CaseMark({ row }: { readonly row: CaseSummary }) {
  if (row.phase === 'completed' && row.delivery.state === 'waiting') {
    return <Tag tone="wait">{counterTexts.deliveries.waiting}</Tag>;
  }
  if (row.delivery.state === 'refused') return <Tag tone="bad">{counterTexts.deliveries.refused}</Tag>;
  return <Tag tone={phaseTones[row.phase]}>{phases[row.phase].title}</Tag>;
}
