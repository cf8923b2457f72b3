import { isNear, RANK, rankOfMixed, rankOfTerm, type SearchTerm } from './searchMatch.ts';
import { inForce } from './versions.ts';

/** One version of an item as the search knows it. The first term is the name, aliases follow. */
export interface SearchEntry {
  readonly code: string;
  readonly version: number;
  readonly name: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string | undefined;
  readonly terms: readonly SearchTerm[];
}

/** What a search is made with. */
export interface SearchOptions {
  /** Hall date: only versions in force on it are found. */
  readonly on: string;
  /** Greatest number of results. */
  readonly limit: number;
  /** How often each item was handled lately, by code: orders equals. */
  readonly counts?: ReadonlyMap<string, number>;
}

/** What a search found. */
export interface SearchResult {
  readonly entries: readonly SearchEntry[];
  /** Nothing is written like that: these are only like it, and none of them is meant for certain. */
  readonly near: boolean;
}

/**
 * Brings names and typed text to one form: full-width to half-width, small letters, `ü` as `v`, punctuation
 * (《》、（） and blanks) removed. Not for names of people.
 */
export function foldSearchText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ü', 'v')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

type RankOfWord = (entry: SearchEntry, word: string) => number;

function asWritten(entry: SearchEntry, word: string): number {
  const code = entry.code.toLowerCase();
  if (code === word) return RANK.exactCode;
  const byCode = code.startsWith(word) ? RANK.prefix : code.includes(word) ? RANK.substring : RANK.none;
  return entry.terms.reduce((best, term) => Math.min(best, rankOfTerm(term, word)), byCode);
}

function mixed(entry: SearchEntry, word: string): number {
  return entry.terms.reduce((best, term) => Math.min(best, rankOfMixed(term, word)), asWritten(entry, word));
}

function withSlip(entry: SearchEntry, word: string): number {
  const rank = mixed(entry, word);
  return rank === RANK.none && entry.terms.some((term) => isNear(term, word)) ? RANK.substring : rank;
}

/** Every word must match; the worst one decides. */
function rankOf(entry: SearchEntry, words: readonly string[], rankOfWord: RankOfWord): number {
  return words.reduce((worst, word) => Math.max(worst, rankOfWord(entry, word)), 0);
}

function byCountThenCode(
  counts: ReadonlyMap<string, number> | undefined,
): (one: SearchEntry, other: SearchEntry) => number {
  const countOf = (entry: SearchEntry): number => counts?.get(entry.code) ?? 0;
  return (one, other) => countOf(other) - countOf(one) || byCode(one, other);
}

function byCode(one: SearchEntry, other: SearchEntry): number {
  return one.code < other.code ? -1 : 1;
}

/**
 * Items that match what was typed – 汉字, full pinyin, initials, item code or alias, or these mixed; words apart by blanks must
 * all match – best first: exact code, then prefix, then initials, then anything inside. Equals by how often they are
 * handled, then by code. Only where nothing matches, items that do but for one slip of the finger. Nothing typed finds
 * nothing: see {@link frequentItems}.
 */
export function searchItems(entries: readonly SearchEntry[], text: string, options: SearchOptions): SearchResult {
  const words = text
    .split(/\s+/)
    .map(foldSearchText)
    .filter((word) => word !== '');
  if (words.length === 0) return { entries: [], near: false };
  const present = entries.filter((entry) => inForce(entry, options.on));
  const equals = byCountThenCode(options.counts);
  const found = (rankOfWord: RankOfWord): readonly SearchEntry[] =>
    present
      .map((entry) => ({ entry, rank: rankOf(entry, words, rankOfWord) }))
      .filter(({ rank }) => rank !== RANK.none)
      .sort((one, other) => one.rank - other.rank || equals(one.entry, other.entry))
      .slice(0, options.limit)
      .map(({ entry }) => entry);
  for (const rankOfWord of [asWritten, mixed]) {
    const matching = found(rankOfWord);
    if (matching.length > 0) return { entries: matching, near: false };
  }
  const alike = found(withSlip);
  return { entries: alike, near: alike.length > 0 };
}

/**
 * The items most handled, and, as long as few were, the others too: ordered by code, so that each keeps its place while the
 * day's work goes on.
 */
export function frequentItems(entries: readonly SearchEntry[], options: SearchOptions): readonly SearchEntry[] {
  return entries
    .filter((entry) => inForce(entry, options.on))
    .sort(byCountThenCode(options.counts))
    .slice(0, options.limit)
    .sort(byCode);
}
