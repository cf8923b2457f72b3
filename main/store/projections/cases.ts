import { deadlineDay } from '../../domain/calendar/deadline.ts';
import { applyAct, illegalities, lineOf } from '../../domain/case/replay.ts';
import { lifeOfSerial, serialAfter } from '../../domain/case/life.ts';
import type { Case } from '../../domain/case/case.ts';
import { numbersTaken, type TakenNumber } from '../../domain/case/numbers.ts';
import { summary } from '../../domain/case/summary.ts';
import { canonicalJson } from '../../domain/journal/canonicalJson.ts';
import { actorName } from '../../domain/staff/actor.ts';
import type { CaseEntry } from '../../domain/journal/entry.ts';
import { findCase, lastSerial, numberingOf } from '../cases.ts';
import { change, type ReadDatabase, type WriteDatabase } from '../database.ts';
import { noteActInPlace, endTask } from './duty.ts';
import { dropMessage, queueMessage } from './outbox.ts';
import { issueSlip } from './printing.ts';
import { putDocument } from './resultDocuments.ts';

/**
 * Carries one act into the projections: the case as the domain makes it of its history, the numbers its slip took, the
 * slip with its print job, the message it sends. Throws when the process forbids the act: such a history is broken.
 */
export function projectAct(database: WriteDatabase, entry: CaseEntry): void {
  const before = caseBefore(database, entry.subject);
  const applied = applyAct(before, entry);
  if (!applied.ok) {
    const { n, why } = applied.illegal;
    throw new Error(`办件 ${entry.subject} 的第 ${n} 步：${illegalities[why]}`);
  }
  putCase(database, entry, applied.value);
  putOpinions(database, entry.subject, before, applied.value);
  if (applied.value.acceptance && !before?.acceptance) countUse(database, applied.value.itemCode);
  for (const taken of numbersTaken(entry.payload, before?.caseNumber)) take(database, entry.workstation, taken);
  if ('issued' in entry.payload) issueSlip(database, entry.subject, entry, entry.payload.issued);
  if ('resultDocument' in entry.payload) putDocument(database, entry.subject, entry, entry.payload.resultDocument);
  putVoided(database, entry, before, applied.value);
  settleTask(database, entry, before, applied.value);
  projectMessage(database, entry, before, applied.value);
}

/** The message it sends. One that another takes the place of, or whose case has no result any more, is not sent again. */
function projectMessage(database: WriteDatabase, entry: CaseEntry, before: Case | null, now: Case): void {
  const former = before?.completion?.messageId;
  const given = now.phase === 'closed' || now.completion?.messageId !== former;
  if (former !== undefined && given) dropMessage(database, entry, former);
  if ('message' in entry.payload) queueMessage(database, entry, entry.payload.message, now.personId);
}

function caseBefore(database: ReadDatabase, caseId: string): Case | null {
  const found = findCase(database, caseId);
  if (found.ok) return found.value;
  if (found.why === 'unknown') return null;
  throw new Error(`办件 ${caseId} 的现状读不了`);
}

function putCase(database: WriteDatabase, { subject, sequence }: CaseEntry, now: Case): void {
  change<[Record<string, string | number | null>]>(
    database,
    `INSERT INTO service_case (case_id, case_number, item_code, item_version, person_id, visit_id, phase, handler_number,
                               handler_name, opened_at, changed_at, due_on, lapses_at, gap_slip, gap_at, gap_due_on,
                               gap_ends_at, gap_outcome, gap_settled_at, holder, message_id, revision, snapshot)
     VALUES (@caseId, @caseNumber, @itemCode, @itemVersion, @personId, @visitId, @phase, @handlerNumber,
             @handlerName, @openedAt, @changedAt, @dueOn, @lapsesAt, @gapSlip, @gapAt, @gapDueOn,
             @gapEndsAt, @gapOutcome, @gapSettledAt, @holder, @messageId, @revision, @snapshot)
     ON CONFLICT (case_id) DO UPDATE SET
       case_number = excluded.case_number, phase = excluded.phase, changed_at = excluded.changed_at,
       due_on = excluded.due_on, lapses_at = excluded.lapses_at, gap_slip = excluded.gap_slip,
       gap_at = excluded.gap_at, gap_due_on = excluded.gap_due_on, gap_ends_at = excluded.gap_ends_at,
       gap_outcome = excluded.gap_outcome, gap_settled_at = excluded.gap_settled_at, holder = excluded.holder, message_id = excluded.message_id,
       revision = excluded.revision, snapshot = excluded.snapshot`,
  ).run({ ...summary(now), caseId: subject, revision: sequence, snapshot: canonicalJson(now) });
}

/** What has been said of the case since the act before. */
function putOpinions(database: WriteDatabase, caseId: string, before: Case | null, now: Case): void {
  const said = before?.opinions.length ?? 0;
  now.opinions.slice(said).forEach(({ node, verdict, reason, text, document, by, arrivedAt, due, at }, index) =>
    change<(string | number | null)[]>(
      database,
      `INSERT INTO opinion (case_id, n, node, verdict, reason, words, document, by_number, by_name, arrived_at, due_on, said_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      ...[caseId, said + index + 1, node, verdict, reason ?? '', text, document ?? '', by.number, by.name],
      ...[arrivedAt, deadlineDay(due), at],
    ),
  );
}

/** The numbers the act has taken the force of. */
function putVoided(database: WriteDatabase, entry: CaseEntry, before: Case | null, now: Case): void {
  for (const number of now.voided.slice(before?.voided.length ?? 0)) {
    change<string[]>(
      database,
      'INSERT INTO voided_slip (slip_number, case_id, voided_at, by_name, why) VALUES (?, ?, ?, ?, ?)',
    ).run(number, entry.subject, entry.at, actorName(entry.actor), lineOf(entry));
  }
}

/** A case that has moved on waits for nobody any more as it did; what was done for somebody absent is kept as that. */
function settleTask(database: WriteDatabase, entry: CaseEntry, before: Case | null, now: Case): void {
  if (before && before.phase !== now.phase) endTask(database, entry.subject, entry.at);
  const { inPlaceOf } = entry.payload.link;
  if (inPlaceOf) noteActInPlace(database, entry, { inPlaceOf, n: now.custody.n, line: lineOf(entry) });
}

function take(database: WriteDatabase, workstation: string, { day, kind, window, serial }: TakenNumber): void {
  const last = lastSerial(database, workstation, day, kind);
  const numbering = numberingOf(database, workstation, day);
  const next = serialAfter(last, lifeOfSerial(serial), numbering?.from);
  if (serial !== next || (numbering && numbering.window !== window)) {
    throw new Error(`编号 ${kind} ${day} ${window} ${serial} 不连续`);
  }
  change<[string, string, string, number]>(
    database,
    `INSERT INTO number_series (workstation, day, kind, last) VALUES (?, ?, ?, ?)
     ON CONFLICT (workstation, day, kind) DO UPDATE SET last = excluded.last`,
  ).run(workstation, day, kind, serial);
}

function countUse(database: WriteDatabase, itemCode: string): void {
  change<[string]>(
    database,
    'INSERT INTO item_use (item_code, uses) VALUES (?, 1) ON CONFLICT (item_code) DO UPDATE SET uses = uses + 1',
  ).run(itemCode);
}
