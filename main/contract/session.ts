import { z } from 'zod';
import { LONGEST_PASSWORD } from '../domain/staff/password.ts';
import { roles } from '../domain/staff/role.ts';
import { typedText } from '../domain/typedText.ts';
import { procedure } from './caller.ts';
import { done, instantSchema, noInput, requestIdSchema, roleSchema } from './shared.ts';

/** Who is signed in at this window. */
export const signedInSchema = z.strictObject({
  number: z.string(),
  name: z.string(),
  role: roleSchema,
  roleTitle: z.string(),
  /** The posts this person can work in, their own first; the one they are in is among them. */
  posts: z.array(z.strictObject({ role: roleSchema, title: z.string() })),
  signedInAt: instantSchema,
  /** Seconds until the session ends because nobody uses it, in its last minute; null before. */
  idleEndsInS: z.int().nullable(),
});

/** Who was signed in at this window until nobody used it for too long or its password was changed: the password alone goes on. */
export const lockedSessionSchema = z.strictObject({
  number: z.string(),
  name: z.string(),
  why: z.enum(['idle', 'password-changed']),
  idleMinutes: z.int(),
});

/** Who is signed in at this window. */
export type SignedIn = z.infer<typeof signedInSchema>;

export const sessionContract = {
  signIn: procedure(
    ['window'],
    z.strictObject({ number: typedText(20).min(1), password: z.string().min(1).max(LONGEST_PASSWORD) }),
    signedInSchema,
  ),
  /**
   * Goes on in another post of whoever is signed in, without signing in anew. The post they are in already is no change, so it can be
   * repeated. Failures: POST_NOT_HELD.
   */
  switchPost: procedure(roles, z.strictObject({ role: roleSchema }), signedInSchema),
  /** Ends the session, or forgets one that was locked. */
  signOut: procedure(['window'], noInput, done),
  /**
   * Gives the account of whoever is signed in another password and ends its sessions at other windows; a wrong current one counts
   * as at sign-in.
   * Failures: PASSWORD_UNFIT, PASSWORD_WRONG, PASSWORD_LOCKED.
   */
  changePassword: procedure(
    roles,
    z.strictObject({
      requestId: requestIdSchema,
      current: z.string().min(1).max(LONGEST_PASSWORD),
      chosen: z.string().min(1).max(LONGEST_PASSWORD),
    }),
    done,
  ),
  /** A person has used this window just now: a key, a click. Nothing else keeps a session alive. */
  active: procedure(['window'], noInput, done),
};
