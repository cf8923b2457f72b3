import { z } from 'zod';
import { jsonOf, readStored } from '../domain/stored.ts';
import type { FormValues, MaterialTicks } from '../domain/case/papers.ts';
import { reserveTicks, type TickSpan } from '../domain/delivery/messageTicks.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import type { Role } from '../domain/staff/role.ts';
import { change, sql, type ReadDatabase, type WriteDatabase } from './database.ts';

/** A staff account with what is needed to check its password. */
export interface CredentialRow {
  readonly number: string;
  readonly name: string;
  readonly role: Role;
  readonly scrypt: string;
  readonly failures: number;
  readonly lockedUntil: string | null;
}

/** The account of this number. */
export function findCredential(database: ReadDatabase, number: string): CredentialRow | undefined {
  return sql<[string], CredentialRow>(
    database,
    `SELECT number, name, role, scrypt, failures, locked_until AS lockedUntil
     FROM credential JOIN staff USING (number) WHERE number = ?`,
  ).get(number);
}

/** Every account, in the order of its number. */
export function listStaff(database: ReadDatabase): readonly StaffActor[] {
  return sql<[], StaffActor>(database, `SELECT 'person' AS kind, number, name, role FROM staff ORDER BY number`).all();
}

/** Keeps a new account's password hash. */
export function insertCredential(database: WriteDatabase, number: string, scrypt: string): void {
  change<[string, string]>(database, 'INSERT INTO credential (number, scrypt, failures) VALUES (?, ?, 0)').run(
    number,
    scrypt,
  );
}

/** The account has another password; what was counted against it is forgotten with the old one. */
export function replaceCredential(database: WriteDatabase, number: string, scrypt: string): void {
  change<[string, string]>(
    database,
    'UPDATE credential SET scrypt = ?, failures = 0, locked_until = NULL WHERE number = ?',
  ).run(scrypt, number);
}

/** True while nobody has an account. */
export function hasNoAccounts(database: ReadDatabase): boolean {
  return sql<[], { number: string }>(database, 'SELECT number FROM credential LIMIT 1').get() === undefined;
}

/** Remembers failed attempts and a lock; 0 and null after a success. */
export function recordAttempts(
  database: WriteDatabase,
  number: string,
  failures: number,
  lockedUntil: string | null,
): void {
  change<[number, string | null, string]>(
    database,
    'UPDATE credential SET failures = ?, locked_until = ? WHERE number = ?',
  ).run(failures, lockedUntil, number);
}

/** Why a session ended without the wish of who sat there: nobody used it, or its password was changed elsewhere. */
export type SessionEnd = 'idle' | 'password-changed';

/** Who is signed in at a window. */
export interface SessionRow {
  readonly number: string;
  readonly name: string;
  /** The post it is in. */
  readonly role: Role;
  readonly openedAt: string;
  readonly lastSeenAt: string;
  /** When it ended without the wish of who sat there; null while it holds. It stays, so that its window can ask for the password alone. */
  readonly endedAt: string | null;
  /** Null while it holds. */
  readonly endReason: SessionEnd | null;
}

/** The session of this window, whatever its age. */
export function findSession(database: ReadDatabase, windowHash: string): SessionRow | undefined {
  return sql<[string], SessionRow>(
    database,
    `SELECT number, name, session.role, opened_at AS openedAt, last_seen_at AS lastSeenAt, ended_at AS endedAt,
       end_reason AS endReason
     FROM session JOIN staff USING (number) WHERE window_hash = ?`,
  ).get(windowHash);
}

/** The windows at which this account has a session that holds, but for one of them. */
export function otherWindowsOf(database: ReadDatabase, number: string, butWindowHash: string): string[] {
  return sql<[string, string], { windowHash: string }>(
    database,
    'SELECT window_hash AS windowHash FROM session WHERE number = ? AND window_hash <> ? AND ended_at IS NULL',
  )
    .all(number, butWindowHash)
    .map(({ windowHash }) => windowHash);
}

/** Whether the owner of an account has ever given it another password than it was created with. */
export function hasOwnPassword(database: ReadDatabase, number: string): boolean {
  return (
    sql<[string], { sequence: number }>(
      database,
      `SELECT sequence FROM journal WHERE subject = ? AND kind = 'account.password-changed' LIMIT 1`,
    ).get(`account:${number}`) !== undefined
  );
}

/** Opens or replaces the session of a window. */
export function putSession(
  database: WriteDatabase,
  windowHash: string,
  { number, role, openedAt }: Pick<SessionRow, 'number' | 'role' | 'openedAt'>,
): void {
  change<[string, string, string, string, string]>(
    database,
    'INSERT OR REPLACE INTO session (window_hash, number, role, opened_at, last_seen_at) VALUES (?, ?, ?, ?, ?)',
  ).run(windowHash, number, role, openedAt, openedAt);
}

