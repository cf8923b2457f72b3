import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import { isTwoByteGbk } from '../slip/gbk.ts';
import { isPlainText, withoutPadding } from '../text/plainText.ts';
import { markFamily, markSigns, unifyIdeographs } from '../text/sameCharacters.ts';

/** What is wrong with a name, and how the teller is told. */
const nameProblems = {
  empty: '没有姓名',
  faulty: '姓名里有不能识别的字符',
  'too-long': '姓名超过 100 个字',
} as const satisfies Record<string, string>;

/** Code of a problem in {@link nameProblems}. */
export type NameProblem = keyof typeof nameProblems;

/** Longest name any source has room for, in code points: the platform allows 50, a foreigner's card 60. */
const LONGEST = 100;

/** NFC replaces a compatibility ideograph by another character, which would change how the person is registered. */
const COMPOSABLE = /[^\uF900-\uFAFF\u{2F800}-\u{2FA1F}]+/gu;

/**
 * A name as it is kept and sent, from whatever it was read: padding goes, letters are composed (NFC, never NFKC), everything
 * else stays as the person is registered. Fails with a code of {@link nameProblems}: what is faulty is told, and never kept,
 * printed or sent as a name.
 */
export function readName(text: string): Result<string, { readonly code: NameProblem; readonly message: string }> {
  const name = withoutPadding(text).replace(COMPOSABLE, (run) => run.normalize('NFC'));
  if (name === '') return refuse('empty');
  if (!isPlainText(name)) return refuse('faulty');
  return Array.from(name).length > LONGEST ? refuse('too-long') : ok(name);
}

function refuse(code: NameProblem): { ok: false; code: NameProblem; message: string } {
  return { ok: false, code, message: nameProblems[code] };
}

const LATIN_ONLY = /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u;

/** A blank belongs between the words of a Latin name; beside an ideograph or a dot it is only how a form was filled. */
const IDLE_BLANK = /(?<![\p{Script=Latin}\p{N}.,'-]) | (?![\p{Script=Latin}\p{N}])/gu;

/** Unified ideographs alone, as nearly every name is: each is its one code point already. */
const UNIFIED_ONLY = /^[\u4e00-\u9fff]+$/;

/**
 * A name as it is shown and printed, and as it is compared: each character by its one code point (ideographs, full-width
 * forms), dots between its parts as `·` (in a Latin name as `.`), hyphens and apostrophes in one form, blanks only between Latin
 * words. Two names are the same exactly when they look the same here, but for letter case.
 */
export function writtenName(name: string): string {
  if (UNIFIED_ONLY.test(name)) return name;
  // A compatibility form may become a mark that has a form of its own again (a double prime two primes): until nothing changes.
  const written = unified(name);
  return written === name ? written : writtenName(written);
}

function unified(name: string): string {
  const dot = LATIN_ONLY.test(name) ? '.' : markSigns.dot;
  const marked = Array.from(withoutPadding(name).replace(/\p{Variation_Selector}/gu, ''), (one) => {
    const family = markFamily(one);
    if (family === 'dot') return dot;
    return family === 'hyphen' || family === 'apostrophe' ? markSigns[family] : one;
  }).join('');
  return unifyIdeographs(marked)
    .normalize('NFKC')
    .replace(/[\s\p{Z}]+/gu, ' ')
    .replace(IDLE_BLANK, '');
}

/**
 * Whether two sources mean the same name: their {@link writtenName} is the same but for letter case and blanks. Never compare
 * names by `===` across systems.
 */
export function sameName(one: string, other: string): boolean {
  const fold = (name: string): string => writtenName(name).replaceAll(' ', '').toUpperCase();
  return fold(one) === fold(other);
}

/** A character many fonts lack, with its code point as `U+20BB7`. */
export interface RareCharacter {
  readonly character: string;
  readonly codePoint: string;
}

/** The ideographs every Chinese font has: the first block of Unicode, as of GBK. */
const COMMON_IDEOGRAPH = /^[\u3005-\u3007\u4E00-\u9FA5]$/;
const IDEOGRAPH = /^\p{Ideographic}$/u;

/**
 * The characters of a name that a screen's or printer's font may lack: ideographs beyond the first block (also those of GBK's
 * last row, which many fonts have at their former place only) and whatever GBK has not. Where they are shown their code point
 * stands beside them, so that an empty box can still be compared with the card.
 */
export function rareCharacters(name: string): readonly RareCharacter[] {
  return Array.from(new Set(writtenName(name)))
    .filter(isRare)
    .map((character) => ({ character, codePoint: codePointOf(character) }));
}

function isRare(character: string): boolean {
  if (character <= '\u007F' || COMMON_IDEOGRAPH.test(character)) return false;
  return IDEOGRAPH.test(character) || !isTwoByteGbk(character.codePointAt(0) ?? 0);
}

function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
