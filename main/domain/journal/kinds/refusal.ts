import { z } from 'zod';
import { defineKind } from '../kind.ts';

/** What was tried and refused; the subject is the case, or the account of whoever tried where it was about none. */
export const refusalKinds = [
  /**
   * Somebody tried what the law of the hall keeps from them: their post, their part in the case, its node, a material that the list
   * does not have. Never anything of a citizen.
   */
  defineKind({
    name: 'access.refused',
    version: 1,
    schema: z.object({
      /** The act of the process or the procedure of the contract; `several` where one person tried too many things to tell them apart. */
      act: z.string(),
      /** Code of the item that was asked for, where there was no case yet. */
      item: z.string().exactOptional(),
      /** Code of the failure that was answered. */
      code: z.string(),
      /** How often within the minute. */
      times: z.int().min(1),
      /** The press, so that a repeated one is no second try. */
      request: z.string().exactOptional(),
    }),
  }),
] as const;