/** Notes that the window was used. */
export function touchSession(database: WriteDatabase, windowHash: string, at: string): void {
  change<[string, string]>(database, 'UPDATE session SET last_seen_at = ? WHERE window_hash = ?').run(at, windowHash);
}

/** The session of a window is over; who it was stays known. */
export function endSession(database: WriteDatabase, windowHash: string, at: string, reason: SessionEnd): void {
  change<[string, string, string]>(
    database,
    'UPDATE session SET ended_at = ?, end_reason = ? WHERE window_hash = ?',
  ).run(at, reason, windowHash);
}

/** Forgets the session of a window. */
export function deleteSession(database: WriteDatabase, windowHash: string): void {
  change<[string]>(database, 'DELETE FROM session WHERE window_hash = ?').run(windowHash);
}

/** What was ticked and typed but not yet handed in. */
export interface Draft {
  readonly ticks: MaterialTicks;
  readonly form: FormValues;
}

const draftSchema = z.object({
  ticks: z.record(z.string(), z.object({ alternative: z.string(), form: z.enum(['original', 'copy']) })),
  form: z.record(z.string(), z.string()),
});

/** The draft of a case. One that cannot be read is none: what was typed is typed again, and the case goes on. */
export function findDraft(database: ReadDatabase, caseId: string): Draft | undefined {
  const row = sql<[string], { ticks: string; form: string }>(
    database,
    'SELECT ticks, form FROM draft WHERE case_id = ?',
  ).get(caseId);
  if (!row) return undefined;
  const [ticks, form] = [jsonOf(row.ticks), jsonOf(row.form)];
  const read = readStored(draftSchema, { ticks: ticks.ok && ticks.value, form: form.ok && form.value });
  return read.ok ? read.value : undefined;
}

/** Keeps the draft of a case. */
export function putDraft(database: WriteDatabase, caseId: string, draft: Draft): void {
  change<[string, string, string]>(
    database,
    'INSERT OR REPLACE INTO draft (case_id, ticks, form) VALUES (?, ?, ?)',
  ).run(caseId, JSON.stringify(draft.ticks), JSON.stringify(draft.form));
}

/** Removes the draft of a case. */
export function deleteDraft(database: WriteDatabase, caseId: string): void {
  change<[string]>(database, 'DELETE FROM draft WHERE case_id = ?').run(caseId);
}

/** Removes every draft of a person, whichever visit opened the case: nothing of them stays behind. */
export function deleteDraftsOf(database: WriteDatabase, personId: string): void {
  change<[string]>(
    database,
    'DELETE FROM draft WHERE case_id IN (SELECT case_id FROM service_case WHERE person_id = ?)',
  ).run(personId);
}

/** An answer already given to a request. */
export interface RepeatedRequest {
  readonly session: string;
  readonly procedure: string;
  readonly inputHash: string;
  readonly answer: string;
}

/** The answer already given to this request, if any. */
export function findRepeated(database: ReadDatabase, requestId: string): RepeatedRequest | undefined {
  return sql<[string], RepeatedRequest>(
    database,
    'SELECT session, procedure, input_hash AS inputHash, answer FROM repeated_request WHERE request_id = ?',
  ).get(requestId);
}

/** Keeps the answer of a request that took effect; in the same transaction as the effect. */
export function putRepeated(database: WriteDatabase, requestId: string, at: string, request: RepeatedRequest): void {
  change<[string, string, string, string, string, string]>(
    database,
    'INSERT INTO repeated_request (request_id, session, procedure, input_hash, answer, at) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(requestId, request.session, request.procedure, request.inputHash, request.answer, at);
}

/** Forgets answers older than this instant: no window repeats a press for so long. */
export function pruneRepeated(database: WriteDatabase, before: string): void {
  change<[string]>(database, 'DELETE FROM repeated_request WHERE at < ?').run(before);
}

/**
 * Uses up the next `count` ticks for message ids from `from` on, for good; fewer where used ones follow. What a crash leaves
 * over of a committed reservation is skipped, never used twice.
 */
export function reserveMessageTicks(database: WriteDatabase, from: number, count: number): TickSpan {
  const before = sql<[], TickSpan>(database, 'SELECT first, last FROM message_tick ORDER BY first').all();
  const { reserved, used } = reserveTicks(before, from, count);
  change(database, 'DELETE FROM message_tick').run();
  const insert = change<[number, number]>(database, 'INSERT INTO message_tick (first, last) VALUES (?, ?)');
  for (const { first, last } of used) insert.run(first, last);
  return reserved;
}
