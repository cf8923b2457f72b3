import { z } from 'zod';
import { saidText } from '../domain/typedText.ts';
import { procedure } from './caller.ts';
import { done, noInput, requestIdSchema } from './shared.ts';

/** Posts that keep the catalogue: two of them put a version out together. */
const keepers = ['administrator'] as const;

/** Longest file of items that a window may send, in characters. */
const FILE_LENGTH = 900_000;

const which = { code: z.string().max(10), version: z.int().min(1) };
const words = z.array(z.string()).readonly().nullable();

const catalogueSchema = z.strictObject({
  versions: z
    .array(
      z.strictObject({
        ...which,
        name: z.string(),
        mainItem: z.string(),
        limit: z.string(),
        effectiveFrom: z.string(),
        effectiveTo: z.string().nullable(),
        now: z.boolean(),
        materials: z.int(),
        /** What it changed of the version before it; null for the first. */
        words,
      }),
    )
    .readonly(),
  proposals: z
    .array(
      z.strictObject({
        ...which,
        name: z.string(),
        effectiveFrom: z.string(),
        why: z.string(),
        proposedAt: z.string(),
        proposedBy: z.string(),
        own: z.boolean(),
        words,
      }),
    )
    .readonly(),
});

export const releasesContract = {
  /** Every version of every item, and what waits for a second administrator. */
  view: procedure(keepers, noInput, catalogueSchema),
  /** The newest version of every item as one file. */
  export: procedure(keepers, noInput, z.strictObject({ fileName: z.string(), content: z.string() })),
  /** Hands in the new versions of a file, all or none. Failures: CATALOGUE_FILE_UNFIT, CATALOGUE_NOTHING_NEW. */
  propose: procedure(
    keepers,
    z.strictObject({ requestId: requestIdSchema, text: z.string().max(FILE_LENGTH), why: saidText(100) }),
    z.strictObject({ proposed: z.int() }),
  ),
  /** Puts a version out, by somebody else than who handed it in. Failures: CATALOGUE_SETTLED, CATALOGUE_SAME_PERSON, CATALOGUE_FILE_UNFIT. */
  publish: procedure(keepers, z.strictObject({ requestId: requestIdSchema, ...which }), done),
  /** Sends a version back. Failures: CATALOGUE_SETTLED. */
  decline: procedure(keepers, z.strictObject({ requestId: requestIdSchema, ...which, why: saidText(100) }), done),
};
