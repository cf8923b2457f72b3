import type { IssuedDocument } from '../../domain/resultDocument/issued.ts';
import type { JournalEntry } from '../../domain/journal/entry.ts';
import { change, type WriteDatabase } from '../database.ts';

/** A document as issued by an act. */
export function putDocument(
  database: WriteDatabase,
  caseId: string,
  { sequence, at }: Pick<JournalEntry, 'sequence' | 'at'>,
  { number, kind, name, validFrom, validUntil, replaces }: IssuedDocument,
): void {
  change<[Record<string, string | number | null>]>(
    database,
    `INSERT INTO result_document (number, case_id, kind, name, issued_at, valid_from, valid_until, replaces, content_in)
     VALUES (@number, @caseId, @kind, @name, @at, @validFrom, @validUntil, @replaces, @sequence)`,
  ).run({
    ...{ number, caseId, kind, name, at, validFrom, sequence },
    validUntil: validUntil ?? null,
    replaces: replaces ?? null,
  });
}
