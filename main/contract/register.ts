import { z } from 'zod';
import { triesViewers } from '../domain/register/access.ts';
import { procedure } from './caller.ts';
import { hallDateSchema, instantSchema } from './shared.ts';

/** What somebody tried and was refused for the sake of who they are or of what the hall may ask; nothing of a citizen. */
const refusedTrySchema = z.strictObject({
  at: instantSchema,
  number: z.string(),
  name: z.string(),
  post: z.string(),
  /** The act of the process or the procedure of this contract. */
  act: z.string(),
  /** Number of the case; empty where it was about none, or one without a number. */
  caseNumber: z.string(),
  /** Name of the item; empty where it was about none of the list. */
  itemName: z.string(),
  /** Why it was refused, in Chinese. */
  why: z.string(),
  /** How often within the minute. */
  times: z.int(),
});

/** What somebody tried and was refused. */
export type RefusedTryRow = z.infer<typeof refusedTrySchema>;

export const registerContract = {
  /** The refused tries of a hall day, of everybody or of one staff number, the latest first. */
  refusedTries: procedure(
    triesViewers,
    z.strictObject({ day: hallDateSchema, person: z.string().max(20).exactOptional() }),
    z.strictObject({ rows: z.array(refusedTrySchema) }),
  ),
};
