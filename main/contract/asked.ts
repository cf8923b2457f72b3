import { z } from 'zod';
import { askedStates } from '../domain/duty/firstAsked.ts';
import { keysOf } from '../domain/keysOf.ts';
import { roles } from '../domain/staff/role.ts';
import { saidText, typedText } from '../domain/typedText.ts';
import { procedure } from './caller.ts';
import { done, hallDateSchema, idSchema, instantSchema, noInput, requestIdSchema } from './shared.ts';

const spokenSchema = z.strictObject({ text: saidText(400), satisfied: z.boolean() });

const matterSchema = z.strictObject({
  askedId: idSchema,
  at: instantSchema,
  who: z.string(),
  matter: z.string(),
  /** Who was asked first. */
  by: z.string(),
  /** To whom it was passed on; null where it was answered at once. */
  to: z.string().nullable(),
  dueOn: hallDateSchema.nullable(),
  state: z.enum(keysOf(askedStates)),
  /** Its promised day is over, or was when it was answered. */
  late: z.boolean(),
  answer: z.strictObject({ by: z.string(), text: z.string(), satisfied: z.boolean() }).nullable(),
  mayAccept: z.boolean(),
  mayAnswer: z.boolean(),
});

/** A matter with which a desk was asked first, as its list shows it. */
export type AskedMatter = z.infer<typeof matterSchema>;

export const askedContract = {
  /** What is open and what was asked today: one's own, for those who supervise everybody's. */
  list: procedure(roles, noInput, z.strictObject({ rows: z.array(matterSchema).readonly() })),
  /**
   * Whoever was asked first records it, answered at once or passed on with a promised day; without `who` it is the citizen at the counter.
   * Failures: ASKED_UNFIT, STAFF_UNKNOWN, VISIT_NONE.
   */
  record: procedure(
    roles,
    z.strictObject({
      requestId: requestIdSchema,
      who: saidText(60).exactOptional(),
      matter: saidText(200),
      referred: z.strictObject({ to: typedText(20).min(1), dueOn: hallDateSchema }).nullable(),
      answer: spokenSchema.nullable(),
    }),
    z.strictObject({ askedId: idSchema }),
  ),
  /** Whoever it was passed on to takes it over. Failures: ASKED_UNKNOWN, ASKED_NOT_YOURS, ASKED_MOVED_ON. */
  accept: procedure(roles, z.strictObject({ requestId: requestIdSchema, askedId: idSchema }), done),
  /** What was answered, and whether it satisfied. Failures: ASKED_UNKNOWN, ASKED_NOT_YOURS, ASKED_MOVED_ON. */
  answer: procedure(roles, spokenSchema.extend({ requestId: requestIdSchema, askedId: idSchema }), done),
};
