import { z } from 'zod';
import { keysOf } from '../../keysOf.ts';
import { halves } from '../../staff/absence.ts';
import { staffNameSchema } from '../../staff/actor.ts';
import { roles } from '../../staff/role.ts';
import { assignedWords, strandedWords } from '../../staff/taskOwner.ts';
import { defineKind } from '../kind.ts';

/** Who is there, who stands in for whom, and whose the tasks are. */
export const dutyKinds = [
  /** The B person of somebody in a post (AB 岗); null = none any more. */
  defineKind({
    name: 'account.stand-in',
    version: 1,
    schema: z.object({
      number: z.string(),
      role: z.enum(roles),
      standIn: z.string().nullable(),
      reason: z.string(),
    }),
  }),
  /** Somebody is absent on hall days, both within, or half a day. The subject is the id of the absence. */
  defineKind({
    name: 'absence.entered',
    version: 1,
    schema: z.object({
      of: staffNameSchema,
      from: z.string(),
      to: z.string(),
      half: z.enum(keysOf(halves)).nullable(),
      reason: z.string(),
    }),
  }),
  /** It ends now: whoever was absent is back, or does not go. */
  defineKind({ name: 'absence.ended', version: 1, schema: z.object({}) }),
  /** A case waits for a post, and this is who has it there; the subject is the case. Null = nobody may take it, and `inPlaceOf` is whose it would be. */
  defineKind({
    name: 'task.assigned',
    version: 1,
    schema: z.object({
      role: z.enum(roles),
      to: staffNameSchema.nullable(),
      inPlaceOf: staffNameSchema.exactOptional(),
      why: z.enum([...keysOf(assignedWords), ...keysOf(strandedWords)]),
    }),
  }),
  /** Asked about somebody of whom nothing was seen, the duty leader says that they are there; the subject is their account. */
  defineKind({ name: 'absence.denied', version: 1, schema: z.object({ of: staffNameSchema }) }),
  /** The bureau head names who has an absent person's tasks on one hall day, because their B person is absent too. */
  defineKind({
    name: 'absence.substitute-named',
    version: 1,
    schema: z.object({
      of: staffNameSchema,
      role: z.enum(roles),
      substitute: staffNameSchema,
      day: z.string(),
      reason: z.string(),
    }),
  }),
] as const;
