import { z } from 'zod';
import { keysOf } from '../keysOf.ts';
import { roleTitles } from '../staff/role.ts';
import { applicantKinds } from './applicant.ts';
import { codeSchema, conditionSchema } from './fields/field.ts';
import { fieldSchema } from './fields/table.ts';
import { alternativeSchema } from './sources/source.ts';
import { sourceSchema } from './sources/table.ts';
import { benefitEffectSchema } from '../benefit/effect.ts';
import { blockingKinds } from '../identity/alerts.ts';
import { cardSteps } from '../card/itemSteps.ts';
import { precheckNames } from '../precheck/rules.ts';
import { resultDocumentKinds } from '../resultDocument/kinds.ts';

const hallDate = z.iso.date('应为真实日期，如 2026-01-01');

/** One line of the material list. Any one of `anyOf` satisfies it; the list itself is locked to the item version. */
export const materialSchema = z.strictObject({
  code: codeSchema,
  name: z.string().min(1),
  source: sourceSchema,
  anyOf: z.array(alternativeSchema).default([]),
  requiredWhen: conditionSchema.optional(),
  /**
   * A secondary paper that may be handed in later (容缺), within so many working days of the acceptance. Absent for a main one
   * (主件), without which nothing is accepted.
   */
  mayFollowWithin: z.int().min(1).max(60).optional(),
});

const limitSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('instant') }),
  z.strictObject({ kind: z.literal('working-days'), days: z.int().min(1).max(365) }),
]);

/** One step of an item on its way through the hall, with the post it waits for. */
export const nodeSchema = z.strictObject({
  code: codeSchema,
  name: z.string().min(1),
  post: z.enum(keysOf(roleTitles)),
  /** Its own part of the promised limit, counted from its arrival there. */
  limit: limitSchema,
  /** What can go wrong here, for whoever checks: the risk points of the procedure chart (规程图). */
  risks: z.array(z.string().min(1)).default([]),
});

/** What the citizen gets, laid out as its kind is, and how long it is valid; absent = until it is changed. */
const resultDocumentSchema = z.strictObject({
  name: z.string().min(1),
  kind: z.enum(resultDocumentKinds),
  validYears: z.int().min(1).max(50).optional(),
  /** Only with such a result; absent = always. */
  issuedWhen: conditionSchema.optional(),
});

const regionCode = z.string().regex(/^[1-9]\d{5}$/, '应为 6 位区划代码，加引号');

/** Rules that hold in one region only: of which, since when, until when, and whether this hall has checked them as its own. */
const regionalSchema = z.strictObject({
  region: regionCode,
  effectiveFrom: hallDate.optional(),
  effectiveTo: hallDate.optional(),
  checked: z.boolean(),
});

/** Years that the papers of a case are kept. */
const retentionSchema = z.union([z.literal('permanent'), z.int().min(1).max(100)], {
  error: ({ input }) => (input === undefined ? undefined : '应为年数（1 至 100），或 permanent'),
});

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
  /** The 31 characters by which the item is reported: credit code of the organ, its level, the base code. */
  implCode31: z
    .string()
    .regex(/^[0-9A-HJ-NP-RTUWXY]{18}\d{13}$/, '应为 31 位：18 位信用代码、1 位层级、12 位基本编码')
    .optional(),
  aliases: z.array(z.string()).default([]),
  applicants: z.array(z.string()).min(1),
  /** The same as {@link ServiceItem.applicants} says in words. */
  applicantKinds: z.array(z.enum(keysOf(applicantKinds))).default([]),
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
  /** The way through the hall, in its order. Their limits together are not above the promised one. */
  nodes: z.array(nodeSchema).default([]),
  legalBasis: z.array(z.string().min(1)).default([]),
  /** A version that an earlier release kept may not say the kind: then no document is issued. */
  resultDocument: resultDocumentSchema.partial({ kind: true }).optional(),
  retention: retentionSchema.optional(),
  /** Absent where nothing in it is of one region. */
  regional: regionalSchema.optional(),
  fee: z.literal('none').default('none'),
  conditions: z.array(z.string()).default([]),
  /** Alerts that forbid acceptance of this item, e.g. `benefit-locked`. Others only warn. */
  blockingAlerts: z.array(z.enum(blockingKinds)).default([]),
  /** What forbids that the same matter is handled twice, by the names of the rules. */
  prechecks: z.array(z.enum(precheckNames)).default([]),
  /** What whoever applies signs for on the completion slip, as a whole sentence, where something is handed over with it. */
  signedFor: z.string().min(1).optional(),
  /** Its completion issues a certificate of a disease, or renews one. The result document is the certificate. */
  certificate: z.enum(['issue', 'renew']).optional(),
  /** It moves an insurance from one place to another: counted by direction, each part of it with its own days. */
  transfer: z.boolean().optional(),
  /** What its completion does with the citizen's social-security card. */
  card: z.enum(cardSteps).optional(),
  /** What its completion does to the citizen's benefits; absent where it does nothing to them. */
  benefit: benefitEffectSchema.optional(),
  materials: z.array(materialSchema).min(1),
  fields: z.array(fieldSchema).default([]),
  /** What the completion slip says; values are templates over `{field-code}` and facts such as `{today}`. */
  result: z.array(z.strictObject({ label: z.string().min(1), value: z.string().min(1) })).min(1),
  /**
   * Values of the citizen's data that it changes, shown to every node, printed and sent: what they are before and after, and by
   * how much an amount differs. Templates as those of `result`.
   */
  changes: z
    .array(
      z.strictObject({
        label: z.string().min(1),
        before: z.string().min(1),
        after: z.string().min(1),
        difference: z.string().min(1).optional(),
      }),
    )
    .default([]),
  /** Where the facts come from and how sure they are, for the administrator and for whoever is asked on what ground. */
  source: z.string().min(1),
});

/**
 * What a file must say. A version that an earlier release kept may lack what items did not say then, and is read by
 * {@link serviceItemSchema} alone.
 */
export const itemFileSchema = serviceItemSchema.extend({
  applicantKinds: z.array(z.enum(keysOf(applicantKinds))).min(1),
  nodes: z.array(nodeSchema).min(1),
  legalBasis: z.array(z.string().min(1)).min(1),
  resultDocument: resultDocumentSchema,
  retention: retentionSchema,
});

/** One version of one service item. */
export type ServiceItem = z.infer<typeof serviceItemSchema>;
/** One line of an item's material list. */
export type ItemMaterial = ServiceItem['materials'][number];
