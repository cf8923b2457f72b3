import type { FirstAsked } from '../domain/duty/firstAsked.ts';
import { sql, type ReadDatabase } from './database.ts';

/** A matter with which somebody was asked first, as it stands now. */
export interface AskedRow extends FirstAsked {
  readonly askedId: string;
  readonly at: string;
  readonly who: string;
  readonly personId: string | null;
  readonly matter: string;
  readonly answer: { readonly by: string; readonly text: string; readonly satisfied: boolean } | null;
}

interface Flat extends Omit<AskedRow, 'by' | 'referred' | 'answer'> {
  readonly byNumber: string;
  readonly byName: string;
  readonly toNumber: string | null;
  readonly toName: string | null;
  readonly dueOn: string | null;
  readonly answeredBy: string | null;
  readonly answer: string | null;
  readonly satisfied: 0 | 1 | null;
}

const ASKED = `SELECT asked_id AS askedId, asked_at AS at, who, person_id AS personId, matter, by_number AS byNumber,
    by_name AS byName, to_number AS toNumber, to_name AS toName, due_on AS dueOn, accepted_at AS acceptedAt,
    answered_at AS answeredAt, answered_by AS answeredBy, answer, satisfied FROM first_asked`;

function rowOf({ byNumber, byName, toNumber, toName, dueOn, answeredBy, answer, satisfied, ...row }: Flat): AskedRow {
  const to = toNumber === null ? null : { number: toNumber, name: toName ?? '' };
  return {
    ...row,
    by: { number: byNumber, name: byName },
    referred: to && { to, dueOn: dueOn ?? '' },
    answer: answer === null ? null : { by: answeredBy ?? '', text: answer, satisfied: satisfied === 1 },
  };
}

/** The matter of this id. */
export function findAsked(database: ReadDatabase, askedId: string): AskedRow | undefined {
  const row = sql<[string], Flat>(database, `${ASKED} WHERE asked_id = ?`).get(askedId);
  return row && rowOf(row);
}

/** What is not answered yet, the first promised first. */
export function openAsked(database: ReadDatabase): readonly AskedRow[] {
  return sql<[], Flat>(
    database,
    `${ASKED} INDEXED BY first_asked_open WHERE answered_at IS NULL ORDER BY due_on, asked_at`,
  )
    .all()
    .map(rowOf);
}

/** What was asked from one UTC instant until before another, oldest first, at most so many. */
export function askedBetween(
  database: ReadDatabase,
  { from, until, limit }: { readonly from: string; readonly until: string; readonly limit: number },
): readonly AskedRow[] {
  return sql<[string, string, number], Flat>(
    database,
    `${ASKED} WHERE asked_at >= ? AND asked_at < ? ORDER BY asked_at LIMIT ?`,
  )
    .all(from, until, limit)
    .map(rowOf);
}
