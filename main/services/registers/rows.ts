import { deadlineDay } from '../../domain/calendar/deadline.ts';
import { isOver } from '../../domain/calendar/workingDays.ts';
import { verdictTexts, type Case } from '../../domain/case/case.ts';
import { caseNodes } from '../../domain/case/node.ts';
import { phases } from '../../domain/case/phase.ts';
import type { RegisterName } from '../../domain/register/registers.ts';
import { percentText } from '../../domain/report/percent.ts';
import {
  escalations,
  issuedSlips,
  opinionsSaid,
  voidedSlips,
  type OpinionRow,
  type Stretch,
} from '../../store/registers.ts';
import { caseOf, citizenOf, count, itemOf, minuteOf, type Of, type RegisterPage } from './cells.ts';
import { cardRows } from './cards.ts';
import { certificateDueRows, certificateRows } from './certificates.ts';
import { firstAskedRows } from './firstAsked.ts';
import { irregularityRows } from './irregularities.ts';
import { standInRows } from './standIns.ts';
import { transferRows } from './transfers.ts';
import { tryRows } from './refusedTries.ts';
import { versionRows } from './versions.ts';
import { gapRows, missingNames, noticeOf, supplementRows } from './papers.ts';

/** What a register answers for a stretch of time. */
type Answering = (context: Of, stretch: Stretch) => RegisterPage;

/** How often review sent a teller's cases back, of those it had a word on: 复核退回率. */
function returnRates(said: readonly OpinionRow[]): RegisterPage['totals'] {
  const tellers = Map.groupBy(
    said.filter(({ node }) => node === 'review'),
    ({ handlerNumber, handlerName }) => `${handlerName} ${handlerNumber}`,
  );
  return [...tellers].map(([teller, words]) => {
    const reviewed = new Set(words.map(({ caseId }) => caseId)).size;
    const back = new Set(words.filter(({ verdict }) => verdict === 'sent-back').map(({ caseId }) => caseId)).size;
    const share = percentText(back, reviewed) ?? '';
    return { label: `${teller} 复核退回率`, value: `${share}（复核 ${reviewed} 件，退回 ${back} 件）` };
  });
}

/** Each register by its name. */
export const registerRows: Readonly<Record<RegisterName, Answering>> = {
  handled: (context, stretch) => {
    const rows = issuedSlips(context.store.read, ['SL', 'RQ', 'SJ'], stretch).map((row) => ({
      caseId: row.caseId,
      cells: [
        ...[minuteOf(row.issuedAt), row.caseNumber ?? '', itemOf(context, row), citizenOf(row), row.handlerName],
        ...[row.resultDueOn ?? '', phases[row.phase].title],
      ],
    }));
    return { rows, totals: count(rows, '件') };
  },

  notices: (context, stretch) => {
    const rows = issuedSlips(context.store.read, ['BZ'], stretch).map((row) => {
      const notice = noticeOf(context, row);
      const missing = missingNames(context, row, notice);
      return {
        caseId: row.caseId,
        cells: [
          ...[minuteOf(row.issuedAt), row.slipNumber, itemOf(context, row), citizenOf(row), row.handlerName],
          ...[missing, notice ? (deadlineDay(notice.due) ?? '') : '', phases[row.phase].title],
        ],
      };
    });
    return { rows, totals: count(rows, '张') };
  },

  supplements: supplementRows,
  gaps: gapRows,

  refusals: (context, stretch) => {
    const rows = issuedSlips(context.store.read, ['BT'], stretch).map((row) => ({
      caseId: row.caseId,
      cells: [
        ...[minuteOf(row.issuedAt), row.slipNumber, itemOf(context, row), citizenOf(row), row.handlerName],
        caseOf(context, row.caseId)?.ending?.note ?? '',
      ],
    }));
    return { rows, totals: count(rows, '张') };
  },

  approvals: (context, stretch) => {
    const said = opinionsSaid(context.store.read, stretch);
    const { closesAt } = context.facts;
    const rows = said.map((row) => ({
      caseId: row.caseId,
      cells: [
        ...[minuteOf(row.saidAt), row.caseNumber ?? '', itemOf(context, row), citizenOf(row), row.handlerName],
        ...[caseNodes[row.node].title, verdictTexts[row.verdict], [row.reason, row.words].filter(Boolean).join('：')],
        ...[row.byName, minuteOf(row.arrivedAt)],
        row.nodeDueOn !== null && isOver(row.nodeDueOn, row.saidAt, closesAt) ? '超时' : '按时',
      ],
    }));
    return { rows, totals: [...count(rows, '次意见'), ...returnRates(said)] };
  },

  escalations: (context, stretch) => {
    const now = context.clock.wall().toISOString();
    const rows = escalations(context.store.read, stretch).map((row) => {
      const due = row.answeredAt === null ? bureauDue(caseOf(context, row.caseId)) : row.answerDueOn;
      const late = due !== null && isOver(due, row.answeredAt ?? now, context.facts.closesAt);
      return {
        caseId: row.caseId,
        cells: [
          ...[minuteOf(row.reportedAt), row.caseNumber ?? '', itemOf(context, row), citizenOf(row), row.byName],
          ...[row.reason, row.words, due ?? '', row.answeredAt === null ? '' : minuteOf(row.answeredAt)],
          ...[row.document ?? '', row.answer ?? ''],
          `${row.answeredAt === null ? '待答复' : '已答复'}${late ? '，超时' : ''}`,
        ],
      };
    });
    return { rows, totals: count(rows, '次') };
  },

  standIns: standInRows,
  firstAsked: firstAskedRows,
  irregularities: irregularityRows,
  tries: tryRows,
  cards: cardRows,
  transfers: transferRows,
  certificates: certificateRows,
  'certificates-due': certificateDueRows,
  versions: versionRows,

  voided: (context, stretch) => {
    const rows = voidedSlips(context.store.read, stretch).map((row) => ({
      caseId: row.caseId,
      cells: [
        ...[minuteOf(row.voidedAt), row.slipNumber, row.caseNumber ?? '', itemOf(context, row), citizenOf(row)],
        ...[row.byName, row.why],
      ],
    }));
    return { rows, totals: count(rows, '个') };
  },
};

/** By when the bureau is to answer a case that waits for it; hall date. */
function bureauDue(one: Case | null): string | null {
  return one?.phase === 'escalated' && one.chain ? deadlineDay(one.chain.due) : null;
}
