import { z } from 'zod';
import { keysOf } from '../domain/keysOf.ts';
import { halves } from '../domain/staff/absence.ts';
import { roles } from '../domain/staff/role.ts';
import { saidText, typedText } from '../domain/typedText.ts';
import { procedure } from './caller.ts';
import { done, hallDateSchema, idSchema, noInput, requestIdSchema, roleSchema } from './shared.ts';

/** A member of the staff as the hall knows one. */
const staffNameSchema = z.strictObject({ number: z.string(), name: z.string() });

const personSchema = staffNameSchema.extend({
  /** What they work as today, with their B person in each post. */
  posts: z.array(z.strictObject({ role: roleSchema, standIn: staffNameSchema.nullable() })),
  absent: z.boolean(),
});

const absenceSchema = z.strictObject({
  absenceId: idSchema,
  number: z.string(),
  name: z.string(),
  /** The days in words. */
  days: z.string(),
  reason: z.string(),
  enteredBy: z.string(),
  /** It lasts now. */
  now: z.boolean(),
  /** Whoever looks may end it. */
  mayEnd: z.boolean(),
});

const dutyViewSchema = z.strictObject({
  people: z.array(personSchema),
  /** What lasts or is to come, the first to begin first. */
  absences: z.array(absenceSchema),
  /** Whoever looks enters the absence of others too. */
  keepsOthers: z.boolean(),
  /** How many tasks have ever lain with somebody absent for longer than the hall allows: meant to be 0. */
  lying: z.int(),
});

/** Who is there today, and who stands in for whom. */
export type DutyView = z.infer<typeof dutyViewSchema>;

export const dutyContract = {
  /** Who is there today, and who stands in for whom. */
  view: procedure(roles, noInput, dutyViewSchema),
  /**
   * An absence, entered once: by the person, the office or an administrator. What lies with them goes to their B person at once.
   * Failures: NOT_ALLOWED, STAFF_UNKNOWN, ABSENCE_UNFIT.
   */
  enterAbsence: procedure(
    roles,
    z.strictObject({
      requestId: requestIdSchema,
      number: typedText(20).min(1),
      from: hallDateSchema,
      to: hallDateSchema,
      half: z.enum(keysOf(halves)).nullable(),
      reason: saidText(60),
    }),
    z.strictObject({ absenceId: idSchema }),
  ),
  /** Ends an absence now, by whoever may enter it. Failures: NOT_ALLOWED, ABSENCE_OVER. */
  endAbsence: procedure(roles, z.strictObject({ requestId: requestIdSchema, absenceId: idSchema }), done),
};
