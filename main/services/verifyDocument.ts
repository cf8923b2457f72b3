import type { Failure } from '../contract/failures.ts';
import { printedDay } from '../domain/calendar/printedDate.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { maskName } from '../domain/identity/mask.ts';
import { standingOf, standingTexts, type Standing } from '../domain/resultDocument/standing.ts';
import { findCaseRow } from '../store/cases.ts';
import { getPerson } from '../store/people.ts';
import { findDocument, type DocumentRow } from '../store/resultDocuments.ts';
import type { Context } from './context.ts';

/** What a document says of itself by its code. */
interface Claimed {
  readonly slipNumber: string;
  readonly caseNumber: string;
}

const NOTHING_CHANGED = '只作核验，没有任何改动。';

/** What is to be done with a document of each standing. */
const nextSteps = {
  genuine: '请核对持件人与文书上的姓名。',
  expired: '请提醒群众办理复审或重新申请。',
  superseded: '请收回这一张，以新的文书为准。',
  void: '请收回这一张，不能作为凭据。',
} as const satisfies Record<Standing, string>;

/** What a document is worth today; undefined where this counter has issued none with this number. */
export function documentStanding({ clock }: Pick<Context, 'clock'>, row: DocumentRow): Standing {
  const { validFrom, validUntil, replacedBy, voidedWhy } = row;
  return standingOf(
    { voided: voidedWhy !== null, replacedBy, validFrom, validUntil },
    hallDate(clock.wall().toISOString()),
  );
}

/** What a document that was shown is worth, for whoever verifies it: its holder only as far as to compare. Both numbers of its code must belong together. */
export function verifyDocument(
  context: Pick<Context, 'store' | 'clock'>,
  { slipNumber: number, caseNumber }: Claimed,
): Pick<Failure, 'happened' | 'kept' | 'next'> {
  const { read } = context.store;
  const row = findDocument(read, number);
  const one = row && findCaseRow(read, row.caseId);
  if (!row || one?.caseNumber !== caseNumber) {
    return {
      happened: `核验：本窗口没有出具过 ${number}。`,
      kept: NOTHING_CHANGED,
      next: `编号中的窗口是 ${number.slice(10, 12)} 号，请到该窗口核验；仍查不到的按可疑文书处理。`,
    };
  }
  const standing = documentStanding(context, row);
  const holder = maskName(getPerson(read, one.personId).name, 'list');
  const until = row.validUntil === null ? '' : `，有效期至${printedDay(row.validUntil)}`;
  const by = row.replacedBy === null ? '' : `（${row.replacedBy}）`;
  return {
    happened: `核验：${row.name} ${number} ${standingTexts[standing]}${by}。`,
    kept: `持有人 ${holder}，${printedDay(hallDate(row.issuedAt))}出具${until}。${NOTHING_CHANGED}`,
    next: nextSteps[standing],
  };
}
