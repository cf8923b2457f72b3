import { isValidOn } from '../calendar/validity.ts';

/** What a document is worth when it is looked up by its number, in the words of the counter. */
export const standingTexts = {
  genuine: '真实有效',
  expired: '真实，但已过有效期',
  superseded: '已被新的文书代替',
  void: '已作废',
} as const satisfies Record<string, string>;

/** What a document is worth. */
export type Standing = keyof typeof standingTexts;

/** What decides it. */
interface Known {
  readonly voided: boolean;
  /** Number of the one that took its place; null where none did. */
  readonly replacedBy: string | null;
  /** Hall dates, both included; null: until it is changed. */
  readonly validFrom: string;
  readonly validUntil: string | null;
}

/** What a document is worth on a hall date. One that took its place counts more than that it is void, which every such one is. */
export function standingOf({ voided, replacedBy, validFrom, validUntil }: Known, today: string): Standing {
  if (replacedBy !== null) return 'superseded';
  if (voided) return 'void';
  return validUntil === null || isValidOn({ from: validFrom, until: validUntil }, today) ? 'genuine' : 'expired';
}
