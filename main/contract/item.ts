import { z } from 'zod';
import { queryingRoles } from '../domain/case/access.ts';
import { actingRoles } from '../domain/case/process.ts';
import { serviceItemSchema } from '../domain/catalogue/item.ts';
import { typedText } from '../domain/typedText.ts';
import { procedure } from './caller.ts';

/** Everybody who can see a case on any ground. */
export const caseViewers = [
  ...queryingRoles,
  ...actingRoles.filter((role) => !queryingRoles.some((one) => one === role)),
];

/** Names one version of an item. What it holds never changes, so a window that has it needs not ask again. */
export const itemVersionSchema = serviceItemSchema.pick({ code: true, version: true });

/**
 * A version of an item as the windows work with it: papers and form, and what is explained of it. What only the counter needs
 * (search words, periods, whom it is for) stays there. Nothing in it is about a citizen. Of a version this release cannot read
 * there is nothing but its name.
 */
const itemViewSchema = serviceItemSchema
  .pick({
    code: true,
    version: true,
    name: true,
    handlingMode: true,
    approvalRoute: true,
    conditions: true,
    legalBasis: true,
    materials: true,
    fields: true,
    fee: true,
    source: true,
  })
  .extend({
    limitText: z.string(),
    /** How long its papers are kept; empty where the version does not say it. */
    retentionText: z.string(),
  });

/** A version of an item as the windows work with it. */
export type ItemView = z.infer<typeof itemViewSchema>;

/** An item as a search result. */
const itemHitSchema = z.strictObject({
  code: z.string(),
  /** The version of today. */
  version: z.int(),
  name: z.string(),
  mainItem: z.string(),
  limitText: z.string(),
  /** Materials the citizen hands over in the usual case: with the form as it is filled in beforehand. */
  materialCount: z.int(),
  /** Another may be begun while one is open or just done. */
  severalAtOnce: z.boolean(),
  /** Why the present citizen cannot have it; null when they can. */
  notForPerson: z.string().nullable(),
});

/** An item as a search result. */
export type ItemHit = z.infer<typeof itemHitSchema>;

export const catalogueContract = {
  /**
   * Items by 汉字, full pinyin, initials or code, also mixed; best first, at most 20. An empty text gives the frequent ones.
   * `near`: nothing is written like that, these are only alike.
   */
  search: procedure(
    ['teller'],
    z.strictObject({ text: typedText(60) }),
    z.strictObject({ items: z.array(itemHitSchema), near: z.boolean() }),
  ),
  /** One version of an item, to be looked at or worked with; nothing is begun or recorded. */
  item: procedure(caseViewers, itemVersionSchema, itemViewSchema),
};
