import { z } from 'zod';
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
] as const;
