import { z } from 'zod';
import { sm3Text } from '../../../main/core/sm3.ts';
import { canonicalJson } from '../../../main/domain/journal/canonicalJson.ts';
import { journalText, type StoredEntry } from '../../../main/domain/journal/entry.ts';
import { readEntry } from '../../../main/domain/journal/readEntry.ts';
import { layoutSlip } from '../../../main/domain/slip/layout.ts';
import { slipSchema } from '../../../main/domain/slip/slip.ts';
import { openAnchor } from '../../../main/store/anchor.ts';
import type { Database } from '../../../main/store/database.ts';
import { entriesOf, readHead, rowsAfter } from '../../../main/store/journal.ts';

/** Repetitions of one part: enough for a steady time, few enough for a short bench. */
const TIMES = 200;

/**
 * What the last acceptance of this journal does beyond writing its rows, each part measured alone on what was recorded, in
 * words for the note of a bench: `slip laid out 0.08 ms, …`.
 */
export function restOfAcceptance(database: Database, headFile: string): string {
  const [row] = rowsAfter(database, readHead(database).sequence - 1, 1);
  if (!row) throw new Error('nothing was recorded');
  const { issued, ...others } = z
    .looseObject({ issued: z.looseObject({ slip: slipSchema }) })
    .parse(JSON.parse(row.payload));
  const anchor = openAnchor(headFile);
  const parts = {
    'slip laid out': () => layoutSlip(issued.slip, { columns: 48, repertoire: 'gbk' }),
    'canonical text of entry and slip': () => canonicalJson({ issued, ...others }) + canonicalJson(issued),
    'SM3 over the entry': () => sm3Text(journalText(row)),
    'history of the case read': () => entriesOf(database, row.subject).length,
    'an entry checked by its schema': () => readEntry(row satisfies StoredEntry).ok,
    'head written twice beside the database': () => {
      for (const head of [row, row]) anchor.remember(head, head);
      return true;
    },
  };
  const words = Object.entries(parts).map(([name, part]) => `${name} ${timeOf(part).toFixed(3)} ms`);
  anchor.close();
  return words.join(', ');
}

function timeOf(part: () => unknown): number {
  for (let warm = 0; warm < TIMES; warm += 1) part();
  const began = performance.now();
  for (let time = 0; time < TIMES; time += 1) part();
  return (performance.now() - began) / TIMES;
}
