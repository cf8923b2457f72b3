import { z } from 'zod';
import { registerNames, registerViewers } from '../domain/register/registers.ts';
import { saidText } from '../domain/typedText.ts';
import { procedure } from './caller.ts';
import { hallDateSchema, idSchema, requestIdSchema } from './shared.ts';

const registerSchema = z.strictObject({
  register: z.enum(registerNames),
  from: hallDateSchema,
  to: hallDateSchema,
});

const registerPageSchema = z.strictObject({
  /** The case a row is about, null where it is about none; cells in the order of the columns of `registers`; citizens are masked. */
  rows: z.array(z.strictObject({ caseId: idSchema.nullable(), cells: z.array(z.string()).readonly() })).readonly(),
  totals: z.array(z.strictObject({ label: z.string(), value: z.string() })).readonly(),
  /** There are more rows than one look shows. */
  more: z.boolean(),
});

/** A register of some hall days. */
export type RegisterPage = z.infer<typeof registerPageSchema>;

export const registerContract = {
  /** A register of the hall days from one to another, both in it. Failures: NOT_ALLOWED, REGISTER_DAYS. */
  view: procedure(registerViewers, registerSchema, registerPageSchema),
  /** The same as a CSV file, whose purpose the journal keeps. Failures: NOT_ALLOWED, REGISTER_DAYS, REGISTER_TOO_LONG. */
  export: procedure(
    registerViewers,
    registerSchema.extend({ requestId: requestIdSchema, purpose: saidText(60) }),
    z.strictObject({ fileName: z.string(), content: z.string() }),
  ),
};
