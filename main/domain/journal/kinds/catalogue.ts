import { z } from 'zod';
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
] as const;
