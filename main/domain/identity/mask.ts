import { graphemes } from '../text/graphemes.ts';
import { writtenName } from './name.ts';

/** Where a masked name is seen: in lists and search results, or by everybody (waiting screen, disclosure). */
export type NameExposure = 'list' | 'public';

function keepEnds(text: string, first: number, last: number): string {
  const characters = Array.from(text);
  const hidden = characters.length - first - last;
  if (hidden <= 0) return '*'.repeat(characters.length);
  return characters.slice(0, first).join('') + '*'.repeat(hidden) + characters.slice(characters.length - last).join('');
}

/**
 * Masks a document number: first six and last four of an identity number (18 or 15), first and last of any other
 * document. Never returns the number in full.
 */
export function maskIdNumber(number: string): string {
  return number.length === 18 || number.length === 15 ? keepEnds(number, 6, 4) : keepEnds(number, 1, 1);
}

/** Masks a phone number: `138****1234`; of a land line only the last four digits stay. */
export function maskPhone(phone: string): string {
  return /^1\d{10}$/.test(phone) ? keepEnds(phone, 3, 4) : keepEnds(phone, 0, 4);
}

/**
 * Masks a name. `list`: first and last character stay (`张*三`), of two characters the first (`张*`). `public`: the
 * first character and two stars whatever the length.
 */
export function maskName(name: string, exposure: NameExposure): string {
  const characters = graphemes(writtenName(name));
  const [first = ''] = characters;
  if (characters.length < 2) return '*'.repeat(characters.length);
  if (exposure === 'public') return `${first}**`;
  const last = characters.length > 2 ? (characters.at(-1) ?? '') : '';
  return first + '*'.repeat(Math.max(1, characters.length - 2)) + last;
}
