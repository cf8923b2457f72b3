import type { IrregularityRow } from '../../contract/register.ts';
import { addCalendarDays } from '../../domain/calendar/hallTime.ts';
import { maskName } from '../../domain/identity/mask.ts';
import { precheckRules } from '../../domain/precheck/rules.ts';
import { staffActor } from '../../domain/staff/actor.ts';
import { findCaseRow } from '../../store/cases.ts';
import { getPerson } from '../../store/people.ts';
import { blockedBetween } from '../../store/prechecks.ts';
import type { Context } from '../context.ts';
import { beginOf } from './refusedTries.ts';

/** What pre-checks have blocked from one hall day to another, both among them, the latest first. */
export function listIrregularities(
  { store, catalogue }: Pick<Context, 'store' | 'catalogue'>,
  { from, to }: { readonly from: string; readonly to: string },
): IrregularityRow[] {
  const entries = blockedBetween(store.read, beginOf(from), beginOf(addCalendarDays(to, 1)));
  return entries.flatMap(({ at, actor, subject, payload: { rule, where, since, earlier } }) => {
    const row = findCaseRow(store.read, subject);
    if (!row) return [];
    const { number, name } = staffActor(actor);
    const { title, source } = precheckRules[rule];
    return {
      at,
      rule: title,
      source,
      itemName: catalogue.nameOf(row.itemCode, row.itemVersion),
      maskedName: maskName(getPerson(store.read, row.personId).name, 'list'),
      where,
      since,
      earlier: earlier ?? '',
      number,
      name,
    };
  });
}
