import { keysOf } from '../keysOf.ts';

/**
 * Kinds of document in which a result is handed over, each with the two letters of its own series of numbers. No letters are those of
 * a slip; the letters stand in numbers that were given and never change.
 */
export const resultDocumentLetters = {
  'enrolment-certificate': 'PZ',
  enquiry: 'CX',
  registration: 'DJ',
  'change-receipt': 'BG',
  'wage-declaration': 'SB',
  'contribution-record': 'BL',
  transfer: 'ZY',
  filing: 'BA',
  recognition: 'RD',
  assessment: 'HD',
  'claim-settlement': 'JD',
  'account-adjustment': 'TZ',
  lock: 'FS',
  unlock: 'JF',
  'identity-mark': 'SF',
  institution: 'PG',
  'card-receipt': 'KW',
} as const satisfies Record<string, string>;

/** Kind of a document in which a result is handed over. */
export type ResultDocumentKind = keyof typeof resultDocumentLetters;
/** The letters its numbers begin with. */
export type ResultDocumentLetters = (typeof resultDocumentLetters)[ResultDocumentKind];

/** All kinds of such a document. */
export const resultDocumentKinds = keysOf(resultDocumentLetters);

/** Whether a number is that of a document and not of a slip, by its letters. */
export function isResultDocumentNumber(number: string): boolean {
  return resultDocumentKinds.some((kind) => number.startsWith(resultDocumentLetters[kind]));
}
