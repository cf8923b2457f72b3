import { inForce } from './versions.ts';

/** One searchable text of an item with its reading. Written once at load, in the form of {@link foldSearchText}. */
export interface SearchTerm {
  readonly text: string;
  /** Full pinyin of the text without tones or blanks, e.g. `yidibeian`. */
  readonly pinyin: string;
  /** Places in `pinyin` where a syllable begins. */
  readonly syllables: readonly number[];
  /** First letter of each syllable, e.g. `ydba`. */
  readonly initials: string;
}

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

/** Rank of a match, best first: what the teller most likely meant by so many letters. */
const RANK = { exactCode: 0, prefix: 1, initials: 2, substring: 3 } as const;

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

function startsSyllable(term: SearchTerm, word: string): boolean {
  return term.syllables.some((start) => term.pinyin.startsWith(word, start));
}

function rankOfTerm(term: SearchTerm, word: string): number {
  if (term.text.startsWith(word) || term.pinyin.startsWith(word)) return RANK.prefix;
  if (term.initials.includes(word)) return RANK.initials;
  return term.text.includes(word) || startsSyllable(term, word) ? RANK.substring : Infinity;
}

function rankOfWord(entry: SearchEntry, word: string): number {
  const code = entry.code.toLowerCase();
  if (code === word) return RANK.exactCode;
  const byCode = code.startsWith(word) ? RANK.prefix : code.includes(word) ? RANK.substring : Infinity;
  return entry.terms.reduce((best, term) => Math.min(best, rankOfTerm(term, word)), byCode);
}

/** Every word must match; the worst one decides. */
function rankOf(entry: SearchEntry, words: readonly string[]): number {
  return words.reduce((worst, word) => Math.max(worst, rankOfWord(entry, word)), 0);
}

function byCountThenCode(
  counts: ReadonlyMap<string, number> | undefined,
): (one: SearchEntry, other: SearchEntry) => number {
  const countOf = (entry: SearchEntry): number => counts?.get(entry.code) ?? 0;
  return (one, other) => countOf(other) - countOf(one) || (one.code < other.code ? -1 : 1);
}

/**
 * Items that match what was typed – 汉字, full pinyin, initials, item code or alias; words apart by blanks must all
 * match – best first: exact code, then prefix, then initials, then anything inside. Equals by how often they are
 * handled, then by code. Nothing typed finds nothing: see {@link frequentItems}.
 */
export function searchItems(
  entries: readonly SearchEntry[],
  text: string,
  options: SearchOptions,
): readonly SearchEntry[] {
  const words = text
    .split(/\s+/)
    .map(foldSearchText)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const equals = byCountThenCode(options.counts);
  return entries
    .filter((entry) => inForce(entry, options.on))
    .map((entry) => ({ entry, rank: rankOf(entry, words) }))
    .filter(({ rank }) => rank !== Infinity)
    .sort((one, other) => one.rank - other.rank || equals(one.entry, other.entry))
    .slice(0, options.limit)
    .map(({ entry }) => entry);
}

/** Items in force, the most handled first; items never handled follow by code, so a new counter shows its catalogue. */
export function frequentItems(entries: readonly SearchEntry[], options: SearchOptions): readonly SearchEntry[] {
  return entries
    .filter((entry) => inForce(entry, options.on))
    .sort(byCountThenCode(options.counts))
    .slice(0, options.limit);
}
