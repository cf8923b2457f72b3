import { z } from 'zod';
import { instantSchema } from './shared.ts';

/** By what the identity is shown, and whether that is enough to act on. */
export const identitySchema = z.strictObject({
  identifiedBy: z.enum(['card', 'id-card', 'e-credential', 'id-number', 'slip']),
  /** The teller's word that the original document was compared with the person. */
  checkedBy: z.strictObject({ name: z.string(), at: instantSchema }).nullable(),
  /** Why the document must still be checked (待核对); null when it need not. */
  gap: z.enum(['card-lost', 'card-expired', 'id-card-expired', 'slip-only', 'number-only']).nullable(),
});

/** By what the identity is shown, and whether that is enough to act on. */
export type Identity = z.infer<typeof identitySchema>;

/** Which masked value of a citizen is wanted in full, and why; the journal keeps it. */
export const revealingSchema = z.strictObject({
  field: z.enum(['id-number', 'phone']),
  reason: z.enum(['verify-document', 'citizen-asked', 'fill-form', 'call-back']),
});
