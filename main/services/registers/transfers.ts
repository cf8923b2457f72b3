import { deadlineDay } from '../../domain/calendar/deadline.ts';
import { phases } from '../../domain/case/phase.ts';
import { directionOf, directions, partDeadlines, type Direction } from '../../domain/transfer/parts.ts';
import { issuedSlips, type IssuedRow, type Stretch } from '../../store/registers.ts';
import { caseOf, citizenOf, itemOf, minuteOf, type Of, type RegisterPage } from './cells.ts';

/** A transfer as a row of the register; of an out-transfer the day of each part, the second from the hand-over on. */
function transferRow(context: Of, row: IssuedRow) {
  const one = caseOf(context, row.caseId);
  const direction = directionOf(one?.form ?? {});
  const { handOver, booking } = partDeadlines(context.calendar, {
    acceptedAt: row.issuedAt,
    handedOverAt: one?.completion?.at ?? null,
    closesAt: context.facts.closesAt,
  });
  const days = direction === 'out' ? [handOver, booking] : [null, null];
  return {
    caseId: row.caseId,
    direction,
    cells: [
      ...[minuteOf(row.issuedAt), row.caseNumber ?? '', directions[direction], itemOf(context, row), citizenOf(row)],
      ...[row.handlerName, ...days.map((due) => (due && deadlineDay(due)) ?? ''), phases[row.phase].title],
    ],
  };
}

/** 转移接续台账: what was accepted, each way counted apart. */
export function transferRows(context: Of, stretch: Stretch): RegisterPage {
  const rows = issuedSlips(context.store.read, ['SL', 'RQ'], stretch)
    .filter((row) => context.catalogue.versionOf(row.itemCode, row.itemVersion)?.transfer === true)
    .map((row) => transferRow(context, row));
  const times = (direction: Direction): number => rows.filter((row) => row.direction === direction).length;
  return {
    rows: rows.map(({ caseId, cells }) => ({ caseId, cells })),
    totals: [
      { label: directions.in, value: `${times('in')} 件` },
      { label: directions.out, value: `${times('out')} 件` },
      { label: '接续合计', value: `${rows.length} 件` },
    ],
  };
}
