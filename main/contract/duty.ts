import { z } from 'zod';
import { keysOf } from '../domain/keysOf.ts';
import { halves } from '../domain/staff/absence.ts';
import { roles } from '../domain/staff/role.ts';
import { saidText, typedText } from '../domain/typedText.ts';
import { procedure } from './caller.ts';
import { done, hallDateSchema, idSchema, instantSchema, noInput, requestIdSchema, roleSchema } from './shared.ts';

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

/** A task that nobody may take. */
const strandedSchema = z.strictObject({
  caseId: idSchema,
  caseNumber: z.string(),
  itemName: z.string(),
  role: roleSchema,
  /** Whose it would be; null where it is nobody's. */
  of: staffNameSchema.nullable(),
  why: z.string(),
  since: instantSchema,
});

/** Somebody of whom nothing was seen for long, while so many tasks of theirs are due. */
const silentSchema = staffNameSchema.extend({ since: instantSchema.nullable(), urgent: z.int() });

const dutyViewSchema = z.strictObject({
  people: z.array(personSchema),
  /** What lasts or is to come, the first to begin first. */
  absences: z.array(absenceSchema),
  /** Whoever looks enters the absence of others too. */
  keepsOthers: z.boolean(),
  /** How many tasks have ever lain with somebody absent for longer than the hall allows: meant to be 0. */
  lying: z.int(),
  /** Tasks that nobody may take; for those who supervise, else none. */
  stranded: z.array(strandedSchema),
  /** About whom the duty leader is asked; for nobody else. */
  silent: z.array(silentSchema),
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
  /**
   * The duty leader's word about somebody of whom nothing was seen: absent for the rest of the day, or there. Failures: NOT_ALLOWED,
   * SILENCE_OVER.
   */
  answerSilence: procedure(
    ['duty-leader'],
    z.strictObject({ requestId: requestIdSchema, number: typedText(20).min(1), absent: z.boolean() }),
    done,
  ),
  /**
   * Who has an absent person's tasks in a post today, because their B person is not there either: they have the post for the day.
   * Failures: SUBSTITUTE_UNFIT.
   */
  nameSubstitute: procedure(
    ['bureau-head'],
    z.strictObject({
      requestId: requestIdSchema,
      number: typedText(20).min(1),
      role: roleSchema,
      substitute: typedText(20).min(1),
      reason: saidText(60),
    }),
    done,
  ),
};
