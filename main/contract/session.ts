import { z } from 'zod';
import { procedure } from './caller.ts';
import { done, instantSchema, noInput, roleSchema, typedText } from './shared.ts';

/** Who is signed in at this window. */
export const signedInSchema = z.strictObject({
  number: z.string(),
  name: z.string(),
  role: roleSchema,
  roleTitle: z.string(),
  signedInAt: instantSchema,
});

/** Who is signed in at this window. */
export type SignedIn = z.infer<typeof signedInSchema>;

export const sessionContract = {
  signIn: procedure(
    ['window'],
    z.strictObject({ number: typedText(20).min(1), password: z.string().min(1).max(200) }),
    signedInSchema,
  ),
  signOut: procedure(['window'], noInput, done),
};
