/** One searchable text of an item with its reading. Written once at load, in the form of `foldSearchText`. */
export interface SearchTerm {
  readonly text: string;
  /** Full pinyin of the text without tones or blanks, e.g. `yidibeian`. */
  readonly pinyin: string;
  /** Places in `pinyin` where a syllable begins, one for each character of `text`. */
  readonly syllables: readonly number[];
  /** First letter of each syllable, e.g. `ydba`. */
  readonly initials: string;
}

/** A text (folded) with the reading of each of its characters. */
export function searchTerm(text: string, readings: readonly string[]): SearchTerm {
  const syllables: number[] = [];
  let pinyin = '';
  for (const reading of readings) {
    syllables.push(pinyin.length);
    pinyin += reading;
  }
  return { text, pinyin, syllables, initials: readings.map((reading) => reading.charAt(0)).join('') };
}

/** Rank of a match, best first: what the teller most likely meant by so many letters. */
export const RANK = { exactCode: 0, prefix: 1, initials: 2, substring: 3, none: Infinity } as const;

/** How well a folded word matches as it is written: all 汉字, all pinyin, or all initials. */
export function rankOfTerm(term: SearchTerm, word: string): number {
  if (term.text.startsWith(word) || term.pinyin.startsWith(word)) return RANK.prefix;
  if (term.initials.includes(word)) return RANK.initials;
  return term.text.includes(word) || startsSyllable(term, word) ? RANK.substring : RANK.none;
}

function startsSyllable(term: SearchTerm, word: string): boolean {
  return term.syllables.some((start) => term.pinyin.startsWith(word, start));
}

/**
 * How well a word matches in which every character of the text may be given in its own way: itself, its whole syllable or the
 * beginning of it, as in `异地cq` or `ydbeian`.
 */
export function rankOfMixed(term: SearchTerm, word: string): number {
  const characters = charactersOf(term);
  if (spells(characters, 0, word)) return RANK.prefix;
  return characters.some((_, start) => spells(characters, start, word)) ? RANK.substring : RANK.none;
}

interface ReadCharacter {
  readonly itself: string;
  readonly syllable: string;
}

function charactersOf({ text, pinyin, syllables }: SearchTerm): readonly ReadCharacter[] {
  return Array.from(text, (itself, index) => ({
    itself,
    syllable: pinyin.slice(syllables[index], syllables[index + 1]),
  }));
}

/** Whether the characters from one place on can be given by this word. */
function spells(characters: readonly ReadCharacter[], at: number, word: string): boolean {
  if (word === '') return true;
  const character = characters[at];
  if (!character) return false;
  const { itself, syllable } = character;
  // The last syllable may be on its way.
  if (word.startsWith(itself) ? spells(characters, at + 1, word.slice(itself.length)) : syllable.startsWith(word)) {
    return true;
  }
  return beginnings(syllable).some(
    (part) => word.startsWith(part) && spells(characters, at + 1, word.slice(part.length)),
  );
}

/** What a syllable inside a word is shortened to: its initial, and both letters of zh, ch, sh. */
function beginnings(syllable: string): readonly string[] {
  const twoLetters = /^[zcs]h/.exec(syllable)?.[0];
  return [...new Set([syllable, ...(twoLetters === undefined ? [] : [twoLetters]), syllable.charAt(0)])];
}

/** Shorter words with a slip of the finger could mean anything. Letters, and characters. */
const LEAST_LETTERS = 4;
const LEAST_CHARACTERS = 3;

/** Whether a word is a text, a reading or initials but for one slip: one character wrong, too many, missing, or two exchanged. */
export function isNear({ text, pinyin, syllables, initials }: SearchTerm, word: string): boolean {
  if (!/^[a-z]*$/.test(word)) return word.length >= LEAST_CHARACTERS && hasNear(text, everyPlace(text), word);
  if (word.length < LEAST_LETTERS) return false;
  return hasNear(pinyin, syllables, word) || hasNear(initials, everyPlace(initials), word);
}

function everyPlace(text: string): readonly number[] {
  return Array.from({ length: text.length }, (_, index) => index);
}

function hasNear(whole: string, starts: readonly number[], word: string): boolean {
  return starts.some((start) =>
    [-1, 0, 1].some((more) => {
      const part = whole.slice(start, start + word.length + more);
      return part.length === word.length + more && isOneSlipApart(part, word);
    }),
  );
}

function isOneSlipApart(one: string, other: string): boolean {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  const [rest, otherRest] = [one.slice(same), other.slice(same)];
  if (rest.slice(1) === otherRest.slice(1) || rest === otherRest.slice(1) || rest.slice(1) === otherRest) return true;
  const [first, second] = rest;
  const [otherFirst, otherSecond] = otherRest;
  return first === otherSecond && second === otherFirst && rest.slice(2) === otherRest.slice(2);
}
