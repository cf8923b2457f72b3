import { isCaseEntry, type JournalEntry } from '../domain/journal/entry.ts';
import type { IssuedDocument } from '../domain/resultDocument/issued.ts';
import type { IssuedSlip } from '../domain/slip/issued.ts';
import type { SlipLine } from '../domain/slip/line.ts';
import type { ReadDatabase } from '../store/database.ts';
import { entryAt } from '../store/journal.ts';
import type { PrintJobRow, SlipRow } from '../store/slips.ts';

/** A slip as it was issued, from the one entry that holds it. */
export function issuedSlip(database: ReadDatabase, row: Pick<SlipRow, 'slipNumber' | 'contentIn'>): IssuedSlip {
  const issued = issuedBy(readable(database, row.contentIn));
  if (issued?.slip.number !== row.slipNumber)
    throw new Error(`entry ${row.contentIn} does not issue ${row.slipNumber}`);
  return issued;
}

/** What a job prints: the lines of the slip, of a copy, or of either laid out again for other paper. */
export function linesOfJob(database: ReadDatabase, job: Pick<PrintJobRow, 'jobId' | 'contentIn'>): readonly SlipLine[] {
  const entry = readable(database, job.contentIn);
  if (entry.kind === 'print.requested' || entry.kind === 'print.laid-out') return entry.payload.lines;
  const issued = issuedBy(entry);
  if (issued?.jobId !== job.jobId) throw new Error(`entry ${job.contentIn} holds nothing for job ${job.jobId}`);
  return issued.lines;
}

/** A document as it was issued, from the one entry that holds it. */
export function issuedDocument(
  database: ReadDatabase,
  { number, contentIn }: { readonly number: string; readonly contentIn: number },
): IssuedDocument {
  const entry = readable(database, contentIn);
  const issued = isCaseEntry(entry) && 'resultDocument' in entry.payload ? entry.payload.resultDocument : undefined;
  if (issued?.number !== number) throw new Error(`entry ${contentIn} does not issue ${number}`);
  return issued;
}

function readable(database: ReadDatabase, sequence: number): JournalEntry {
  const read = entryAt(database, sequence);
  if (!read) throw new Error(`there is no entry ${sequence}`);
  if (!read.ok) throw new Error(`entry ${sequence} cannot be read`);
  return read.entry;
}

function issuedBy(entry: JournalEntry): IssuedSlip | undefined {
  return isCaseEntry(entry) && 'issued' in entry.payload ? entry.payload.issued : undefined;
}
