import type { CaseView } from '../../../main/contract/case.ts';
import { hallMinute } from '../../ui/hallMinute.ts';
import { intakeTexts } from './texts.ts';

type Filing = CaseView['filings'][number];

const { changesColumns } = intakeTexts;

/** What the case changes, value by value. What was filed before and corrected stays readable under it. */
export function ValueChanges({ filings }: Pick<CaseView, 'filings'>) {
  const [holds, ...corrected] = filings;
  if (!holds) return null;
  return (
    <section className="sheet" aria-label={intakeTexts.changes}>
      <h2>{intakeTexts.changes}</h2>
      <ChangeTable changes={holds.changes} />
      {corrected.map((filing) => (
        <details key={filing.at} className="corrected">
          <summary>{intakeTexts.changesBefore(hallMinute(filing.at), filing.by)}</summary>
          <ChangeTable changes={filing.changes} />
        </details>
      ))}
    </section>
  );
}

function ChangeTable({ changes }: Pick<Filing, 'changes'>) {
  const amounts = changes.some(({ difference }) => difference !== undefined);
  return (
    <table className="value-changes">
      <thead>
        <tr>
          <th scope="col">{changesColumns.what}</th>
          <th scope="col">{changesColumns.before}</th>
          <th scope="col">{changesColumns.after}</th>
          {amounts ? <th scope="col">{changesColumns.difference}</th> : null}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ label, before, after, difference }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{before}</td>
            <td>
              <strong>{after}</strong>
            </td>
            {amounts ? <td className="number">{difference ?? ''}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
