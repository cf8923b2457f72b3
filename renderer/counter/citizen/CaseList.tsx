import { useLocation, useNavigate } from 'react-router';
import type { CaseSummary } from '../../../main/contract/case.ts';
import { hallDate } from '../../../main/domain/calendar/hallTime.ts';
import { LongNumber } from '../../ui/LongNumber.tsx';
import { CaseMark } from '../../ui/CaseMark.tsx';
import { counterTexts } from '../texts.ts';

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
                <CaseMark phase={row.phase} delivery={row.delivery.state} />
                <small className="number">
                  {hallDate(row.openedAt)}
                  {row.caseNumber === null ? '' : '　'}
                  {row.caseNumber === null ? null : <LongNumber value={row.caseNumber} />}
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
