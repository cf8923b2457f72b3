import { z } from 'zod';

/** By what a citizen's identity was shown. Neither a number nor a slip proves it: then the teller must have checked. */
const identityProofSchema = z.enum(['card', 'id-card', 'e-credential', 'id-number', 'slip']);

/** By what a citizen's identity was shown. */
export type IdentityProof = z.infer<typeof identityProofSchema>;

/** How the identity stood at an act; `checkedBy`: who compared the original document with the person, null when nobody did. */
export const shownIdentitySchema = z
  .object({
    identifiedBy: identityProofSchema,
    checkedBy: z.object({ number: z.string(), name: z.string(), at: z.string() }).readonly().nullable(),
  })
  .readonly();

/** How the identity stood at an act. */
export type ShownIdentity = z.infer<typeof shownIdentitySchema>;
