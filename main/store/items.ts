import { sql, type ReadDatabase } from './database.ts';

/** A version of an item as it was kept; both texts are canonical JSON. */
export interface KeptVersion {
  readonly code: string;
  readonly version: number;
  readonly content: string;
  /** How its completed cases were last told to the central system; null before that was noted. */
  readonly map: string | null;
}

/** Every version that could ever be used here. */
export function keptVersions(database: ReadDatabase): readonly KeptVersion[] {
  return sql<[], KeptVersion>(
    database,
    'SELECT code, version, content, map FROM item_version ORDER BY code, version',
  ).all();
}
