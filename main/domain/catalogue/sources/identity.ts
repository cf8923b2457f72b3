import { z } from 'zod';
import type { SourceRules } from './source.ts';

/** Who the citizen is: proved by the card in the reader, or by the document the teller compared. */
export const identitySourceSchema = z.strictObject({ kind: z.literal('identity') });

/** Proved at the counter, with nothing to hand in. */
export const identityRules: SourceRules<z.infer<typeof identitySourceSchema>> = {
  suppliedBy: 'counter',
  onlyOne: '身份核验材料只能有一项',
  origin: () => '',
  tickProblem: () => 'not-from-citizen',
  isPresent: (_material, { identity }) => identity.gap === null,
  // Where nobody has looked at the document only what a machine read is named, and nothing where that proves nothing.
  received: ({ name }, { identity }) =>
    identity.gap === null ? { name, how: identity.checkedBy ? 'original' : 'card' } : null,
};
