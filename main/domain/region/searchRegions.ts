import { foldSearchText } from '../catalogue/search.ts';
import { RANK, rankOfMixed, rankOfTerm, type SearchTerm } from '../catalogue/searchMatch.ts';
import { regionTerm } from './readings.ts';
import { isPlace, isRegion, regionInWords, regions, type Region } from './regions.ts';

/** A region as the search knows it. */
interface Entry {
  readonly code: string;
  /** 0 for a province, 1 for a city, 2 for a county: of equals the larger comes first. */
  readonly depth: number;
  readonly own: SearchTerm;
  /** With the names of those above it, as they are written and as they are said: `湖南省长沙市`, `湖南长沙市`. */
  readonly whole: readonly SearchTerm[];
}

function joined(one: SearchTerm, other: SearchTerm): SearchTerm {
  return {
    text: one.text + other.text,
    pinyin: one.pinyin + other.pinyin,
    syllables: [...one.syllables, ...other.syllables.map((at) => at + one.pinyin.length)],
    initials: one.initials + other.initials,
  };
}

/** What is said of a name where a smaller one follows: 湖南, 长沙. */
function stem(name: string): string {
  return name.length > 2 ? name.replace(/(省|市|区|县)$/, '') : name;
}

function entriesOf(list: readonly Region[], above: readonly SearchTerm[], depth: number): readonly Entry[] {
  return list.flatMap(({ code, name, parts }) => {
    const own = regionTerm(name);
    const under = (term: SearchTerm): readonly SearchTerm[] => above.map((one) => joined(one, term));
    const [written, said] = above;
    const short = regionTerm(stem(name));
    const below = [written ? joined(written, own) : own, said ? joined(said, short) : short];
    const entry = { code, depth, own, whole: isPlace(name) ? under(own) : above };
    return [entry, ...entriesOf(parts, isPlace(name) ? below : above, depth + 1)];
  });
}

const indexes = new Map<boolean, readonly Entry[]>();

function indexOf(trainingPeople: boolean): readonly Entry[] {
  const known = indexes.get(trainingPeople) ?? entriesOf(regions(trainingPeople), [], 0);
  indexes.set(trainingPeople, known);
  return known;
}

type RankOf = (term: SearchTerm, word: string) => number;

/** A match in the region's own name is meant rather than one in those above it. */
function rankIn({ code, own, whole }: Entry, word: string, rank: RankOf): number {
  if (code === word) return RANK.exactCode;
  if (/^\d+$/.test(word)) return code.startsWith(word) ? RANK.prefix : RANK.none;
  return Math.min(rank(own, word), ...whole.map((term) => rank(term, word) + 0.5));
}

/**
 * Codes of the regions that match what was typed, best first: 汉字, full pinyin, initials, these mixed, or the code; words apart by
 * blanks must all match. Six digits that can be a region are found though the list does not have them.
 */
export function searchRegions(text: string, trainingPeople: boolean, limit: number): readonly string[] {
  const words = text
    .split(/\s+/)
    .map(foldSearchText)
    .filter((word) => word !== '');
  const [first] = words;
  if (first === undefined) return [];
  const found = (rank: RankOf): readonly string[] =>
    indexOf(trainingPeople)
      .map((entry) => ({ entry, rank: Math.max(...words.map((word) => rankIn(entry, word, rank))) }))
      .filter((hit) => hit.rank !== RANK.none)
      .sort((one, other) => one.rank - other.rank || one.entry.depth - other.entry.depth)
      .slice(0, limit)
      .map(({ entry }) => entry.code);
  const written = found(rankOfTerm);
  if (written.length > 0) return written;
  if (words.length === 1 && isRegion(first, trainingPeople)) return [first];
  return found(rankOfMixed);
}

/** The one region that was meant by a text that is its code or its name; undefined when it is neither, or several have it. */
export function regionMeant(text: string, trainingPeople: boolean): string | undefined {
  const typed = foldSearchText(text);
  if (isRegion(typed, trainingPeople)) return typed;
  const named = indexOf(trainingPeople).filter(
    ({ code, own }) => own.text === typed || foldSearchText(regionInWords(code)) === typed,
  );
  return named.length === 1 ? named[0]?.code : undefined;
}
