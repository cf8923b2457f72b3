import { z } from 'zod';
import { precheckNames } from '../../precheck/rules.ts';
import { defineKind } from '../kind.ts';

/** What stood in the way of an acceptance; the subject is the case. */
export const precheckKinds = [
  /** The register 参保异常: which rule, where the matter is handled already and since when. No amount and no name. */
  defineKind({
    name: 'precheck.blocked',
    version: 1,
    schema: z.object({
      rule: z.enum(precheckNames),
      where: z.string(),
      /** Hall date; null where nobody said. */
      since: z.string().nullable(),
      /** Number of the earlier case; null where it is none of this hall. */
      earlier: z.string().nullable(),
    }),
  }),
] as const;
