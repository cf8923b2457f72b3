import { failureOfCode } from '../../contract/failures.ts';
import { staffActor } from '../../domain/staff/actor.ts';
import { roleTitles } from '../../domain/staff/role.ts';
import { findCaseRow } from '../../store/cases.ts';
import { refusedTries } from '../../store/refusedTries.ts';
import type { Stretch } from '../../store/registers.ts';
import { count, minuteOf, type Of, type RegisterPage } from './cells.ts';

/** What was tried and refused for the sake of who tried it, or of what the hall may ask, the latest first; nothing of a citizen. */
export function tryRows({ store, catalogue }: Of, { from, until, limit }: Stretch): RegisterPage {
  const rows = refusedTries(store.read, { from, until })
    .slice(0, limit)
    .map(({ at, actor, subject, payload: { act, code, item, times } }) => {
      const { name, number, role } = staffActor(actor);
      const row = findCaseRow(store.read, subject);
      const inList = catalogue.items.find((one) => one.code === item)?.name ?? '';
      const itemName = row ? catalogue.nameOf(row.itemCode, row.itemVersion) : inList;
      const why = failureOfCode(code)?.happened ?? code;
      return {
        caseId: row?.caseId ?? null,
        cells: [
          ...[minuteOf(at), row?.caseNumber ?? '', itemName, `${name} ${number}`, roleTitles[role]],
          ...[act, why, String(times)],
        ],
      };
    });
  return { rows, totals: count(rows, '行') };
}
