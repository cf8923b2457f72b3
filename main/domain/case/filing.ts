import { z } from 'zod';
import { valueChangesSchema, type ValueChange } from '../catalogue/changes.ts';
import { actorName, type Actor } from '../staff/actor.ts';
import type { Case } from './case.ts';
import { formValuesSchema, materialTicksSchema } from './papers.ts';

/** What every act records that papers are handed in with. */
export const filedFields = {
  ticks: materialTicksSchema,
  form: formValuesSchema,
  changes: valueChangesSchema.exactOptional(),
};

/** The values before and after as they were filed, by whom. A correction stands beside what it corrects. */
export const filingSchema = z.object({ at: z.string(), by: z.string(), changes: valueChangesSchema }).readonly();

/** What a case has filed, with one more; nothing is added by an item that changes no data. */
export function withFiling(
  { filings }: Pick<Case, 'filings'>,
  changes: readonly ValueChange[] | undefined,
  { at, actor }: { readonly at: string; readonly actor: Actor },
): Pick<Case, 'filings'> {
  return { filings: changes === undefined ? filings : [...filings, { at, by: actorName(actor), changes }] };
}

/** The values before and after that hold: those filed last. */
export function filedChanges({ filings }: Pick<Case, 'filings'>): readonly ValueChange[] {
  return filings.at(-1)?.changes ?? [];
}

/** As a payload or a slip has them: not there when nothing is changed. */
export function ifAny(changes: readonly ValueChange[]): { readonly changes?: readonly ValueChange[] } {
  return changes.length === 0 ? {} : { changes };
}
