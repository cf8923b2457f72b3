import { sql, type ReadDatabase } from './database.ts';

/**
 * For which hall date the last commitment of a person was given that is broken at a UTC instant (ISO 8601), recorded or not; null
 * when none is.
 */
export function brokenGapOf(database: ReadDatabase, personId: string, at: string): string | null {
  const row = sql<[string, string], { dueOn: string | null }>(
    database,
    `SELECT max(gap_due_on) AS dueOn FROM service_case
     WHERE person_id = ? AND gap_at IS NOT NULL AND (gap_outcome = 'broken' OR (gap_outcome IS NULL AND gap_ends_at <= ?))`,
  ).get(personId, at);
  return row?.dueOn ?? null;
}

/** The cases held here whose time to hand in papers is over at a UTC instant (ISO 8601). */
export function lapsedCases(database: ReadDatabase, workstation: string, at: string): readonly string[] {
  return sql<[string, string], { caseId: string }>(
    database,
    `SELECT case_id AS caseId FROM service_case
     WHERE holder = ? AND lapses_at IS NOT NULL AND lapses_at <= ? ORDER BY lapses_at`,
  )
    .all(workstation, at)
    .map(({ caseId }) => caseId);
}
