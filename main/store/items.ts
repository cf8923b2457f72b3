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

/** A version of an item that waits for the word of a second administrator. */
export interface ProposalRow {
  readonly code: string;
  readonly version: number;
  /** Canonical JSON. */
  readonly content: string;
  readonly effectiveFrom: string;
  readonly why: string;
  readonly proposedAt: string;
  readonly proposedNumber: string;
  readonly proposedName: string;
}

const PROPOSAL = `SELECT code, version, content, effective_from AS effectiveFrom, why, proposed_at AS proposedAt,
  proposed_number AS proposedNumber, proposed_name AS proposedName FROM item_proposal`;

/** What waits to be published, oldest first. */
export function waitingProposals(database: ReadDatabase): readonly ProposalRow[] {
  return sql<[], ProposalRow>(database, `${PROPOSAL} WHERE state = 'waiting' ORDER BY proposed_in`).all();
}

/** Which versions were published here, and not by a release of the program. */
export function publishedVersions(database: ReadDatabase): readonly Pick<KeptVersion, 'code' | 'version'>[] {
  return sql<[], Pick<KeptVersion, 'code' | 'version'>>(
    database,
    `SELECT code, version FROM item_proposal WHERE state = 'published' ORDER BY code, version`,
  ).all();
}

/** A version that was published, with what it changed. */
export interface PublishedRow {
  readonly code: string;
  readonly version: number;
  readonly name: string;
  readonly effectiveFrom: string;
  readonly why: string;
  readonly proposedName: string;
  readonly publishedAt: string;
  readonly publishedName: string;
  readonly words: string;
  readonly toInstant: 0 | 1;
  readonly materials: number;
  readonly days: number;
}

/** What was published from one instant until before another (UTC, ISO 8601), oldest first. */
export function publishedBetween(
  database: ReadDatabase,
  { from, until, limit }: { readonly from: string; readonly until: string; readonly limit: number },
): readonly PublishedRow[] {
  return sql<[string, string, number], PublishedRow>(
    database,
    `SELECT code, version, name, effective_from AS effectiveFrom, why, proposed_name AS proposedName, settled_at AS publishedAt,
       settled_name AS publishedName, words, to_instant AS toInstant, materials, days
     FROM item_proposal WHERE settled_at >= ? AND settled_at < ? AND state = 'published' ORDER BY settled_at LIMIT ?`,
  ).all(from, until, limit);
}
