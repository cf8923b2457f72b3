import { z } from 'zod';
import { staffNameSchema } from '../../staff/actor.ts';
import { sheetWays } from '../../sheet/sheet.ts';
import { defineKind } from '../kind.ts';

const kept = z.object({
  code: z.string(),
  version: z.int(),
  /** JSON text, canonical: the shape of later releases is no part of this schema. */
  content: z.string(),
});

/** What the counter works by; the subject is item code and version, `YB0413.1`. */
export const catalogueKinds = [
  /** A version of an item as it stood when it could first be used: what cases begun with it are judged by from then on. */
  defineKind({ name: 'item.kept', version: 1, schema: kept }),
  /** How the completed cases of the version are told to the central system from here on, until the next such entry. */
  defineKind({ name: 'item.mapped', version: 1, schema: kept }),
  /** Somebody who only asked was given the notification card of this version: one-time notification without a case, and of nobody. */
  defineKind({ name: 'guide.handed-out', version: 1, schema: z.object({ how: z.enum(sheetWays) }) }),
  /** An administrator has handed in a version that is to hold from a later day; it waits for the word of another one. */
  defineKind({
    name: 'item.proposed',
    version: 1,
    schema: kept.extend({ effectiveFrom: z.string(), why: z.string() }),
  }),
  /** The version that waited is not published. */
  defineKind({
    name: 'item.declined',
    version: 1,
    schema: z.object({ code: z.string(), version: z.int(), why: z.string() }),
  }),
  /** The version that waited can be used from its first day on, by the word of a second administrator. */
  defineKind({
    name: 'item.published',
    version: 1,
    schema: z.object({
      code: z.string(),
      version: z.int(),
      name: z.string(),
      effectiveFrom: z.string(),
      proposedBy: staffNameSchema,
      why: z.string(),
      /** What it changes of the version before it; the whole of a new item changes nothing. */
      change: z.object({
        words: z.array(z.string()).readonly(),
        toInstant: z.boolean(),
        materials: z.int(),
        days: z.int(),
      }),
    }),
  }),
] as const;
