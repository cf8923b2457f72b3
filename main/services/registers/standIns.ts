import { maskName } from '../../domain/identity/mask.ts';
import { roleTitles } from '../../domain/staff/role.ts';
import { findCaseRow } from '../../store/cases.ts';
import { actsInPlace } from '../../store/duty.ts';
import { getPerson } from '../../store/people.ts';
import type { Stretch } from '../../store/registers.ts';
import { count, minuteOf, type Of, type RegisterPage } from './cells.ts';

/** What was done in the place of somebody absent, and how often for whom. */
export function standInRows({ store: { read }, catalogue }: Of, stretch: Stretch): RegisterPage {
  const acts = actsInPlace(read, stretch);
  const rows = acts.map(({ caseId, at, by, role, inPlaceOf, line }) => {
    const row = findCaseRow(read, caseId);
    const citizen = row ? maskName(getPerson(read, row.personId).name, 'list') : '';
    return {
      caseId,
      cells: [
        ...[minuteOf(at), row?.caseNumber ?? '', row ? catalogue.nameOf(row.itemCode, row.itemVersion) : '', citizen],
        ...[`${by.name} ${by.number}`, roleTitles[role], `${inPlaceOf.name} ${inPlaceOf.number}`, line],
      ],
    };
  });
  const absent = Map.groupBy(acts, ({ inPlaceOf }) => `代 ${inPlaceOf.name} ${inPlaceOf.number}`);
  return {
    rows,
    totals: [...count(rows, '次'), ...[...absent].map(([label, of]) => ({ label, value: `${of.length} 次` }))],
  };
}
