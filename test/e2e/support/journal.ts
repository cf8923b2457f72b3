import { join } from 'node:path';
import { readDatabaseKey } from '../../../main/shell/browser/databaseKey.ts';
import { openDatabaseToRead } from '../../../main/store/database.ts';

/** One act as it was recorded. */
export interface RecordedAct {
  readonly kind: string;
  readonly actor: string;
  readonly payload: string;
}

/** What the counter has recorded under kinds that begin like this (`device.`), oldest first. */
export function recordedActs(home: string, begin: string): RecordedAct[] {
  const key = readDatabaseKey(home);
  if (!key.ok) throw new Error('no key in the home');
  const opened = openDatabaseToRead(join(home, 'counter.db'), key.key);
  if (!opened.ok) throw new Error(opened.detail);
  try {
    return opened.database
      .prepare<[string], RecordedAct>('SELECT kind, actor, payload FROM journal WHERE kind GLOB ? ORDER BY sequence')
      .all(`${begin}*`);
  } finally {
    opened.database.close();
  }
}
