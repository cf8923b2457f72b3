import { z } from 'zod';
import { codeSchema, conditionSchema } from './fields/field.ts';
import { fieldSchema } from './fields/table.ts';
import { alternativeSchema } from './sources/source.ts';
import { sourceSchema } from './sources/table.ts';
import { blockingKinds } from '../identity/alerts.ts';

const hallDate = z.iso.date('应为真实日期，如 2026-01-01');

/** One line of the material list. Any one of `anyOf` satisfies it; the list itself is locked to the item version. */
export const materialSchema = z.strictObject({
  code: codeSchema,
  name: z.string().min(1),
  source: sourceSchema,
  anyOf: z.array(alternativeSchema).default([]),
  requiredWhen: conditionSchema.optional(),
});

const limitSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('instant') }),
  z.strictObject({ kind: z.literal('working-days'), days: z.int().min(1).max(365) }),
]);

/** Own code of an item, stable over versions. */
export const itemCodeSchema = z.string().regex(/^[A-Z]{2}\d{4}$/, '应为两个大写字母加四位数字，如 YB0101');

/** One version of one service item (办理事项). Loaded from `main/catalogue/items/<code>/<version>.yaml`. */
export const serviceItemSchema = z.strictObject({
  code: itemCodeSchema,
  version: z.int().min(1),
  effectiveFrom: hallDate,
  /** Last day of validity, or absent. */
  effectiveTo: hallDate.optional(),
  name: z.string().min(1),
  mainItem: z.string().min(1),
  /** National 12-character base code where known, as text. */
  baseCode12: z
    .string()
    .regex(/^\d{12}$/, '应为 12 位数字，加引号')
    .optional(),
  aliases: z.array(z.string()).default([]),
  applicants: z.array(z.string()).min(1),
  /** Insurance types of which the citizen must have at least one row; empty = no condition. */
  insuranceTypes: z.array(z.string()).default([]),
  /** Insurance types whose active row rules the item out, e.g. employee insurance for the enrolment of residents. */
  excludedInsuranceTypes: z.array(z.string()).default([]),
  channels: z.array(z.enum(['window', 'web', 'self-service', 'hospital'])).min(1),
  handlingMode: z.enum(['instant', 'timed']),
  /** Accepted and completed in one act with one slip: an instant item where nothing lies between the two. */
  oneStep: z.boolean().default(false),
  /** One citizen may have several open at once, because each is about a matter of its own, such as one bill. */
  severalAtOnce: z.boolean().default(false),
  approvalRoute: z.enum(['ordinary', 'special']),
  statutoryLimit: limitSchema,
  promisedLimit: limitSchema,
  /** Working days the citizen has to supply what the one-time notice names. */
  supplementDays: z.int().min(1).max(60).default(5),
  fee: z.literal('none').default('none'),
  conditions: z.array(z.string()).default([]),
  /** Alerts that forbid acceptance of this item, e.g. `benefit-locked`. Others only warn. */
  blockingAlerts: z.array(z.enum(blockingKinds)).default([]),
  materials: z.array(materialSchema).min(1),
  fields: z.array(fieldSchema).default([]),
  /** What the completion slip says; values are templates over `{field-code}` and facts such as `{today}`. */
  result: z.array(z.strictObject({ label: z.string().min(1), value: z.string().min(1) })).min(1),
  /** Where the facts come from and how sure they are, for the administrator and for whoever is asked on what ground. */
  source: z.string().min(1),
});

/** One version of one service item. */
export type ServiceItem = z.infer<typeof serviceItemSchema>;
/** One line of an item's material list. */
export type ItemMaterial = ServiceItem['materials'][number];
