import { z } from 'zod';
import type { CentralPerson } from './person.ts';

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.exactOptional();

/** A stored {@link CentralPerson}, checked again when it is read back. */
export const centralPersonSchema = z.strictObject({
  personNumber: z.string(),
  documentType: z.string(),
  idNumber: z.string(),
  name: z.string(),
  sex: z.enum(['0', '1', '2', '9']),
  ethnicGroup: optional(z.string()),
  bornOn: optional(z.string()),
  phone: optional(z.string()),
  address: optional(z.string()),
  insurances: z.array(
    z.strictObject({
      type: z.string(),
      status: z.enum(['none', 'active', 'paused', 'invalid', 'ended']),
      personType: z.string(),
      region: z.string(),
      employer: optional(z.string()),
      startedOn: optional(z.string()),
      pausedOn: optional(z.string()),
      balanceFen: optional(z.int()),
    }),
  ),
  identityMarks: z.array(
    z.strictObject({
      code: z.string(),
      label: z.string(),
      startsOn: optional(z.string()),
      endsOn: optional(z.string()),
    }),
  ),
  alerts: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('benefit-locked'), reason: z.string(), since: optional(z.string()) }),
      z.strictObject({ kind: z.literal('arrears'), months: z.int() }),
      z.strictObject({ kind: z.literal('card-lost'), since: optional(z.string()) }),
      z.strictObject({ kind: z.literal('card-expired'), on: z.string() }),
    ]),
  ),
  agent: optional(
    z.strictObject({ name: z.string(), idNumber: z.string(), relation: z.string(), phone: optional(z.string()) }),
  ),
}) satisfies z.ZodType<CentralPerson>;
