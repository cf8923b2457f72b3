import { z } from 'zod';
import { staffNameSchema } from '../../staff/actor.ts';
import { defineKind } from '../kind.ts';

/** With what somebody was asked first (首问负责), and what became of it. The subject is the id of the matter. */
export const askedKinds = [
  /** The actor was asked first. `answer` where it was answered at once, else to whom it was passed on with what promise. */
  defineKind({
    name: 'asked.recorded',
    version: 1,
    schema: z.object({
      /** Who asked, as the desk describes them. */
      who: z.string(),
      /** The citizen at the counter, where it was them. */
      personId: z.string().exactOptional(),
      matter: z.string(),
      referred: z.object({ to: staffNameSchema, dueOn: z.string() }).nullable(),
      answer: z.object({ text: z.string(), satisfied: z.boolean() }).nullable(),
    }),
  }),
  /** Whoever it was passed on to has taken it over. */
  defineKind({ name: 'asked.accepted', version: 1, schema: z.object({}) }),
  defineKind({
    name: 'asked.answered',
    version: 1,
    schema: z.object({ text: z.string(), satisfied: z.boolean() }),
  }),
] as const;
