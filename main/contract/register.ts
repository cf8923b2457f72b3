import { z } from 'zod';
import { irregularityViewers, triesViewers } from '../domain/register/access.ts';
import { registerNames, registerViewers } from '../domain/register/registers.ts';
import { saidText } from '../domain/typedText.ts';
import { procedure } from './caller.ts';
import { hallDateSchema, idSchema, instantSchema, requestIdSchema } from './shared.ts';

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

const registerSchema = z.strictObject({
  register: z.enum(registerNames),
  from: hallDateSchema,
  to: hallDateSchema,
});

const registerPageSchema = z.strictObject({
  /** Cells in the order of the columns of `registers`; citizens are masked. */
  rows: z.array(z.strictObject({ caseId: idSchema, cells: z.array(z.string()).readonly() })).readonly(),
  totals: z.array(z.strictObject({ label: z.string(), value: z.string() })).readonly(),
  /** There are more rows than one look shows. */
  more: z.boolean(),
});

/** A register of some hall days. */
export type RegisterPage = z.infer<typeof registerPageSchema>;

/** What a pre-check has kept from being accepted; without amounts. */
const irregularitySchema = z.strictObject({
  at: instantSchema,
  /** What the rule is called, and on what ground it stands. */
  rule: z.string(),
  source: z.string(),
  itemName: z.string(),
  maskedName: z.string(),
  /** Where the matter is handled already, since when, and by which case of this hall; empty where nobody said. */
  where: z.string(),
  since: hallDateSchema.nullable(),
  earlier: z.string(),
  /** Who tried. */
  number: z.string(),
  name: z.string(),
});

/** What a pre-check has kept from being accepted. */
export type IrregularityRow = z.infer<typeof irregularitySchema>;

export const registerContract = {
  /** A register of the hall days from one to another, both in it. Failures: REGISTER_DAYS. */
  view: procedure(registerViewers, registerSchema, registerPageSchema),
  /** The same as a CSV file, whose purpose the journal keeps. Failures: REGISTER_DAYS, REGISTER_TOO_LONG. */
  export: procedure(
    registerViewers,
    registerSchema.extend({ requestId: requestIdSchema, purpose: saidText(60) }),
    z.strictObject({ fileName: z.string(), content: z.string() }),
  ),
  /** 参保异常: what was tried a second time from one hall day to another, both among them, the latest first. */
  irregularities: procedure(
    irregularityViewers,
    z.strictObject({ from: hallDateSchema, to: hallDateSchema }),
    z.strictObject({ rows: z.array(irregularitySchema) }),
  ),
  /** The refused tries of a hall day, of everybody or of one staff number, the latest first. */
  refusedTries: procedure(
    triesViewers,
    z.strictObject({ day: hallDateSchema, person: z.string().max(20).exactOptional() }),
    z.strictObject({ rows: z.array(refusedTrySchema) }),
  ),
};
