import { z } from 'zod';
import type { SocialSecurityCard } from './socialSecurityCard.ts';

const text = z.string().exactOptional();

/** A stored {@link SocialSecurityCard}, checked again when it is read back. */
export const socialSecurityCardSchema = z.strictObject({
  generation: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  specification: z.string(),
  cardIdentifier: z.string(),
  cardNumber: z.string(),
  issuedOn: text,
  expiresOn: text,
  socialSecurityNumber: text,
  name: text,
  sex: z.enum(['1', '2']).exactOptional(),
  ethnicGroup: text,
  birthplace: text,
  bornOn: text,
  algorithm: z.enum(['3DES', 'SSF33', 'SM4']).exactOptional(),
  withheld: z.array(
    z.strictObject({
      field: z.enum([
        'generation',
        'specification',
        'cardIdentifier',
        'cardNumber',
        'issuedOn',
        'expiresOn',
        'socialSecurityNumber',
        'name',
        'sex',
        'ethnicGroup',
        'birthplace',
        'bornOn',
        'algorithm',
        'withheld',
        'atr',
      ]),
      reason: z.enum(['needs-psam', 'not-on-card', 'not-given-by-library', 'faulty']),
    }),
  ),
  atr: z.string(),
}) satisfies z.ZodType<SocialSecurityCard>;
