import type { CaseNode } from '../domain/case/node.ts';
import type { gapOutcomes, Opinion } from '../domain/case/case.ts';
import type { Phase } from '../domain/case/phase.ts';
import type { SlipKind } from '../domain/slip/slip.ts';
import { sql, type ReadDatabase } from './database.ts';

/*
 * What the registers of the hall are made of. Each is asked for a stretch of time along an index, so that none takes longer as
 * the history grows.
 */

/** From one instant until before another (UTC, ISO 8601), at most so many rows. */
export interface Stretch {
  readonly from: string;
  readonly until: string;
  readonly limit: number;
}

/** What every register says of the case a row is about. */
interface OfCase {
  readonly caseId: string;
  readonly caseNumber: string | null;
  readonly itemCode: string;
  readonly itemVersion: number;
  readonly personName: string;
  readonly phase: Phase;
  readonly handlerName: string;
  /** For when the result is promised, hall date; null while nobody can say. */
  readonly resultDueOn: string | null;
  readonly changedAt: string;
}

const OF_CASE = `service_case.case_id AS caseId, case_number AS caseNumber, item_code AS itemCode,
  item_version AS itemVersion, person.name AS personName, phase, handler_name AS handlerName,
  json_extract(snapshot, '$.acceptance.promised.on') AS resultDueOn, changed_at AS changedAt`;
const CASE_OF = 'JOIN service_case USING (case_id) JOIN person USING (person_id)';

/** A slip of the hall with its case. */
export interface IssuedRow extends OfCase {
  readonly slipNumber: string;
  readonly issuedAt: string;
}

/** The slips of these kinds, oldest first. */
export function issuedSlips(
  database: ReadDatabase,
  kinds: readonly SlipKind[],
  { from, until, limit }: Stretch,
): readonly IssuedRow[] {
  return sql<[string, string, string, number], IssuedRow>(
    database,
    `SELECT slip_number AS slipNumber, issued_at AS issuedAt, ${OF_CASE}
     FROM slip INDEXED BY slip_by_kind ${CASE_OF}
     WHERE kind IN (SELECT value FROM json_each(?)) AND issued_at >= ? AND issued_at < ?
     ORDER BY issued_at LIMIT ?`,
  ).all(JSON.stringify(kinds), from, until, limit);
}

/** The word of a checking node with its case. */
export interface OpinionRow extends OfCase {
  readonly node: CaseNode;
  readonly verdict: Opinion['verdict'];
  readonly reason: string;
  readonly words: string;
  readonly document: string;
  readonly byName: string;
  readonly handlerNumber: string;
  readonly arrivedAt: string;
  /** By when the node was to say it; hall date. */
  readonly nodeDueOn: string | null;
  readonly saidAt: string;
}

/** What the checking nodes said, oldest first. */
export function opinionsSaid(database: ReadDatabase, { from, until, limit }: Stretch): readonly OpinionRow[] {
  return sql<[string, string, number], OpinionRow>(
    database,
    `SELECT node, verdict, reason, words, opinion.document, by_name AS byName, handler_number AS handlerNumber,
            arrived_at AS arrivedAt, opinion.due_on AS nodeDueOn, said_at AS saidAt, ${OF_CASE}
     FROM opinion ${CASE_OF} WHERE said_at >= ? AND said_at < ? ORDER BY said_at LIMIT ?`,
  ).all(from, until, limit);
}

/** What a node asked the bureau, with its answer where there is one. */
export interface EscalationRow extends OfCase {
  readonly reason: string;
  readonly words: string;
  readonly byName: string;
  readonly reportedAt: string;
  readonly answeredAt: string | null;
  /** By when it was to be answered, of an answered one; hall date. */
  readonly answerDueOn: string | null;
  readonly answer: string | null;
  readonly document: string | null;
}

/** What was asked of the bureau, oldest first: the word after a report is its answer. */
export function escalations(database: ReadDatabase, { from, until, limit }: Stretch): readonly EscalationRow[] {
  return sql<[string, string, number], EscalationRow>(
    database,
    `SELECT opinion.reason, opinion.words, opinion.by_name AS byName, opinion.said_at AS reportedAt,
            answer.said_at AS answeredAt, answer.due_on AS answerDueOn, answer.words AS answer, answer.document, ${OF_CASE}
     FROM opinion ${CASE_OF} LEFT JOIN opinion AS answer ON answer.case_id = opinion.case_id AND answer.n = opinion.n + 1
     WHERE opinion.verdict = 'escalated' AND opinion.said_at >= ? AND opinion.said_at < ?
     ORDER BY opinion.said_at LIMIT ?`,
  ).all(from, until, limit);
}

/** An acceptance with a gap, with its case. */
export interface GapRow extends OfCase {
  readonly slipNumber: string;
  readonly openedAt: string;
  /** Hall date. */
  readonly promisedOn: string | null;
  /** From when on it is broken. */
  readonly endsAt: string | null;
  readonly outcome: keyof typeof gapOutcomes | null;
  readonly settledAt: string | null;
}

/** What was accepted with a gap, oldest first. */
export function gapsOpened(database: ReadDatabase, { from, until, limit }: Stretch): readonly GapRow[] {
  return sql<[string, string, number], GapRow>(
    database,
    `SELECT gap_slip AS slipNumber, gap_at AS openedAt, gap_due_on AS promisedOn, gap_ends_at AS endsAt,
            gap_outcome AS outcome, gap_settled_at AS settledAt, ${OF_CASE}
     FROM service_case INDEXED BY case_gap_by_time JOIN person USING (person_id)
     WHERE gap_at IS NOT NULL AND gap_at >= ? AND gap_at < ? ORDER BY gap_at LIMIT ?`,
  ).all(from, until, limit);
}

/** Who gave a notice that was not whole, by the leader's word, and how often: the quality mark 未一次性告知. */
export function noticeMarks(
  database: ReadDatabase,
  { from, until }: Pick<Stretch, 'from' | 'until'>,
): readonly { readonly number: string; readonly name: string; readonly times: number }[] {
  return sql<[string, string], { number: string; name: string; times: number }>(
    database,
    `SELECT json_extract(payload, '$.marked.number') AS number, json_extract(payload, '$.marked.name') AS name,
            count(*) AS times
     FROM journal INDEXED BY journal_by_kind WHERE kind = 'case.permit' AND at >= ? AND at < ?
     GROUP BY number ORDER BY number`,
  ).all(from, until);
}

/** A number that holds no more, with its case. */
export interface VoidedRow extends OfCase {
  readonly slipNumber: string;
  readonly voidedAt: string;
  readonly byName: string;
  readonly why: string;
}

/** The numbers that lost their force, oldest first. */
export function voidedSlips(database: ReadDatabase, { from, until, limit }: Stretch): readonly VoidedRow[] {
  return sql<[string, string, number], VoidedRow>(
    database,
    `SELECT slip_number AS slipNumber, voided_at AS voidedAt, by_name AS byName, why, ${OF_CASE}
     FROM voided_slip ${CASE_OF} WHERE voided_at >= ? AND voided_at < ? ORDER BY voided_at LIMIT ?`,
  ).all(from, until, limit);
}
