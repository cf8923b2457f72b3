import type { Case } from './case.ts';

/** Numbers of the papers that say the result of a case: they lose their force together. */
export function papersOf({ completion }: Pick<Case, 'completion'>): readonly string[] {
  if (!completion) return [];
  return [completion.slipNumber, ...(completion.document ? [completion.document.number] : [])];
}
