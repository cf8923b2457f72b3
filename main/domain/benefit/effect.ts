import { z } from 'zod';
import { codeSchema, conditionSchema } from '../catalogue/fields/field.ts';

/** What an item does to the benefits (医保待遇) of its citizen, with the codes of the fields that say why and until when. */
export const benefitEffectSchema = z.strictObject({
  does: z.enum(['lock', 'unlock']),
  reason: codeSchema,
  basis: codeSchema,
  until: codeSchema.optional(),
  /** With these values of the form it acts at once and is checked afterwards (紧急封锁). */
  urgentWhen: conditionSchema.optional(),
});
