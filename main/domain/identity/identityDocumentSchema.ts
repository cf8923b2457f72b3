import { z } from 'zod';
import type { IdentityDocument } from './identityDocument.ts';
import { told } from './told.ts';

const text = z.string().exactOptional();

/** A stored {@link IdentityDocument}, checked again when it is read back. */
export const identityDocumentSchema = z.strictObject({
  kind: z.enum(['citizen', 'hmt-resident', 'foreigner-2017', 'foreigner-2023']),
  name: z.string(),
  englishName: text,
  sex: z.enum(['1', '2']).exactOptional(),
  ethnicGroup: text,
  bornOn: text,
  address: text,
  appendedAddress: text,
  number: z.string(),
  issuer: text,
  validFrom: text,
  validTo: told(z.string()).exactOptional(),
  nationality: text,
  passNumber: text,
  issueCount: text,
}) satisfies z.ZodType<IdentityDocument>;
