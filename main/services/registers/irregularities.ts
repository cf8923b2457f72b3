import { maskName } from '../../domain/identity/mask.ts';
import { precheckRules } from '../../domain/precheck/rules.ts';
import { staffActor } from '../../domain/staff/actor.ts';
import { findCaseRow } from '../../store/cases.ts';
import { getPerson } from '../../store/people.ts';
import { blockedBetween } from '../../store/prechecks.ts';
import type { Stretch } from '../../store/registers.ts';
import { count, minuteOf, type Of, type RegisterPage } from './cells.ts';

/** What pre-checks have blocked (参保异常), the latest first; without amounts. */
export function irregularityRows({ store, catalogue }: Of, { from, until, limit }: Stretch): RegisterPage {
  const rows = blockedBetween(store.read, from, until)
    .slice(0, limit)
    .flatMap(({ at, actor, subject, payload: { rule, where, since, earlier } }) => {
      const row = findCaseRow(store.read, subject);
      if (!row) return [];
      const { title, source } = precheckRules[rule];
      const citizen = maskName(getPerson(store.read, row.personId).name, 'list');
      const item = catalogue.nameOf(row.itemCode, row.itemVersion);
      const { name, number } = staffActor(actor);
      const cells = [
        ...[minuteOf(at), item, citizen, title, source, where, since ?? '', earlier ?? ''],
        `${name} ${number}`,
      ];
      return [{ caseId: row.caseId, cells }];
    });
  return { rows, totals: count(rows, '次') };
}
