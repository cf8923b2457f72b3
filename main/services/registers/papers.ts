import { deadlineDay } from '../../domain/calendar/deadline.ts';
import { endingTexts, gapOutcomes, type Case, type Notice } from '../../domain/case/case.ts';
import { percentText } from '../../domain/report/percent.ts';
import { gapsOpened, issuedSlips, noticeMarks, type Stretch } from '../../store/registers.ts';
import { caseOf, citizenOf, count, itemOf, minuteOf, type ListedCase, type Of, type RegisterPage } from './cells.ts';

/** The notice of a case that a slip is; undefined where it cannot be read. */
export function noticeOf(
  context: Of,
  { caseId, slipNumber }: { readonly caseId: string; readonly slipNumber: string },
): Notice | undefined {
  const one = caseOf(context, caseId);
  return one ? noticesOf(one).find((notice) => notice.slipNumber === slipNumber) : undefined;
}

const noticesOf = ({ formerNotices, notice }: Case): readonly Notice[] =>
  notice ? [...formerNotices, notice] : formerNotices;

/** What a notice has told to bring, in the words of the item. */
export function missingNames(context: Of, row: ListedCase, notice: Notice | undefined): string {
  return materialNames(
    context,
    row,
    (notice?.missing ?? []).map(({ materialCode }) => materialCode),
  );
}

function materialNames({ catalogue }: Of, { itemCode, itemVersion }: ListedCase, codes: readonly string[]): string {
  const materials = catalogue.versionOf(itemCode, itemVersion)?.materials ?? [];
  return codes.map((code) => materials.find((one) => one.code === code)?.name ?? code).join('、');
}

/** How a notice ended, and when (UTC, ISO 8601); by the time alone where nobody has recorded it yet. */
function endOf(one: Case | null, notice: Notice | undefined, now: string): readonly [state: string, at: string] {
  if (!one || !notice) return ['', ''];
  const further = noticesOf(one)[noticesOf(one).indexOf(notice) + 1];
  if (further) return ['再次告知', further.at];
  if (one.acceptance) return ['补齐', one.acceptance.at];
  if (isExpired(one, notice, now)) return ['逾期', notice.endsAt ?? ''];
  return one.ending ? [endingTexts[one.ending.why], one.changedAt] : ['待补', ''];
}

/** Whether the time of the last notice ran out before anything else came of it. */
function isExpired({ phase, ending }: Case, { endsAt }: Notice, now: string): boolean {
  if (ending) return ending.why === 'expired';
  return phase === 'expired' || (endsAt !== undefined && endsAt <= now);
}

const timeOf = (instant: string): string => (instant === '' ? '' : minuteOf(instant));

/** 补正台账: each notice with what became of it, and who is marked for one that was not whole. */
export function supplementRows(context: Of, stretch: Stretch): RegisterPage {
  const now = context.clock.wall().toISOString();
  const rows = issuedSlips(context.store.read, ['BZ'], stretch).map((row) => {
    const one = caseOf(context, row.caseId);
    const notice = noticeOf(context, row);
    const [state, at] = endOf(one, notice, now);
    const nth = one && notice ? noticesOf(one).indexOf(notice) + 1 : 1;
    return {
      caseId: row.caseId,
      state,
      cells: [
        ...[minuteOf(row.issuedAt), row.slipNumber, itemOf(context, row), citizenOf(row), notice?.by.name ?? ''],
        ...[`第 ${nth} 次`, missingNames(context, row, notice)],
        ...[notice ? (deadlineDay(notice.due) ?? '') : '', state, timeOf(at)],
      ],
    };
  });
  const marks = noticeMarks(context.store.read, stretch).map(({ number, name, times }) => ({
    label: `${name} ${number} 未一次性告知`,
    value: `${times} 次`,
  }));
  return {
    rows: listed(rows),
    totals: [...count(rows, '张'), ...ofState(rows, ['待补', '补齐', '逾期'], '张'), ...marks],
  };
}

/** 容缺台账: each acceptance with a gap with what became of the promise. */
export function gapRows(context: Of, stretch: Stretch): RegisterPage {
  const now = context.clock.wall().toISOString();
  const rows = gapsOpened(context.store.read, stretch).map((row) => {
    const gap = caseOf(context, row.caseId)?.gap;
    const over = row.outcome === null && row.endsAt !== null && row.endsAt <= now;
    const outcome = over ? 'broken' : row.outcome;
    const state = outcome === null ? '待补' : gapOutcomes[outcome];
    const at = over ? row.endsAt : row.settledAt;
    return {
      caseId: row.caseId,
      state,
      cells: [
        ...[minuteOf(row.openedAt), row.slipNumber, itemOf(context, row), citizenOf(row), row.handlerName],
        materialNames(context, row, gap ? [...gap.promised] : []),
        ...[row.promisedOn ?? '', state, timeOf(at ?? '')],
      ],
    };
  });
  const settled = rows.filter(({ state }) => state === gapOutcomes.supplied || state === gapOutcomes.broken);
  const kept = settled.filter(({ state }) => state === gapOutcomes.supplied);
  const share = percentText(kept.length, settled.length);
  return {
    rows: listed(rows),
    totals: [
      ...count(rows, '件'),
      ...ofState(rows, ['待补', gapOutcomes.supplied, gapOutcomes.broken], '件'),
      ...(share === null ? [] : [{ label: '补齐率', value: share }]),
    ],
  };
}

interface StateRow {
  readonly caseId: string;
  readonly state: string;
  readonly cells: readonly string[];
}

const listed = (rows: readonly StateRow[]): RegisterPage['rows'] =>
  rows.map(({ caseId, cells }) => ({ caseId, cells }));

function ofState(rows: readonly StateRow[], states: readonly string[], unit: string): RegisterPage['totals'] {
  return states.map((state) => ({
    label: state,
    value: `${rows.filter((row) => row.state === state).length} ${unit}`,
  }));
}
