import { join } from 'node:path';
import { readDatabaseKey } from '../../../main/shell/browser/databaseKey.ts';
import { openDatabaseToRead } from '../../../main/store/database.ts';

/** One act as it was recorded. */
export interface RecordedAct {
  readonly kind: string;
  readonly actor: string;
  readonly payload: string;
}

/** What the counter has recorded about its devices, oldest first. */
export function deviceActs(home: string): RecordedAct[] {
  const key = readDatabaseKey(home);
  if (!key.ok) throw new Error('no key in the home');
  const opened = openDatabaseToRead(join(home, 'counter.db'), key.key);
  if (!opened.ok) throw new Error(opened.detail);
  try {
    return opened.database
      .prepare<[], RecordedAct>(`SELECT kind, actor, payload FROM journal WHERE kind LIKE 'device.%' ORDER BY sequence`)
      .all();
  } finally {
    opened.database.close();
  }
}
